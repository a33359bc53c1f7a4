import type { FileChange } from '../../domain/index.ts';
import { codeExchanges, linesOf } from '../size/code-text.ts';

const WORDS = /[\p{L}\p{M}]+/gu;
/** Words so near to another that one letter decides what a program does. */
const DECIDES =
  /^(?:true|false|and|or|not|min|max|null|none|if|is|in|no|on|off|any|all|allow|deny|get|set|read|write|self|this|public|private|protected|static|const|mut|signed|unsigned|left|right|first|last|strict|https?)$/i;
const NEAR = 3;
/** Longer files are rewritten, not corrected. */
const WORDS_MAX = 400;
const WORD_MAX_CHARS = 60;

/** Levenshtein's distance, or `NEAR` + 1 when it is greater. */
const distance = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > NEAR || Math.max(a.length, b.length) > WORD_MAX_CHARS) return NEAR + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? NEAR + 1;
};

const splitNames = (text: string): string => text.replaceAll(/([a-z])([A-Z])/g, '$1 $2');

/** The same text but for words: what parts them is left, so an operator, a number or an indentation that changes shows. */
const frame = (text: string): string => text.replaceAll(WORDS, '_').replaceAll(/(?<=\S)[ \t]+/g, '');

const isCorrection = (before: string, after: string): boolean => {
  if (before === after) return true;
  if (DECIDES.test(before) || DECIDES.test(after) || before.length < 3) return false;
  return distance(before.toLowerCase(), after.toLowerCase()) <= (before.length < 6 ? 2 : NEAR);
};

/** Whether the code lines differ by nothing but the spelling of words: same operators, numbers and marks, word for word. */
export const isTypoFix = (file: FileChange): boolean => {
  const exchanges = codeExchanges(file, 'lenient');
  const [before, after] = (['deleted', 'added'] as const).map((side) =>
    splitNames(linesOf(exchanges, side).join('\n')),
  );
  if (before === undefined || after === undefined || frame(before) !== frame(after)) return false;
  const [old, now] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  if (old.length > WORDS_MAX || old.length !== now.length) return false;
  return old.every((word, index) => isCorrection(word, now[index] ?? ''));
};
