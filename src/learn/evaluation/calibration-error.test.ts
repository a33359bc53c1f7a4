import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { calibrationErrorOf, eceOf } from './calibration-error.ts';
import { foldedNormalMean, normalCdf } from './normal.ts';
import { reliabilityOf } from './reliability.ts';

const of = (probabilities: number[], labels: number[]) =>
  [Float64Array.from(probabilities), Uint8Array.from(labels)] as const;

describe('the expected calibration error', () => {
  it('is what one counts by hand', () => {
    // Two bins: (.1, .3) with no clean one, (.7, .9) with one: .5 · |.2 − 0| + .5 · |.8 − .5|.
    expect(eceOf(...of([0.7, 0.1, 0.9, 0.3], [0, 0, 1, 0]), { bins: 2 })).toBeCloseTo(0.25, 12);
    expect(eceOf(...of([0, 1, 1, 0], [0, 1, 1, 0]))).toBe(0);
    expect(eceOf(...of([0, 1, 1, 0], [1, 0, 0, 1]))).toBe(1);
  });

  it('cuts bins of equal counts', () => {
    const probabilities = Array.from({ length: 60 }, (_, item) => ((item * 37) % 60) / 60);
    const curve = reliabilityOf(...of(probabilities, Array(60).fill(1)));
    expect(curve.map(({ count }) => count)).toEqual(Array(15).fill(4));
    expect(curve.map(({ predicted }) => predicted)).toEqual(
      Array.from({ length: 15 }, (_, bin) => expect.closeTo((4 * bin + 1.5) / 60, 12)),
    );
  });

  it('never parts equal probabilities, whatever the order: half of them alike are in one bin', () => {
    const probabilities = Array.from({ length: 40 }, (_, item) => (item % 2 === 0 ? 0.5 : 0.6 + item / 100));
    const curve = reliabilityOf(
      ...of(
        probabilities,
        probabilities.map((_, item) => (item % 4 === 0 ? 1 : 0)),
      ),
    );
    expect(curve[0]).toMatchObject({ count: 20, predicted: 0.5, observed: 0.5 });
    expect(curve.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  });

  it('is no lower with more bins that part the same ones, and at least the distance of the means', () => {
    const items = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 8 }), (all, bins) => {
        const [probabilities, labels] = of(
          all.map(([probability]) => probability),
          all.map(([, label]) => label),
        );
        const means = all.reduce((sum, [probability, label]) => sum + probability - label, 0) / all.length;
        expect(eceOf(probabilities, labels, { bins: 1 })).toBeCloseTo(Math.abs(means), 12);
        const coarse = eceOf(probabilities, labels, { bins });
        expect(coarse).toBeGreaterThanOrEqual(Math.abs(means) - 1e-12);
        const fine = eceOf(probabilities, labels, { bins: 2 * bins });
        expect(fine).toBeGreaterThanOrEqual(coarse - 1e-12);
        expect(fine).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('takes a weight for repeated examples', () => {
    const items = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 3 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(items, (all) => {
        const weighted = calibrationErrorOf(
          ...of(
            all.map(([p]) => p / 5),
            all.map(([, label]) => label),
          ),
          {
            bins: 4,
            weights: Float64Array.from(all, ([, , weight]) => weight),
          },
        );
        const repeated = all.flatMap(([p, label, weight]) => Array<[number, number]>(weight).fill([p, label]));
        const plain = calibrationErrorOf(
          ...of(
            repeated.map(([p]) => p / 5),
            repeated.map(([, label]) => label),
          ),
          {
            bins: 4,
          },
        );
        for (const key of ['ece', 'debiased', 'byChance'] as const)
          expect([weighted[key]]).toEqual([Number.isNaN(plain[key]) ? Number.NaN : expect.closeTo(plain[key], 12)]);
      }),
    );
  });

  it('of calibrated probabilities is on average what chance makes it; the debiased one is nearer to 0', () => {
    const random = randomFrom(11);
    const runs = Array.from({ length: 300 }, () => {
      const probabilities = Float64Array.from({ length: 600 }, () => random());
      return calibrationErrorOf(
        probabilities,
        Uint8Array.from(probabilities, (p) => (random() < p ? 1 : 0)),
      );
    });
    const mean = (key: 'ece' | 'debiased' | 'byChance'): number =>
      runs.reduce((sum, run) => sum + run[key], 0) / runs.length;
    expect(mean('ece') / mean('byChance')).toBeGreaterThan(0.96);
    expect(mean('ece') / mean('byChance')).toBeLessThan(1.04);
    expect(mean('debiased')).toBeLessThan(0.6 * mean('ece'));
  });

  it('debiased is nearer to a true error of .05 than the plain one', () => {
    const random = randomFrom(12);
    let [plain, debiased] = [0, 0];
    for (let run = 0; run < 300; run += 1) {
      const probabilities = Float64Array.from({ length: 600 }, () => 0.1 + 0.8 * random());
      const shift = (p: number): number => (p < 0.5 ? p + 0.05 : p - 0.05);
      const labels = Uint8Array.from(probabilities, (p) => (random() < shift(p) ? 1 : 0));
      const error = calibrationErrorOf(probabilities, labels);
      plain += error.ece / 300;
      debiased += error.debiased / 300;
    }
    expect(plain).toBeGreaterThan(0.06);
    expect(Math.abs(debiased - 0.05)).toBeLessThan(0.6 * (plain - 0.05));
  });

  it('is not defined without examples', () => {
    expect(eceOf(...of([], []))).toBeNaN();
    expect(reliabilityOf(...of([], []))).toEqual([]);
  });

  it.each<[string, number[], number[], object]>([
    ['labels must have one entry per probability (1), got 2', [0.5], [0, 1], {}],
    ['labels must be 0 or 1, got 3', [0.5], [3], {}],
    ['probabilities must be within [0,1], got NaN', [Number.NaN], [1], {}],
    ['probabilities must be within [0,1], got 1.1', [1.1], [1], {}],
    ['weights must have one entry per probability (1), got 0', [0.5], [1], { weights: new Float64Array(0) }],
    ['weights must be finite and at least 0, got -1', [0.5], [1], { weights: Float64Array.of(-1) }],
    ['bins must be a whole number ≥ 1, got 0', [0.5], [1], { bins: 0 }],
    ['bins must be a whole number ≥ 1, got 1.5', [0.5], [1], { bins: 1.5 }],
  ])('refuses: %s', (message, probabilities, labels, options) => {
    expect(() => eceOf(...of(probabilities, labels), options)).toThrow(new RangeError(message));
  });
});

describe('a reliability curve', () => {
  it('gives each bin its exact interval', () => {
    const labels = Array.from({ length: 10 }, (_, item) => (item < 5 ? 1 : 0));
    const [point] = reliabilityOf(...of(Array(10).fill(0.4), labels));
    expect(point).toMatchObject({ count: 10, observed: 0.5 });
    expect(point?.predicted).toBeCloseTo(0.4, 12);
    expect(point?.low).toBeCloseTo(0.187086, 5);
    expect(point?.high).toBeCloseTo(0.812914, 5);
  });
});

describe('the normal distribution', () => {
  // SciPy 1.10, norm.cdf and foldnorm.mean.
  it.each([
    [-6, 9.865876450376946e-10],
    [-3, 0.0013498980316300933],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [4, 0.9999683287581669],
  ])('is at %d what SciPy gives', (z, expected) => {
    expect(normalCdf(z) / expected).toBeCloseTo(1, 6);
  });

  it.each([
    [0.1, 0.2, 0.1791186229605224],
    [-0.3, 0.1, 0.30007643086340957],
    [0, 1, 0.7978845608028654],
    [-2, 0, 2],
  ])('folded, of mean %d and deviation %d, has the mean SciPy gives', (mean, deviation, expected) => {
    expect(foldedNormalMean(mean, deviation)).toBeCloseTo(expected, 6);
  });
});
