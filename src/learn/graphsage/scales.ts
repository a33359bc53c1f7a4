import type { Matrix } from '../matrix.ts';

/** How columns become numbers of one size: fitted once, on what a model is trained on, and the same ever after. */
export interface Scales {
  readonly columns: readonly string[];
  /** One per column. */
  readonly mean: Float64Array;
  /** One per column: one over the standard deviation; 0 for a column that says nothing. */
  readonly perDeviation: Float64Array;
  /** One per column: 1 where some values were not known, so that a second input says whether this one is. */
  readonly gaps: Uint8Array;
}

/** So many standard deviations from the mean and no further: one enormous count must not drown everything else. */
const FURTHEST = 6;

/** Mean and deviation of each column's finite values. */
export const scalesOf = ({ rows, columns, values }: Matrix): Scales => {
  const width = columns.length;
  const scales = { columns, mean: new Float64Array(width), perDeviation: new Float64Array(width) };
  const gaps = new Uint8Array(width);
  for (let column = 0; column < width; column += 1) {
    let [known, mean, squares] = [0, 0, 0];
    for (let row = 0; row < rows; row += 1) {
      const value = values[row * width + column] ?? Number.NaN;
      if (Number.isNaN(value)) gaps[column] = 1;
      if (!Number.isFinite(value)) continue;
      known += 1;
      const off = value - mean;
      mean += off / known;
      squares += off * (value - mean);
    }
    const perDeviation = 1 / Math.sqrt(squares / known);
    if (!Number.isFinite(perDeviation) || !Number.isFinite(mean)) continue;
    scales.mean[column] = mean;
    scales.perDeviation[column] = perDeviation;
  }
  return { ...scales, gaps };
};

/** How many inputs the columns make. */
export const inputsOf = ({ columns, gaps }: Pick<Scales, 'columns' | 'gaps'>): number =>
  columns.length + gaps.reduce((sum, gap) => sum + gap, 0);

/**
 * Rows of inputs: each value in standard deviations from its mean, at most `FURTHEST`, 0 where it is not known; then, for
 * each column with gaps, 1 where this row has one.
 *
 * @throws RangeError for other columns than the scales are for.
 */
export const scaled = (scales: Scales, { rows, columns, values }: Matrix): Float64Array => {
  const { mean, perDeviation, gaps } = scales;
  if (columns.length !== scales.columns.length || columns.some((name, at) => name !== scales.columns[at])) {
    throw new RangeError(`columns must be ${scales.columns.join(', ')}, got ${columns.join(', ')}`);
  }
  const width = inputsOf(scales);
  const inputs = new Float64Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    let gapAt = row * width + columns.length;
    for (let column = 0; column < columns.length; column += 1) {
      const value = values[row * columns.length + column] ?? Number.NaN;
      const per = perDeviation[column] ?? 0;
      if (!Number.isNaN(value) && per > 0) {
        const off = (value - (mean[column] ?? 0)) * per;
        inputs[row * width + column] = Math.max(-FURTHEST, Math.min(FURTHEST, off));
      }
      if (gaps[column] === 1) inputs[gapAt++] = Number.isNaN(value) ? 1 : 0;
    }
  }
  return inputs;
};
