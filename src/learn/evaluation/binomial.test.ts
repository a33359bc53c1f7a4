import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf } from './binomial.ts';
import { exactInterval, upperEnd } from './exact-interval.ts';

describe('the binomial distribution', () => {
  // SciPy 1.10, binom.cdf.
  it.each([
    [0, 59, 0.05, 0.04849452524942322],
    [3, 100, 0.05, 0.2578386591160152],
    [50, 1000, 0.05, 0.5375290408014308],
    [61, 1000, 0.05, 0.948890440958115],
    [1450, 30000, 0.05, 0.09438643702703946],
    [99, 100, 0.99, 0.6339676587267709],
    [700, 1000, 0.6, 0.9999999999799434],
    [49700, 1_000_000, 0.05, 0.08459452203757796],
  ])('P(X ≤ %d) of %d draws at %d is what SciPy gives', (k, n, p, expected) => {
    expect(binomialCdf(k, n, p)).toBeCloseTo(expected, 9);
  });

  it('is the sum of its terms', () => {
    const draws = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(draws, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, p) => {
        let [term, sum] = [(1 - p) ** n, 0];
        for (let k = 0; k <= n; k += 1) {
          sum += term;
          expect(binomialCdf(k, n, p)).toBeCloseTo(sum, 10);
          term *= ((n - k) / (k + 1)) * (p / (1 - p));
        }
      }),
    );
  });

  it('is certain at its ends', () => {
    expect([binomialCdf(-1, 5, 0.5), binomialCdf(5, 5, 0.5), binomialCdf(2, 5, 0), binomialCdf(2, 5, 1)]).toEqual([
      0, 1, 1, 0,
    ]);
  });
});

describe('exact bounds', () => {
  // SciPy 1.10, beta.ppf.
  it.each([
    [3, 1000, 0.0006190999316495713, 0.008742023238478303, 0.007735244718479458],
    [250, 1000, 0.22343040626468022, 0.2780500062237557, 0.2735536313237202],
    [29, 30, 0.8278305443665873, 0.9991564290733695, 0.9982916843555343],
    [12000, 30000, 0.3944496239590885, 0.40556974735717416, 0.4046760292508448],
  ])('of %d of %d are quantiles of beta distributions', (k, n, low, high, oneSided) => {
    const [from, to] = exactInterval(k, n);
    expect([from, to, upperEnd(k, n, 0.05)]).toEqual([low, high, oneSided].map((end) => expect.closeTo(end, 8)));
  });

  it('of none bad among 59 is just under 5 %: the rule by which a lane opens soonest', () => {
    expect(upperEnd(0, 59, 0.05)).toBeLessThan(0.05);
    expect(upperEnd(0, 58, 0.05)).toBeGreaterThan(0.05);
  });
});
