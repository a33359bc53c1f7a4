import {
  type BaselineKind,
  baselineOf,
  calibrated,
  columnsOf,
  type Dataset,
  type Evaluation,
  evaluationsOf,
  isotonicOf,
  type Matrix,
  type Predictions,
  rowsOf,
} from '../../src/learn/index.ts';
import { fitModel } from '../../src/learn/training/fit-model.ts';
import type { Growth } from '../../src/learn/training/growth.ts';
import type { Split } from '../../src/learn/training/split.ts';
import { growTrees } from '../../src/learn/trees/grow-trees.ts';
import { marginsOf } from '../../src/learn/trees/margins.ts';
import { probabilityOf, type Trees } from '../../src/learn/trees/trees.ts';

/** So many forests, of different seeds, are grown for a model, and their log-odds averaged. */
const FORESTS = 3;

/** A model over some of the columns. */
export interface ModelSpec {
  readonly name: string;
  readonly columns: readonly string[];
  /** Also as the trees say it, without isotonic calibration, under this name. */
  readonly rawName?: string;
}

/** What one column, or none, foretells. */
export interface BaselineSpec {
  readonly name: string;
  readonly kind: BaselineKind;
  readonly column: string | null;
  /** Where each bucket begins but the first. */
  readonly bounds?: readonly number[];
}

/** How models are learned. */
export interface Learning {
  /** Of these the stopping part takes one. */
  readonly growths: readonly Growth[];
  readonly seed: number;
}

/** What every model says of the test, each learned from the other parts of the split. */
export const modelPredictions = (
  dataset: Dataset,
  split: Split,
  specs: readonly ModelSpec[],
  learning: Learning,
): Predictions[] =>
  specs.flatMap(({ name, columns, rawName }) => {
    const forests = forestsOf(dataset, split, columns, learning);
    const [calibrate, scores] = [split.calibrate, split.test].map((rows) =>
      meanMargins(forests, columnsOf(rowsOf(dataset.matrix, rows), columns)),
    ) as [Float64Array, Float64Array];
    const isotonic = isotonicOf(calibrate, labelsOf(dataset, split.calibrate), { doubt: 1 });
    const own = { name, probabilities: scores.map((margin) => calibrated(isotonic, margin)), scores };
    return rawName === undefined ? [own] : [own, { name: rawName, probabilities: scores.map(probabilityOf) }];
  });

/** The first tells how many trees they have. */
const forestsOf = (
  dataset: Dataset,
  split: Split,
  columns: readonly string[],
  { growths, seed }: Learning,
): Trees[] => {
  const first = fitModel(dataset, split, { growths, directions: new Map(), seed, columns });
  const { patience: _, ...growth } = first.growth;
  const matrix = columnsOf(rowsOf(dataset.matrix, split.refit), columns);
  const labels = labelsOf(dataset, split.refit);
  const others = Array.from({ length: FORESTS - 1 }, (_, other) =>
    growTrees(matrix, labels, { ...growth, seed: seed + 1 + other }),
  );
  return [first.trees, ...others];
};

const meanMargins = (forests: readonly Trees[], matrix: Matrix): Float64Array => {
  const sums = new Float64Array(matrix.rows);
  for (const trees of forests) {
    marginsOf(trees, matrix).forEach((margin, row) => {
      sums[row]! += margin / forests.length;
    });
  }
  return sums;
};

/** What every baseline says of the test, fitted on all that a model learns from. */
export const baselinePredictions = (dataset: Dataset, split: Split, specs: readonly BaselineSpec[]): Predictions[] => {
  const learned = Int32Array.from([...split.refit, ...split.calibrate]);
  return specs.map(({ name, kind, column, bounds }) => {
    const values = (rows: Int32Array): Float64Array => {
      if (column === null) return new Float64Array(rows.length);
      const found = columnsOf(rowsOf(dataset.matrix, rows), [column]).values;
      return bounds === undefined ? found : found.map((value) => bounds.filter((bound) => value >= bound).length);
    };
    const baseline = baselineOf(kind, { column: values(learned), labels: labelsOf(dataset, learned) });
    return { name, ...baseline(values(split.test)) };
  });
};

/** Some rows of a test, and how well each way of predicting does on them; the first is compared with the others. */
export interface Judged {
  readonly name: string;
  readonly rows: number;
  readonly positive: number;
  readonly authors: number;
  readonly evaluations: readonly Evaluation[];
}

/** Predictions of a test. */
export interface Tested {
  readonly dataset: Dataset;
  /** Which rows, in the order of the predictions. */
  readonly rows: Int32Array;
  readonly predictions: readonly Predictions[];
}

/** Judges those of the test's rows that `counts` says; whole authors are drawn together. */
export const judgedOn = (
  { dataset, rows, predictions }: Tested,
  { name, counts }: { readonly name: string; readonly counts: (row: number) => boolean },
  draws: { readonly resamples: number; readonly seed: number },
): Judged => {
  const places = Int32Array.from(rows.keys()).filter((place) => counts(rows[place]!));
  const at = (values: Float64Array): Float64Array => Float64Array.from(places, (place) => values[place]!);
  const labels = Uint8Array.from(places, (place) => dataset.labels[rows[place]!]!);
  const clusters = numbered(Array.from(places, (place) => dataset.authors[rows[place]!]!));
  const picked = predictions.map(({ probabilities, scores, ...each }) => ({
    ...each,
    probabilities: at(probabilities),
    ...(scores && { scores: at(scores) }),
  }));
  return {
    name,
    rows: labels.length,
    positive: labels.reduce((sum, label) => sum + label, 0),
    authors: new Set(clusters).size,
    evaluations: evaluationsOf(picked, labels, { ...draws, clusters }),
  };
};

/** The labels of these rows. */
export const labelsOf = ({ labels }: Dataset, rows: Int32Array): Uint8Array =>
  Uint8Array.from(rows, (row) => labels[row]!);

const numbered = (ids: readonly number[]): Int32Array => {
  const numbers = new Map([...new Set(ids)].map((id, number) => [id, number]));
  return Int32Array.from(ids, (id) => numbers.get(id)!);
};
