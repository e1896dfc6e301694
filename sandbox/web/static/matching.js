/** From what was typed to a command with its options, as Discord's own box reads it. */

import { CommandType, OptionType } from './types.js';

/** @typedef {import('./types.js').Leaf} Leaf */

/** @param {import('./types.js').Command[]} commands @returns {Leaf[]} everything that can be sent, in order */
export function leavesOf(commands) {
  return commands.filter((command) => command.type === CommandType.CHAT)
    .flatMap((command) => below(command.name, command.description ?? '', command.options ?? []))
    .sort((one, other) => one.path.localeCompare(other.path));
}

/** @param {string} path @param {string} description @param {import('./types.js').Option[]} options @returns {Leaf[]} */
function below(path, description, options) {
  const nested = options.filter((option) => option.type <= OptionType.SUB_COMMAND_GROUP);
  if (!nested.length) return [{ path, description, options }];
  return nested.flatMap((option) => below(`${path} ${option.name}`, option.description, option.options ?? []));
}

/** @param {Leaf[]} leaves @param {string} typed  with its slash @returns {Leaf[]} the best first */
export function matches(leaves, typed) {
  const wanted = typed.slice(1).trim().toLowerCase();
  const first = leaves.filter((leaf) => leaf.path.startsWith(wanted));
  const others = leaves.filter((leaf) => !first.includes(leaf) && leaf.path.includes(wanted));
  return [...first, ...others];
}

/** @param {Leaf[]} leaves @param {string} text @returns {?{leaf: Leaf, rest: string}} the command that a text begins with */
export function readCommand(leaves, text) {
  const fitting = leaves.filter((leaf) => `${text} `.startsWith(`/${leaf.path} `));
  const leaf = fitting.sort((one, other) => other.path.length - one.path.length)[0];
  return leaf ? { leaf, rest: text.slice(leaf.path.length + 1).trim() } : null;
}

/**
 * Read `name:text` pairs; what stands before the first name is the first option's.
 * @param {Leaf} leaf @param {string} rest @returns {[string, string][]}
 */
export function readOptions(leaf, rest) {
  /** @type {{name: string, start: number, end: number}[]} */ const marks = [];
  for (const found of rest.matchAll(/(^|\s)([\w-]+):/g)) {
    const isOption = leaf.options.some((option) => option.name === found[2]);
    if (isOption && !marks.some((mark) => mark.name === found[2])) {
      marks.push({ name: found[2], start: found.index, end: found.index + found[0].length });
    }
  }
  /** @type {[string, string][]} */
  const pairs = marks.map((mark, index) => [mark.name, rest.slice(mark.end, marks[index + 1]?.start).trim()]);
  const bare = rest.slice(0, marks[0]?.start).trim();
  const free = leaf.options.find((option) => !marks.some((mark) => mark.name === option.name));
  return bare && free ? [[free.name, bare], ...pairs] : pairs;
}
