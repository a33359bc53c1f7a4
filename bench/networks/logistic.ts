import { Matrix, solve } from 'ml-matrix';

/** Says how likely a row is to be good, in (0,1). */
export type Predictor = (features: readonly number[]) => number;

const RIDGE = 1e-3;
const STEPS = 30;

/**
 * Logistic regression of labels (1 good, 0 bad) on rows of equally many finite features, by Newton's method, columns
 * standardised, with a slight ridge so that separable data has an answer. A constant column counts nothing.
 */
export const fitLogistic = (rows: readonly (readonly number[])[], labels: readonly number[]): Predictor => {
  const columns = (rows[0] ?? []).map((_, column) => standardOf(rows.map((row) => row[column]!)));
  const standardised = (row: readonly number[]): number[] => [1, ...row.map((value, at) => columns[at]!(value))];
  const x = rows.map(standardised);
  let coefficients = Array<number>(columns.length + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) coefficients = newtonStep(x, labels, coefficients);
  return (row) => chance(standardised(row), coefficients);
};

const standardOf = (values: readonly number[]): ((value: number) => number) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return (value) => (deviation === 0 ? 0 : (value - mean) / deviation);
};

const chance = (row: readonly number[], coefficients: readonly number[]): number =>
  1 / (1 + Math.exp(-row.reduce((sum, value, at) => sum + value * coefficients[at]!, 0)));

const newtonStep = (
  x: readonly (readonly number[])[],
  labels: readonly number[],
  coefficients: readonly number[],
): number[] => {
  const size = coefficients.length;
  const gradient = coefficients.map((value) => -RIDGE * value);
  const curvature = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? RIDGE : 0)),
  );
  x.forEach((row, item) => {
    const p = chance(row, coefficients);
    for (let i = 0; i < size; i += 1) {
      gradient[i]! += row[i]! * (labels[item]! - p);
      for (let j = 0; j < size; j += 1) curvature[i]![j]! += row[i]! * row[j]! * p * (1 - p);
    }
  });
  const step = solve(new Matrix(curvature), Matrix.columnVector(gradient));
  return coefficients.map((value, at) => value + step.get(at, 0));
};
