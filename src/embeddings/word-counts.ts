import { setImmediate as turn } from 'node:timers/promises';
import { hash32 } from './hash32.ts';

/** How often each word stands in a text, by its hash. Words of added and of deleted lines are different words. */
export interface WordCounts {
  readonly added: ReadonlyMap<number, number>;
  readonly deleted: ReadonlyMap<number, number>;
}

/**
 * Parts of identifiers: `HTTPServer2` is `http`, `server`, `2`. Bounded, so that no run of letters is looked at twice.
 */
const WORD = /\p{Lu}{1,64}(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]{1,64}|\p{Nd}{1,64}/gu;

/** Apart from each other, so that a change and its reversal are not alike. */
const SEEDS = { added: 0x9e3779b9, deleted: 0x85ebca6b };

/** After so many characters others get their turn: whoever embeds may be serving pages too. */
const TURN_CHARS = 65_536;

/**
 * Counts the words of a text of lines behind `+` or `-`; other lines count for nothing. Lower case, one pass.
 * Throws the signal's reason when aborted.
 */
export const countWords = async (text: string, signal?: AbortSignal): Promise<WordCounts> => {
  const counts = { added: new Map<number, number>(), deleted: new Map<number, number>() };
  let read = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline === -1 ? text.length : newline;
    const side = text[start] === '+' ? 'added' : text[start] === '-' ? 'deleted' : null;
    for (let from = start + 1; side !== null && from < lineEnd; from += TURN_CHARS) {
      const piece = text.slice(from, Math.min(lineEnd, from + TURN_CHARS));
      add(counts[side], piece, SEEDS[side]);
      read += piece.length + 1;
      if (read >= TURN_CHARS) {
        read = 0;
        await turn(undefined, signal === undefined ? {} : { signal });
      }
    }
    start = lineEnd + 1;
  }
  return counts;
};

const add = (counts: Map<number, number>, text: string, seed: number): void => {
  for (const [word] of text.matchAll(WORD)) {
    const hash = hash32(word.toLowerCase(), seed);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
};
