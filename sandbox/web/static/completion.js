/** The list above the message box: commands, options, suggestions. The input keeps the focus. */

import { byId, el } from './dom.js';

/** @typedef {{label: string, detail?: string, hint?: string, pick: () => void}} Item */

export class Completion {
  constructor() {
    this.element = byId('completion');
    // Tab takes the marked one, so focus never comes here; but whatever scrolls has to be able to have it.
    this.list = el('div', { role: 'listbox', id: 'completion-list', 'aria-label': 'Suggestions', tabindex: '0' });
    this.title = el('p', { class: 'completion-title' });
    this.said = byId('completion-said');
    this.element.append(this.title, this.list);
    /** @type {Item[]} */ this.items = [];
    this.at = -1;
    /** @type {?HTMLElement} */ this.input = null;
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /**
   * @param {HTMLElement} input  whose list it is
   * @param {string} title
   * @param {Item[]} items
   * @param {{isFirstActive?: boolean}} [how]
   */
  show(input, title, items, { isFirstActive = true } = {}) {
    if (this.input !== input) this.hide();
    this.input = input;
    this.items = items.slice(0, 25);
    this.at = isFirstActive && items.length ? 0 : -1;
    this.title.textContent = title;
    this.list.setAttribute('aria-label', title);
    this.list.replaceChildren(...this.items.map((item, index) => this.row(item, index)));
    this.element.hidden = this.items.length === 0;
    this.list.scrollTop = 0;
    this.mark();
    this.say(this.items.length ? `${title}: ${this.items.length}` : '');
  }

  hide() {
    this.element.hidden = true;
    this.items = [];
    this.at = -1;
    this.mark();
    this.input = null;
    this.say('');
  }

  /** Tell a screen reader how many there are: a box of several lines can't be a combobox that does. @param {string} text */
  say(text) {
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  /** @param {Item} item @param {number} index */
  row(item, index) {
    return el('div', {
      role: 'option', id: `completion-${index}`, class: 'option', 'aria-selected': 'false',
      onmousedown: (event) => event.preventDefault(),
      onpointermove: () => this.at !== index && this.move(index - this.at),
      onclick: () => item.pick(),
    }, el('span', { class: 'option-name' }, item.label), item.detail ? el('span', { class: 'option-detail' }, item.detail) : null,
    item.hint ? el('span', { class: 'option-hint' }, item.hint) : null);
  }

  mark() {
    [...this.list.children].forEach((row, index) => {
      row.setAttribute('aria-selected', String(index === this.at));
      row.classList.toggle('is-active', index === this.at);
    });
    if (!this.input) return;
    if (this.input.getAttribute('role') === 'combobox') this.input.setAttribute('aria-expanded', String(this.isOpen));
    if (this.at >= 0) this.input.setAttribute('aria-activedescendant', `completion-${this.at}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  /** @param {number} by */
  move(by) {
    const count = this.items.length;
    this.at = this.at < 0 ? (by > 0 ? 0 : count - 1) : (this.at + by + count) % count;
    this.mark();
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * Take the keys that belong to an open list.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was one of them
   */
  keyed(event) {
    if (!this.isOpen || event.isComposing) return false;
    const isPick = (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && this.at >= 0;
    if (event.key === 'ArrowDown') this.move(1);
    else if (event.key === 'ArrowUp') this.move(-1);
    else if (event.key === 'Escape') this.hide();
    else if (isPick) this.items[this.at].pick();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
