import type { Dataset } from '../dataset.ts';
import type { Shares } from './split.ts';

/** When parts begin, in microseconds since 1970. */
export interface Borders {
  readonly stopFromUs: number;
  readonly calibrateFromUs: number;
  readonly testFromUs: number;
}

interface BorderOptions {
  readonly shares: Shares;
  readonly maturityUs: number;
  readonly perAuthor: number;
  /** Begins what has no beginning of its own. */
  readonly nowUs: number;
}

/**
 * Where parts begin that hold, of as many examples as can be in parts at all, the shares asked for: what is lost before each border,
 * for its label was not known by then, counts for nobody. Found by halving how many that may be. `rows`: oldest first.
 */
export const bordersOf = (dataset: Dataset, rows: Int32Array, { shares, nowUs, ...limits }: BorderOptions): Borders => {
  const startUs = Float64Array.from(rows, (row) => dataset.asOfUs[row] ?? Number.NaN);
  const bordersFor = (total: number): Borders | null => {
    const wanted = [shares.fit, shares.stop, shares.calibrate].map((share) => Math.round(share * total));
    const starts = [0];
    for (const count of wanted)
      starts.push(endOf(dataset, rows, startUs, { ...limits, count, from: starts.at(-1) ?? 0 }));
    const [, stop = 0, calibrate = 0, test = 0] = starts;
    const left = total - wanted.reduce((sum, count) => sum + count, 0);
    if (test > rows.length || newestByAuthor(dataset, rows.slice(test), limits.perAuthor).length < left) return null;
    const at = (place: number): number => startUs[place] ?? nowUs;
    return { stopFromUs: at(stop), calibrateFromUs: at(calibrate), testFromUs: at(test) };
  };
  let [least, over] = [0, rows.length + 1];
  while (over - least > 1) {
    const total = Math.floor((least + over) / 2);
    if (bordersFor(total) === null) over = total;
    else least = total;
  }
  return bordersFor(least) ?? { stopFromUs: nowUs, calibrateFromUs: nowUs, testFromUs: nowUs };
};

interface PartOptions extends Pick<BorderOptions, 'maturityUs' | 'perAuthor'> {
  readonly from: number;
  readonly count: number;
}

/** The first place at which the next part may begin, for so many rows since `from` to be known; past the last: none. */
const endOf = (
  { asOfUs, knownAtUs, authors }: Dataset,
  rows: Int32Array,
  startUs: Float64Array,
  { from, count, maturityUs, perAuthor }: PartOptions,
): number => {
  if (count === 0) return from;
  // Known before the next part begins, and old enough by then: times are whole microseconds.
  const readyUs = (row: number): number =>
    Math.max((asOfUs[row] ?? Number.NaN) + maturityUs, (knownAtUs[row] ?? Number.NaN) + 1);
  const inOrder = Array.from(rows.subarray(Math.min(from, rows.length)), (row) => ({
    us: readyUs(row),
    author: authors[row] ?? 0,
  }));
  inOrder.sort((a, b) => a.us - b.us);
  const brought = new Map<number, number>();
  let counted = 0;
  for (const { us, author } of inOrder) {
    const before = brought.get(author) ?? 0;
    brought.set(author, before + 1);
    if (before < perAuthor) counted += 1;
    if (counted === count) return firstFrom(startUs, us);
  }
  return rows.length + 1;
};

/** The first place whose time is at or after a moment; past the last: none. */
const firstFrom = (startUs: Float64Array, us: number): number => {
  const place = startUs.findIndex((start) => start >= us);
  return place < 0 ? startUs.length + 1 : place;
};

/** Of each author so many rows at most, the last of those given; in their order. */
export const newestByAuthor = ({ authors }: Pick<Dataset, 'authors'>, rows: Int32Array, most: number): Int32Array => {
  const brought = new Map<number, number>();
  const kept = rows.toReversed().filter((row) => {
    const author = authors[row] ?? 0;
    const before = brought.get(author) ?? 0;
    brought.set(author, before + 1);
    return before < most;
  });
  return kept.reverse();
};
