import { type Isotonic, isotonicOf } from '../calibration/isotonic.ts';
import type { Dataset } from '../dataset.ts';
import { logLossOf } from '../evaluation/losses.ts';
import { columnsOf, type Matrix, rowsOf } from '../matrix.ts';
import { growTrees } from '../trees/grow-trees.ts';
import { marginsOf } from '../trees/margins.ts';
import { probabilityOf, type Trees, treeCountOf } from '../trees/trees.ts';
import type { Growth } from './growth.ts';
import type { Split } from './split.ts';

/** What is learned from the parts of a split before its test. */
export interface Fitted {
  readonly columns: readonly string[];
  readonly trees: Trees;
  readonly isotonic: Isotonic;
  /** How the trees were grown; `trees` is how many there are. */
  readonly growth: Growth;
}

/** What to learn with. */
export interface FitOptions {
  /** Tried one after the other; the one with the least log loss on `stop` is taken, of equal ones the first. At least one. */
  readonly growths: readonly Growth[];
  /** Which way each column may go. */
  readonly directions: ReadonlyMap<string, 1 | -1>;
  readonly seed: number;
  /** The columns to use; absent: all. */
  readonly columns?: readonly string[] | undefined;
}

/** Rows of a dataset, as the steps take them. */
interface Part {
  readonly matrix: Matrix;
  readonly labels: Uint8Array;
  readonly weights?: Float64Array;
}

/**
 * Grows trees on `fit` until they get no better on `stop`, then as many anew on both, and calibrates them on `calibrate`.
 * What a perfectly clean stretch is given is held off 0 and 1 by one pseudo-example at each end.
 */
export const fitModel = (dataset: Dataset, split: Split, options: FitOptions): Fitted => {
  const { growths, directions, seed, columns = dataset.matrix.columns } = options;
  const part = (rows: Int32Array): Part => partOf(dataset, rows, columns);
  const monotone = columns.map((name) => directions.get(name) ?? 0);
  const growth = bestOf(growths, part(split.fit), part(split.stop), { monotone, seed });
  const { matrix, labels, ...weighed } = part(split.refit);
  const { patience: _, ...grown } = growth;
  const trees = growTrees(matrix, labels, { ...grown, monotone, seed, ...weighed });
  const calibrate = part(split.calibrate);
  const isotonic = isotonicOf(marginsOf(trees, calibrate.matrix), calibrate.labels, {
    weights: calibrate.weights,
    doubt: 1,
  });
  return { columns, trees, isotonic, growth: { ...growth, trees: treeCountOf(trees) } };
};

const partOf = ({ matrix, labels, weights }: Dataset, rows: Int32Array, columns: readonly string[]): Part => ({
  matrix: columnsOf(rowsOf(matrix, rows), columns),
  labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
  ...(weights && { weights: Float64Array.from(rows, (row) => weights[row] ?? 0) }),
});

const bestOf = (
  growths: readonly Growth[],
  fit: Part,
  stop: Part,
  options: { readonly monotone: readonly (-1 | 0 | 1)[]; readonly seed: number },
): Growth => {
  const { matrix, labels, ...weighed } = fit;
  const tried = growths.map((growth) => {
    const trees = growTrees(matrix, labels, { ...growth, ...options, ...weighed, validation: stop });
    const probabilities = marginsOf(trees, stop.matrix).map(probabilityOf);
    const loss = logLossOf(probabilities, stop.labels, stop.weights);
    return { loss, growth: { ...growth, trees: Math.max(1, treeCountOf(trees)) } };
  });
  const [first, ...others] = tried;
  if (first === undefined) throw new RangeError('growths must have an entry, got none');
  return others.reduce((best, each) => (each.loss < best.loss ? each : best), first).growth;
};
