import { rowsOf } from '../matrix.ts';
import type { Examples } from './grow-options.ts';

/** Up to here a row has 256 units of hessian and more; see `gradients.ts`. */
const MOST_ROWS = 2 ** 22;
const LEAST_WEIGHT = 1e-9;
const MOST_WEIGHT = 1e9;

/** Examples that are what they should be, without rows of weight 0. @throws RangeError naming what is wrong. */
export const checkedExamples = ({ matrix, labels, weights }: Examples): Examples => {
  const { rows, columns, values } = matrix;
  refuse(rows < 1 || rows > MOST_ROWS, `matrix must have 1 to ${MOST_ROWS} rows, got ${rows}`);
  refuse(columns.length < 1, 'matrix must have a column, got none');
  refuse(
    values.length !== rows * columns.length,
    `matrix must have ${rows * columns.length} values, got ${values.length}`,
  );
  refuse(labels.length !== rows, `labels must be one per row of ${rows}, got ${labels.length}`);
  const bad = labels.find((label) => label > 1);
  refuse(bad !== undefined, `labels must be 0 or 1, got ${bad}`);
  const infinite = values.find((value) => value - value !== 0 && !Number.isNaN(value));
  refuse(infinite !== undefined, `matrix values must be finite or NaN, got ${infinite}`);
  return weights === undefined ? { matrix, labels } : weighted({ matrix, labels }, weights);
};

const weighted = ({ matrix, labels }: Examples, weights: Float64Array): Examples => {
  refuse(weights.length !== matrix.rows, `weights must be one per row of ${matrix.rows}, got ${weights.length}`);
  const bad = weights.find((weight) => weight !== 0 && !(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT));
  refuse(bad !== undefined, `weights must be 0 or from ${LEAST_WEIGHT} to ${MOST_WEIGHT}, got ${bad}`);
  const kept: number[] = [];
  for (let row = 0; row < weights.length; row += 1) if ((weights[row] ?? 0) > 0) kept.push(row);
  refuse(kept.length === 0, 'weights must have one over 0, got none');
  if (kept.length === weights.length) return { matrix, labels, weights };
  return {
    matrix: rowsOf(matrix, kept),
    labels: Uint8Array.from(kept, (row) => labels[row] ?? 0),
    weights: Float64Array.from(kept, (row) => weights[row] ?? 0),
  };
};

const refuse = (wrong: boolean, message: string): void => {
  if (wrong) throw new RangeError(message);
};
