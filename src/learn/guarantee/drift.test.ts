import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { driftOf, LOOK_GROWTH } from './drift.ts';

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
    expect(alarms(200, 500, (p) => p - 0.15)).toBeGreaterThan(0.9);
  });

  // As docs/model.md says of a model in service.
  it.each([
    [0.4, 100],
    [0.25, 300],
    [0.2, 1000],
    [0.15, 3000],
  ])('finds a shift of %d, over a bound of .1, with %i outcomes, nine times in ten', (shift, count) => {
    expect(alarms(100, count, (p) => p - shift, 0.1)).toBeGreaterThan(0.9);
  });

  it('finds an error that the means do not show', () => {
    expect(alarms(100, 1000, (p) => (p < 0.75 ? p + 0.2 : p - 0.2))).toBeGreaterThan(0.99);
  });

  it.each<[string, (random: number) => number, (p: number) => number]>([
    ['too low, all the same', () => 0.8, (p) => p + 0.1],
    ['too high, all the same', () => 0.8, (p) => p - 0.1],
    ['too low, next to certain', () => 0.89, (p) => p + 0.1],
    ['too high, spread out', (random) => 0.5 + random / 2, (p) => p - 0.1],
    ['both ways', (random) => 0.55 + 0.35 * random, (p) => (p < 0.725 ? p + 0.1 : p - 0.1)],
  ])(
    'looked at again and again up to 3,000 outcomes, right at the bound (%s), is alarmed in at most 5 %%',
    (_, given, truth) => {
      const random = randomFrom(33);
      const sets = 100;
      let alarmed = 0;
      for (let set = 0; set < sets; set += 1) {
        const probabilities = Float64Array.from({ length: 3000 }, () => given(random()));
        const labels = Uint8Array.from(probabilities, (p) => (random() < truth(p) ? 1 : 0));
        const isFound = (count: number): boolean =>
          driftOf(probabilities.slice(0, count), labels.slice(0, count), { ece: 0.1 }).drifted;
        let isAlarmed = false;
        for (let count = 100; count <= 3000 && !isAlarmed; count = Math.ceil(count * LOOK_GROWTH + 1))
          isAlarmed = isFound(count);
        if (isAlarmed) alarmed += 1;
      }
      expect(alarmed / sets).toBeLessThanOrEqual(0.05);
    },
  );

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
