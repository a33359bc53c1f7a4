import { calibrated } from '../calibration/isotonic.ts';
import type { Dataset, FeatureSet } from '../dataset.ts';
import { columnsOf, rowsOf } from '../matrix.ts';
import { fitModel } from '../training/fit-model.ts';
import { growthsFor } from '../training/growth.ts';
import { countedOf, isLearnable, isTestable } from '../training/learnable.ts';
import type { Condition } from '../training/report.ts';
import { countConditions } from '../training/serve-rule.ts';
import { type TrainOptions, taskOf } from '../training/settings.ts';
import { type Split, splitByTime } from '../training/split.ts';
import { marginsOf } from '../trees/margins.ts';
import { type CompareOptions, compareSage } from './compare-sage.ts';
import type { GnnModel } from './gnn-model.ts';
import { measuredGnn } from './measured-gnn.ts';
import type { SageVerdict } from './ruling.ts';
import type { Ties } from './ties.ts';
import type { Predicted } from './verdict.ts';
import { verdictInWords } from './verdict-words.ts';

/** What came of it. Plain data: what `gnn.json` holds. */
export interface SageReport {
  readonly format: 1;
  /** Whether GraphSAGE may decide: it wins, is stable, and all conditions are met. */
  readonly qualifies: boolean;
  /** Why, or why not: a few sentences. */
  readonly reason: string;
  /** Null when too little is known to compare anything. */
  readonly verdict: SageVerdict | null;
  /** What is asked of any model before it decides; all that could be looked at. */
  readonly conditions: readonly Condition[];
  /** The name of the model that may decide; null where none may. */
  readonly model: string | null;
  /** Examples in all, learned from, calibrated on and held out. */
  readonly rows: { readonly all: number; readonly fit: number; readonly calibrate: number; readonly test: number };
  /** Of the feature set that both had (`FeatureSet.hash`). */
  readonly featureHash: string;
  /** Of the trees. */
  readonly seed: number;
}

/** A report, and the model of the first seed if it may decide. */
export interface Judged {
  readonly report: SageReport;
  readonly model: GnnModel | null;
}

/** How: as `train`, and how to compare. */
export type JudgeOptions = TrainOptions & { readonly compare?: CompareOptions };

/**
 * Grows trees and trains GraphSAGE on the same examples, split as `train` splits them, and compares them on the newest.
 * The same input gives the same bits.
 *
 * @throws RangeError as `train` and `compareSage`.
 */
export const judgeSage = (all: Dataset, features: FeatureSet, ties: Ties, options: JudgeOptions): Judged => {
  const task = taskOf(all, features, options);
  const { settings } = task;
  const dataset = { ...task.dataset, matrix: columnsOf(task.dataset.matrix, task.columns) };
  const split = splitByTime(dataset, options);
  const { refit, calibrate, test } = split;
  const rows = { all: dataset.labels.length, fit: refit.length, calibrate: calibrate.length, test: test.length };
  const about = { format: 1, rows, featureHash: features.hash, seed: settings.seed } as const;
  const counts = countConditions(countedOf(dataset, test), countedOf(dataset, calibrate));
  if (!isLearnable(dataset, split) || !isTestable(dataset, split)) {
    const reason = tooFewWords(rows, countedOf(dataset, test).clean);
    return {
      report: { ...about, qualifies: false, reason, verdict: null, conditions: counts, model: null },
      model: null,
    };
  }
  const trees = treesOn(dataset, split, { features, settings });
  const nodeColumns = features.columns
    .filter(({ group, name }) => group !== 'change' && task.columns.includes(name))
    .map(({ name }) => name);
  const { resamples, seed, target } = settings;
  const compared = compareSage({ dataset, split, ties, nodeColumns, trees }, { resamples, ...options.compare });
  const { verdict } = compared;
  const measured = measuredGnn(
    { dataset, split, trees, compared, features, names: ties.names ?? [] },
    { resamples, seed, target },
  );
  const conditions = [...counts, ...measured.conditions];
  const missed = conditions.filter(({ met }) => !met);
  const model = verdict.served && missed.length === 0 ? measured.model : null;
  const reason = [verdictInWords(verdict), ...(verdict.served ? missed.map(missedWords) : [])].join(' ');
  const said = { qualifies: model !== null, reason, verdict, conditions, model: model?.id ?? null };
  return { report: { ...about, ...said }, model };
};

/** What trees say of the test that are made as `train` makes them. */
const treesOn = (
  dataset: Dataset,
  split: Split,
  { features, settings }: Pick<ReturnType<typeof taskOf>, 'features' | 'settings'>,
): Predicted => {
  const directions = new Map(features.columns.flatMap(({ name, direction }) => (direction ? [[name, direction]] : [])));
  const growths = settings.growths ?? growthsFor(split.refit.length);
  const { trees, isotonic, columns } = fitModel(dataset, split, { growths, directions, seed: settings.seed });
  const scores = marginsOf(trees, columnsOf(rowsOf(dataset.matrix, split.test), columns));
  return { scores, probabilities: scores.map((score) => calibrated(isotonic, score)) };
};

const missedWords = ({ asked, found }: Condition): string => `Yet asked is ${asked}; found: ${found}.`;

const tooFewWords = ({ all, fit, calibrate, test }: SageReport['rows'], clean: number): string =>
  `Too few data to compare anything: of ${all} finished changes whose outcome is known, ${fit} could be learned from, ` +
  `${calibrate} calibrated on and ${test} held out, ${clean} of them clean.`;
