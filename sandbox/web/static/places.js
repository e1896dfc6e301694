/** The left side: servers, channels, and who you are. */

import { avatar, byId, el, icon, nameOf } from './dom.js';
import { Events } from './events.js';
import { ChannelType } from './types.js';

const MARKS = { [ChannelType.NEWS]: 'news', [ChannelType.DM]: 'bubble' };

export class Places {
  /** @param {import('./page.js').Page} page @param {(userId: string) => void} become */
  constructor(page, become) {
    this.store = page.store;
    this.become = become;
    this.events = new Events(page, () => this.draw());
    /** @type {Map<string, string>} the channel last open in each server */ this.last = new Map();
    for (const event of ['world', 'opened', 'unread']) this.store.addEventListener(event, () => this.draw());
    this.store.addEventListener('opened', () => this.last.set(this.store.guildId ?? '', this.store.channelId ?? ''));
  }

  draw() {
    const { world } = this.store;
    if (!world) return;
    keepingFocus(byId('rail'), [this.home(world), el('hr'), ...world.guilds.map((guild) => this.server(guild))]);
    keepingFocus(byId('channels'), [
      el('h2', { class: 'server-name' }, this.store.guild?.name ?? 'Direct messages'),
      ...this.events.nodes(),
      el('ul', { class: 'channel-list' }, ...this.rows(world))]);
    keepingFocus(byId('you'), this.you(world));
  }

  /** @param {import('./types.js').World} world */
  home(world) {
    return this.button(null, 'Direct messages', [world.dm.id], avatar(world.bot));
  }

  /** @param {import('./types.js').Guild} guild */
  server(guild) {
    const initials = guild.name.split(/\s+/).map((word) => word[0]).join('').slice(0, 3);
    return this.button(guild.id, guild.name, guild.channels.map((channel) => channel.id), initials);
  }

  /** @param {?string} guildId @param {string} name @param {string[]} channelIds @param {Node|string} face */
  button(guildId, name, channelIds, face) {
    const isHere = this.store.channelId !== null && this.store.guildId === guildId;
    const unread = channelIds.reduce((sum, id) => sum + (this.store.unread.get(id) ?? 0), 0);
    return el('button', {
      type: 'button', class: 'server', title: name, 'data-key': `server-${guildId}`, 'aria-current': isHere ? 'true' : null,
      'aria-label': unread ? `${name}, ${unread} new` : name, 'data-unread': unread ? 'true' : null,
      onclick: () => this.enter(guildId),
    }, el('span', { class: 'server-face' }, face), unread ? el('span', { class: 'badge', 'aria-hidden': 'true' }, unread) : null);
  }

  /** Open a server where it was left. @param {?string} guildId */
  enter(guildId) {
    const guild = this.store.world?.guilds.find((one) => one.id === guildId);
    const first = guild ? this.store.first(guild) : this.store.world?.dm.id;
    const target = this.store.channelOf(this.last.get(guildId ?? '') ?? null)?.id ?? first;
    if (target) this.store.open(target);
  }

  /** @param {import('./types.js').World} world */
  rows(world) {
    const { guild } = this.store;
    if (!guild) return [this.row(world.dm, nameOf(world.bot))];
    const tops = guild.channels.filter((channel) => !channel.parent_id);
    return tops.map((channel) => this.row(channel, channel.name ?? '', guild.channels.filter((one) => one.parent_id === channel.id)));
  }

  /** @param {import('./types.js').Channel} channel @param {string} name @param {import('./types.js').Channel[]} [threads] @returns {HTMLElement} */
  row(channel, name, threads = []) {
    const isHere = channel.id === this.store.channelId;
    const unread = this.store.unread.get(channel.id) ?? 0;
    const mark = channel.parent_id ? 'thread' : MARKS[channel.type] ?? 'hash';
    return el('li', {},
      el('button', {
        type: 'button', class: 'channel', 'data-key': `channel-${channel.id}`, 'aria-current': isHere ? 'page' : null, 'data-unread': unread ? 'true' : null,
        onclick: () => this.go(channel.id),
      }, icon(/** @type {any} */ (mark)), el('span', { class: 'channel-name' }, name),
      unread ? el('span', { class: 'badge' }, unread, el('span', { class: 'sr-only' }, ' new')) : null),
      threads.length ? el('ul', { class: 'threads' }, ...threads.map((thread) => this.row(thread, thread.name ?? ''))) : null);
  }

  /** @param {string} channelId */
  go(channelId) {
    document.body.classList.remove('is-drawer-open');
    byId('drawer').setAttribute('aria-expanded', 'false');
    this.store.open(channelId);
  }

  /** @param {import('./types.js').World} world */
  you(world) {
    const select = /** @type {HTMLSelectElement} */ (el('select', { id: 'as', 'data-key': 'as', onchange: () => this.become(select.value) },
      ...world.people.map((person) => el('option', { value: person.id, selected: person.id === world.me.id }, `${nameOf(person)} (${rank(person)})`))));
    return [avatar(world.me), el('label', { for: 'as' }, 'You are'), select];
  }
}

/** @param {import('./types.js').Person} person */
function rank(person) {
  return person.roles.includes('admins') ? 'admin' : 'member';
}

/** Draw a place afresh where it changed; what had the focus there has it again. @param {HTMLElement} place @param {Node[]} nodes */
export function keepingFocus(place, nodes) {
  // What is the same stays: a click that is under way would be lost with what it is on.
  if (nodes.length === place.childNodes.length && nodes.every((node, index) => node.isEqualNode(place.childNodes[index]))) return;
  const key = place.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  place.replaceChildren(...nodes);
  if (key) /** @type {?HTMLElement} */ (place.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
}
