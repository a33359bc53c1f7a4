import { expect, it } from 'vitest';
import { rankedBy } from './auc.ts';
import { calibrationNoiseOf } from './calibration-noise.ts';

it('is how far each bin’s difference moves, by its weight in the resample', () => {
  // Bins (.1, .3) and (.7, .9): differences .2 − .5 and .8 − .5.
  const probabilities = Float64Array.of(0.7, 0.1, 0.9, 0.3);
  const ranked = rankedBy(probabilities, Uint8Array.of(0, 0, 1, 1));
  const noise = calibrationNoiseOf(ranked, probabilities, 2);
  expect(noise(Float64Array.of(1, 1, 1, 1))).toBeCloseTo(0, 12);
  // The second bin holds .7, not clean, thrice: .7 − 0 against .3; the first holds .1, not clean, once: .1 against −.3.
  expect(noise(Float64Array.of(3, 1, 0, 0))).toBeCloseTo(0.75 * 0.4 + 0.25 * 0.4, 12);
});
