/** A menu of choices: a button that opens a listbox, as Discord's select does. */

import { el, icon } from './dom.js';

let count = 0;

/**
 * @typedef {object} Selecting
 * @property {string} label  what it is called
 * @property {import('./choices.js').Offer[]} offers
 * @property {number} least
 * @property {number} most
 * @property {boolean} [isDisabled]
 * @property {(values: string[]) => void} chosen  called when another choice was made
 */

/** @param {Selecting} about @returns {HTMLElement} */
export function drawSelect(about) {
  return new Select(about).element;
}

class Select {
  /** @param {Selecting} about */
  constructor(about) {
    this.about = about;
    this.id = `select-${(count += 1)}`;
    this.values = about.offers.filter((offer) => offer.isChosen).map((offer) => offer.value);
    this.before = this.values.join();
    this.text = el('span', { class: 'select-text', id: `${this.id}-text` });
    this.button = el('button', {
      type: 'button', class: 'select', role: 'combobox', 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-controls': this.id,
      'aria-label': about.label, 'aria-describedby': `${this.id}-text`, disabled: about.isDisabled,
      onclick: () => this.toggle(), onkeydown: (event) => this.keyed(event), onblur: () => this.close(),
    }, this.text, icon('down'));
    this.list = el('div', { role: 'listbox', id: this.id, class: 'options', hidden: true, 'aria-label': about.label, 'aria-multiselectable': about.most > 1 ? 'true' : null });
    this.rows = about.offers.map((offer, index) => this.row(offer, index));
    this.list.append(...this.rows);
    this.element = el('div', { class: 'select-frame' }, this.button, this.list);
    this.at = 0;
    this.show();
  }

  /** @param {import('./choices.js').Offer} offer @param {number} index */
  row(offer, index) {
    return el('div', {
      role: 'option', id: `${this.id}-${index}`, class: 'option', 'aria-selected': 'false',
      onmousedown: (event) => event.preventDefault(), onclick: () => this.pick(index),
    }, el('span', { class: 'option-name' }, offer.label), offer.detail ? el('span', { class: 'option-detail' }, offer.detail) : null, icon('check'));
  }

  show() {
    const labels = this.about.offers.filter((offer) => this.values.includes(offer.value)).map((offer) => offer.label);
    this.text.textContent = labels.join(', ') || this.about.label;
    this.text.classList.toggle('is-placeholder', labels.length === 0);
    this.rows.forEach((row, index) => {
      row.setAttribute('aria-selected', String(this.values.includes(this.about.offers[index].value)));
      row.classList.toggle('is-active', index === this.at && !this.list.hidden);
    });
    if (this.list.hidden) this.button.removeAttribute('aria-activedescendant');
    else this.button.setAttribute('aria-activedescendant', `${this.id}-${this.at}`);
  }

  toggle() {
    if (this.list.hidden) this.open();
    else this.close();
  }

  open() {
    this.button.focus();
    this.before = this.values.join();
    this.at = Math.max(0, this.about.offers.findIndex((offer) => this.values.includes(offer.value)));
    this.list.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.show();
    this.list.scrollIntoView({ block: 'nearest' });
  }

  close() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    this.show();
    const isEnough = this.values.length >= this.about.least;
    if (this.values.join() !== this.before && isEnough) this.about.chosen(this.values);
  }

  /** @param {number} index */
  pick(index) {
    const { value } = this.about.offers[index];
    this.at = index;
    if (this.about.most === 1) {
      this.before = '';
      this.values = [value];
      this.close();
      return;
    }
    if (this.values.includes(value)) this.values = this.values.filter((one) => one !== value);
    else if (this.values.length < this.about.most) this.values = [...this.values, value];
    this.show();
  }

  /** @param {KeyboardEvent} event */
  keyed(event) {
    if (this.list.hidden) {
      if (['ArrowDown', 'ArrowUp'].includes(event.key)) this.do(event, () => this.open());
      return;
    }
    if (event.key === 'Escape') this.do(event, () => this.close());
    if (event.key === 'Enter' || event.key === ' ') this.do(event, () => this.pick(this.at));
    if (event.key === 'ArrowDown') this.do(event, () => this.move(this.at + 1));
    if (event.key === 'ArrowUp') this.do(event, () => this.move(this.at - 1));
    if (event.key === 'Home') this.do(event, () => this.move(0));
    if (event.key === 'End') this.do(event, () => this.move(this.rows.length - 1));
    if (event.key.length === 1 && event.key !== ' ') this.seek(event.key);
  }

  /** @param {KeyboardEvent} event @param {() => void} act */
  do(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** @param {number} index */
  move(index) {
    this.at = Math.min(Math.max(index, 0), this.rows.length - 1);
    this.show();
    this.rows[this.at]?.scrollIntoView({ block: 'nearest' });
  }

  /** Go to the next choice that begins with a letter. @param {string} letter */
  seek(letter) {
    const order = [...this.rows.keys()].map((index) => (this.at + 1 + index) % this.rows.length);
    const found = order.find((index) => this.about.offers[index].label.replace(/^[#@]/, '').toLowerCase().startsWith(letter.toLowerCase()));
    if (found !== undefined) this.move(found);
  }
}
