import { type Range, secretRanges } from '../secrets/secret-shapes.ts';

/** The longest quote, in UTF-16 code units, as are all lengths here. */
export const QUOTE_MAX_CHARS = 160;
const BEFORE_CHARS = 50;
/** How far around the finding a line is searched for secrets to mask. */
const MARGIN_CHARS = 2000;
const KEPT_OF_SECRET = 4;
const MASK = '****';

/** Characters that a reader cannot see or that rearrange what they see: controls, formats, unusual blanks, halves. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}\u{3164}\u{115F}\u{1160}\u{FFA0}]/u;

/** The text with every invisible character spelled out (`\u{202E}`); tabs stay. */
const spellOut = (character: string): string => {
  if (character === '\t' || !UNSEEN.test(character)) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`;
};

/** A piece of text that is shown whole or not at all, and where it stands in the line. */
interface Piece {
  readonly at: number;
  readonly shown: string;
}

const piecesOf = (text: string, from: number, to: number, masked: readonly Range[]): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = from;
  while (at < to) {
    const range = masked.find(({ start, end }) => start + KEPT_OF_SECRET <= at && at < end);
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    pieces.push({ at, shown: range === undefined ? spellOut(character) : MASK });
    at = range === undefined ? at + character.length : range.end;
  }
  return pieces;
};

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { shown }) => sum + shown.length, 0);

/** As many pieces as fit from the given end, and an ellipsis when some do not. */
const shorten = (pieces: readonly Piece[], budget: number, end: 'start' | 'last'): string => {
  if (lengthOf(pieces) <= budget) return pieces.map(({ shown }) => shown).join('');
  const shown: string[] = [];
  let left = budget - 1;
  for (const piece of end === 'start' ? pieces : pieces.toReversed()) {
    left -= piece.shown.length;
    if (left < 0) break;
    shown.push(piece.shown);
  }
  return end === 'start' ? `${shown.join('')}…` : `…${shown.reverse().join('')}`;
};

/**
 * The part of a line around position `at` that a person may be shown: blanks at the ends trimmed, invisible characters
 * spelled out, every secret masked down to its first four characters (`secrets` adds those that only the caller knows).
 */
export const quoteOf = (line: string, at = 0, secrets: readonly Range[] = []): string => {
  const from = Math.max(0, at - MARGIN_CHARS);
  const text = line.slice(from, at + MARGIN_CHARS);
  const masked = [
    ...secretRanges(text),
    ...secrets.map(({ start, end }) => ({ start: start - from, end: end - from })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces = piecesOf(text, text.length - text.trimStart().length, text.trimEnd().length, masked);
  const before = shorten(
    pieces.filter((piece) => piece.at < at - from),
    BEFORE_CHARS,
    'last',
  );
  const after = pieces.filter((piece) => piece.at >= at - from);
  return `${before}${shorten(after, QUOTE_MAX_CHARS - before.length, 'start')}`;
};
