import type { Dataset, FeatureSet } from '../dataset.ts';
import { evaluationsOf } from '../evaluation/evaluate.ts';
import { reliabilityOf } from '../evaluation/reliability.ts';
import { guaranteedThreshold } from '../guarantee/guaranteed-threshold.ts';
import { MODEL_FORMAT, MODEL_SCHEMA } from '../model-file/model.ts';
import { countedOf } from '../training/learnable.ts';
import type { Condition } from '../training/report.ts';
import { scoreOf } from '../training/scores.ts';
import { goodnessConditions } from '../training/serve-rule.ts';
import type { Split } from '../training/split.ts';
import type { Compared } from './compare-sage.ts';
import { type GnnModel, namedGnnModel } from './gnn-model.ts';
import { keptPeopleOf } from './kept-people.ts';
import type { Predicted } from './verdict.ts';

/** What was compared, and what came of it. */
export interface Contested {
  readonly dataset: Dataset;
  readonly split: Split;
  readonly features: FeatureSet;
  /** What the trees say of the test. */
  readonly trees: Predicted;
  readonly compared: Compared;
  /** Who authors are, by number, whose latest rows are kept. */
  readonly names: readonly string[];
}

/**
 * The first seed's GraphSAGE with its own figures on the held-out changes and its own threshold by guarantee on them, and
 * what is asked of these figures whatever the trees'.
 */
export const measuredGnn = (
  { dataset, split, features, trees, compared, names }: Contested,
  { target, ...draws }: { readonly target: number; readonly seed: number; readonly resamples: number },
): { readonly model: GnnModel; readonly conditions: readonly Condition[] } => {
  const { model: sage, isotonic, predicted } = compared;
  const labels = Uint8Array.from(split.test, (row) => dataset.labels[row] ?? 0);
  const clusters = Int32Array.from(split.test, (row) => dataset.authors[row] ?? 0);
  const both = [
    { name: 'GraphSAGE', ...predicted },
    { name: 'the trees', ...trees },
  ];
  const [own, theirs] = evaluationsOf(both, labels, { ...draws, clusters });
  if (own === undefined || theirs === undefined) throw new RangeError('predictions must have two entries');
  const { auc, brier, logLoss, ece } = own;
  const baselines = { 'the trees': theirs.auc.value };
  const model = namedGnnModel({
    ...{ format: MODEL_FORMAT, schema: MODEL_SCHEMA, featureHash: features.hash, columns: dataset.matrix.columns },
    window: { fromUs: firstOf(dataset, split), toUs: split.testFromUs },
    heldOut: { fromUs: split.testFromUs, toUs: split.testToUs },
    rows: {
      ...{ fit: split.refit.length, stop: split.stop.length, calibrate: split.calibrate.length },
      ...{ test: split.test.length, testClean: countedOf(dataset, split.test).clean },
    },
    metrics: { auc, brier, logLoss, ece, baselines, reliability: reliabilityOf(predicted.probabilities, labels) },
    threshold: guaranteedThreshold(predicted.probabilities, labels, { target }),
    ...{ sage, isotonic, people: keptPeopleOf(dataset, names, sage.nodeScales.columns) },
  });
  return { model, conditions: goodnessConditions(scoreOf(own), {}, null) };
};

const firstOf = ({ asOfUs }: Dataset, { refit, testFromUs }: Split): number =>
  refit.reduce((least, row) => Math.min(least, asOfUs[row] ?? least), testFromUs);
