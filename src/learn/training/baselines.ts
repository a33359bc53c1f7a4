import type { Dataset } from '../dataset.ts';
import { type BaselineKind, baselineOf } from '../evaluation/baselines.ts';
import type { Predictions } from '../evaluation/evaluate.ts';
import type { Split } from './split.ts';

/** What a model must beat: a single column, or none. Plain data. */
export interface BaselineSpec {
  /** In a sentence: a higher AUC than … alone. */
  readonly name: string;
  readonly kind: BaselineKind;
  /** The column it goes by; null for the base rate, which goes by none. */
  readonly column: string | null;
  /** For buckets: where each begins but the first, ascending; absent: every value is one. */
  readonly bounds?: readonly number[];
}

/**
 * What each baseline says of the test, fitted on everything the model learns from. @throws RangeError for a column there is
 * none of.
 */
export const baselinePredictions = (dataset: Dataset, split: Split, specs: readonly BaselineSpec[]): Predictions[] => {
  const learned = Int32Array.from([...split.refit, ...split.calibrate]);
  const labels = Uint8Array.from(learned, (row) => dataset.labels[row] ?? 0);
  return specs.map((spec) => {
    const fitted = baselineOf(spec.kind, { column: columnOf(dataset, learned, spec), labels });
    return { name: spec.name, ...fitted(columnOf(dataset, split.test, spec)) };
  });
};

const columnOf = ({ matrix }: Dataset, rows: Int32Array, { column, bounds }: BaselineSpec): Float64Array => {
  if (column === null) return new Float64Array(rows.length);
  const place = matrix.columns.indexOf(column);
  if (place < 0) throw new RangeError(`baselines must go by columns of the data, got ${column}`);
  const bucketed = (value: number): number =>
    bounds === undefined || Number.isNaN(value) ? value : bounds.filter((bound) => value >= bound).length;
  return Float64Array.from(rows, (row) => bucketed(matrix.values[row * matrix.columns.length + place] ?? Number.NaN));
};
