import { describe, expect, it } from 'vitest';
import { brierOf, logLossOf } from './losses.ts';

const P = Float64Array.of(0.1, 0.2, 0.2, 0.35, 0.4, 0.5, 0.5, 0.5, 0.62, 0.7, 0.81, 0.9);
const LABELS = Uint8Array.of(0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1);
const WEIGHTS = Float64Array.of(1, 2, 1, 1, 0.5, 1, 3, 1, 1, 2, 1, 1);

describe('Brier’s score and the log loss', () => {
  it('are what scikit-learn 1.2.1 gives, with weights and without', () => {
    expect(brierOf(P, LABELS)).toBeCloseTo(0.21691666666666662, 14);
    expect(logLossOf(P, LABELS)).toBeCloseTo(0.6135456101079163, 14);
    expect(brierOf(P, LABELS, WEIGHTS)).toBeCloseTo(0.26148387096774195, 14);
    expect(logLossOf(P, LABELS, WEIGHTS)).toBeCloseTo(0.7163940021443771, 14);
  });

  it('of the base rate are r(1 − r) and the entropy', () => {
    const labels = Uint8Array.of(1, 0, 0, 0);
    const base = new Float64Array(4).fill(0.25);
    expect(brierOf(base, labels)).toBeCloseTo(0.1875, 14);
    expect(logLossOf(base, labels)).toBeCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), 14);
  });

  it('are finite where certainty was wrong, 0 where it was right', () => {
    expect(logLossOf(Float64Array.of(1, 0), Uint8Array.of(0, 1))).toBeCloseTo(34.5, 1);
    expect(logLossOf(Float64Array.of(1, 0), Uint8Array.of(1, 0))).toBeCloseTo(0, 14);
    expect(brierOf(Float64Array.of(1, 0), Uint8Array.of(0, 1))).toBe(1);
  });

  it('are not defined without examples, and refuse what is no probability', () => {
    for (const loss of [brierOf, logLossOf]) {
      expect(loss(new Float64Array(0), new Uint8Array(0))).toBeNaN();
      expect(() => loss(Float64Array.of(Number.NaN), Uint8Array.of(1))).toThrow(
        new RangeError('probabilities must be within [0,1], got NaN'),
      );
    }
  });
});
