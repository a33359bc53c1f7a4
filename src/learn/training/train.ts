import type { Dataset, FeatureSet } from '../dataset.ts';
import { MODEL_FORMAT, MODEL_SCHEMA, type ModelRows } from '../model-file/model.ts';
import { namedModel, type UnnamedModel } from '../model-file/model-text.ts';
import { type Fitted, fitModel } from './fit-model.ts';
import { growthsFor } from './growth.ts';
import { countedOf, isLearnable, isTestable } from './learnable.ts';
import { type Measures, measure } from './measure.ts';
import type { Trained, TrainReport } from './report.ts';
import { scoreOf } from './scores.ts';
import { countConditions, goodnessConditions, tooFewWords, verdictOf } from './serve-rule.ts';
import { type Task, type TrainOptions, taskOf } from './settings.ts';
import { type Split, splitByTime } from './split.ts';

export type { TrainOptions } from './settings.ts';

/**
 * Learns from the older examples how likely a change turns out clean, and measures that very model on the newest, which it
 * never saw: against baselines, without parts of its columns, on repositories and authors unseen. The model comes back
 * only if it is to be served (`serve-rule.ts`). The same examples, options and seed give the same bits.
 *
 * @throws RangeError where the columns are not those of the feature set, or an option is out of range.
 */
export const train = (all: Dataset, features: FeatureSet, options: TrainOptions): Trained => {
  const task = taskOf(all, features, options);
  const { dataset } = task;
  const split = splitByTime(dataset, options);
  const counts = countConditions(countedOf(dataset, split.test), countedOf(dataset, split.calibrate));
  const nothing = nothingMeasured(task, split, all.labels.length);
  if (!isLearnable(dataset, split) || !isTestable(dataset, split)) {
    return { report: { ...nothing, conditions: counts, reason: tooFewWords(nothing.rows) }, model: null };
  }
  const directions = new Map(features.columns.flatMap(({ name, direction }) => (direction ? [[name, direction]] : [])));
  const growths = task.settings.growths ?? growthsFor(split.refit.length);
  const fit = { growths, directions, seed: task.settings.seed, columns: task.columns };
  const fitted = fitModel(dataset, split, fit);
  const measures = measure(task, split, fitted, { ...fit, growths: [fitted.growth] });
  const { evaluation, threshold, ...found } = measures;
  const score = scoreOf(evaluation);
  const goodness = goodnessConditions(score, found.baselines, found.incumbent);
  const { served, reason } = verdictOf(counts, goodness, threshold);
  const model = served ? namedModel(unnamedOf(nothing, fitted, measures)) : null;
  const { calibration } = evaluation;
  const conditions = [...counts, ...goodness];
  const said = { served, reason, conditions, model: model?.id ?? null, calibration, threshold, growth: fitted.growth };
  return { report: { ...nothing, ...said, ...score, ...found }, model };
};

/** What is known of any training. */
const nothingMeasured = ({ dataset, features, settings }: Task, split: Split, given: number): TrainReport => {
  const all = countedOf(dataset, Int32Array.from(dataset.labels.keys()));
  const first = split.refit.reduce((least, row) => Math.min(least, dataset.asOfUs[row] ?? least), split.testFromUs);
  return {
    served: false,
    reason: '',
    model: null,
    conditions: [],
    ...{ auc: null, brier: null, logLoss: null, ece: null, intervals: null, calibration: null },
    ...{ baselines: {}, ablations: {}, reliability: [], threshold: null },
    ...{ unseenRepositories: null, unfamiliarAuthors: null, incumbent: null },
    rows: {
      all: all.rows,
      clean: all.clean,
      unreached: given - all.rows,
      left: split.left,
      ...rowsOfParts(dataset, split),
    },
    window: { fromUs: first, toUs: split.testFromUs },
    heldOut: { fromUs: split.testFromUs, toUs: split.testToUs },
    maturityUs: split.maturityUs,
    growth: null,
    featureHash: features.hash,
    seed: settings.seed,
  };
};

const rowsOfParts = (dataset: Dataset, { stop, refit, calibrate, test }: Split): ModelRows => ({
  fit: refit.length,
  stop: stop.length,
  calibrate: calibrate.length,
  test: test.length,
  testClean: countedOf(dataset, test).clean,
});

const unnamedOf = (
  { rows, window, heldOut, featureHash }: TrainReport,
  { columns, trees, isotonic }: Fitted,
  { evaluation, baselines, reliability, threshold }: Measures,
): UnnamedModel => {
  const { fit, stop, calibrate, test, testClean } = rows;
  const { auc, brier, logLoss, ece } = evaluation;
  const aucs = Object.fromEntries(Object.entries(baselines).map(([name, baseline]) => [name, baseline.auc]));
  return {
    format: MODEL_FORMAT,
    schema: MODEL_SCHEMA,
    featureHash,
    columns,
    window,
    heldOut,
    rows: { fit, stop, calibrate, test, testClean },
    metrics: { auc, brier, logLoss, ece, baselines: aucs, reliability },
    threshold,
    trees,
    isotonic,
  };
};
