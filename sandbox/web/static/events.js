/** What the open server plans: a short list above its channels; each event opens to all that is said of it. */

import { el, icon, nameOf } from './dom.js';
import { markdown } from './markdown.js';
import { plannedFor } from './timestamps.js';
import { EventStatus } from './types.js';

export class Events {
  /** @param {import('./page.js').Page} page @param {() => void} redraw */
  constructor(page, redraw) {
    this.page = page;
    this.redraw = redraw;
    /** @type {?string} which event is open */ this.open = null;
  }

  /** @returns {Node[]} nothing where nothing is planned */
  nodes() {
    const events = this.page.store.guild?.events ?? [];
    if (!events.length) return [];
    return [el('section', { class: 'events', 'aria-labelledby': 'events-title' },
      el('h3', { id: 'events-title' }, icon('calendar'), 'Events', el('span', { class: 'event-count', 'aria-hidden': 'true' }, events.length)),
      el('ul', {}, ...events.map((event) => this.row(event))))];
  }

  /** @param {import('./types.js').Event} event */
  row(event) {
    const isOpen = this.open === event.id;
    return el('li', { class: 'event' },
      el('button', {
        type: 'button', 'data-key': `event-${event.id}`, 'aria-expanded': String(isOpen), 'aria-controls': `event-${event.id}`,
        onclick: () => this.toggle(event.id),
      }, when(event), el('span', { class: 'event-name' }, event.name)),
      el('div', { id: `event-${event.id}`, class: 'event-more', hidden: !isOpen }, ...this.more(event)));
  }

  /** @param {import('./types.js').Event} event */
  more(event) {
    const channel = this.page.store.channelOf(event.channel_id);
    return [
      event.description ? el('div', { class: 'content' }, ...markdown(event.description, this.page.names)) : null,
      fact('Where', channel ? [`#${channel.name}`] : markdown(event.entity_metadata?.location ?? '', this.page.names)),
      event.scheduled_end_time ? fact('Until', [plannedFor(event.scheduled_end_time)]) : null,
      fact('Made by', [nameOf(event.creator)]),
    ].filter((node) => node !== null);
  }

  /** @param {string} id */
  toggle(id) {
    this.open = this.open === id ? null : id;
    this.redraw();
  }
}

/** @param {import('./types.js').Event} event */
function when(event) {
  const isOn = event.status === EventStatus.ACTIVE;
  return el('span', { class: isOn ? 'event-when is-on' : 'event-when' }, isOn ? 'Happening now' : plannedFor(event.scheduled_start_time));
}

/** @param {string} name @param {(Node|string)[]} what */
function fact(name, what) {
  return el('p', {}, el('span', { class: 'event-fact' }, `${name}: `), ...what);
}
