/** The messages of the open channel: drawn, kept in order, walked with the keyboard. */

import { el, icon, byId, nameOf } from './dom.js';
import { drawMessage } from './message.js';
import { dayOf } from './timestamps.js';
import { ChannelType } from './types.js';

const NEAR = 120; // pixels from the end within which the feed follows what comes

export class Feed {
  /** @param {import('./page.js').Page} page */
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.element = byId('messages');
    this.scroller = byId('scroller');
    this.store.addEventListener('opened', () => this.fill());
    this.store.addEventListener('message', (event) => event.detail.channel_id === this.store.channelId && this.put(event.detail));
    this.store.addEventListener('gone', (event) => this.take(event.detail));
    this.store.addEventListener('world', () => this.redrawThreads());
    this.element.addEventListener('keydown', (event) => this.keyed(event));
    this.element.addEventListener('focusin', (event) => this.stop(event));
    this.element.addEventListener('contextmenu', (event) => this.menu(event));
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.element);
    this.scroller.addEventListener('scroll', () => this.watch());
    this.isAtEnd = true;
  }

  fill() {
    this.element.setAttribute('aria-busy', 'true');
    this.element.setAttribute('aria-label', `Messages in ${this.page.title()}`);
    this.element.replaceChildren(this.welcome(), ...this.store.messages.flatMap((message, index) => this.nodes(message, index)));
    this.toEnd();
    this.stopAtLast();
    requestAnimationFrame(() => this.element.removeAttribute('aria-busy'));
  }

  /** @param {import('./types.js').Message} message @param {number} index @returns {HTMLElement[]} */
  nodes(message, index) {
    const before = this.store.messages[index - 1];
    const isNewDay = !before || dayOf(before.timestamp) !== dayOf(message.timestamp);
    const day = isNewDay ? [el('p', { class: 'day', id: `day-${message.id}` }, el('span', {}, dayOf(message.timestamp)))] : [];
    return [...day, drawMessage(message, before, this.page)];
  }

  /** Draw a message that came or changed. @param {import('./types.js').Message} message */
  put(message) {
    const index = this.store.messages.findIndex((one) => one.id === message.id);
    const old = document.getElementById(`message-${message.id}`);
    const [...made] = this.nodes(message, index);
    if (old) this.replace(old, made[made.length - 1]);
    else this.element.append(...made);
    if (!old) this.stopAtLast();
    if (this.isAtEnd || message.author.id === this.store.world?.me.id) this.toEnd();
  }

  /** Put a drawing in the place of an old one, and leave the reader where they were. @param {HTMLElement} old @param {HTMLElement} made */
  replace(old, made) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute('data-key');
    made.tabIndex = old.tabIndex;
    old.replaceWith(made);
    this.settleTabs(made);
    if (!focused) return;
    const same = key ? made.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`) : null;
    /** @type {HTMLElement} */ (same ?? made).focus({ preventScroll: true });
  }

  /** @param {string} id */
  take(id) {
    const old = document.getElementById(`message-${id}`);
    if (!old) return;
    const next = /** @type {?HTMLElement} */ (old.previousElementSibling?.closest('article'));
    const hadFocus = old.contains(document.activeElement);
    document.getElementById(`day-${id}`)?.remove();
    old.remove();
    this.stopAtLast();
    if (hadFocus) (next ?? byId('box')).focus();
  }

  /** A thread is known a moment after its message says that it has one. */
  redrawThreads() {
    for (const message of this.store.messages) {
      const drawn = document.getElementById(`message-${message.id}`);
      if (message.flags & 32 && drawn && !drawn.querySelector('.thread') && this.store.channelOf(message.id)) this.put(message);
    }
  }

  welcome() {
    const { channel, world } = this.store;
    if (this.store.isCut) return el('p', { class: 'welcome' }, 'Older messages are not shown in the sandbox.');
    const isDm = channel?.type === ChannelType.DM;
    const parent = this.store.channelOf(channel?.parent_id ?? null);
    const name = isDm && world ? nameOf(world.bot) : `${parent ? '' : '#'}${channel?.name ?? ''}`;
    const words = isDm ? `This is the beginning of your direct messages with ${name}. The town is open to the servers alone: ask about a site of the internet here.`
      : parent ? `This is a thread of #${parent.name}.` : `This is the start of ${name}.`;
    return el('div', { class: 'welcome' }, el('span', { class: 'welcome-mark', 'aria-hidden': 'true' }, icon(isDm ? 'bubble' : channel?.parent_id ? 'thread' : 'hash')),
      el('h2', {}, isDm || parent ? name : `Welcome to ${name}!`), el('p', {}, words));
  }

  /** Show and focus a message. @param {string} id */
  jump(id) {
    const drawn = document.getElementById(`message-${id}`);
    drawn?.scrollIntoView({ block: 'center' });
    drawn?.focus({ preventScroll: true });
    drawn?.classList.add('is-found');
    setTimeout(() => drawn?.classList.remove('is-found'), 1600);
  }

  toEnd() {
    this.isAtEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  watch() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  articles() {
    return /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll('article')]);
  }

  /** One message at a time is a stop of the Tab key: the last, or the one that was walked to. */
  stopAtLast() {
    const all = this.articles();
    for (const one of all) one.tabIndex = -1;
    const last = all[all.length - 1];
    if (last) last.tabIndex = 0;
    for (const one of all) this.settleTabs(one);
  }

  /** @param {FocusEvent} event */
  stop(event) {
    const article = /** @type {Element} */ (event.target).closest('article');
    if (!(article instanceof HTMLElement)) return;
    for (const one of this.articles()) {
      if (one.tabIndex === 0 && one !== article) {
        one.tabIndex = -1;
        this.settleTabs(one);
      }
    }
    article.tabIndex = 0;
    this.settleTabs(article);
  }

  /** Author and tools of the message that is the stop can be reached with Tab. @param {HTMLElement} article */
  settleTabs(article) {
    for (const tool of article.querySelectorAll('.tool, .author')) /** @type {HTMLElement} */ (tool).tabIndex = article.tabIndex;
  }

  /** @param {KeyboardEvent} event */
  keyed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const article = target.closest('article');
    if (!(article instanceof HTMLElement)) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return this.menuAt(event, article);
    if (target !== article || !['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const all = this.articles();
    const at = all.indexOf(article);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key] ?? at;
    all[Math.min(Math.max(to, 0), all.length - 1)].focus();
  }

  /** @param {MouseEvent} event */
  menu(event) {
    const target = /** @type {Element} */ (event.target);
    const article = target.closest('article');
    if (!article || event.defaultPrevented || target.closest('a, .author')) return;
    this.menuAt(event, /** @type {HTMLElement} */ (article));
  }

  /** @param {Event} event @param {HTMLElement} article */
  menuAt(event, article) {
    const message = this.store.messages.find((one) => one.id === article.dataset.id);
    if (message) this.page.openMenu(event, { message });
  }
}
