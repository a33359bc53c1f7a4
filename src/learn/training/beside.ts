import type { Dataset } from '../dataset.ts';
import { evaluationsOf, type Predictions } from '../evaluation/evaluate.ts';
import { columnsOf, rowsOf } from '../matrix.ts';
import { probabilitiesOf } from '../model-file/predict.ts';
import { drawn, randomFrom } from '../random.ts';
import { type FitOptions, fitModel } from './fit-model.ts';
import { isLearnable } from './learnable.ts';
import type { Beside } from './report.ts';
import { comparedBy, scoreOf } from './scores.ts';
import type { Split } from './split.ts';

/** Fewer changes, or fewer of either end, have no figures. */
const LEAST = { rows: 20, perClass: 5 };

/** How intervals are drawn. */
export interface DrawOptions {
  readonly resamples: number;
  readonly seed: number;
}

/**
 * The figures of predictions of these rows, the first against the others; null where the rows are too few to tell. An
 * author's changes are drawn together.
 */
const besideOf = (
  dataset: Dataset,
  rows: Int32Array,
  predictions: readonly Predictions[],
  options: DrawOptions,
): Beside => {
  const labels = Uint8Array.from(rows, (row) => dataset.labels[row] ?? 0);
  const clusters = Int32Array.from(rows, (row) => dataset.authors[row] ?? 0);
  const repositories = new Set(Array.from(rows, (row) => dataset.repositories[row])).size;
  const counted = { rows: rows.length, repositories, authors: new Set(clusters).size };
  const clean = labels.filter((label) => label === 1).length;
  if (rows.length < LEAST.rows || Math.min(clean, rows.length - clean) < LEAST.perClass) {
    return { ...counted, score: null, withoutGraph: null };
  }
  const evaluations = evaluationsOf(predictions, labels, { ...options, clusters });
  const [first] = evaluations;
  const [withoutGraph = null] = Object.values(comparedBy(evaluations));
  return { ...counted, score: first ? scoreOf(first) : null, withoutGraph };
};

/** The test's changes by authors of whom nothing was learned; predictions are of the whole test, in its order. */
export const unfamiliarAuthors = (
  dataset: Dataset,
  { refit, calibrate, test }: Split,
  predictions: readonly Predictions[],
  options: DrawOptions,
): Beside => {
  const known = new Set([...refit, ...calibrate].map((row) => dataset.authors[row]));
  const places = Int32Array.from(test.keys()).filter((place) => !known.has(dataset.authors[test[place] ?? -1]));
  const picked = predictions.map(({ name, probabilities }) => ({
    name,
    probabilities: Float64Array.from(places, (place) => probabilities[place] ?? Number.NaN),
  }));
  const rows = places.map((place) => test[place] ?? -1);
  return besideOf(dataset, rows, picked, options);
};

/**
 * The test's changes, each predicted by a model that is made as the main one but knows nothing of its repository: the
 * repositories are dealt into `folds` by chance, and those of one are left out of everything a model learns from.
 */
export const unseenRepositories = (
  dataset: Dataset,
  split: Split,
  fit: FitOptions,
  { folds, ...options }: DrawOptions & { readonly folds: number },
): Beside => {
  const foldOf = dealt([...new Set(dataset.repositories)], folds, options.seed);
  const [rows, probabilities]: [number[], number[]] = [[], []];
  for (let fold = 0; fold < folds; fold += 1) {
    const isIn = (row: number): boolean => foldOf.get(dataset.repositories[row] ?? -1) === fold;
    const seen = withoutRows(split, isIn);
    const asked = split.test.filter(isIn);
    if (asked.length === 0 || !isLearnable(dataset, seen)) continue;
    const fitted = fitModel(dataset, seen, fit);
    rows.push(...asked);
    probabilities.push(...probabilitiesOf(fitted, columnsOf(rowsOf(dataset.matrix, asked), fitted.columns)));
  }
  const model = { name: 'model', probabilities: Float64Array.from(probabilities) };
  return besideOf(dataset, Int32Array.from(rows), [model], options);
};

const dealt = (repositories: readonly number[], folds: number, seed: number): Map<number, number> => {
  const order = drawn(
    repositories.toSorted((a, b) => a - b),
    repositories.length,
    randomFrom(seed),
  );
  return new Map(order.map((repository, at) => [repository, at % folds]));
};

const withoutRows = (split: Split, isOut: (row: number) => boolean): Split => {
  const kept = (rows: Int32Array): Int32Array => rows.filter((row) => !isOut(row));
  return {
    ...split,
    fit: kept(split.fit),
    stop: kept(split.stop),
    refit: kept(split.refit),
    calibrate: kept(split.calibrate),
  };
};
