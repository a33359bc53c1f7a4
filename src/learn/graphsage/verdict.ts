import { aucOf, rankedBy } from '../evaluation/auc.ts';
import { clustered, differenceInterval, type Interval, independent, resampledAucs } from '../evaluation/bootstrap.ts';
import { logLossOf } from '../evaluation/losses.ts';
import { randomFrom } from '../random.ts';
import { type Comparison, rulingOf, type SageVerdict } from './ruling.ts';

/** What one way of predicting says of every example. */
export interface Predicted {
  /** That it is clean, in [0,1]. */
  readonly probabilities: Float64Array;
  /** What examples are ranked by, finite, higher is cleaner; absent: the probabilities, whose ties cost AUC. */
  readonly scores?: Float64Array;
}

/** What is compared. All predictions are of the same examples, in the same order, and none of these was learned from. */
export interface Contest {
  readonly labels: Uint8Array;
  readonly trees: Predicted;
  /** At least five. Calibrated as the trees are, or log loss compares calibrations. */
  readonly sage: readonly (Predicted & { readonly seed: number })[];
  /** Examples with the same number hang together (one author's) and are drawn together; absent: each by itself. */
  readonly clusters?: Int32Array;
  /** 1,000 */
  readonly resamples?: number;
  /** Of the resamples; 1. */
  readonly seed?: number;
}

/** Fewer seeds say nothing about luck. */
export const LEAST_SEEDS = 5;

/**
 * Compares GraphSAGE from several seeds with the trees: AUC by paired bootstrap, where each resample gives one difference
 * of the mean over seeds; and log loss. `rulingOf` says what follows. The same input gives the same bits.
 *
 * @throws RangeError for fewer than five different seeds, or as `rankedBy` and `logLossOf`.
 */
export const sageVerdict = (contest: Contest): SageVerdict => {
  check(contest);
  const { labels, trees, sage, clusters, resamples = 1000, seed = 1 } = contest;
  const rankings = [trees, ...sage].map(({ probabilities, scores = probabilities }) => rankedBy(scores, labels));
  const [treesAuc = Number.NaN, ...aucs] = rankings.map((ranking) => aucOf(ranking));
  const [treesSamples = NONE, ...samples] = resampledAucs(rankings, clusters ? clustered(clusters) : independent, {
    resamples: labels.length > 0 ? resamples : 0,
    random: randomFrom(seed),
  });
  const meanSamples = treesSamples.map((_, at) => meanOf(samples.map((values) => values[at] ?? Number.NaN)));
  const marginOf = (auc: number, values: Float64Array) => ({
    margin: known(auc - treesAuc),
    interval: knownEnds(differenceInterval(values, treesSamples)),
  });
  const losses = sage.map(({ probabilities }) => logLossOf(probabilities, labels));
  const comparison: Comparison = {
    ...marginOf(meanOf(aucs), meanSamples),
    seeds: sage.map(({ seed: from }, at) => ({
      seed: from,
      ...qualityOf(aucs[at], losses[at]),
      ...marginOf(aucs[at] ?? Number.NaN, samples[at] ?? NONE),
    })),
    figures: {
      rows: labels.length,
      clean: labels.reduce((sum, label) => sum + label, 0),
      trees: qualityOf(treesAuc, logLossOf(trees.probabilities, labels)),
      sage: qualityOf(meanOf(aucs), meanOf(losses)),
      spread: known(Math.max(...aucs) - Math.min(...aucs)),
    },
  };
  return rulingOf(comparison);
};

const NONE = new Float64Array(0);

const check = ({ labels, sage, clusters }: Contest): void => {
  const different = new Set(sage.map(({ seed }) => seed)).size;
  if (different < LEAST_SEEDS || different < sage.length) {
    throw new RangeError(`sage must have ${LEAST_SEEDS} or more different seeds, got ${different} of ${sage.length}`);
  }
  if (clusters && clusters.length !== labels.length) {
    throw new RangeError(`clusters must have one entry per label (${labels.length}), got ${clusters.length}`);
  }
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const known = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

const knownEnds = (interval: Interval): Interval | null =>
  Number.isFinite(interval.low) && Number.isFinite(interval.high) ? interval : null;

const qualityOf = (auc: number | undefined, logLoss: number | undefined) => ({
  auc: known(auc),
  logLoss: known(logLoss),
});
