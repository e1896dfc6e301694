/** What ids in a text stand for, as the store knows it. */

/**
 * @param {import('./store.js').Store} store
 * @param {(channelId: string, messageId?: string) => void} go
 * @returns {import('./inline.js').Names}
 */
export function namesOf(store, go) {
  return {
    user: (id) => {
      const user = store.userOf(id);
      return user && (user.global_name || user.username);
    },
    role: (id) => store.roleOf(id)?.name.replace(/^@/, '') ?? null,
    channel: (id) => store.channelOf(id)?.name ?? null,
    get me() {
      return store.world?.me.id ?? '';
    },
    go,
  };
}
