/** Discord's markdown as nodes. What people and servers write never becomes HTML. */

import { el } from './dom.js';
import { inline } from './inline.js';

const FENCE = /^```(?:[\w+-]*\n)?([^]*?)\n?```[^\S\n]*(?:\n|$)/;
const HEADING = /^(#{1,3})[^\S\n]+(.+)(?:\n|$)/;
const SMALL = /^-#[^\S\n]+(.+)(?:\n|$)/;
const QUOTE_REST = /^>>>[^\S\n]([^]*)/;
const QUOTE = /^(?:>[^\S\n][^\n]*(?:\n|$))+/;
const LIST = /^(?:[^\S\n]*(?:[-*]|\d{1,3}\.)[^\S\n]+[^\n]+(?:\n|$))+/;
const ITEM = /^([^\S\n]*)([-*]|\d{1,3}\.)[^\S\n]+(.*)$/;
const LINE = /^[^\n]*(?:\n|$)/;
const DEEPEST = 4;

/** @typedef {import('./inline.js').Names} Names */

/**
 * Draw a text with everything Discord's markdown knows.
 * @param {string} text
 * @param {Names} names
 * @param {number} [depth]
 * @returns {Node[]}
 */
export function markdown(text, names, depth = 0) {
  const drawn = [];
  let plain = '';
  const flush = () => {
    if (plain) drawn.push(...inline(plain.replace(/\n$/, ''), names));
    plain = '';
  };
  for (let rest = text; rest; ) {
    const [length, block] = blockOf(rest, names, depth);
    if (block) {
      flush();
      drawn.push(block);
    } else {
      plain += rest.slice(0, length);
    }
    rest = rest.slice(length);
  }
  flush();
  return drawn;
}

/**
 * @param {string} rest
 * @param {Names} names
 * @param {number} depth
 * @returns {[number, ?Node]} how much of the text the next block takes, and the block if it is one
 */
function blockOf(rest, names, depth) {
  for (const [pattern, draw] of BLOCKS) {
    const found = depth < DEEPEST ? pattern.exec(rest) : null;
    if (found?.[0]) return [found[0].length, draw(found, names, depth)];
  }
  const line = LINE.exec(rest)?.[0] ?? rest;
  const fence = line.indexOf('```', 1);
  return [fence > 0 && FENCE.test(rest.slice(fence)) ? fence : line.length || 1, null];
}

/** @type {[RegExp, (found: RegExpExecArray, names: Names, depth: number) => Node][]} */
const BLOCKS = [
  [FENCE, (found) => el('pre', { tabindex: '0' }, el('code', {}, found[1]))],
  [HEADING, (found, names) => el('p', { class: `heading level-${found[1].length}` }, ...inline(found[2], names))],
  [SMALL, (found, names) => el('p', { class: 'subtext' }, ...inline(found[1], names))],
  [QUOTE_REST, (found, names, depth) => el('blockquote', {}, ...markdown(found[1], names, depth + 1))],
  [QUOTE, (found, names, depth) => el('blockquote', {}, ...markdown(found[0].replace(/^>[^\S\n]/gm, ''), names, depth + 1))],
  [LIST, (found, names) => list(found[0], names)],
];

/** @param {string} text @param {Names} names */
function list(text, names) {
  const rows = text.replace(/\n$/, '').split('\n').map((line) => ITEM.exec(line)).filter((row) => row !== null);
  const isNumbered = /\d/.test(rows[0][2]);
  const items = rows.map((row) => el('li', { class: row[1].length > 1 ? 'inner' : null }, ...inline(row[3], names)));
  return el(isNumbered ? 'ol' : 'ul', isNumbered ? { start: Number.parseInt(rows[0][2], 10) } : {}, ...items);
}
