import type { Severity } from '../../domain/index.ts';

/** A character, or a run of them, that hides or rearranges what is read. `at` is its position in the text. */
export interface Hidden {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: number;
}

/** What surrounds the text: code and prose are read differently, and a byte order mark may open a file. */
export interface Setting {
  readonly isCode: boolean;
  readonly startsFile: boolean;
}

/** Scripts whose letters join, part or break lines by ZWJ, ZWNJ and ZWSP: Unicode 16, §9, §12, §13, §16. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F/u;
const OF_A_WORD = /[\p{L}\p{N}\p{M}_$]/u;

/** Everything below, in one pass; most lines have none of it. */
const HIDDEN =
  /[\u202A-\u202E\u2066-\u2069]|[\u200E\u200F\u061C]|[\u200B-\u200D\u2060-\u2064\u180E\uFEFF\u00AD]|[\u{E0000}-\u{E007F}]+|[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{2,}|[\u3164\u115F\u1160\uFFA0]|(?![\t\f\r])\p{Cc}|\r(?!$)/gu;

const before = (text: string, at: number): string => {
  const point = text.codePointAt(at - 2) ?? 0;
  return at >= 2 && point > 0xffff ? String.fromCodePoint(point) : (text[at - 1] ?? '');
};
const after = (text: string, at: number): string => {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
};

const joins = (text: string, at: number, character: string): boolean => {
  const [left, right] = [before(text, at), after(text, at + 1)];
  if (character === '\u200D' && PICTURE.test(left) && PICTURE.test(right)) return true;
  return /[\u200B-\u200D]/.test(character) && JOINING.test(left) && (JOINING.test(right) || !OF_A_WORD.test(right));
};

const classify = (text: string, match: RegExpExecArray, setting: Setting): Omit<Hidden, 'at'> | null => {
  const [found] = match;
  const { index: at } = match;
  if (/[\u202A-\u202E\u2066-\u2069]/.test(found)) return { rule: 'bidi-control', severity: 'high' };
  if (/[\u200E\u200F\u061C]/.test(found)) {
    if (setting.isCode) return { rule: 'bidi-mark', severity: 'high' };
    return RIGHT_TO_LEFT.test(text) ? null : { rule: 'bidi-mark-in-prose', severity: 'medium' };
  }
  if (/[\u{E0000}-\u{E007F}]/u.test(found)) {
    // The flags of England, Scotland and Wales are a black flag with a few tags and an end.
    const isFlag = before(text, at) === '\u{1F3F4}' && /^[\u{E0030}-\u{E007A}]{3,6}\u{E007F}$/u.test(found);
    return isFlag ? null : { rule: 'hidden-text', severity: 'high' };
  }
  if (/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u.test(found)) return { rule: 'hidden-text', severity: 'high' };
  if (/[\u3164\u115F\u1160\uFFA0]/.test(found)) return { rule: 'invisible-letter', severity: 'high' };
  if (/\p{Cc}/u.test(found)) return { rule: 'control-character', severity: 'medium' };
  if (found === '\uFEFF' && at === 0 && setting.startsFile) return null;
  if (joins(text, at, found)) return null;
  const inWord = OF_A_WORD.test(before(text, at)) && OF_A_WORD.test(after(text, at + found.length));
  // A soft hyphen in a word of prose is typography.
  if (found === '\u00AD' && !setting.isCode) return null;
  return inWord ? { rule: 'zero-width-in-word', severity: 'high' } : { rule: 'zero-width', severity: 'medium' };
};

/** The first occurrence of each kind in the text, so that one line gives each rule at most once. */
export const hiddenIn = (text: string, setting: Setting): readonly Hidden[] => {
  const found = new Map<string, Hidden>();
  for (const match of text.matchAll(HIDDEN)) {
    const kind = classify(text, match, setting);
    if (kind !== null && !found.has(kind.rule)) found.set(kind.rule, { ...kind, at: match.index });
  }
  return [...found.values()];
};
