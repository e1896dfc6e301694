/** Times as Discord words them, in the reader's own zone; "2 minutes ago" goes on by itself. */

import { el } from './dom.js';

const FORMATS = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
const LOCALE = 'en';
const relative = new Intl.RelativeTimeFormat(LOCALE);

/** @param {number} seconds @param {string} style @returns {string} */
function worded(seconds, style) {
  if (style === 'R') return ago(seconds);
  return new Intl.DateTimeFormat(LOCALE, FORMATS[style] ?? FORMATS.f).format(new Date(seconds * 1000));
}

/** @param {number} seconds @returns {string} */
function ago(seconds) {
  const away = Math.round(seconds - Date.now() / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(away) >= length) ?? UNITS[UNITS.length - 1];
  return relative.format(Math.trunc(away / size), unit);
}

/**
 * Draw `<t:seconds:style>`.
 * @param {number} seconds
 * @param {string} style
 */
export function stamp(seconds, style) {
  const when = new Date(seconds * 1000);
  if (Number.isNaN(when.getTime())) return el('span', {}, `<t:${seconds}:${style}>`);
  return el('time', {
    class: 'stamp', datetime: when.toISOString(), title: worded(seconds, 'F'),
    'data-seconds': style === 'R' ? seconds : null,
  }, worded(seconds, style));
}

/** @param {string} iso @returns {string} a message's own time: "Today at 14:03" */
export function sentAt(iso) {
  const when = new Date(iso);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(iso).setHours(0, 0, 0, 0)) / 86400000);
  const time = clock(iso);
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Yesterday at ${time}`;
  return `${new Intl.DateTimeFormat(LOCALE, { dateStyle: 'short' }).format(when)} ${time}`;
}

/** @param {string} iso @returns {string} */
export function clock(iso) {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }).format(new Date(iso));
}

/** @param {string} iso @returns {string} */
export function dayOf(iso) {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' }).format(new Date(iso));
}

/** @param {string} iso @returns {string} when something planned begins or ends: "Sat, Nov 28, 10:00 PM" */
export function plannedFor(iso) {
  return new Intl.DateTimeFormat(LOCALE, { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }).format(new Date(iso));
}

/** Let the relative times on the page go on, once a second. */
export function keepTime() {
  setInterval(() => {
    for (const one of document.querySelectorAll('time[data-seconds]')) {
      const text = ago(Number(/** @type {HTMLElement} */ (one).dataset.seconds));
      if (one.textContent !== text) one.textContent = text;
    }
  }, 1000);
}
