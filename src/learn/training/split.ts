import type { Dataset } from '../dataset.ts';
import { type Borders, bordersOf, newestByAuthor } from './borders.ts';

/** Shares of the examples that are in any part, by age, oldest first; what is left over is the test. All > 0, their sum < 1. */
export interface Shares {
  /** Trees are grown on. */
  readonly fit: number;
  /** Tells when to stop growing. */
  readonly stop: number;
  /** Probabilities are calibrated on. */
  readonly calibrate: number;
}

const SHARES: Shares = { fit: 0.55, stop: 0.1, calibrate: 0.15 };

/** How to split, and as of when. */
export interface SplitOptions {
  readonly shares?: Shares | undefined;
  /** When parts begin, whatever the shares; absent: as the shares say. */
  readonly borders?: Borders | undefined;
  /** Now: what was known before it counts. Microseconds since 1970; absent: right after the newest label was known. */
  readonly nowUs?: number | undefined;
  /** How long a label takes; absent: what nine in ten clean ones took at most, and no more than 60 days. Microseconds, ≥ 0. */
  readonly maturityUs?: number | undefined;
  /** No part has more examples by one author, the newest of them; a whole number ≥ 1, absent: any number. */
  readonly perAuthor?: number | undefined;
}

/** Row numbers of each part, oldest first; no row is in two parts, but for `refit`. */
export interface Split {
  /** Of the oldest part, those whose label was known before `stop` begins. */
  readonly fit: Int32Array;
  /** Of the next part, those whose label was known before `calibrate` begins. */
  readonly stop: Int32Array;
  /** Both parts once more, as known before `calibrate` begins: what the final trees are grown on. */
  readonly refit: Int32Array;
  /** Of the third part, those whose label was known before `test` begins. */
  readonly calibrate: Int32Array;
  /** The newest part: never learned from. */
  readonly test: Int32Array;
  /** When `calibrate` and `test` begin, and the test ends; microseconds since 1970. */
  readonly calibrateFromUs: number;
  readonly testFromUs: number;
  readonly testToUs: number;
  readonly maturityUs: number;
  /** Rows in no part: too young, known too late, or more than one author may bring. */
  readonly left: number;
}

/**
 * Splits examples by time, so that every step learns only what was known when the next one begins. Bad news is early
 * (a change is rejected at once, and clean only after it has stood), so the youngest examples of each part would be bad ones
 * for the most part. Hence all of a part that are younger than a label takes are left out, whatever their label. Parts begin
 * where, after that, they hold the shares of as many examples as can be.
 *
 * @throws RangeError for shares that leave no test, a maturity that is no time, or a `perAuthor` that is no whole number ≥ 1.
 */
export const splitByTime = (dataset: Dataset, options: SplitOptions = {}): Split => {
  const { shares = SHARES, maturityUs = usualDelayUs(dataset), perAuthor = Number.POSITIVE_INFINITY } = options;
  check(shares, maturityUs, perAuthor);
  const { asOfUs, knownAtUs } = dataset;
  const nowUs = options.nowUs ?? knownAtUs.reduce((newest, at) => Math.max(newest, at), 0) + 1;
  const rows = Int32Array.from(asOfUs.keys()).filter((row) => isMature(dataset, row, { nowUs, maturityUs }));
  rows.sort((a, b) => (asOfUs[a] ?? 0) - (asOfUs[b] ?? 0) || a - b);
  const limits = { shares, maturityUs, perAuthor, nowUs };
  const { stopFromUs, calibrateFromUs, testFromUs } = options.borders ?? bordersOf(dataset, rows, limits);
  const between = (fromUs: number, toUs: number): Int32Array => {
    const known = rows.filter((row) => {
      const at = asOfUs[row] ?? Number.NaN;
      return at >= fromUs && at < toUs && isMature(dataset, row, { nowUs: toUs, maturityUs });
    });
    return newestByAuthor(dataset, known, perAuthor);
  };
  const parts = {
    fit: between(Number.NEGATIVE_INFINITY, stopFromUs),
    stop: between(stopFromUs, calibrateFromUs),
    refit: between(Number.NEGATIVE_INFINITY, calibrateFromUs),
    calibrate: between(calibrateFromUs, testFromUs),
    test: newestByAuthor(
      dataset,
      rows.filter((row) => (asOfUs[row] ?? Number.NaN) >= testFromUs),
      perAuthor,
    ),
  };
  const testToUs = (asOfUs[parts.test.at(-1) ?? -1] ?? testFromUs - 1) + 1;
  const used = parts.refit.length + parts.calibrate.length + parts.test.length;
  return { ...parts, calibrateFromUs, testFromUs, testToUs, maturityUs, left: asOfUs.length - used };
};

/** Whether a label was known before `nowUs`, and would have been had it been the other one. */
const isMature = (
  { asOfUs, knownAtUs }: Dataset,
  row: number,
  { nowUs, maturityUs }: { readonly nowUs: number; readonly maturityUs: number },
): boolean => (asOfUs[row] ?? Number.NaN) + maturityUs <= nowUs && (knownAtUs[row] ?? Number.NaN) < nowUs;

/** Whoever lets changes wait decides no more than this much of how old examples must be. */
const MATURITY_AT_MOST_US = 60 * 24 * 60 * 60 * 1_000_000;

/** What nine in ten clean examples took at most until that was known, and at most 60 days; 0 without any. */
const usualDelayUs = ({ asOfUs, knownAtUs, labels }: Dataset): number => {
  const delays = asOfUs.map((at, row) => (knownAtUs[row] ?? at) - at).filter((_, row) => labels[row] === 1);
  return Math.min(MATURITY_AT_MOST_US, delays.sort()[Math.ceil(0.9 * delays.length) - 1] ?? 0);
};

const check = ({ fit, stop, calibrate }: Shares, maturityUs: number, perAuthor: number): void => {
  for (const [name, share] of Object.entries({ fit, stop, calibrate })) {
    if (!(share > 0 && share < 1)) throw new RangeError(`shares.${name} must be over 0 and under 1, got ${share}`);
  }
  const sum = fit + stop + calibrate;
  if (!(sum < 1)) throw new RangeError(`shares must leave some for the test, got a sum of ${sum}`);
  if (!(maturityUs >= 0 && Number.isFinite(maturityUs)))
    throw new RangeError(`maturityUs must be ≥ 0, got ${maturityUs}`);
  if (!(perAuthor >= 1 && (Number.isInteger(perAuthor) || perAuthor === Number.POSITIVE_INFINITY)))
    throw new RangeError(`perAuthor must be a whole number ≥ 1, got ${perAuthor}`);
};
