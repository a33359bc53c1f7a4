import type { Span } from './span.ts';

/** A text as a program would read it that undoes its escapes, with the way back. */
export interface Unescaped {
  readonly text: string;
  /** Where in the escaped text position `index` of `text` is; its length behind the last one. Never falls. */
  readonly rawAt: (index: number) => number;
  /** Where the escapes are in the escaped text, in order. */
  readonly escapes: readonly Span[];
}

/** Its backslashes part names, whatever letter these begin with. */
const WINDOWS_HOME = String.raw`[a-zA-Z]:[\\/]{1,2}[uU][sS][eE][rR][sS]\\{1,2}`;
const HEX = '[0-9a-fA-F]';
/** Escaped once or, within a URL of a URL, up to four times more. */
const PERCENT = '%(?:25){0,4}';
const NEXT = `${PERCENT}[89abAB]${HEX}`;
/** One UTF-8 character, or one byte. */
const PERCENTS = `${PERCENT}[fF][0-4](?:${NEXT}){3}|${PERCENT}[eE]${HEX}(?:${NEXT}){2}|${PERCENT}[cCdD]${HEX}${NEXT}|${PERCENT}${HEX}{2}`;
const AMP = '&(?:amp;){0,4}';
/** A colour or the like of a terminal, up to its last letter. */
const TERMINAL = String.raw`(?:\u001b|\\{1,8}(?:x1[bB]|u001[bB]|u\{1[bB]\}|033|[eE])|${PERCENT}1[bB]|${AMP}#(?:[xX]1[bB]|27);)\[[0-9;?]{0,16}[a-zA-Z]`;
const FORMAT = '%[sdiuvqfxcp]';
/** Of strings in most languages, and of regular expressions; more backslashes where strings stand within strings. */
const BACKSLASH = String.raw`\\{1,8}(?:u\{${HEX}{1,6}\}|u${HEX}{4}|U${HEX}{8}|x${HEX}{2}|[0-7]{1,3}|[abefhnrstvdwABDEQRSWzZ/"'])`;
const ACCENT = 'acute|grave|circ|tilde|uml|cedil|ring|caron|slash|ogon|strok|breve|macr|dot';
/** `&copy;` may be the address of a variable: it is a sign before a year alone. */
const ENTITY = `${AMP}(?:#[xX]${HEX}{1,6};?|#[0-9]{1,7};?|(?:lt|gt|quot|amp|nbsp);?|(?:apos|commat|colon|sol|period|num|lowbar|hyphen|tab|newline|szlig|aelig|oelig|thorn);|[a-zA-Z](?:${ACCENT});|copy;(?=[ \\t]{0,4}(?:[Cc]opyright[ \\t]{1,4})?[0-9]{4}))`;
/** Every quantifier is bounded, so a try takes bounded time. */
const ESCAPE = `${TERMINAL}|${PERCENTS}|${FORMAT}|${BACKSLASH}|${ENTITY}`;
const ESCAPE_HERE = new RegExp(ESCAPE, 'y');
const HOME_OR_ESCAPE = new RegExp(`(${WINDOWS_HOME})|${ESCAPE}`, 'g');

/** What stands for nothing that a name could have. */
const SEPARATOR = '\0';
const LETTERS = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['s', ' '],
  ['/', '/'],
  ['"', '"'],
  ["'", "'"],
]);
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['amp', '&'],
  ['nbsp', ' '],
  ['copy', '©'],
  ['apos', "'"],
  ['commat', '@'],
  ['colon', ':'],
  ['sol', '/'],
  ['period', '.'],
  ['num', '#'],
  ['lowbar', '_'],
  ['hyphen', '-'],
  ['tab', '\t'],
  ['newline', '\n'],
  ['szlig', 'ß'],
  ['aelig', 'æ'],
  ['oelig', 'œ'],
  ['thorn', 'þ'],
]);

const ofCode = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : SEPARATOR);

const ofPercents = (written: string): string => {
  const bytes = written
    .split('%')
    .slice(1)
    .map((byte) => Number.parseInt(byte.slice(-2), 16));
  const [first = 0] = bytes;
  // A byte alone is one of Latin-1.
  return bytes.length === 1 ? ofCode(first) : Buffer.from(bytes).toString('utf8');
};

const ofBackslash = (written: string): string => {
  const body = written.replace(/^\\{1,8}/, '');
  if (/^[xuU]/.test(body)) return ofCode(Number.parseInt(body.replace(/[^0-9a-fA-F]/g, ''), 16));
  return /^[0-7]/.test(body) ? ofCode(Number.parseInt(body, 8)) : (LETTERS.get(body) ?? SEPARATOR);
};

const ofEntity = (written: string): string => {
  const body = written.replace(/^&(?:amp;){0,4}/, '').replace(/;$/, '');
  if (/^#x/i.test(body)) return ofCode(Number.parseInt(body.slice(2), 16));
  if (body.startsWith('#')) return ofCode(Number.parseInt(body.slice(1), 10));
  // `&amp;` is taken for the start of an entity, and is one itself where none follows.
  if (body === '') return '&';
  return ENTITIES.get(body) ?? body.slice(0, 1);
};

const meaningOf = (written: string): string => {
  if (written.includes('[')) return SEPARATOR;
  if (written.startsWith('\\')) return ofBackslash(written);
  if (written.startsWith('&')) return ofEntity(written);
  return written.length === 2 ? SEPARATOR : ofPercents(written);
};

/** What the text says from the position on when it is read: the meaning of an escape there, or the next character. */
export const readAt = (raw: string, at: number): string => {
  ESCAPE_HERE.lastIndex = at;
  const found = '%\\&\u001b'.includes(raw[at] ?? ' ') ? ESCAPE_HERE.exec(raw)?.[0] : undefined;
  return found === undefined ? raw.slice(at, at + 2) : meaningOf(found);
};

/**
 * The text with what its escapes stand for: those of URLs, strings, markup, terminals and formats, up to several times
 * over; null without any. How a text is read nobody knows, so this is one reading besides the plain one. Never throws;
 * linear in the text.
 */
export const unescaped = (raw: string): Unescaped | null => {
  if (!/[%\\&]/.test(raw) && !raw.includes('\u001b')) return null;
  const parts: string[] = [];
  const starts: number[] = [];
  const escapes: Span[] = [];
  let at = 0;
  const take = (part: string, isEscape: boolean): void => {
    parts.push(part);
    for (let unit = 0; unit < part.length; unit += 1) starts.push(isEscape ? at : at + unit);
  };
  for (const { index, 0: found, 1: home } of raw.matchAll(HOME_OR_ESCAPE)) {
    if (home !== undefined) continue;
    take(raw.slice(at, index), false);
    at = index;
    take(meaningOf(found), true);
    at = index + found.length;
    escapes.push({ start: index, end: at });
  }
  if (at === 0) return null;
  take(raw.slice(at), false);
  return { text: parts.join(''), rawAt: (index) => starts[index] ?? raw.length, escapes };
};
