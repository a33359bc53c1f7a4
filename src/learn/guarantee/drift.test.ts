import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { driftOf } from './drift.ts';

/** Outcomes of probabilities between .5 and 1, each clean with `truth` of what was given. */
const drawn = (random: () => number, count: number, truth: (p: number) => number) => {
  const probabilities = Float64Array.from({ length: count }, () => 1 - 0.5 * random());
  return { probabilities, labels: Uint8Array.from(probabilities, (p) => (random() < truth(p) ? 1 : 0)) };
};

const alarms = (sets: number, count: number, truth: (p: number) => number, bound = 0.05): number => {
  const random = randomFrom(31);
  let alarmed = 0;
  for (let set = 0; set < sets; set += 1) {
    const { probabilities, labels } = drawn(random, count, truth);
    if (driftOf(probabilities, labels, { ece: bound }).drifted) alarmed += 1;
  }
  return alarmed / sets;
};

describe('drift', () => {
  const MOST = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / 500);

  it.each<[string, number, (p: number) => number]>([
    ['of a calibrated model, 100 outcomes', 100, (p) => p],
    ['of a calibrated model, 2,000 outcomes', 2000, (p) => p],
    ['of a model as far off as the bound, all one way, 500 outcomes', 500, (p) => p - 0.05],
    ['of one as far off as the bound, both ways, 500 outcomes', 500, (p) => (p < 0.75 ? p + 0.05 : p - 0.05)],
  ])('is alarmed in at most 5 %% of 500 drawn sets %s', (_, count, truth) => {
    expect(alarms(500, count, truth)).toBeLessThan(MOST);
  });

  it('finds a shift of .15 with 500 outcomes, nearly always', () => {
    expect(alarms(200, 500, (p) => p - 0.15)).toBeGreaterThan(0.99);
    expect(alarms(200, 500, (p) => p - 0.15, 0.1)).toBeGreaterThan(0.5);
  });

  it('finds an error that the means do not show', () => {
    expect(alarms(100, 1000, (p) => (p < 0.75 ? p + 0.2 : p - 0.2))).toBeGreaterThan(0.99);
  });

  it('of a calibrated model, looked at after every 20 outcomes up to 1,000, is seldom alarmed', () => {
    const random = randomFrom(33);
    let alarmed = 0;
    for (let set = 0; set < 60; set += 1) {
      const { probabilities, labels } = drawn(random, 1000, (p) => p);
      for (let count = 100; count <= 1000; count += 20) {
        if (driftOf(probabilities.slice(0, count), labels.slice(0, count), { ece: 0.05 }).drifted) {
          alarmed += 1;
          break;
        }
      }
    }
    expect(alarmed / 60).toBeLessThanOrEqual(0.05);
  });

  it('has no alarm before there are enough outcomes, however wrong', () => {
    const wrong = (count: number) => driftOf(new Float64Array(count).fill(1), new Uint8Array(count), { ece: 0.05 });
    expect(wrong(99)).toMatchObject({
      n: 99,
      ece: 1,
      drifted: false,
      reason: '99 outcomes are too few to tell: at least 100',
    });
    expect(wrong(100)).toMatchObject({ n: 100, ece: 1, drifted: true, predicted: 1, observed: 0 });
    expect(wrong(100).reason).toMatch(/^calibration error is at least 0\.9\d+, over the bound of 0\.050: 1\.000 given/);
  });

  it('knows nothing of no outcomes', () => {
    const drift = driftOf(new Float64Array(0), new Uint8Array(0), { ece: 0.05 });
    expect(drift).toMatchObject({ n: 0, ece: Number.NaN, interval: [0, 1], drifted: false });
  });

  it('of one kind of outcome, and of equal probabilities, is what one expects', () => {
    const ones = driftOf(new Float64Array(200).fill(0.99), new Uint8Array(200).fill(1), { ece: 0.05 });
    expect(ones).toMatchObject({ drifted: false, observed: 1 });
    expect(ones.interval[0]).toBe(0);
  });

  it.each([
    ['probabilities must be within [0,1], got NaN', [Number.NaN], { ece: 0.05 }],
    ['ece must be within (0,1), got 0', [0.5], { ece: 0 }],
    ['ece must be within (0,1), got NaN', [0.5], { ece: Number.NaN }],
    ['least must be a whole number ≥ 1, got 0', [0.5], { ece: 0.05, least: 0 }],
  ])('refuses: %s', (message, probabilities, bound) => {
    expect(() => driftOf(Float64Array.from(probabilities), Uint8Array.of(1), bound)).toThrow(new RangeError(message));
  });
});
