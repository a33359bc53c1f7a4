import { expect, it } from 'vitest';
import { exactInterval } from './exact-interval.ts';

// Reference values: the definition solved with exact binomial coefficients.
it.each<[number, number, number, number]>([
  [0, 10, 0, 0.3084971],
  [1, 10, 0.0025286, 0.4450161],
  [5, 10, 0.187086, 0.812914],
  [10, 10, 0.6915029, 1],
  [2, 60, 0.0040626, 0.115281],
  [0, 1000, 0, 0.0036821],
])('%d of %d lies within [%f, %f]', (k, n, low, high) => {
  const [from, to] = exactInterval(k, n);
  expect(from).toBeCloseTo(low, 5);
  expect(to).toBeCloseTo(high, 5);
});

it('knows nothing without observations', () => {
  expect(exactInterval(0, 0)).toEqual([0, 1]);
});
