import { ADDRESS_SHAPES } from './address-shapes.ts';
import { ASSIGNED_SHAPES, NAMED_VALUE } from './assigned-shapes.ts';
import { encodedTokens, possiblyRandomJoined, splitTokens } from './hidden-tokens.ts';
import { possiblyRandom } from './random-strings.ts';
import { saidSecrets } from './said-shapes.ts';
import { type Range, secretOf } from './secret-shape.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

export type { Range } from './secret-shape.ts';

/** A text that stands twice is hidden twice, from this length; shorter ones stand in ordinary words. */
const REPEATED_MIN_CHARS = 8;
/** Repeats are sought of so many secrets: a text with more of them is a list of secrets, each with its own shape. */
const REPEATED_MAX = 50;

/** Every place of the secrets in the text, and overlapping ones made one, so that no end of one is shown. */
const withRepeats = (text: string, ranges: readonly Range[]): readonly Range[] => {
  const all = [...ranges];
  const secrets = new Set(ranges.map(({ start, end }) => text.slice(start, end)));
  for (const secret of [...secrets].filter(({ length }) => length >= REPEATED_MIN_CHARS).slice(0, REPEATED_MAX)) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      all.push({ start: at, end: at + secret.length });
    }
  }
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of all.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
};

/** Everything in the text that has a secret's shape, stand-ins too: what a quote hides. In order, none overlapping. */
export const secretRanges = (text: string): readonly Range[] => {
  const patterns = [...TOKEN_SHAPES, ...ADDRESS_SHAPES, ...ASSIGNED_SHAPES].map(({ pattern }) => pattern);
  const shaped = [...patterns, NAMED_VALUE].flatMap((pattern) => [...text.matchAll(pattern)].map(secretOf));
  const hidden = [...splitTokens(text), ...encodedTokens(text)];
  const said = saidSecrets(text);
  return withRepeats(text, [...shaped, ...hidden, ...said, ...possiblyRandom(text), ...possiblyRandomJoined(text)]);
};
