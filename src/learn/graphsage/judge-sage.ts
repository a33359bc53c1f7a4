import { calibrated } from '../calibration/isotonic.ts';
import type { Dataset, FeatureSet } from '../dataset.ts';
import { columnsOf, rowsOf } from '../matrix.ts';
import { fitModel } from '../training/fit-model.ts';
import { growthsFor } from '../training/growth.ts';
import { countedOf, isLearnable, isTestable } from '../training/learnable.ts';
import { type TrainOptions, taskOf } from '../training/settings.ts';
import { splitByTime } from '../training/split.ts';
import { marginsOf } from '../trees/margins.ts';
import { type CompareOptions, compareSage } from './compare-sage.ts';
import type { SageVerdict } from './ruling.ts';
import type { SageModel } from './sage-model.ts';
import type { Ties } from './ties.ts';
import { verdictInWords } from './verdict-words.ts';

/** What came of it. Plain data: what `gnn.json` holds. */
export interface SageReport {
  readonly format: 1;
  /** Whether GraphSAGE may be served: never without a verdict that it wins and is stable. */
  readonly served: boolean;
  /** Why, or why not: a sentence or two. */
  readonly reason: string;
  /** Null when too little is known to compare anything. */
  readonly verdict: SageVerdict | null;
  /** Examples in all, learned from, calibrated on and held out. */
  readonly rows: { readonly all: number; readonly fit: number; readonly calibrate: number; readonly test: number };
  /** Of the feature set that both had (`FeatureSet.hash`). */
  readonly featureHash: string;
  /** Of the trees. */
  readonly seed: number;
}

/** A report, and the model of the first seed if it may be served. */
export interface Judged {
  readonly report: SageReport;
  readonly model: SageModel | null;
}

/**
 * Grows trees and trains GraphSAGE on the same examples, split as `train` splits them, and compares them on the newest.
 * The same input gives the same bits.
 *
 * @throws RangeError as `train` and `compareSage`.
 */
export const judgeSage = (
  all: Dataset,
  features: FeatureSet,
  ties: Ties,
  options: TrainOptions & { readonly compare?: CompareOptions },
): Judged => {
  const task = taskOf(all, features, options);
  const { settings } = task;
  const dataset = { ...task.dataset, matrix: columnsOf(task.dataset.matrix, task.columns) };
  const split = splitByTime(dataset, options);
  const { refit, calibrate, test } = split;
  const rows = { all: dataset.labels.length, fit: refit.length, calibrate: calibrate.length, test: test.length };
  const about = { format: 1, rows, featureHash: features.hash, seed: settings.seed } as const;
  if (!isLearnable(dataset, split) || !isTestable(dataset, split)) {
    const reason = tooFewWords(rows, countedOf(dataset, test).clean);
    return { report: { ...about, served: false, reason, verdict: null }, model: null };
  }
  const directions = new Map(features.columns.flatMap(({ name, direction }) => (direction ? [[name, direction]] : [])));
  const growths = settings.growths ?? growthsFor(refit.length);
  const { trees, isotonic, columns } = fitModel(dataset, split, { growths, directions, seed: settings.seed });
  const scores = marginsOf(trees, columnsOf(rowsOf(dataset.matrix, test), columns));
  const contest = {
    ...{ dataset, split, ties },
    nodeColumns: features.columns
      .filter(({ group, name }) => group !== 'change' && columns.includes(name))
      .map(({ name }) => name),
    trees: { scores, probabilities: scores.map((score) => calibrated(isotonic, score)) },
  };
  const { verdict, model } = compareSage(contest, { resamples: settings.resamples, ...options.compare });
  const { served } = verdict;
  return { report: { ...about, served, reason: verdictInWords(verdict), verdict }, model: served ? model : null };
};

const tooFewWords = ({ all, fit, calibrate, test }: SageReport['rows'], clean: number): string =>
  `Too few data to compare anything: of ${all} finished changes whose outcome is known, ${fit} could be learned from, ` +
  `${calibrate} calibrated on and ${test} held out, ${clean} of them clean.`;
