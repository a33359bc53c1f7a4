import { rankedBy } from './auc.ts';
import { type BinOptions, checkBins } from './calibration-error.ts';
import { exactInterval } from './exact-interval.ts';
import { checkPredictions } from './predictions.ts';
import { BINS, binsOf } from './reliability-bins.ts';

/** One bin of a reliability curve: of `count` examples given `predicted` on average, `observed` turned out clean. */
export interface ReliabilityPoint {
  /** > 0. */
  readonly count: number;
  /** Mean probability given, in [0,1]. */
  readonly predicted: number;
  /** Share that was clean, in [0,1]. */
  readonly observed: number;
  /** Its exact 95 % interval (Clopper and Pearson). */
  readonly low: number;
  readonly high: number;
}

/**
 * The reliability curve: bins by probability ascending, of about equal counts (`binsOf`), the ones `eceOf` is made of.
 * Empty when there are no examples. @throws RangeError as `eceOf`.
 */
export const reliabilityOf = (
  probabilities: Float64Array,
  labels: Uint8Array,
  { bins = BINS }: Pick<BinOptions, 'bins'> = {},
): ReliabilityPoint[] => {
  checkPredictions(probabilities, labels);
  checkBins(bins);
  return binsOf(rankedBy(probabilities, labels), probabilities, bins).map(({ weight, predicted, observed }) => {
    const [low, high] = exactInterval(Math.round(observed * weight), weight);
    return { count: weight, predicted, observed, low, high };
  });
};
