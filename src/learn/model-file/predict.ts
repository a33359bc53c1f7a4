import { calibrated } from '../calibration/isotonic.ts';
import type { Matrix } from '../matrix.ts';
import { explainRow } from '../trees/explain.ts';
import { marginsOf } from '../trees/margins.ts';
import type { Model } from './model.ts';

/** What a model says of one change, and what that is made of. */
export interface Prediction {
  /** That it turns out clean, calibrated; in [0,1]. */
  readonly probability: number;
  /** Log-odds before calibration: `bias` and all contributions add up to it, to 1e-9. */
  readonly margin: number;
  /** Log-odds by column, in the model's order: exact Shapley values. The caller's to keep. */
  readonly contributions: Float64Array;
  readonly bias: number;
}

/** What gives a probability: a model, or one in the making. */
export type Predictor = Pick<Model, 'columns' | 'trees' | 'isotonic'>;

/** The probability of one row, in the model's columns' order; NaN where a value is not known. @throws RangeError for another width. */
export const predict = (model: Predictor, row: Float64Array): Prediction => {
  const { columns, trees, isotonic } = model;
  if (row.length !== columns.length) throw new RangeError(`row must have ${columns.length} values, got ${row.length}`);
  // Not the sum of the contributions, which may differ in the last digits and so fall on another step of the calibration.
  const [margin = trees.bias] = marginsOf(trees, { rows: 1, columns, values: row });
  return { probability: calibrated(isotonic, margin), margin, ...explainRow(trees, row) };
};

/** The probabilities alone, of many rows: each as `predict` gives it. @throws RangeError for other columns. */
export const probabilitiesOf = ({ columns, trees, isotonic }: Predictor, matrix: Matrix): Float64Array => {
  if (matrix.columns.join('\n') !== columns.join('\n')) {
    throw new RangeError(`matrix must have the columns ${columns.join(', ')}, got ${matrix.columns.join(', ')}`);
  }
  return marginsOf(trees, matrix).map((margin) => calibrated(isotonic, margin));
};
