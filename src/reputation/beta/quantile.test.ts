import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaInterval, betaMean, betaVariance } from './beta.ts';
import { betaQuantile } from './quantile.ts';

describe('the quantile of a Beta distribution', () => {
  /** Reckoned with 40 digits. */
  it.each([
    [0.05, 0.5, 0.5, 0.00615582970243114],
    [0.95, 0.5, 0.5, 0.993844170297569],
    [0.5, 0.5, 0.5, 0.5],
    [0.001, 0.5, 0.5, 2.46739907091694e-6],
    [0.05, 0.5, 1, 0.0025],
    [0.95, 0.5, 1, 0.9025],
    [0.5, 0.5, 1, 0.25],
    [0.001, 0.5, 1, 1.0e-6],
    [0.05, 1, 0.5, 0.0975],
    [0.95, 1, 0.5, 0.9975],
    [0.5, 1, 0.5, 0.75],
    [0.001, 1, 0.5, 0.001999],
    [0.05, 1, 1, 0.05],
    [0.95, 1, 1, 0.95],
    [0.5, 1, 1, 0.5],
    [0.001, 1, 1, 0.001],
    [0.05, 1, 3, 0.0169524275084415],
    [0.95, 1, 3, 0.631596850135961],
    [0.5, 1, 3, 0.2062994740159],
    [0.001, 1, 3, 0.000333444506214022],
    [0.05, 2, 1, 0.223606797749979],
    [0.95, 2, 1, 0.974679434480896],
    [0.5, 2, 1, Math.SQRT1_2],
    [0.001, 2, 1, 0.0316227766016838],
    [0.05, 3, 2, 0.248604625730181],
    [0.95, 3, 2, 0.902388537113586],
    [0.5, 3, 2, 0.61427243186761],
    [0.001, 3, 2, 0.0640381391028334],
    [0.05, 1.5, 1.5, 0.0973081817399401],
    [0.95, 1.5, 1.5, 0.90269181826006],
    [0.5, 1.5, 1.5, 0.5],
    [0.001, 1.5, 1.5, 0.00703687867368209],
    [0.05, 0.5, 12, 0.000167273238573014],
    [0.95, 0.5, 12, 0.150733401219933],
    [0.5, 0.5, 12, 0.0191678714908033],
    [0.001, 0.5, 12, 6.68273188429065e-8],
    [0.05, 11, 1, 0.761595809619147],
    [0.95, 11, 1, 0.995347828267803],
    [0.5, 11, 1, 0.938930910661706],
    [0.001, 11, 1, 0.533669923120631],
    [0.05, 1, 21, 0.00243955725966886],
    [0.95, 1, 21, 0.132945911026523],
    [0.5, 1, 21, 0.0324682214761084],
    [0.001, 1, 21, 4.76417381241356e-5],
    [0.05, 20, 47, 0.210709678863705],
    [0.95, 20, 47, 0.393193958205144],
    [0.5, 20, 47, 0.29649210046995],
    [0.001, 20, 47, 0.147641398141925],
    [0.05, 100, 3, 0.939563537168651],
    [0.95, 100, 3, 0.991936412977467],
    [0.5, 100, 3, 0.973870161816584],
    [0.001, 100, 3, 0.8947680238351],
    [0.05, 1000, 1000, 0.481613898702963],
    [0.95, 1000, 1000, 0.518386101297037],
    [0.5, 1000, 1000, 0.5],
    [0.001, 1000, 1000, 0.465487051520936],
    [0.05, 1, 1000000, 5.12932930720495e-8],
    [0.95, 1, 1000000, 2.99572778635254e-6],
    [0.5, 1, 1000000, 6.93146940333494e-7],
    [0.001, 1, 1000000, 1.00050033308303e-9],
    [0.05, 0.5, 1000000, 1.96607048959461e-9],
    [0.95, 0.5, 1000000, 1.92072804592892e-6],
    [0.5, 0.5, 1000000, 2.27468242555941e-7],
    [0.001, 0.5, 1000000, 7.85398770980605e-13],
    [0.05, 1000000, 0.5, 0.999998079271954],
    [0.95, 1000000, 0.5, 0.99999999803393],
    [0.5, 1000000, 0.5, 0.999999772531757],
    [0.001, 1000000, 0.5, 0.999994586230216],
    [0.05, 1000000, 1000000, 0.499418456547143],
    [0.95, 1000000, 1000000, 0.500581543452857],
    [0.5, 1000000, 1000000, 0.5],
    [0.001, 1000000, 1000000, 0.498907439058045],
    [0.05, 1000000, 3, 0.999993704232492],
    [0.95, 1000000, 3, 0.999999182309705],
    [0.5, 1000000, 3, 0.999997325945936],
    [0.001, 1000000, 3, 0.99998877120203],
    [0.05, 123456.5, 7890.25, 0.938845848205649],
    [0.95, 123456.5, 7890.25, 0.941002717362701],
    [0.5, 123456.5, 7890.25, 0.939930324004765],
    [0.001, 123456.5, 7890.25, 0.937882902418251],
    [0.05, 400000, 600000, 0.399194303645045],
    [0.95, 400000, 600000, 0.40080592376087],
    [0.5, 400000, 600000, 0.399999933333307],
    [0.001, 400000, 600000, 0.398486674718564],
  ])('%f of Beta(%f, %f) is %f', (p, alpha, beta, expected) => {
    expect(Math.abs(betaQuantile(p, alpha, beta) - expected)).toBeLessThanOrEqual(1e-10);
    expect(Math.abs(betaQuantile(p, alpha, beta) / expected - 1)).toBeLessThan(1e-6);
  });

  const shape = fc.double({ min: 0.5, max: 1e6, noNaN: true });
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

  it('is one minus that of the mirrored distribution', () => {
    fc.assert(
      fc.property(share, shape, shape, (p, alpha, beta) => {
        expect(betaQuantile(p, alpha, beta)).toBeCloseTo(1 - betaQuantile(1 - p, beta, alpha), 10);
      }),
      { numRuns: 60 },
    );
  });

  it('rises with the share and with alpha', () => {
    fc.assert(
      fc.property(share, share, shape, shape, (p, q, alpha, beta) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        expect(betaQuantile(low, alpha, beta)).toBeLessThanOrEqual(betaQuantile(high, alpha, beta) + 1e-12);
        expect(betaQuantile(p, alpha, beta)).toBeLessThanOrEqual(betaQuantile(p, alpha + 1, beta) + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [0.5, 0, 3, 0],
    [0.5, 3, 0, 1],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
    [0, 0, 3, 0],
    [1, 3, 0, 1],
  ])('%f of Beta(%f, %f) is exactly %f', (p, alpha, beta, expected) => {
    expect(betaQuantile(p, alpha, beta)).toBe(expected);
  });

  it('of shapes near nothing is near an end', () => {
    expect(betaQuantile(0.05, 0.01, 5)).toBeLessThan(1e-60);
    expect(betaQuantile(0.95, 5, 0.001)).toBeGreaterThan(0.999999);
  });

  it.each([
    [-0.1, 1, 1],
    [1.1, 1, 1],
    [Number.NaN, 1, 1],
    [0.5, -1, 1],
    [0.5, 0, 0],
    [0.5, Number.NaN, 1],
    [0.5, 1, Number.POSITIVE_INFINITY],
  ])('%f of Beta(%f, %f) is nothing', (p, alpha, beta) => {
    expect(() => betaQuantile(p, alpha, beta)).toThrow(RangeError);
  });
});

describe('a Beta distribution', () => {
  it.each([
    [1, 1, 0.5, 1 / 12],
    [3, 2, 0.6, 0.04],
    [1, 3, 0.25, 0.0375],
  ])('(%f, %f) has mean %f and variance %f', (alpha, beta, mean, variance) => {
    expect(betaMean({ alpha, beta })).toBeCloseTo(mean, 15);
    expect(betaVariance({ alpha, beta })).toBeCloseTo(variance, 15);
  });

  it('has an interval with as much on either side; of no knowledge, 90 % is .05 to .95', () => {
    const [low, high] = betaInterval({ alpha: 1, beta: 1 });
    expect([low, high].map((end) => end.toFixed(12))).toEqual(['0.050000000000', '0.950000000000']);
    expect(betaInterval({ alpha: 0, beta: 100 })).toEqual([0, 0]);
    expect(betaInterval({ alpha: 3, beta: 2 }, 0.5)).toEqual([betaQuantile(0.25, 3, 2), betaQuantile(0.75, 3, 2)]);
  });
});
