/**
 * Clopper and Pearson's exact interval (1934) for a proportion: `k` of `n`, at a confidence in (0,1). Both ends in
 * [0,1]; [0,1] for n = 0. Found by bisection on the binomial distribution, to 1e-10.
 */
export const exactInterval = (k: number, n: number, confidence = 0.95): readonly [number, number] => {
  if (n === 0) return [0, 1];
  const tail = (1 - confidence) / 2;
  const low = k === 0 ? 0 : bisect((p) => 1 - binomialCdf(k - 1, n, p) - tail);
  const high = k === n ? 1 : bisect((p) => tail - binomialCdf(k, n, p));
  return [low, high];
};

/** The zero of an increasing function on [0,1]. */
const bisect = (increasing: (p: number) => number): number => {
  let [low, high] = [0, 1];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (increasing(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** P(X ≤ k) for X of n draws with probability p, summed in logarithms. */
const binomialCdf = (k: number, n: number, p: number): number => {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 1; i <= k; i += 1) {
    term += Math.log(n - i + 1) - Math.log(i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
};
