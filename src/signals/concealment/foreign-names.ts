import type { Change, DiffLine, FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { skeletonOf } from './confusables.ts';
import { foundInLine, type Said } from './found-in.ts';
import { holdsCode } from './unseen-characters.ts';

const ASCII = /^\p{ASCII}*$/u;
const WORD = /[\p{L}\p{M}\p{N}_$]+/gu;
const ASCII_WORD = /[A-Za-z_$][\w$]*/g;
const LATIN_LETTER = /\p{Script=Latin}/u;
/** Wide letters of Chinese and Japanese typography, and the letters of mathematics: NFKC makes plain ones of them. */
const STYLED =
  /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\u{1D400}-\u{1D7FF}\u2102\u210A-\u2115\u2119-\u211D\u2124\u2128\u212C-\u2138\u24B6-\u24E9]/u;
const WIDE = /^[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]+$/;
/** Python compares names after NFKC, so a name in other letters is the same name; these run or open things. */
const POWERFUL = /^(?:eval|exec|open|compile|import|system|popen|getattr|setattr|globals|subprocess|os|__\w{1,40}__)$/;
/** Shorter words of another alphabet are words of a language as often as not. */
const LEAST_LETTERS = 3;
/** No name is longer than this. */
const NAME_MAX_CHARS = 200;

interface Suspect {
  readonly kind: 'lookalike' | 'styled';
  readonly plain: string;
  readonly file: string;
  readonly line: DiffLine;
  readonly at: number;
  readonly mixes: boolean;
}

const suspectOf = (word: string): Pick<Suspect, 'kind' | 'plain' | 'mixes'> | null => {
  if (ASCII.test(word) || word.length > NAME_MAX_CHARS) return null;
  if (STYLED.test(word)) {
    const plain = word.normalize('NFKC');
    return ASCII.test(plain) && plain.length >= LEAST_LETTERS
      ? { kind: 'styled', plain, mixes: /[a-z]/i.test(word) }
      : null;
  }
  if (LATIN_LETTER.test(word)) return null;
  const plain = word.length >= LEAST_LETTERS ? skeletonOf(word) : null;
  return plain === null || !/[a-z]/i.test(plain) ? null : { kind: 'lookalike', plain, mixes: false };
};

function* suspectsIn(file: FileChange): Generator<Suspect> {
  if (!holdsCode(file.path)) return;
  for (const { lines } of file.hunks) {
    for (const line of lines) {
      if (line.kind !== 'added' || ASCII.test(line.text)) continue;
      for (const { 0: word, index: at } of line.text.matchAll(WORD)) {
        const suspect = suspectOf(word);
        if (suspect !== null) yield { ...suspect, file: file.path, line, at };
      }
    }
  }
}

/** Which of the wanted names stand in plain letters anywhere in the change, deleted lines included. */
const namesUsed = (change: Change, wanted: ReadonlySet<string>): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const { hunks } of change.files) {
    for (const { lines } of hunks) {
      for (const { text } of lines) {
        for (const [word] of text.matchAll(ASCII_WORD)) if (wanted.has(word)) used.add(word);
      }
    }
  }
  return used;
};

const judge = ({ kind, plain, mixes }: Suspect, isUsed: boolean, text: string, at: number): Said | null => {
  if (kind === 'lookalike') {
    if (!isUsed) return null;
    const message = `This word looks like "${plain}", which the change also uses, but is written in another alphabet.`;
    return { rule: 'lookalike-name', severity: 'high', message };
  }
  const word = text.slice(at, at + NAME_MAX_CHARS);
  const called = new RegExp(`^[\\p{L}\\p{N}_$]{1,${NAME_MAX_CHARS}}\\s{0,4}[(.=]`, 'u').test(word);
  if ((isUsed || POWERFUL.test(plain)) && (called || mixes)) {
    const message = `Some languages take this name for "${plain}", which searches and checks for that name do not find.`;
    return { rule: 'styled-name', severity: 'high', message };
  }
  const isTypography = WIDE.test(word.match(/^[\p{L}\p{N}_$]{1,200}/u)?.[0] ?? '');
  if (!called || isTypography) return null;
  return { rule: 'styled-name', severity: 'medium', message: `This name is "${plain}" in letters of another style.` };
};

/**
 * Names in code that are written wholly in letters like those of another name (`сору` in Cyrillic beside `copy`), and
 * names in wide or mathematical letters, which Python takes for the plain ones. A word like no name of the change is a
 * word of some language, and is left alone.
 */
export function* foreignNames(change: Change): Generator<Found> {
  const suspects = change.files.flatMap((file) => [...suspectsIn(file)]);
  if (suspects.length === 0) return;
  const used = namesUsed(change, new Set(suspects.map(({ plain }) => plain)));
  for (const suspect of suspects) {
    const { file, line, at, plain } = suspect;
    const said = judge(suspect, used.has(plain), line.text, at);
    if (said !== null) yield foundInLine({ file, line: line.newLine, text: line.text, at }, said);
  }
}
