/** The part of markdown that stands within a line: bold, code, links, mentions, times. */

import { el } from './dom.js';
import { stamp } from './timestamps.js';

const DEEPEST = 8;
const PLAIN = /[^\\`<[h*_~|@\n]+/y;
const JUMP = /^https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/;

/**
 * What a text may name.
 * @typedef {object} Names
 * @property {(id: string) => ?string} user
 * @property {(id: string) => ?string} role
 * @property {(id: string) => ?string} channel
 * @property {string} me
 * @property {(channelId: string, messageId?: string) => void} go
 */

/**
 * @param {string} text
 * @param {Names} names
 * @param {number} [depth]
 * @returns {Node[]}
 */
export function inline(text, names, depth = 0) {
  /** @type {Node[]} */ const drawn = [];
  let plain = '';
  const flush = () => {
    if (plain) drawn.push(document.createTextNode(plain));
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const [length, made] = next(text, at, names, depth);
    if (typeof made === 'string') plain += made;
    else {
      flush();
      drawn.push(made);
    }
    at += length;
  }
  flush();
  return drawn;
}

/**
 * @param {string} text @param {number} at @param {Names} names @param {number} depth
 * @returns {[number, Node|string]} how much the next piece takes, and the piece
 */
function next(text, at, names, depth) {
  const skipped = sticky(PLAIN, text, at);
  if (skipped) return [skipped[0].length, skipped[0]];
  for (const [pattern, draw] of depth < DEEPEST ? RULES : []) {
    const found = sticky(pattern, text, at);
    const made = found && draw(found, names, depth);
    if (found && made !== null) return [found[0].length, made];
  }
  return [1, text[at]];
}

/** @param {RegExp} pattern @param {string} text @param {number} at */
function sticky(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** @param {string} tag @param {Object<string, any>} [attributes] */
function wrapping(tag, attributes) {
  return (/** @type {RegExpExecArray} */ found, /** @type {Names} */ names, /** @type {number} */ depth) =>
    el(tag, attributes, ...inline(found[1], names, depth + 1));
}

/** @type {[RegExp, (found: RegExpExecArray, names: Names, depth: number) => Node|string|null][]} */
const RULES = [
  [/\\([!-/:-@[-`{-~])/y, (found) => found[1]],
  [/\n/y, () => el('br')],
  [/(`+)([^`]|[^`][^]*?[^`])\1(?!`)/y, (found) => el('code', {}, found[2])],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, (found) => stamp(Number(found[1]), found[2] ?? 'f')],
  [/<@!?(\d{17,20})>/y, (found, names) => mention(`@${names.user(found[1]) ?? 'unknown-user'}`, found[1] === names.me)],
  [/<@&(\d{17,20})>/y, (found, names) => mention(`@${names.role(found[1]) ?? 'deleted-role'}`)],
  [/<#(\d{17,20})>/y, (found, names) => channelMention(found[1], names)],
  [/<\/([-\w ]{1,100}):\d{17,20}>/y, (found) => mention(`/${found[1]}`)],
  [/@(?:everyone|here)\b/y, (found) => mention(found[0])],
  [/<(https?:\/\/[^\s<>]+)>/y, (found, names) => link(found[1], [found[1]], names)],
  [/\[((?:\\.|[^[\]\\])+)\]\(<?(https?:\/\/[^\s<>)]+)>?\)/y, (found, names, depth) => link(found[2], inline(found[1], names, depth + 1), names)],
  [/https?:\/\/[^\s<>]*[^\s<>"'.,:;!?\])]/y, (found, names) => link(found[0], [found[0]], names)],
  [/\*\*\*([^\s](?:[^]*?[^\s\\])?)\*\*\*/y, (found, names, depth) => el('strong', {}, el('em', {}, ...inline(found[1], names, depth + 1)))],
  [/\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/y, wrapping('strong')],
  [/__((?:\\.|[^\\])+?)__(?!_)/y, wrapping('u')],
  [/\*(?!\s)((?:\\.|[^\\*])+?)\*(?!\*)/y, wrapping('em')],
  [/_((?:\\.|[^\\_])+?)_(?!\w)/y, wrapping('em')],
  [/~~((?:\\.|[^\\])+?)~~/y, wrapping('s')],
  [/\|\|((?:\\.|[^\\])+?)\|\|/y, spoiler],
];

/** @param {string} text @param {boolean} [isMine] */
function mention(text, isMine = false) {
  return el('span', { class: isMine ? 'mention mine' : 'mention' }, text);
}

/** @param {string} id @param {Names} names */
function channelMention(id, names) {
  const name = names.channel(id);
  if (!name) return mention('#unknown');
  return el('button', { type: 'button', class: 'mention', onclick: () => names.go(id) }, `#${name}`);
}

/** @param {string} url @param {(Node|string)[]} words @param {Names} names */
function link(url, words, names) {
  const jump = JUMP.exec(url);
  if (!jump) return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...words);
  const name = names.channel(jump[1]);
  const text = words.length === 1 && words[0] === url ? [`#${name ?? 'unknown'} › message`] : words;
  return el('button', { type: 'button', class: 'mention', onclick: () => names.go(jump[1], jump[2]) }, ...text);
}

/** @param {RegExpExecArray} found @param {Names} names @param {number} depth */
function spoiler(found, names, depth) {
  const shown = () => {
    hidden.classList.add('shown');
    hidden.removeAttribute('aria-label');
  };
  const hidden = el('button', { type: 'button', class: 'spoiler', 'aria-label': 'Spoiler: press to read', onclick: shown },
    ...inline(found[1], names, depth + 1));
  return hidden;
}

/** @param {string} url @returns {?[string, ?string]} the channel and message of a link into Discord itself */
export function jumpOf(url) {
  const found = JUMP.exec(url);
  return found && [found[1], found[2] ?? null];
}
