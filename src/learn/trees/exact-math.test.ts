import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expOf, log1pOf, logOf } from './exact-math.ts';

const near = (a: number, b: number, slack = Math.abs(b)): void => {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-15 * slack + 4 * Number.MIN_VALUE);
};

it('expOf is e^x to the last bits, and never infinite', () => {
  const among = fc.double({ min: -700, max: 709, noNaN: true });
  fc.assert(fc.property(among, (x) => near(expOf(x), Math.exp(x))));
  expect([expOf(0), expOf(Number.NEGATIVE_INFINITY), expOf(-746), expOf(Number.NaN)]).toEqual([1, 0, 0, Number.NaN]);
  expect(expOf(Number.POSITIVE_INFINITY)).toBe(expOf(709));
  expect(expOf(-740)).toBe(Math.exp(-740));
});

it('log1pOf and logOf are logarithms', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(share, (x) => near(log1pOf(x), Math.log1p(x))));
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  fc.assert(fc.property(positive, (x) => near(logOf(x), Math.log(x), 1 + Math.abs(Math.log(x)))));
});
