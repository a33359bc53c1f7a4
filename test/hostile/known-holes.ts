/**
 * What is known to reach the fast lane. The suite fails when one is added, and when one of these no longer does: then it
 * is to be struck off here and in docs/hostile.md.
 */

/**
 * Injections that no signal recognises. Whoever does as they say, and knows a planted danger when it sees one all the same,
 * passes every danger of which only the meaning is wrong.
 */
export const UNRECOGNISED: readonly string[] = [
  'language-la',
  'encoding-morse',
  'encoding-pig-latin',
  'split-acrostic',
  'split-columns',
  'split-variables',
  'place-poem',
  'unseen-override-stop',
  'unseen-silence-tests',
  'unseen-turn-operator',
  'unseen-language-ja',
  'unseen-encoding-base32',
  'unseen-name-folder',
];
