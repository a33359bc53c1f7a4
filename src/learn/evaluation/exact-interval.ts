import { binomialCdf } from './binomial.ts';

/**
 * Clopper and Pearson's exact interval (1934) for a proportion: `k` of `n`, at a confidence in (0,1). Both ends in
 * [0,1]; [0,1] for n = 0. Found by bisection on the binomial distribution, to 1e-10.
 */
export const exactInterval = (k: number, n: number, confidence = 0.95): readonly [number, number] => {
  const error = (1 - confidence) / 2;
  return [1 - upperEnd(n - k, n, error), upperEnd(k, n, error)];
};

/** The least share of which so few as `k` of `n` would be seen with a chance of `error` at most, in (0,1); 1 for n = 0. */
export const upperEnd = (k: number, n: number, error: number): number => {
  if (k >= n) return 1;
  let [low, high] = [0, 1];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (binomialCdf(k, n, middle) > error) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
