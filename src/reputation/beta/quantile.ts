/** ln Γ(x), x > 0, by Stirling's series from 10 on (Abramowitz and Stegun 6.1.41). */
const logGamma = (x: number): number => {
  let [at, shift] = [x, 0];
  for (; at < 10; at += 1) shift += Math.log(at);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
};

/** More than √shape for any shape that is asked for in earnest. */
const STEPS_MAX = 100_000;
const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22); for x up to about the mean. */
const fraction = (x: number, a: number, b: number): number => {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let [c, d] = [1, 1 / away(1 - ((a + b) * x) / (a + 1))];
  let result = d;
  for (let m = 1; m < STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < Number.EPSILON) break;
  }
  return result;
};

/** x^a (1−x)^b / B(a, b). */
const powersOver = (logB: number, x: number, [a, b]: readonly [number, number]): number =>
  Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logB);

/** P(X ≤ x) of X ~ Beta(a, b), 0 < x < 1. */
const cumulated = (logB: number, x: number, [a, b]: readonly [number, number]): number => {
  const powers = powersOver(logB, x, [a, b]);
  if (x < (a + 1) / (a + b + 2)) return (powers * fraction(x, a, b)) / a;
  return 1 - (powers * fraction(1 - x, b, a)) / b;
};

/**
 * The x below which a share `p` of Beta(a, b) lies, to 1e-10 for shapes between ½ and 10⁶: Newton's steps, halving where one
 * leads out of what is known to hold it. A shape of 0 puts everything at 0 (`a`) or 1 (`b`); both 0 are no distribution.
 * @throws {RangeError} for a share outside [0, 1], or shapes that are negative, infinite, NaN or both 0.
 */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be in [0, 1], got ${p}`);
  if (!(a >= 0 && b >= 0 && a + b > 0 && a + b < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`shapes must be finite, at least 0 and not both 0, got ${a} and ${b}`);
  }
  if (p === 0 || a === 0) return b === 0 && p > 0 ? 1 : 0;
  if (p === 1 || b === 0) return 1;
  const logB = logGamma(a) + logGamma(b) - logGamma(a + b);
  let [low, x, high] = [0, a / (a + b), 1];
  for (let step = 0; step < 200 && x > 0 && x < 1; step += 1) {
    const excess = cumulated(logB, x, [a, b]) - p;
    if (excess < 0) low = x;
    else high = x;
    const density = powersOver(logB, x, [a, b]) / (x * (1 - x));
    const newton = x - excess / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 2 * Number.EPSILON * x) return next;
    x = next;
  }
  return x;
};
