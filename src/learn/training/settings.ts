import type { Dataset, FeatureGroup, FeatureSet } from '../dataset.ts';
import type { Model } from '../model-file/model.ts';
import type { BaselineSpec } from './baselines.ts';
import { examplesOf } from './examples-of.ts';
import type { Growth } from './growth.ts';
import type { SplitOptions } from './split.ts';

/** How to train. */
export interface TrainOptions extends SplitOptions {
  /** What the model must beat; at least one. */
  readonly baselines: readonly BaselineSpec[];
  /** Share of fast-lane changes that may turn out not clean, in (0,1); default .05. */
  readonly target?: number | undefined;
  /** A whole number ≥ 0; default 1. */
  readonly seed?: number | undefined;
  /** Resamples of the intervals; default 1,000. */
  readonly resamples?: number | undefined;
  /** Ways of growing to choose from; absent: by the number of examples. */
  readonly growths?: readonly Growth[] | undefined;
  /** Into how many parts repositories are dealt for the look at unseen ones; default 5. */
  readonly folds?: number | undefined;
  /**
   * A column that is over 0 for everybody who is given a probability at all: nothing is learned from the others, nor
   * measured on them. Absent: everybody is given one.
   */
  readonly reachedBy?: string | undefined;
  /**
   * Columns that no model is given, though baselines may be and one beside is measured with them. Where trust is decided by
   * what is predicted: what a change is about, for no diff may lift trust. Absent: none.
   */
  readonly withheld?: FeatureGroup | undefined;
  /** The model in use, made for columns among these. */
  readonly incumbent?: Model | undefined;
}

/** Options with what was left out. */
export type TrainSettings = TrainOptions & {
  readonly target: number;
  readonly seed: number;
  readonly resamples: number;
  readonly folds: number;
};

/** What one training is about. */
export interface Task {
  readonly dataset: Dataset;
  readonly features: FeatureSet;
  readonly settings: TrainSettings;
  /** The columns a model is given: neither withheld nor what anybody can make. */
  readonly columns: readonly string[];
}

/** @throws RangeError for an option out of range, or data of other columns than the features. */
export const taskOf = (dataset: Dataset, features: FeatureSet, options: TrainOptions): Task => {
  const { target = 0.05, seed = 1, resamples = 1000, folds = 5 } = options;
  if (!(target > 0 && target < 1)) throw new RangeError(`target must be over 0 and under 1, got ${target}`);
  requireWhole({ seed }, 0);
  requireWhole({ resamples }, 1);
  requireWhole({ folds }, 2);
  if (options.baselines.length === 0) throw new RangeError('baselines must have an entry, got none');
  const names = features.columns.map(({ name }) => name);
  if (JSON.stringify(names) !== JSON.stringify(dataset.matrix.columns)) {
    throw new RangeError(`data must have the columns ${names.join(', ')}, got ${dataset.matrix.columns.join(', ')}`);
  }
  const reached = reachedOf(dataset, options.reachedBy);
  const columns = features.columns
    .filter(({ group, forgeable }) => group !== options.withheld && !forgeable)
    .map(({ name }) => name);
  return { dataset: reached, features, columns, settings: { ...options, target, seed, resamples, folds } };
};

const reachedOf = (dataset: Dataset, column: string | undefined): Dataset => {
  if (column === undefined) return dataset;
  const { matrix } = dataset;
  const place = matrix.columns.indexOf(column);
  if (place < 0) throw new RangeError(`reachedBy must be a column of the data, got ${column}`);
  const isReached = (row: number): boolean => (matrix.values[row * matrix.columns.length + place] ?? 0) > 0;
  return examplesOf(dataset, Int32Array.from(dataset.labels.keys()).filter(isReached));
};

const requireWhole = (named: Readonly<Record<string, number>>, least: number): void => {
  for (const [name, value] of Object.entries(named)) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new RangeError(`${name} must be a whole number of at least ${least}, got ${value}`);
  }
};
