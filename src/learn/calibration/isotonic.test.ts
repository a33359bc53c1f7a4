import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrated, isotonicOf } from './isotonic.ts';
import { isotonicFromJson } from './isotonic-json.ts';

interface Example {
  readonly score: number;
  readonly label: number;
  readonly weight: number;
}

const examples = fc
  .array(
    fc.record({
      score: fc.integer({ min: -4, max: 4 }),
      label: fc.integer({ min: 0, max: 1 }),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .filter((all) => all.some(({ weight }) => weight > 0));

const fitted = (all: readonly Example[], doubt = 0) =>
  isotonicOf(
    Float64Array.from(all, ({ score }) => score),
    Uint8Array.from(all, ({ label }) => label),
    { weights: Float64Array.from(all, ({ weight }) => weight), doubt },
  );

/** As Robertson, Wright and Dykstra 1988 give it: the highest over starts of the lowest over ends of the mean between. */
const byMinMax = (all: readonly Example[], score: number): number => {
  const levels = [...new Set(all.filter(({ weight }) => weight > 0).map((each) => each.score))].sort((a, b) => a - b);
  const mean = (from: number, to: number): number => {
    const between = all.filter((each) => each.score >= from && each.score <= to);
    const weight = between.reduce((sum, each) => sum + each.weight, 0);
    return between.reduce((sum, each) => sum + each.weight * each.label, 0) / weight;
  };
  const lowest = (from: number): number => Math.min(...levels.filter((to) => to >= score).map((to) => mean(from, to)));
  return Math.max(...levels.filter((from) => from <= score).map(lowest));
};

const SCORES = Float64Array.of(0.1, 0.2, 0.2, 0.35, 0.4, 0.5, 0.5, 0.5, 0.62, 0.7, 0.81, 0.9);
const LABELS = Uint8Array.of(0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1);
const WEIGHTS = Float64Array.of(1, 2, 1, 1, 0.5, 1, 3, 1, 1, 2, 1, 1);
const ASKED = [0, 0.15, 0.2, 0.3, 0.45, 0.58, 0.66, 0.75, 0.85, 1];

describe('isotonic regression', () => {
  it('is at every score what the formula of highest and lowest means gives', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const curve = fitted(all);
        for (const { score } of all.filter(({ weight }) => weight > 0)) {
          expect(calibrated(curve, score)).toBeCloseTo(byMinMax(all, score), 12);
        }
      }),
      { numRuns: 500 },
    );
  });

  // scikit-learn 1.2.1, IsotonicRegression(out_of_bounds='clip').predict.
  it.each([
    [undefined, [0, 1 / 6, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 2 / 3, 0.8181818181818181, 1, 1]],
    [WEIGHTS, [0, 0.25, 0.5, 0.5, 11 / 17, 11 / 17, 11 / 17, 0.8074866310160428, 1, 1]],
  ])('with weights %s gives what scikit-learn gives, between and beyond the examples too', (weights, expected) => {
    const curve = isotonicOf(SCORES, LABELS, { weights });
    ASKED.forEach((score, at) => {
      expect(calibrated(curve, score)).toBeCloseTo(expected[at] ?? Number.NaN, 14);
    });
  });

  it('never falls, stays within [0,1] and is a curve of the strict form, whatever the doubt', () => {
    const numbers = fc.array(fc.double({ noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(examples, fc.constantFrom(0, 0.5, 1, 10), numbers, (all, doubt, asked) => {
        const curve = fitted(all, doubt);
        expect(isotonicFromJson(JSON.parse(JSON.stringify(curve)))).toEqual(JSON.parse(JSON.stringify(curve)));
        const values = asked.sort((a, b) => a - b).map((score) => calibrated(curve, score));
        for (const [at, value] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual(at === 0 ? 0 : (values[at - 1] ?? 0));
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes a weight for repeated examples, and none for absent ones', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const repeated = all.flatMap((each) => Array<Example>(each.weight).fill({ ...each, weight: 1 }));
        expect(fitted(repeated)).toEqual(fitted(all));
      }),
    );
  });

  it('with doubt gives neither 0 nor 1, and tends to what it gives without as examples grow', () => {
    const curve = isotonicOf(Float64Array.of(1, 2, 3, 4), Uint8Array.of(0, 0, 1, 1), { doubt: 1 });
    expect(curve.values).toEqual([1 / 3, 1 / 3, 2 / 3, 2 / 3]);
    const many = Float64Array.from({ length: 2000 }, (_, item) => item);
    const sure = isotonicOf(
      many,
      Uint8Array.from(many, (item) => (item < 1000 ? 0 : 1)),
      { doubt: 1 },
    );
    expect(calibrated(sure, 0)).toBeCloseTo(1 / 1001, 12);
    expect(calibrated(sure, 5000)).toBeCloseTo(1000 / 1001, 12);
  });

  it('has one value when all scores are equal, or all labels', () => {
    expect(isotonicOf(Float64Array.of(5, 5, 5, 5), Uint8Array.of(0, 1, 1, 1))).toEqual({
      thresholds: [5],
      values: [0.75],
    });
    expect(isotonicOf(Float64Array.of(1, 2), Uint8Array.of(1, 1))).toEqual({ thresholds: [1, 2], values: [1, 1] });
  });

  it('keeps to the line between the farthest scores and the nearest', () => {
    const far = { thresholds: [-Number.MAX_VALUE, Number.MAX_VALUE], values: [0, 1] };
    expect(calibrated(far, 0)).toBe(0.5);
    const near = { thresholds: [0, Number.MIN_VALUE], values: [0.25, 0.75] };
    expect([0, Number.MIN_VALUE].map((score) => calibrated(near, score))).toEqual([0.25, 0.75]);
  });

  it.each<[string, number[], number[], number[] | undefined, number]>([
    ['scores must have an entry of positive weight, got none', [], [], undefined, 0],
    ['scores must have an entry of positive weight, got none', [1], [1], [0], 0],
    ['labels must have one entry per score (2), got 1', [1, 2], [1], undefined, 0],
    ['weights must have one entry per score (1), got 2', [1], [1], [1, 1], 0],
    ['scores must be finite, got NaN', [Number.NaN], [1], undefined, 0],
    ['scores must be finite, got -Infinity', [Number.NEGATIVE_INFINITY], [1], undefined, 0],
    ['labels must be 0 or 1, got 2', [1], [2], undefined, 0],
    ['weights must be finite and at least 0, got -1', [1], [1], [-1], 0],
    ['weights must be finite and at least 0, got NaN', [1], [1], [Number.NaN], 0],
    ['doubt must be ≥ 0, got NaN', [1], [1], undefined, Number.NaN],
  ])('refuses: %s', (message, scores, labels, weights, doubt) => {
    const options = { weights: weights && Float64Array.from(weights), doubt };
    expect(() => isotonicOf(Float64Array.from(scores), Uint8Array.from(labels), options)).toThrow(
      new RangeError(message),
    );
  });

  it('refuses to calibrate what is no number', () => {
    expect(() => calibrated({ thresholds: [0], values: [1] }, Number.NaN)).toThrow('score must be a number, got NaN');
  });
});

describe('a calibration from JSON', () => {
  it.each<[string, unknown]>([
    ['the calibration is not an object', null],
    ['the calibration is not an object', [1]],
    ['the calibration is not an object', 'x'],
    ['the calibration has a field beside thresholds and values', { thresholds: [1], values: [1], more: 1 }],
    ['the calibration needs thresholds and values: lists of finite numbers', {}],
    ['the calibration needs thresholds and values: lists of finite numbers', { thresholds: [1], values: [null] }],
    ['the calibration needs thresholds and values: lists of finite numbers', { thresholds: ['1'], values: [1] }],
    ['the calibration needs thresholds and values: lists of finite numbers', { thresholds: [Number.NaN], values: [1] }],
    [
      'the calibration needs thresholds and values: lists of finite numbers',
      { thresholds: Array(100_001).fill(0), values: [0] },
    ],
    ['the calibration has 2 thresholds and 1 values', { thresholds: [1, 2], values: [1] }],
    ['the calibration is empty', { thresholds: [], values: [] }],
    ['the calibration has a value outside [0,1]', { thresholds: [1], values: [1.01] }],
    ['the calibration has a value outside [0,1]', { thresholds: [1], values: [-0.01] }],
    ['the calibration has thresholds that do not rise', { thresholds: [1, 1], values: [0, 1] }],
    ['the calibration has values that fall', { thresholds: [1, 2], values: [0.5, 0.4] }],
  ])('is refused: %s (%#)', (problem, json) => {
    expect(isotonicFromJson(json)).toBe(problem);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        expect(typeof isotonicFromJson(json)).toMatch(/string|object/);
      }),
    );
  });
});
