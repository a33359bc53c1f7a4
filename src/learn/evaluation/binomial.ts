/**
 * P(X ≤ k) for X of `n` draws with probability `p` in [0,1]; 0 for k < 0. Summed from k outwards until nothing is added, so
 * in about √n steps, to about 1e-10 of its value for n up to a million.
 */
export const binomialCdf = (k: number, n: number, p: number): number => {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  if (k < n * p) return Math.min(1, tail(k, n, p));
  return Math.max(0, 1 - tail(n - k - 1, n, 1 - p));
};

/** P(X ≤ k) by falling terms, for k not above the mean by much. */
const tail = (k: number, n: number, p: number): number => {
  const odds = (1 - p) / p;
  let term = Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  let sum = term;
  for (let at = k; at > 0 && term > sum * Number.EPSILON; at -= 1) {
    term *= (at / (n - at + 1)) * odds;
    sum += term;
  }
  return sum;
};

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** ln Γ(x), x ≥ 1, by Stirling's series from 10 on (Abramowitz and Stegun 6.1.41). */
const logGamma = (x: number): number => {
  let [at, shift] = [x, 0];
  for (; at < 10; at += 1) shift += Math.log(at);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
};
