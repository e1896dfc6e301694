/** Three things to try, in order. Each ticks itself off; what was done is remembered. */

import { byId, el, icon } from './dom.js';
import { show } from './sides.js';
import { Flag } from './types.js';

const KEPT = 'tour';

/** @typedef {{name: string, what: string, look: string, button: string, help: (tour: Tour) => void}} Step */

/** @type {Step[]} */
const STEPS = [
  {
    name: 'asked', what: 'Ask about a site.', button: 'Type it for me',
    look: 'Look at the first line: whose fault it is, and what to do. “Details” shows how we know.',
    help: (tour) => tour.page.composer.fill(`/isitdown target:${tour.house}`),
  },
  {
    name: 'watched', what: 'Let the bot watch it. Only admins can: Alice is one.', button: 'Type it for me',
    look: 'The bot looks once and asks before it saves. Press Save.',
    help: (tour) => tour.page.composer.fill(`/watch add target:${tour.house} name:Shop channel:#status`),
  },
  {
    name: 'told', what: 'Break the site in the town, then open #status.', button: 'Show the town',
    look: 'After a few seconds it says what is down, once. Mend the site and the same message says how long it was.',
    help: () => show('town'),
  },
];

export class Tour {
  /** @param {import('./page.js').Page} page */
  constructor(page) {
    this.page = page;
    this.house = 'shop.test';
    /** @type {Set<string>} */ this.done = new Set((localStorage.getItem(KEPT) ?? '').split(' ').filter(Boolean));
    page.store.addEventListener('message', (event) => this.notice(event.detail));
    page.store.addEventListener('opened', () => page.store.messages.forEach((message) => this.notice(message)));
    page.store.addEventListener('acted', (event) => this.saved(event.detail));
    byId('show-tour').addEventListener('click', () => this.toggle());
    this.draw();
  }

  /** @param {import('./types.js').Message} message */
  notice(message) {
    const isHere = message.channel_id === this.page.store.channelId;
    if (!isHere || !message.author.bot || message.flags & Flag.LOADING) return;
    if (message.command === 'isitdown') this.tick('asked');
    const isAnnouncement = !message.interaction_metadata && !message.message_reference && /is (?:down|back)|looks down/.test(message.content);
    if (isAnnouncement) this.tick('told');
  }

  /** @param {{act: string, about: any, told: import('./types.js').Told}} acted */
  saved({ act, about, told }) {
    if (act !== 'press' || told.refused || told.state === 'failed') return;
    const message = this.page.store.messages.find((one) => one.id === about.message);
    if (message?.command === 'watch add') this.tick('watched');
  }

  /** @param {string} name */
  tick(name) {
    if (this.done.has(name)) return;
    this.done.add(name);
    this.keep();
  }

  toggle() {
    if (this.done.has('closed')) this.done.clear();
    else this.done.add('closed');
    this.keep();
  }

  keep() {
    localStorage.setItem(KEPT, [...this.done].join(' '));
    this.draw();
  }

  draw() {
    const isClosed = this.done.has('closed');
    const current = STEPS.find((step) => !this.done.has(step.name));
    byId('show-tour').setAttribute('aria-expanded', String(!isClosed));
    byId('tour').hidden = isClosed;
    byId('tour').replaceChildren(
      el('header', {}, el('h2', {}, current ? 'Three things to try' : 'Well done'),
        el('button', { type: 'button', class: 'tool', 'aria-label': 'Close the tour', onclick: () => this.toggle() }, icon('close'))),
      current ? el('ol', {}, ...STEPS.map((step) => this.step(step, step === current)))
        : el('p', {}, 'You tried all three. Go on with /history, /board create, a right click on a message, or be Bob for a while.'));
  }

  /** @param {Step} step @param {boolean} isCurrent */
  step(step, isCurrent) {
    const isDone = this.done.has(step.name);
    return el('li', { class: isDone ? 'is-done' : isCurrent ? 'is-current' : null, 'aria-current': isCurrent ? 'step' : null },
      el('p', { class: 'step-what' }, step.what, isDone ? el('span', { class: 'sr-only' }, ' Done.') : null),
      isCurrent ? el('p', { class: 'step-look' }, step.look) : null,
      isCurrent ? el('button', { type: 'button', class: 'button primary small', onclick: () => step.help(this) }, step.button) : null);
  }
}
