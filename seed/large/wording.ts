import { OWN_WORDS } from './words.ts';

/** A text in which some words stand open: `literals[0] words[0] literals[1] …`. */
export interface Wording {
  readonly literals: readonly string[];
  readonly open: readonly { readonly word: number; readonly capital: boolean }[];
}

/** A word inside a name counts, as in `lastSessionId`; a piece of a longer word does not. */
const patternOf = (words: readonly string[]): RegExp => {
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return new RegExp(`(?<![a-z])(${words.join('|')})(?=s?(?![a-z]))|(${capitals.join('|')})(?=s?(?![a-z]))`, 'g');
};

/** Reads texts of a repository of this name: its name and the words of `OWN_WORDS` become open, the first of them as 1. */
export const wordingReader = (repoName: string): ((text: string) => Wording) => {
  const words = [repoName, ...OWN_WORDS];
  const pattern = patternOf(words);
  return (text) => {
    const literals: string[] = [];
    const open: { word: number; capital: boolean }[] = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      const [found] = match;
      literals.push(text.slice(end, match.index));
      open.push({ word: words.indexOf(found.toLowerCase()), capital: match[2] !== undefined });
      end = match.index + found.length;
    }
    return { literals: [...literals, text.slice(end)], open };
  };
};

/** The text with its open words filled in; `words` holds the repository's name and then one for each of `OWN_WORDS`. */
export const worded = ({ literals, open }: Wording, words: readonly string[]): string => {
  let text = literals[0] ?? '';
  open.forEach(({ word, capital }, index) => {
    const chosen = words[word] ?? '';
    text += (capital ? chosen.charAt(0).toUpperCase() + chosen.slice(1) : chosen) + (literals[index + 1] ?? '');
  });
  return text;
};
