import { CONSTANT_TIME_CALL, NOT_OPERANDS } from './constant-time.ts';

/** How far a side of a comparison, or the arguments of a call, are followed. */
const SIDE_CHARS = 160;
const ARGUMENTS_CHARS = 400;

const CHAIN = /[@$]{0,2}[A-Za-z_]\w*(?:(?:\?\.|\.|->|::)[@$]?[A-Za-z_]\w*)*/g;
const LINK = /\?\.|\.|->|::/;

/** `this.token` and `token.as_bytes()` are both `token`; `req.headers` stays apart from `req.method`. */
const nameOf = (chain: string, isCall: boolean): string => {
  const links = chain.replace(/^[@$]+/, '').split(LINK);
  if (isCall) links.pop();
  const telling = links.filter((link) => !NOT_OPERANDS.has(link.toLowerCase()));
  return telling.join('.');
};

/** The names of the values in an expression, without functions, modules, conversions and what is in quotes. */
export const namesIn = (expression: string): ReadonlySet<string> => {
  const names = new Set<string>();
  const code = expression.replace(/"[^"]*"|'[^']*'/g, '""');
  for (const match of code.matchAll(CHAIN)) {
    const isCall = /^\s?\(/.test(code.slice(match.index + match[0].length, match.index + match[0].length + 2));
    const name = nameOf(match[0], isCall);
    if (name !== '') names.add(name);
  }
  return names;
};

const OPENING = '([{';
const CLOSING = ')]}';

/** The arguments of the call whose bracket opens just before `at`, parted at their commas. */
export const argumentsAt = (text: string, at: number): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = at;
  const end = Math.min(text.length, at + ARGUMENTS_CHARS);
  for (let index = at; index < end; index += 1) {
    const character = text[index] ?? '';
    if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth -= 1;
    if (depth < 0) return [...parts, text.slice(from, index)];
    if (character === ',' && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, text.slice(from, end)];
};

/** Where an operand ends: another operator, a statement's word, an assignment. */
const BOUNDARY =
  /&&|\|\||[;,?{}]|=>|:=|(?<![=!<>])=(?!=)|\b(?:return|if|elif|unless|while|and|or|not|assert|when|then|do)\b/;

/** The part of an expression left of `at`, back to the bracket, operator or word it starts after. */
export const operandBefore = (text: string, at: number): string => {
  let depth = 0;
  let start = at;
  const stop = Math.max(0, at - SIDE_CHARS);
  while (start > stop) {
    const character = text[start - 1] ?? '';
    if (CLOSING.includes(character)) depth += 1;
    else if (OPENING.includes(character)) depth -= 1;
    if (depth < 0) break;
    start -= 1;
  }
  return text.slice(start, at).split(BOUNDARY).at(-1) ?? '';
};

/** The part of an expression right of `at`, up to the bracket, operator or word it ends before. */
export const operandAfter = (text: string, at: number): string => {
  let depth = 0;
  let end = at;
  const stop = Math.min(text.length, at + SIDE_CHARS);
  while (end < stop) {
    const character = text[end] ?? '';
    if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth -= 1;
    if (depth < 0) break;
    end += 1;
  }
  return text.slice(at, end).split(BOUNDARY)[0] ?? '';
};

const CONSTANT = /^[\s()!&*]*(?:null|nil|none|undefined|nullptr|true|false|-?\d+|""|''|b""|b'')?[\s():]*$/i;
const MEASURE = /\.(?:length|size|len|byteLength|Length|Count)\b|\b(?:len|strlen|sizeof|typeof|count)\b/;

/** Whether a side is a constant, a length or a type: comparing it gives no secret away. */
export const isHarmless = (side: string): boolean =>
  CONSTANT.test(side) || MEASURE.test(side) || side.search(CONSTANT_TIME_CALL) !== -1;
