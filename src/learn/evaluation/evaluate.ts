import { randomFrom } from '../random.ts';
import { aucOf, rankedBy } from './auc.ts';
import { clustered, type Interval, independent, intervalOf, resampledOf, type Statistic } from './bootstrap.ts';
import { type CalibrationError, calibrationErrorOf, eceOfBins } from './calibration-error.ts';
import { calibrationNoiseOf } from './calibration-noise.ts';
import { logLosses, squaredErrors } from './losses.ts';
import { checkPredictions, weightedMean } from './predictions.ts';
import { BINS, binsOf } from './reliability-bins.ts';

/** What one way of predicting says of every example. */
export interface Predictions {
  readonly name: string;
  /** That it is clean, in [0,1]. */
  readonly probabilities: Float64Array;
  /** What examples are ranked by for the AUC, finite, higher is cleaner; absent: the probabilities. */
  readonly scores?: Float64Array;
}

/** A figure and its 95 % bootstrap interval; all NaN where it is not defined. */
export interface Measured extends Interval {
  readonly value: number;
}

/** The figures by which probabilities are judged; of a difference: the first's less the other's. */
export interface Figures {
  /** Higher is better; the others: lower is better. */
  readonly auc: Measured;
  readonly brier: Measured;
  readonly logLoss: Measured;
  readonly ece: Measured;
}

/** How good one way of predicting is. */
export interface Evaluation extends Figures {
  readonly name: string;
  /** The expected calibration error beside what chance adds to it. */
  readonly calibration: CalibrationError;
  /** The first one's figures less this one's, on the same resamples; of the first itself: null. */
  readonly difference: Figures | null;
}

/** How intervals are made. */
export interface EvaluationOptions {
  /** Default 1,000. */
  readonly resamples?: number;
  /** Default 1. */
  readonly seed?: number;
  /** Of the calibration error; default 15. */
  readonly bins?: number;
  /** Examples with the same number hang together (one author's) and are drawn together; absent: each by itself. */
  readonly clusters?: Int32Array;
}

/**
 * Judges ways of predicting the same labels (1 clean, 0 not), the first against each other one. Intervals are by the
 * percentiles of one set of resamples, so that differences are paired. Those of the calibration error take into account
 * that resampling adds to it what chance had added before: the upper end, and both of a difference, are moved back by
 * what the resamples' mean is above the error seen; the lower end is the error less what 97.5 % of the resamples move
 * the bins by (`calibrationNoiseOf`), so that of calibrated probabilities it is 0. The same seed gives the same bits.
 *
 * @throws RangeError as `checkPredictions` and `rankedBy`, and when `clusters` has another length.
 */
export const evaluationsOf = (
  predictions: readonly Predictions[],
  labels: Uint8Array,
  { resamples = 1000, seed = 1, bins = BINS, clusters }: EvaluationOptions = {},
): Evaluation[] => {
  if (clusters && clusters.length !== labels.length) {
    throw new RangeError(`clusters must have one entry per label (${labels.length}), got ${clusters.length}`);
  }
  const statistics = predictions.map((each) => statisticsOf(each, labels, bins));
  const resampler = clusters ? clustered(clusters) : independent;
  const draws = { resamples: labels.length > 0 ? resamples : 0, random: randomFrom(seed) };
  const samples = resampledOf(statistics.flat(), labels.length, resampler, draws);
  const once = new Float64Array(labels.length).fill(1);
  const columns = statistics.map((some, at) =>
    some.map((statistic, figure) => ({
      value: statistic(once),
      samples: samples[some.length * at + figure] ?? new Float64Array(0),
    })),
  );
  const [first = []] = columns;
  return predictions.map(({ name, probabilities }, at) => ({
    name,
    ...figuresOf(columns[at] ?? []),
    calibration: calibrationErrorOf(probabilities, labels, { bins }),
    difference: at === 0 ? null : differencesOf(first, columns[at] ?? []),
  }));
};

/** In the order of `Figures`, and the noise of the last. */
const statisticsOf = ({ probabilities, scores }: Predictions, labels: Uint8Array, bins: number): Statistic[] => {
  checkPredictions(probabilities, labels);
  const ranked = rankedBy(probabilities, labels);
  const ranking = scores ? rankedBy(scores, labels) : ranked;
  const [squares, losses] = [squaredErrors(probabilities, labels), logLosses(probabilities, labels)];
  return [
    (weights) => aucOf(ranking, weights),
    (weights) => weightedMean(squares, weights),
    (weights) => weightedMean(losses, weights),
    (weights) => eceOfBins(binsOf(ranked, probabilities, bins, weights)),
    calibrationNoiseOf(ranked, probabilities, bins),
  ];
};

interface Column {
  readonly value: number;
  readonly samples: Float64Array;
}

const figuresOf = ([auc, brier, logLoss, ece, noise]: readonly Column[]): Figures => ({
  auc: measured(auc),
  brier: measured(brier),
  logLoss: measured(logLoss),
  ece: measuredError(ece, noise),
});

const differencesOf = (some: readonly Column[], others: readonly Column[]): Figures => {
  const [auc, brier, logLoss, ece] = some.map(({ value, samples }, figure) => {
    const other = others[figure];
    return {
      value: value - (other?.value ?? Number.NaN),
      samples: samples.map((each, sample) => each - (other?.samples[sample] ?? Number.NaN)),
    };
  });
  return { auc: measured(auc), brier: measured(brier), logLoss: measured(logLoss), ece: movedBack(ece) };
};

const measured = ({ value, samples }: Column = NOTHING): Measured => ({ value, ...intervalOf(samples) });

const movedBack = ({ value, samples }: Column = NOTHING): Measured => {
  const above = weightedMean(samples) - value;
  const { low, high } = intervalOf(samples);
  return { value, low: low - above, high: high - above };
};

const measuredError = (ece: Column = NOTHING, noise: Column = NOTHING): Measured => {
  const { value, high } = movedBack(ece);
  return { value, low: Math.max(0, value - intervalOf(noise.samples).high), high: Math.min(1, Math.max(value, high)) };
};

const NOTHING: Column = { value: Number.NaN, samples: new Float64Array(0) };
