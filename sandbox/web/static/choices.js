/** What a menu offers, whatever its kind: texts, or the channels, roles and people of this server. */

import { ComponentType } from './types.js';
import { nameOf } from './dom.js';

/** @typedef {{value: string, label: string, detail?: string, isChosen: boolean}} Offer */

/**
 * @param {import('./types.js').Component} menu
 * @param {import('./store.js').Store} store
 * @returns {Offer[]}
 */
export function offers(menu, store) {
  if (menu.type === ComponentType.STRING_SELECT) {
    return (menu.options ?? []).map((option) => ({
      value: option.value, label: option.label, detail: option.description, isChosen: Boolean(option.default),
    }));
  }
  const chosen = new Set((menu.default_values ?? []).map((one) => one.id));
  return things(menu, store).map(([value, label]) => ({ value, label, isChosen: chosen.has(value) }));
}

/** @param {import('./types.js').Component} menu @param {import('./store.js').Store} store @returns {[string, string][]} */
function things(menu, store) {
  if (menu.type === ComponentType.CHANNEL_SELECT) return channels(store, menu.channel_types);
  if (menu.type === ComponentType.ROLE_SELECT) return roles(store);
  if (menu.type === ComponentType.USER_SELECT) return users(store);
  return [...users(store), ...roles(store)];
}

/** @param {import('./store.js').Store} store @param {number[]} [types] @returns {[string, string][]} */
export function channels(store, types) {
  const offered = (store.guild?.channels ?? []).filter((channel) => !types?.length || types.includes(channel.type));
  return offered.map((channel) => [channel.id, `#${channel.name}`]);
}

/** @param {import('./store.js').Store} store @returns {[string, string][]} */
export function roles(store) {
  return (store.guild?.roles ?? []).map((role) => [role.id, `@${role.name.replace(/^@/, '')}`]);
}

/** @param {import('./store.js').Store} store @returns {[string, string][]} */
export function users(store) {
  return (store.guild?.members ?? []).map((member) => [member.user.id, `@${nameOf(member.user)}`]);
}
