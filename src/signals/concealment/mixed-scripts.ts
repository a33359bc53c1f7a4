import type { Severity } from '../../domain/index.ts';

/** A word of letters from two alphabets, and where it starts. */
export interface MixedWord {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: number;
}

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const GREEK = /\p{Script=Greek}/u;

/** Letters that most fonts draw like a Latin one (Unicode's confusables.txt, those of one letter). */
const CYRILLIC_TWIN = /[аеорсухіјѕԁһӏԛԝѵгпкмтвАВЕЅІЈКМНОРСТУХԌԜҮ]/u;
const GREEK_TWIN = /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ]/u;
/** Greek letters that are like Latin ones, and also stand alone in formulas: `αx`, `ρ_air`, `ν0`. */
const GREEK_IN_WORD =
  /(?<=[a-zA-Z])[αγικνρυτχω](?=[a-zA-Z])|^[αγικνρυτχω](?=[a-z]{3})|(?<=[a-zA-Z][a-z]{2})[αγικνρυτχω]$/u;

/** Armenian, Cherokee, Lisu and Coptic letters have no business in a Latin word, and most have a Latin twin. */
const RARE = /[\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}]/u;

const judge = (word: string): Pick<MixedWord, 'rule' | 'severity'> | null => {
  if (!LATIN.test(word)) return null;
  if (CYRILLIC.test(word)) {
    if (CYRILLIC_TWIN.test(word)) return { rule: 'homoglyph', severity: 'high' };
    return { rule: 'mixed-scripts', severity: 'medium' };
  }
  if (RARE.test(word)) return { rule: 'homoglyph', severity: 'high' };
  const isTwin = GREEK.test(word) && (GREEK_TWIN.test(word) || GREEK_IN_WORD.test(word));
  return isTwin ? { rule: 'homoglyph', severity: 'high' } : null;
};

/** In `\\nСлово` the first letter belongs to the escape, in `%sСлово` to the conversion. */
const withoutLead = (word: string, before: string | undefined): string => {
  if (before === '\\') return word.slice(1);
  return before === '%' ? word.replace(/^[a-zA-Z]{1,3}(?=[^a-zA-Z])/, '') : word;
};

/**
 * The first word of each kind that mixes Latin letters with Cyrillic, Greek, Armenian, Cherokee, Lisu or Coptic ones. Greek letters that look like no
 * Latin one (`Δt`, `μs`, `λ`) are left alone, and so is a word wholly in one alphabet.
 */
export const mixedWordsIn = (text: string): readonly MixedWord[] => {
  const found = new Map<string, MixedWord>();
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const kind = judge(withoutLead(word, text[index - 1]));
    if (kind !== null && !found.has(kind.rule)) found.set(kind.rule, { ...kind, at: index });
  }
  return [...found.values()];
};
