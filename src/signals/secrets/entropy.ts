/** Texts are judged by their first so many characters: more of a random text says nothing new. */
const JUDGED_CHARS = 256;

const countsOf = (text: string): Iterable<number> => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts.values();
};

/** Bits of Shannon entropy per character: about 4.5 for random base64 of 40 characters, 3 or less for words. */
export const entropyOf = (text: string): number => {
  let bits = 0;
  for (const count of countsOf(text)) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

const expected = new Map<number, number>();

/**
 * The entropy that `length` random characters of an alphabet of `size` show on average: less than `log2(size)`, since a
 * short text cannot hold every character. Counts taken as Poisson: `log2 n - (k/n) E[c log2 c]`. Length 1..256.
 */
const expectedEntropy = (length: number, size: number): number => {
  const key = length * 128 + size;
  const known = expected.get(key);
  if (known !== undefined) return known;
  const mean = length / size;
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let count = 1; count < mean * 4 + 30; count += 1) {
    probability *= mean / count;
    sum += probability * count * Math.log2(count);
  }
  const bits = Math.log2(length) - (size / length) * sum;
  expected.set(key, bits);
  return bits;
};

const CLASS = /[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9]+/g;
/** Of a word or a name: letters that go on in one case. */
const WORD_PART = /[A-Z]?[a-z]{4,}|[A-Z]{5,}/g;

/** How an alphabet's random texts look: least share of changes between kinds of characters, most share in words. */
interface Alphabet {
  readonly size: number;
  readonly only: RegExp;
  readonly minChanges: number;
  readonly maxInWords: number;
}

/** Small before large; a text is judged by the first that holds all of it. */
const ALPHABETS: readonly Alphabet[] = [
  { size: 16, only: /^(?:[0-9a-f]+|[0-9A-F]+)$/, minChanges: 0.2, maxInWords: 0.6 },
  { size: 36, only: /^(?:[0-9a-z]+|[0-9A-Z]+)$/, minChanges: 0.2, maxInWords: 0.8 },
  { size: 62, only: /^[0-9A-Za-z]+$/, minChanges: 0.4, maxInWords: 0.4 },
  { size: 64, only: /^[0-9A-Za-z+/_=-]+$/, minChanges: 0.4, maxInWords: 0.4 },
];

/** How like the average random text a text must be: shares of its entropy, its changes, and more that may be in words. */
const DEGREES = {
  likely: { entropy: 0.88, changes: 1, words: 0 },
  possible: { entropy: 0.8, changes: 0.7, words: 0.2 },
} as const;
/** Random base64 has a symbol in 32 characters; paths and names joined by dashes have many. */
const MAX_SYMBOL_SHARE = 0.11;
const MIN_CHARS = 16;

/**
 * Whether a text of letters, digits and base64's symbols seems drawn at random: as much entropy as its length and
 * alphabet let expect, with at least one letter and (but for `possible`) one digit, its kinds of characters mixed, and hardly a word in it.
 * `possible` takes nearly every random text, and some names in code; `likely` misses one in twelve of 20 characters,
 * one in a hundred of 64. Texts under 16 characters hold too little to tell.
 */
export const looksRandom = (whole: string, degree: keyof typeof DEGREES = 'likely'): boolean => {
  const text = whole.replace(/={1,2}$/, '').slice(0, JUDGED_CHARS);
  const alphabet = ALPHABETS.find(({ only }) => only.test(text));
  if (text.length < MIN_CHARS || alphabet === undefined || !/[A-Za-z]/.test(text)) return false;
  const hasDigit = /\d/.test(text);
  if (!hasDigit && (degree === 'likely' || !/[a-z]/.test(text) || !/[A-Z]/.test(text))) return false;
  const least = DEGREES[hasDigit ? degree : 'likely'];
  const changes = (text.match(CLASS)?.length ?? 1) - 1;
  const inWords = (text.match(WORD_PART) ?? []).join('').length;
  const symbols = text.replace(/[A-Za-z0-9]/g, '').length;
  return (
    changes >= least.changes * alphabet.minChanges * text.length &&
    inWords <= (alphabet.maxInWords + least.words) * text.length &&
    symbols <= 1 + MAX_SYMBOL_SHARE * text.length &&
    entropyOf(text) >= least.entropy * expectedEntropy(text.length, alphabet.size)
  );
};
