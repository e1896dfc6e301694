/** What this page knows: the world around, the channel that is open, its messages. */

import { ChannelType, Flag } from './types.js';

/** Events: `world`, `opened`, `message`, `gone`, `unread`, `acted`. */
export class Store extends EventTarget {
  /** @type {?import('./types.js').World} */ world = null;
  /** @type {?string} */ guildId = null; // null: direct messages
  /** @type {?string} */ channelId = null;
  /** @type {import('./types.js').Message[]} */ messages = [];
  /** @type {import('./types.js').Command[]} */ commands = [];
  /** @type {Map<string, number>} messages not looked at yet, by channel */ unread = new Map();
  isCut = false; // whether older messages of the channel are not here
  #dismissed = new Set();
  #isFresh = false; // whether the open channel was read since the line stands

  /** @param {import('./wire.js').Wire} wire */
  constructor(wire) {
    super();
    this.wire = wire;
    wire.addEventListener('line', () => (this.#isFresh = false));
    wire.addEventListener('world', (event) => this.#take(event.detail));
    wire.addEventListener('message', (event) => this.#keep(event.detail.message));
    wire.addEventListener('gone', (event) => this.#lose(event.detail.id));
  }

  get guild() {
    return this.world?.guilds.find((guild) => guild.id === this.guildId) ?? null;
  }

  get channel() {
    return this.channelOf(this.channelId);
  }

  /** @param {?string} id @returns {?import('./types.js').Channel} */
  channelOf(id) {
    if (this.world?.dm.id === id) return this.world.dm;
    return this.#places().find((channel) => channel.id === id) ?? null;
  }

  /** @param {string} channelId @returns {?import('./types.js').Guild} */
  guildOf(channelId) {
    return this.world?.guilds.find((guild) => guild.channels.some((channel) => channel.id === channelId)) ?? null;
  }

  /** @param {string} id @returns {?import('./types.js').User} */
  userOf(id) {
    const people = (this.world?.guilds ?? []).flatMap((guild) => guild.members.map((member) => member.user));
    return [...people, ...(this.world ? [this.world.bot, this.world.me] : [])].find((user) => user.id === id) ?? null;
  }

  /** @param {string} id @returns {?import('./types.js').Role} */
  roleOf(id) {
    return (this.world?.guilds ?? []).flatMap((guild) => guild.roles).find((role) => role.id === id) ?? null;
  }

  /** Look into a channel. @param {string} channelId */
  async open(channelId) {
    const told = await this.wire.ask('open', { channel: channelId });
    if (told.refused) return;
    const isSame = channelId === this.channelId;
    this.#isFresh = true;
    this.channelId = channelId;
    this.guildId = this.guildOf(channelId)?.id ?? null;
    this.messages = (told.messages ?? []).filter((message) => !this.#dismissed.has(message.id));
    this.isCut = told.is_cut ?? false;
    this.commands = told.commands ?? [];
    this.unread.delete(channelId);
    this.say('opened', { isSame });
  }

  /** Do something in the open channel. @param {string} act @param {object} about */
  async act(act, about) {
    const told = await this.wire.ask(act, { channel: this.channelId, ...about });
    this.say('acted', { act, about, told });
    return told;
  }

  /** Take a message out of this page's sight, as "Dismiss message" does. @param {string} id */
  dismiss(id) {
    this.#dismissed.add(id);
    this.#lose(id);
  }

  /** @param {string} name @param {any} [detail] */
  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #places() {
    return (this.world?.guilds ?? []).flatMap((guild) => guild.channels);
  }

  /** @param {import('./types.js').World} world */
  #take(world) {
    const cameOnline = world.is_bot_online && !this.world?.is_bot_online;
    if (world.me.id !== this.world?.me.id) this.unread.clear();
    this.world = world;
    this.say('world');
    const isThere = this.channelOf(this.channelId);
    if (!this.#isFresh || !isThere || cameOnline) this.open(isThere?.id ?? this.first(world.guilds[0]) ?? world.dm.id);
  }

  /** @param {?import('./types.js').Guild} [guild] @returns {?string} the channel that a server opens with */
  first(guild) {
    const plain = (guild?.channels ?? []).filter((channel) => !channel.parent_id);
    return (plain.find((channel) => channel.type === ChannelType.TEXT) ?? plain[0])?.id ?? null;
  }

  /** @param {import('./types.js').Message} message */
  #keep(message) {
    if (this.#dismissed.has(message.id)) return;
    if (message.channel_id !== this.channelId) {
      this.#count(message);
    } else {
      const at = this.messages.findIndex((one) => one.id === message.id);
      if (at >= 0) this.messages[at] = message;
      else this.messages.push(message);
    }
    this.say('message', message);
  }

  /** @param {import('./types.js').Message} message */
  #count(message) {
    if (message.edited_timestamp || message.author.id === this.world?.me.id || message.flags & Flag.LOADING) return;
    this.unread.set(message.channel_id, (this.unread.get(message.channel_id) ?? 0) + 1);
    this.say('unread');
  }

  /** @param {string} id */
  #lose(id) {
    this.messages = this.messages.filter((message) => message.id !== id);
    this.say('gone', id);
  }
}
