import { rankedBy } from './auc.ts';
import { foldedNormalMean } from './normal.ts';
import { checkPredictions } from './predictions.ts';
import { BINS, type Bin, binsOf } from './reliability-bins.ts';

/** How far probabilities are from shares. */
export interface CalibrationError {
  /** Σ share of the bin · |mean given − share clean|, in [0,1]. Chance alone makes it greater than 0. */
  readonly ece: number;
  /** The same less what chance is estimated to have added, at least 0. */
  readonly debiased: number;
  /** What a perfectly calibrated model would show on average, with so few examples: nothing below it means anything. */
  readonly byChance: number;
}

/** How to bin, and how often each example counts. */
export interface BinOptions {
  /** At most so many bins of about equal weight; default 15. */
  readonly bins?: number;
  /** One per example, finite and ≥ 0, as in a resample; absent: once. */
  readonly weights?: Float64Array;
}

/**
 * The expected calibration error over bins of equal weight (Naeini et al. 2015; equal probabilities never parted: see
 * `binsOf`): this is the figure that bounds are compared with. It is biased upwards, more so with fewer examples.
 * NaN when there are none.
 *
 * @throws RangeError as `checkPredictions`, or when `bins` is no whole number of at least 1.
 */
export const eceOf = (probabilities: Float64Array, labels: Uint8Array, options: BinOptions = {}): number =>
  calibrationErrorOf(probabilities, labels, options).ece;

/**
 * The expected calibration error of `eceOf`, with what chance has to do with it. `debiased` takes from each bin what it
 * would on average gain if its share were drawn again around the one seen, as Kumar, Liang and Ma 2019 do for this
 * error, here in closed form by the mean of a folded normal.
 */
export const calibrationErrorOf = (
  probabilities: Float64Array,
  labels: Uint8Array,
  { bins = BINS, weights }: BinOptions = {},
): CalibrationError => {
  checkPredictions(probabilities, labels, weights);
  checkBins(bins);
  return errorOfBins(binsOf(rankedBy(probabilities, labels), probabilities, bins, weights));
};

/** @throws RangeError when `bins` is no whole number of at least 1. */
export const checkBins = (bins: number): void => {
  if (!Number.isSafeInteger(bins) || bins < 1) throw new RangeError(`bins must be a whole number ≥ 1, got ${bins}`);
};

/** Σ share of the bin · |mean given − share clean|. NaN without bins. */
export const eceOfBins = (bins: readonly Bin[]): number =>
  meanOver(bins, ({ predicted, observed }) => Math.abs(predicted - observed));

const errorOfBins = (bins: readonly Bin[]): CalibrationError => {
  const ece = eceOfBins(bins);
  const redrawn = meanOver(bins, ({ predicted, observed, weight }) =>
    foldedNormalMean(predicted - observed, Math.sqrt((observed * (1 - observed)) / weight)),
  );
  const byChance = meanOver(bins, ({ predicted, weight }) =>
    foldedNormalMean(0, Math.sqrt((predicted * (1 - predicted)) / weight)),
  );
  return { ece, debiased: Math.max(0, 2 * ece - redrawn), byChance };
};

/** The mean over bins by weight. */
const meanOver = (bins: readonly Bin[], of: (bin: Bin) => number): number => {
  let [sum, total] = [0, 0];
  for (const bin of bins) {
    sum += bin.weight * of(bin);
    total += bin.weight;
  }
  return sum / total;
};
