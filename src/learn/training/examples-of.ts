import type { Dataset } from '../dataset.ts';
import { rowsOf } from '../matrix.ts';

/** The same data with these rows only, in this order. */
export const examplesOf = (dataset: Dataset, rows: Int32Array): Dataset => {
  const { matrix, labels, weights, asOfUs, knownAtUs, repositories, authors } = dataset;
  const numbers = (from: Float64Array): Float64Array => Float64Array.from(rows, (row) => from[row] ?? Number.NaN);
  return {
    matrix: rowsOf(matrix, rows),
    labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
    ...(weights && { weights: numbers(weights) }),
    asOfUs: numbers(asOfUs),
    knownAtUs: numbers(knownAtUs),
    repositories: Int32Array.from(rows, (row) => repositories[row] ?? 0),
    authors: Int32Array.from(rows, (row) => authors[row] ?? 0),
  };
};
