import type { Spelling } from './author.ts';
import { isCommonWord } from './common-words.ts';
import type { Folded } from './fold.ts';
import type { Span } from './span.ts';

const LETTER = /\p{L}/u;
const CAPITAL = /\p{Lu}/u;
const SMALL = /\p{Ll}/u;
const DIGIT = /\p{N}/u;

type Kind = 'capital' | 'small' | 'caseless' | 'digit' | 'other';

const kindOf = (character: string): Kind => {
  if (DIGIT.test(character)) return 'digit';
  if (!LETTER.test(character)) return 'other';
  if (CAPITAL.test(character)) return 'capital';
  return SMALL.test(character) ? 'small' : 'caseless';
};

const kindAt = (line: Folded, index: number): Kind => {
  if (index < 0 || index >= line.text.length) return 'other';
  const code = line.raw.codePointAt(line.startOf(index)) ?? 0;
  if (code < 0x80) {
    if (code >= 0x61 && code <= 0x7a) return 'small';
    if (code >= 0x41 && code <= 0x5a) return 'capital';
    return code >= 0x30 && code <= 0x39 ? 'digit' : 'other';
  }
  return kindOf(String.fromCodePoint(code));
};

/** Scripts without capitals are not split by them; Han and kana are not split by anything. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;

/** Whether a word of an identifier may end before position `index` and another begin there: `aB`, `a_b`, `a1`, `ABc`. */
const isSeam = (line: Folded, index: number): boolean => {
  const before = kindAt(line, index - 1);
  const after = kindAt(line, index);
  if (before === 'other' || after === 'other') return true;
  if (before === 'digit' || after === 'digit') return before !== after;
  if (before === 'caseless' || after === 'caseless') {
    return before !== after || UNSPACED.test(line.text.slice(index - 1, index + 1));
  }
  if (after !== 'capital') return false;
  return before === 'small' || kindAt(line, index + 1) === 'small';
};

const GLUE = { any: /[ ._'’,+-]{0,2}/y, blank: /[ \u00a0]{1,2}/y, dot: /\./y };

/** Where the rest of the spelling ends, or -1. */
const endOf = (line: Folded, { words, glue }: Spelling, from: number): number => {
  let at = from;
  for (const word of words.slice(1)) {
    const between = GLUE[glue];
    between.lastIndex = at;
    const found = between.exec(line.text);
    if (found === null) return -1;
    at += found[0].length;
    if (!line.text.startsWith(word, at)) return -1;
    at += word.length;
  }
  return at;
};

/** What may stand before or behind a name in one word, besides common words. */
const JOINED_TO = new Set('s es js ts py rs go rb io ui db hq my by im is org inc llc ltd xx'.split(' '));
const JOINED_MAX_CHARS = 16;

const mayJoin = (rest: string): boolean =>
  rest === '' || JOINED_TO.has(rest) || (rest.length > 2 && isCommonWord(rest));

/** Whether what stands around a spelling in the same word may be added to a name, and the word is none of its own. */
const isJoined = (line: Folded, start: number, end: number): boolean => {
  let [from, to] = [start, end];
  while (!isSeam(line, from) && start - from <= JOINED_MAX_CHARS) from -= 1;
  while (!isSeam(line, to) && to - end <= JOINED_MAX_CHARS) to += 1;
  if (start - from > JOINED_MAX_CHARS || to - end > JOINED_MAX_CHARS) return false;
  return (
    mayJoin(line.text.slice(from, start)) &&
    mayJoin(line.text.slice(end, to)) &&
    !isCommonWord(line.text.slice(from, to))
  );
};

/** Common words in a row are a name only where each has a capital: "Mark Long", but not "unless admin". */
const hasCapitals = (line: Folded, words: readonly string[], from: number): boolean => {
  let at = from;
  return words.every((word) => {
    at = line.text.indexOf(word, at);
    const kind = kindAt(line, at);
    at += word.length;
    return kind !== 'small';
  });
};

const spanAt = (line: Folded, spelling: Spelling, start: number): Span | null => {
  const { words, glue, joins } = spelling;
  const first = words[0] ?? '';
  const startsWord = isSeam(line, start);
  if (!startsWord && !joins) return null;
  const end = endOf(line, spelling, start + first.length);
  if (end === -1 || (glue === 'blank' && !hasCapitals(line, words, start))) return null;
  const isWhole = startsWord && isSeam(line, end);
  return isWhole || (joins && isJoined(line, start, end)) ? { start, end, source: 'own' } : null;
};

/** Everywhere the author is written in the line, as a word or as one within an identifier. Overlaps are possible. */
export const ownWordsIn = (line: Folded, spellings: readonly Spelling[]): readonly Span[] => {
  const spans: Span[] = [];
  for (const spelling of spellings) {
    const first = spelling.words[0] ?? '';
    let start = line.text.indexOf(first);
    while (start !== -1) {
      const span = spanAt(line, spelling, start);
      if (span !== null) spans.push(span);
      start = line.text.indexOf(first, span?.end ?? start + 1);
    }
  }
  return spans;
};
