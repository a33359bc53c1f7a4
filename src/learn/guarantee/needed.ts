import { cutsOf, type Sorted } from './cuts.ts';
import { holdingCut, type Terms } from './holding-cut.ts';

/** No instance will wait for more. */
const MOST = 1_000_000;

/**
 * How many more examples like these would bring a threshold that holds, those of each probability turning out bad as often as
 * now; null when a million would not. Without any examples: how many, if all were clean.
 */
export const neededFor = (sorted: Sorted, terms: Terms): number | null => {
  const now = sorted.probabilities.length;
  const like = now > 0 ? sorted : { probabilities: Float64Array.of(1), badAmong: Int32Array.of(0, 0) };
  const opens = (rows: number): boolean => holdingCut(cutsOf(like, rows), terms) !== undefined;
  let [closed, open] = [now, Math.max(1, 2 * now)];
  while (open <= MOST && !opens(open)) [closed, open] = [open, open * 2];
  if (open > MOST) return null;
  while (open - closed > 1) {
    const middle = Math.floor((open + closed) / 2);
    if (opens(middle)) open = middle;
    else closed = middle;
  }
  return open - now;
};
