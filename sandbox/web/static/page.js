/** The page as a whole: what its parts ask of each other. */

import { Composer } from './composer.js';
import { byId, nameOf } from './dom.js';
import { Feed } from './feed.js';
import { openForm } from './forms.js';
import { openMenu } from './menu.js';
import { namesOf } from './names.js';
import { ChannelType, CommandType, Flag } from './types.js';

const LATE = 400; // milliseconds after which "sending" is said
const NO_ANSWER = 'The application did not respond';

export class Page {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
    this.names = namesOf(store, (channelId, messageId) => this.go(channelId, messageId));
    /** @type {Map<string, string>} what went wrong with a message's buttons, by message */
    this.notes = new Map();
    this.feed = new Feed(this);
    this.composer = new Composer(this);
    store.addEventListener('opened', () => this.retitle());
    store.addEventListener('unread', () => this.retitle());
  }

  /** @returns {string} what the open place is called */
  title() {
    const { channel, world } = this.store;
    if (channel?.type === ChannelType.DM && world) return `@${nameOf(world.bot)}`;
    return `#${channel?.name ?? ''}`;
  }

  retitle() {
    const unread = [...this.store.unread.values()].reduce((sum, count) => sum + count, 0);
    document.title = `${unread ? `(${unread}) ` : ''}${this.title()} | Gatewise sandbox`;
  }

  /** @param {string} channelId @param {string} [messageId] */
  async go(channelId, messageId) {
    if (channelId !== this.store.channelId) await this.store.open(channelId);
    if (messageId) this.feed.jump(messageId);
  }

  /** Say below a message what went wrong. @param {string} id @param {string} text */
  note(id, text) {
    this.notes.set(id, text);
    const place = document.getElementById(`note-${id}`);
    if (!place) return;
    place.hidden = !text;
    place.textContent = text;
  }

  /** @param {string} id @param {import('./types.js').Modal} modal */
  openForm(id, modal) {
    openForm(id, modal, this);
  }

  /** @param {import('./types.js').Message} message */
  reply(message) {
    this.composer.reply(message);
  }

  /** @param {import('./types.js').User} user */
  isAdmin(user) {
    const member = this.store.guild?.members.find((one) => one.user.id === user.id);
    return Boolean(member?.roles.length);
  }

  /**
   * What a right click offers, on a message or on a person.
   * @param {Event} event
   * @param {{message?: import('./types.js').Message, user?: import('./types.js').User}} on
   */
  openMenu(event, on) {
    const kind = on.message ? CommandType.MESSAGE : CommandType.USER;
    const canUse = !on.message || !(on.message.flags & (Flag.EPHEMERAL | Flag.LOADING));
    const apps = canUse ? this.store.commands.filter((command) => command.type === kind) : [];
    openMenu(event, on.message ? `Message of ${nameOf(on.message.author)}` : nameOf(on.user ?? { username: '' }), [
      { label: on.message ? 'Message' : 'Person', items: this.own(on, canUse) },
      { label: 'Apps', items: apps.map((command) => ({ label: command.name, act: () => this.useApp(command.name, on) })) },
    ]);
  }

  /** @param {{message?: import('./types.js').Message, user?: import('./types.js').User}} on @param {boolean} canReply */
  own(on, canReply) {
    const { message, user } = on;
    if (message?.flags && message.flags & Flag.EPHEMERAL) return [{ label: 'Dismiss message', act: () => this.store.dismiss(message.id) }];
    if (message) return canReply ? [{ label: 'Reply', act: () => this.reply(message) }, { label: 'Copy text', act: () => navigator.clipboard.writeText(message.content) }] : [];
    return user?.bot && this.store.world ? [{ label: 'Send a message', act: () => this.store.open(this.store.world?.dm.id ?? '') }]
      : [{ label: 'Mention', act: () => this.composer.fill(`@${user?.username} `) }];
  }

  /** @param {string} name @param {{message?: import('./types.js').Message, user?: import('./types.js').User}} on */
  async useApp(name, on) {
    const target = on.message?.id ?? on.user?.id;
    await this.shown(this.store.act('app', { name, target, kind: on.message ? 'message' : 'user' }), name);
  }

  /** Show what comes of a command, and that it is under way where it takes a moment. @param {Promise<import('./types.js').Told>} under @param {string} asked */
  async shown(under, asked) {
    const timer = setTimeout(() => this.composer.hint(`Sending ${asked}…`), LATE);
    const told = await under;
    clearTimeout(timer);
    this.composer.hint('');
    if (told.refused || told.state === 'failed') this.composer.complain(`${asked}: ${told.refused ?? NO_ANSWER}`);
    if (told.modal && told.id) this.openForm(told.id, told.modal);
    this.feed.toEnd();
  }

  focus() {
    byId('box').focus();
  }
}
