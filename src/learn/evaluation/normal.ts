/** E|X| of a normal X with this mean and deviation (≥ 0): how far from 0 it lies on average (Leone et al. 1961). */
export const foldedNormalMean = (mean: number, deviation: number): number => {
  if (deviation === 0) return Math.abs(mean);
  const z = mean / deviation;
  return deviation * Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) + mean * (1 - 2 * normalCdf(-z));
};

/** P(X ≤ z) of a standard normal X, to 1.2e-7 of its value (Press et al., Numerical Recipes, §6.2: erfcc). */
export const normalCdf = (z: number): number => (z <= 0 ? tail(-z) : 1 - tail(z));

/** P(X > z), z ≥ 0. */
const tail = (z: number): number => {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  return (t / 2) * Math.exp(-x * x + COEFFICIENTS.reduceRight((sum, coefficient) => coefficient + t * sum, 0));
};

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];
