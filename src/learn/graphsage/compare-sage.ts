import { calibrated, type Isotonic, isotonicOf } from '../calibration/isotonic.ts';
import type { Dataset } from '../dataset.ts';
import { logLossOf } from '../evaluation/losses.ts';
import type { Split } from '../training/split.ts';
import type { SageVerdict } from './ruling.ts';
import type { SageModel } from './sage-model.ts';
import { sageMargins, sageProbabilities } from './sage-probabilities.ts';
import { type Snapshots, snapshotsOf } from './snapshots.ts';
import type { Ties } from './ties.ts';
import { type SageOptions, trainSage } from './train-sage.ts';
import { type Predicted, sageVerdict } from './verdict.ts';

/** What is compared, and on what. */
export interface SageContest {
  readonly dataset: Dataset;
  /** The one that the trees were made with. */
  readonly split: Split;
  readonly ties: Ties;
  /** The columns that describe a person; see `snapshotsOf`. */
  readonly nodeColumns: readonly string[];
  /** What the trees say of `split.test`, in its order. */
  readonly trees: Predicted;
}

/** How; what is left out is as said. */
export interface CompareOptions {
  /** At least five; 1 to 5. */
  readonly seeds?: readonly number[];
  /** How many networks each part of the split is cut into, at most; 6. */
  readonly windows?: number;
  /** Its `l2`, where left out, is the one of three by which the first seed has the least log loss on `stop`. */
  readonly sage?: Omit<SageOptions, 'seed' | 'validation'>;
  /** 1,000 */
  readonly resamples?: number;
}

/** A verdict, and the model of the first seed with its calibration and what it says of `split.test`. */
export interface Compared {
  readonly verdict: SageVerdict;
  readonly model: SageModel;
  readonly isotonic: Isotonic;
  readonly predicted: Predicted;
}

const SEEDS = [1, 2, 3, 4, 5];
/** The strongest first. With some thousand examples of which most columns tell nothing, much is needed. */
const L2S = [0.03, 0.01, 0.001];

/**
 * Trains GraphSAGE from each seed as the trees are trained (L2 and epochs told by `stop`, then anew on `refit`, calibrated by
 * isotonic regression on `calibrate`) and compares it with them on `test`; resamples draw whole authors.
 *
 * @throws RangeError where a part of the split is empty, or as `trainSage` and `sageVerdict`.
 */
export const compareSage = (contest: SageContest, options: CompareOptions = {}): Compared => {
  const { dataset, split, ties, nodeColumns, trees } = contest;
  const { seeds = SEEDS, windows = 6, sage = {}, resamples = 1000 } = options;
  const part = (rows: Int32Array): Snapshots => snapshotsOf(dataset, rows, ties, { nodeColumns, windows });
  const parts = {
    fit: part(split.fit),
    stop: part(split.stop),
    refit: part(split.refit),
    calibrate: part(split.calibrate),
    test: part(split.test),
  };
  const l2 = sage.l2 ?? bestL2(parts, { ...sage, seed: seeds[0] ?? 1 });
  const trained = seeds.map((seed) => {
    const model = trainedOn(parts, { ...sage, l2, seed });
    return { seed, model, ...predictedBy(model, parts) };
  });
  const [first] = trained;
  if (!first) throw new RangeError('seeds must have an entry, got none');
  const verdict = sageVerdict({
    labels: parts.test.examples.labels,
    trees,
    sage: trained.map(({ seed, predicted }) => ({ seed, ...predicted })),
    clusters: Int32Array.from(split.test, (row) => dataset.authors[row] ?? 0),
    resamples,
  });
  const { model, isotonic, predicted } = first;
  return { verdict, model, isotonic, predicted };
};

type Parts = Readonly<Record<'fit' | 'stop' | 'refit' | 'calibrate' | 'test', Snapshots>>;

const bestL2 = ({ fit, stop }: Parts, options: SageOptions): number => {
  const { labels, weights } = stop.examples;
  const losses = L2S.map((l2) => {
    const model = trainSage(fit.network, fit.examples, { ...options, l2, validation: stop });
    return logLossOf(sageProbabilities(model, stop.network, stop.examples), labels, weights);
  });
  return L2S[losses.indexOf(Math.min(...losses))] ?? 0;
};

const trainedOn = ({ fit, stop, refit }: Parts, options: SageOptions): SageModel => {
  const { epochs } = trainSage(fit.network, fit.examples, { ...options, validation: stop });
  return trainSage(refit.network, refit.examples, { ...options, epochs });
};

const predictedBy = (model: SageModel, { calibrate, test }: Parts): Pick<Compared, 'isotonic' | 'predicted'> => {
  const marginsOn = ({ network, examples }: Snapshots): Float64Array => sageMargins(model, network, examples);
  const { labels, weights } = calibrate.examples;
  const isotonic = isotonicOf(marginsOn(calibrate), labels, { weights, doubt: 1 });
  const scores = marginsOn(test);
  return { isotonic, predicted: { scores, probabilities: scores.map((score) => calibrated(isotonic, score)) } };
};
