/** Looks for a pattern in one line: where it stands first, or −1. Takes time linear in the line. */
export type LineSearch = (line: string) => number;

const MAX_LENGTH = 100;
const LEAST_SIGNS = 2;

/** One sign of an expression: an escape, a set, or a character that stands for itself or is one of `.|^$`. */
const SIGN = /\\[bBwWdDsStnr]|\\[^\p{L}\p{N}]|\[\^?(?:\\.|[^\]\\])+\]|[^\\[\]*+?{}()]/uy;
const LITERAL = /^(?:[\p{L}\p{N}_]|\\[^\p{L}\p{N}])$/u;

/**
 * The signs of an expression, or null when it has one that is not taken. Nothing in it repeats and nothing is grouped, so
 * that each alternative is tried once at each place: no expression takes longer than its length times the line's.
 */
const signsOf = (expression: string): readonly string[] | null => {
  const signs: string[] = [];
  let end = 0;
  SIGN.lastIndex = 0;
  for (let found = SIGN.exec(expression); found !== null; found = SIGN.exec(expression)) {
    signs.push(found[0]);
    end = SIGN.lastIndex;
  }
  return end === expression.length ? signs : null;
};

const compiled = (expression: string): RegExp | null => {
  try {
    return new RegExp(expression, 'iu');
  } catch {
    return null;
  }
};

/** Escapes what stands for something in an expression. */
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** An escaped sign as every engine takes it. */
const plain = (sign: string): string => (/^\\[^\p{L}\p{N}]$/u.test(sign) ? escaped(sign.slice(1)) : sign);

/**
 * How to look for a pattern, or in words why it is not taken: over 100 characters, fewer than two letters or digits that
 * stand for themselves, or, between slashes, more than `.`, `|`, `^`, `$`, escapes and sets, each for one character.
 */
export const patternSearch = (pattern: string): LineSearch | string => {
  const given = pattern.toWellFormed();
  if (given.length > MAX_LENGTH) return `a pattern has at most ${MAX_LENGTH} characters, this has ${given.length}`;
  const isExpression = given.length > 2 && given.startsWith('/') && given.endsWith('/');
  const signs = signsOf(isExpression ? given.slice(1, -1) : escaped(given));
  if (signs === null) {
    return 'an expression takes no repetition, no groups and no bare brackets: escape them, or leave the slashes out';
  }
  if (signs.filter((sign) => LITERAL.test(sign)).length < LEAST_SIGNS) {
    return `a pattern needs at least ${LEAST_SIGNS} characters that stand for themselves`;
  }
  const regular = compiled(signs.map(plain).join(''));
  if (regular === null || regular.test('')) return 'this expression cannot be read, or fits everywhere';
  return (line) => line.search(regular);
};
