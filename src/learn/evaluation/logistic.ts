/** Says how likely a row is to be good, in (0,1). */
export type Predictor = (features: readonly number[]) => number;

const RIDGE = 1e-3;
const STEPS = 50;
const HALVINGS = 40;
const CLOSE = 1e-10;

/**
 * Logistic regression of labels (1 good, 0 bad) on rows of equally many finite features, by Newton's method with halved
 * steps where a full one would do harm, columns standardised, with a slight ridge so that separable data has an answer.
 * A constant column counts nothing; without rows everything is .5.
 *
 * @throws RangeError when there are not as many labels as rows, rows differ in length, or a feature is not finite.
 */
export const fitLogistic = (rows: readonly (readonly number[])[], labels: ArrayLike<number>): Predictor => {
  const width = rows[0]?.length ?? 0;
  check(rows, labels, width);
  const columns = Array.from({ length: width }, (_, column) => standardOf(rows.map((row) => row[column] ?? 0)));
  const standardised = (row: readonly number[]): number[] => [1, ...columns.map((of, at) => of(row[at] ?? 0))];
  const x = rows.map(standardised);
  let coefficients = Array<number>(width + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const next = newtonStep(x, labels, coefficients);
    const moved = Math.max(...next.map((value, at) => Math.abs(value - (coefficients[at] ?? 0))));
    coefficients = next;
    if (moved < CLOSE) break;
  }
  return (row) => chance(dot(standardised(row), coefficients));
};

const check = (rows: readonly (readonly number[])[], labels: ArrayLike<number>, width: number): void => {
  if (labels.length !== rows.length) {
    throw new RangeError(`labels must have one entry per row (${rows.length}), got ${labels.length}`);
  }
  for (const row of rows) {
    if (row.length !== width) throw new RangeError(`rows must have ${width} features each, got ${row.length}`);
    const wrong = row.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) throw new RangeError(`features must be finite, got ${wrong}`);
  }
};

const standardOf = (values: readonly number[]): ((value: number) => number) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return (value) => (deviation === 0 ? 0 : (value - mean) / deviation);
};

const chance = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Newton's step, halved until the penalised likelihood does not fall. */
const newtonStep = (
  x: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  coefficients: readonly number[],
): number[] => {
  const step = fullStep(x, labels, coefficients);
  const before = costOf(x, labels, coefficients);
  for (let halving = 0, share = 1; halving < HALVINGS; halving += 1, share /= 2) {
    const next = coefficients.map((value, at) => value + share * (step[at] ?? 0));
    if (costOf(x, labels, next) <= before) return next;
  }
  return [...coefficients];
};

/** −ln of the likelihood, with the ridge's penalty. */
const costOf = (
  x: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  coefficients: readonly number[],
): number => {
  let cost = (RIDGE / 2) * dot(coefficients, coefficients);
  x.forEach((row, item) => {
    const logOdds = dot(row, coefficients);
    const wrongBy = labels[item] === 1 ? -logOdds : logOdds;
    cost += Math.max(0, wrongBy) + Math.log1p(Math.exp(-Math.abs(wrongBy)));
  });
  return cost;
};

const fullStep = (
  x: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  coefficients: readonly number[],
): number[] => {
  const size = coefficients.length;
  const gradient = Float64Array.from(coefficients, (value) => -RIDGE * value);
  const curvature = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) curvature[i * size + i] = RIDGE;
  x.forEach((row, item) => {
    const p = chance(dot(row, coefficients));
    for (let i = 0; i < size; i += 1) {
      gradient[i] = (gradient[i] ?? 0) + (row[i] ?? 0) * ((labels[item] ?? 0) - p);
      for (let j = 0; j <= i; j += 1) {
        curvature[i * size + j] = (curvature[i * size + j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0) * p * (1 - p);
      }
    }
  });
  return solved(curvature, gradient);
};

/** Solves a · x = b for a symmetric positive definite a, whose lower half is given by rows, by Cholesky's decomposition. */
const solved = (a: Float64Array, b: Float64Array): number[] => {
  const size = b.length;
  const at = (row: number, column: number): number => a[row * size + column] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = at(i, j);
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  }
  const x = [...b];
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] ?? 0) - at(i, k) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) x[i] = (x[i] ?? 0) - at(k, i) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  return x;
};
