import { rankedBy } from '../evaluation/auc.ts';
import { calibrationErrorOf } from '../evaluation/calibration-error.ts';
import { exactInterval } from '../evaluation/exact-interval.ts';
import { checkPredictions } from '../evaluation/predictions.ts';
import { BINS, type Bin, binsOf } from '../evaluation/reliability-bins.ts';

/** What is stated of a model that is served. */
export interface DriftBound {
  /** Greatest expected calibration error with which it is served, in (0,1). */
  readonly ece: number;
  /** No alarm with fewer outcomes; default 100. With far fewer, the normal deviations below no longer hold. */
  readonly least?: number;
}

/** Whether outcomes since a model was made still bear it out. */
export interface Drift {
  /** Outcomes looked at. */
  readonly n: number;
  /** The expected calibration error seen (15 bins), which chance makes greater; NaN without outcomes. */
  readonly ece: number;
  /** What a perfectly calibrated model would show on average with so few outcomes; NaN without. */
  readonly byChance: number;
  /**
   * It is 99.9 % sure that the error is at least `low`, so that it is 95 % sure of 50 looks together. `high`, likewise, is of
   * the error over the same bins. [0,1] without outcomes.
   */
  readonly interval: readonly [low: number, high: number];
  /** Mean probability given, and share that turned out clean; NaN without outcomes. */
  readonly predicted: number;
  readonly observed: number;
  /** The model is to be served no longer: `low` is over the bound, of at least `least` outcomes. */
  readonly drifted: boolean;
  /** Why, or why not, in words. */
  readonly reason: string;
}

/**
 * Whoever looks again and again is alarmed by chance some time. Hence the next look is at so many times the outcomes: from 100 on,
 * the fiftieth is at more than five million. Each has a fiftieth of the 5 % there are for all (Bonferroni).
 */
export const LOOK_GROWTH = 1.25;

/** One-sided, each of two tests at each of 50 looks: 1 − .95 in equal parts, and its normal quantile. */
const ERROR = 0.0005;
const QUANTILE = 3.290527;
const LEAST = 100;

/**
 * Holds probabilities that were served (1 outcome each) against what became of them. The lower end is the higher of two,
 * each of 99.95 %: of how far the mean given lies from the exact interval of the share clean (Clopper and Pearson), and of
 * the error over 15 bins less what chance can add to it (each bin's normal deviation; |a| ≥ |a + b| − |b|). Neither can
 * be above the true error but by chance: parted examples only add to it. So a model whose true error is within the bound
 * is stopped with a chance of at most 5 %, however long it is served, by looks `LOOK_GROWTH` apart.
 *
 * @throws RangeError as `checkPredictions`, or when a bound is out of range.
 */
export const driftOf = (
  probabilities: Float64Array,
  labels: Uint8Array,
  { ece: bound, least = LEAST }: DriftBound,
): Drift => {
  checkPredictions(probabilities, labels);
  if (!(bound > 0 && bound < 1)) throw new RangeError(`ece must be within (0,1), got ${bound}`);
  if (!Number.isSafeInteger(least) || least < 1) throw new RangeError(`least must be a whole number ≥ 1, got ${least}`);
  const n = labels.length;
  const { ece, byChance } = calibrationErrorOf(probabilities, labels);
  const ranked = rankedBy(probabilities, labels);
  const [all] = binsOf(ranked, probabilities, 1);
  const chance = chanceIn(binsOf(ranked, probabilities, BINS));
  const low = Math.max(0, all ? beyond(all) : 0, n > 0 ? ece - chance : 0);
  const high = n > 0 ? Math.min(1, ece + chance) : 1;
  const { predicted, observed } = all ?? { predicted: Number.NaN, observed: Number.NaN };
  const drifted = n >= least && low > bound;
  const figures = { n, ece, byChance, interval: [low, high] as const, predicted, observed, drifted };
  return { ...figures, reason: reasonOf(figures, bound, least) };
};

/** How far, at the least, the true share lies from the mean given. */
const beyond = ({ weight, predicted, observed }: Bin): number => {
  const [from, to] = exactInterval(Math.round(observed * weight), weight, 1 - 2 * ERROR);
  return Math.max(from - predicted, predicted - to);
};

/**
 * What chance adds to the error at most, but for the error allowed: of F = Σ share · |normal|, the mean and as many deviations of
 * Σ share · normal. For F changes by at most that much per unit, so it is seldom further over its median (Borell 1975,
 * Sudakov and Tsirelson 1974), and that of a convex F is not over its mean.
 */
const chanceIn = (bins: readonly Bin[]): number => {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  let [mean, variance] = [0, 0];
  for (const { weight, observed } of bins) {
    // Drawn towards the middle (Agresti and Coull 1998), lest a bin of one kind have no chance in it.
    const share = (observed * weight + 2) / (weight + 4);
    const each = (share * (1 - share)) / weight;
    mean += (weight / total) * Math.sqrt((2 / Math.PI) * each);
    variance += (weight / total) ** 2 * each;
  }
  return mean + QUANTILE * Math.sqrt(variance);
};

const reasonOf = (
  { n, interval: [low], predicted, observed, drifted }: Omit<Drift, 'reason'>,
  bound: number,
  least: number,
): string => {
  if (n < least) return `${n} outcomes are too few to tell: at least ${least}`;
  const means = `${predicted.toFixed(3)} given on average, ${observed.toFixed(3)} clean, of ${n}`;
  const [error, most] = [low.toFixed(3), bound.toFixed(3)];
  return drifted
    ? `calibration error is at least ${error}, over the bound of ${most}: ${means}`
    : `calibration error is not shown to be over the bound of ${most}: at least ${error}; ${means}`;
};
