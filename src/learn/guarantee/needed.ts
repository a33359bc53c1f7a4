import { type Cut, cutsOf, type Sorted } from './cuts.ts';
import { holdingCut, type Terms } from './holding-cut.ts';

/** No instance will wait for more. */
const MOST = 1_000_000;
/** More of them than there are must not close it again, as far as that comes from another start at twice, four times … this many. */
const STARTS_AT = [200, 400, 800, 1600, 3200];

/**
 * How many more examples like these would bring a threshold that holds, those of each probability turning out bad as often as
 * now, and one worse than that; null when a million would not. With as many it is open, and with some more it stays so.
 * Without any examples: how many, if all were clean.
 */
export const neededFor = (sorted: Sorted, terms: Terms): number | null => {
  const now = sorted.probabilities.length;
  const like = now > 0 ? sorted : { probabilities: Float64Array.of(1), badAmong: Int32Array.of(0, 0) };
  const opens = (rows: number): boolean => holdingCut(cutsOf(like, rows).map(oneWorse), terms) !== undefined;
  let from = now;
  for (;;) {
    const open = firstOpen(from, opens);
    if (open === null) return null;
    const closes = STARTS_AT.find((rows) => rows > open && rows <= 1.5 * open && !opens(rows));
    if (closes === undefined) return open - now;
    from = closes;
  }
};

/** Counts are whole: where bad ones were seen, the next may be bad before its turn. */
const oneWorse = (cut: Cut): Cut => (cut.bad === 0 ? cut : { ...cut, bad: Math.min(cut.approved, cut.bad + 1) });

/** The fewest, more than `closed`, as far as halving finds it; null when a million are too few. */
const firstOpen = (from: number, opens: (rows: number) => boolean): number | null => {
  let [closed, open] = [from, Math.max(1, 2 * from)];
  while (open <= MOST && !opens(open)) [closed, open] = [open, open * 2];
  if (open > MOST) return null;
  while (open - closed > 1) {
    const middle = Math.floor((open + closed) / 2);
    if (opens(middle)) open = middle;
    else closed = middle;
  }
  return open;
};
