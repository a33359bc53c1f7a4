import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { guaranteedThreshold } from './guaranteed-threshold.ts';

const of = (probabilities: readonly number[], labels: readonly number[], target = 0.05, confidence = 0.95) =>
  guaranteedThreshold(Float64Array.from(probabilities), Uint8Array.from(labels), { target, confidence });

/** So many examples in the proportions of these: of each probability in turn, how many there are and how many are bad. */
const likeThese = (levels: readonly (readonly [count: number, bad: number])[], rows: number, target: number) => {
  const size = levels.reduce((sum, [count]) => sum + count, 0);
  const shares = (upTo: number, field: 0 | 1): number =>
    Math.round((levels.slice(0, upTo).reduce((sum, level) => sum + level[field], 0) * rows) / size);
  const each = levels.map((_, at) => ({
    probability: 1 - at / 10,
    count: shares(at + 1, 0) - shares(at, 0),
    bad: shares(at + 1, 1) - shares(at, 1),
  }));
  return of(
    each.flatMap(({ probability, count }) => Array<number>(count).fill(probability)),
    each.flatMap(({ count, bad }) => Array.from({ length: count }, (_, item) => (item < bad ? 0 : 1))),
    target,
  );
};

const clean = (count: number): number[] => Array<number>(count).fill(1);

/** Share of drawn sets whose threshold approves a share over the target; `rate` of bad ones by place in [0,1) from the top. */
const wrongOpenings = (rate: (place: number) => number, sets: number, size: number): number => {
  const random = randomFrom(21);
  let wrong = 0;
  for (let set = 0; set < sets; set += 1) {
    const probabilities = Float64Array.from({ length: size }, random);
    const labels = Uint8Array.from(probabilities, (p) => (random() < rate(1 - p) ? 0 : 1));
    const { value } = guaranteedThreshold(probabilities, labels, { target: 0.05 });
    if (value !== null && meanRate(rate, 1 - value) > 0.05) wrong += 1;
  }
  return wrong / sets;
};

const meanRate = (rate: (place: number) => number, approved: number): number =>
  Array.from({ length: 200 }, (_, step) => rate((approved * (step + 0.5)) / 200)).reduce((sum, each) => sum + each) /
  200;

describe('a threshold by guarantee', () => {
  const SETS = 2000;
  const MOST = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / SETS);

  it.each<[string, (place: number) => number]>([
    ['is just above the target everywhere', () => 0.0505],
    ['crosses the target on the way down', (place) => 0.02 + 0.08 * place],
    ['is above the target at the top, and just above it in all', (place) => 0.07 - 0.036 * place],
  ])('breaks its promise in at most 5 % of 2,000 drawn sets where the share of bad ones %s', (_, rate) => {
    expect(wrongOpenings(rate, SETS, 800)).toBeLessThan(MOST);
  });

  it('opens nearly always where half of all are good enough by far, and then approves about that half', () => {
    const random = randomFrom(22);
    let [opened, share] = [0, 0];
    for (let set = 0; set < 100; set += 1) {
      const probabilities = Float64Array.from({ length: 1000 }, random);
      const labels = Uint8Array.from(probabilities, (p) => (random() < (p > 0.5 ? 0.01 : 0.4) ? 0 : 1));
      const { value, approved } = guaranteedThreshold(probabilities, labels, { target: 0.05 });
      if (value !== null) opened += 1;
      share += approved / 1000 / 100;
    }
    expect(opened).toBeGreaterThan(95);
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.6);
  });

  it('opens with 59 clean ones and no fewer, when there is one threshold', () => {
    expect(of(clean(59), clean(59))).toMatchObject({ value: 1, approved: 59, bad: 0, tried: 1, needed: 0 });
    expect(of(clean(58), clean(58))).toMatchObject({ value: null, approved: 0, upper: null, needed: 1 });
    expect(of([], [])).toMatchObject({ value: null, needed: 59, tried: 0 });
  });

  it('says an upper end that is the exact one at the error it was tested with', () => {
    // One start: SciPy's beta.ppf(.95, 2, 98).
    const { upper } = of(clean(99), [0, ...clean(98)]);
    expect(upper).toBeCloseTo(0.0470212, 6);
  });

  it('never parts equals: what it approves is all at or over its value', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { minLength: 100, maxLength: 400 });
    fc.assert(
      fc.property(cases, (all) => {
        const probabilities = all.map(([level]) => level / 4);
        const labels = all.map(([level, luck]) => (luck || level > 1 ? 1 : 0));
        const { value, approved, bad, upper, target } = of(probabilities, labels, 0.1);
        if (value === null) return;
        expect(approved).toBe(probabilities.filter((each) => each >= value).length);
        expect(bad).toBe(labels.filter((label, item) => label === 0 && (probabilities[item] ?? 0) >= value).length);
        expect(bad / approved).toBeLessThanOrEqual(upper ?? 0);
        expect(upper).toBeLessThanOrEqual(target);
      }),
      { numRuns: 60 },
    );
  });

  it('is never raised by a label that turns clean, a higher target or a lower confidence', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
      minLength: 60,
      maxLength: 400,
    });
    const at = ({ value }: { value: number | null }): number => value ?? Number.POSITIVE_INFINITY;
    fc.assert(
      fc.property(cases, fc.nat(), (all, which) => {
        const probabilities = all.map(([level]) => level / 30);
        const labels = all.map(([level, luck]) => (luck < level + 15 ? 1 : 0));
        const better = labels.with(which % labels.length, 1);
        const before = at(of(probabilities, labels, 0.1));
        expect(at(of(probabilities, better, 0.1))).toBeLessThanOrEqual(before);
        expect(at(of(probabilities, labels, 0.12))).toBeLessThanOrEqual(before);
        expect(at(of(probabilities, labels, 0.1, 0.9))).toBeLessThanOrEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('says how many more like these would open it, and with as many it is open', () => {
    const probabilities = clean(100);
    const labels = [0, 0, 0, ...clean(97)];
    const { value, needed } = of(probabilities, labels);
    expect(value).toBeNull();
    const times = 1 + (needed ?? 0) / 100;
    const rows = Math.ceil(100 * times);
    const bad = Math.ceil(3 * times);
    expect(of(clean(rows), [...Array<number>(bad).fill(0), ...clean(rows - bad)]).value).toBe(1);
  });

  it('says a number with which it is open and with some more stays so, of 100 drawn sets in 99 at least', () => {
    const random = randomFrom(8);
    let [tried, closed] = [0, 0];
    for (let set = 0; tried < 200; set += 1) {
      const levels = Array.from({ length: 1 + (set % 5) }, (_, at): [number, number] => {
        const count = 10 + Math.floor(random() * 120);
        return [count, Math.floor(count * random() * 0.12 * (at + 0.3))];
      });
      const size = levels.reduce((sum, [count]) => sum + count, 0);
      const target = [0.05, 0.1, 0.2][set % 3] ?? 0.05;
      const { needed } = likeThese(levels, size, target);
      if (needed === null || needed === 0 || needed > 2000) continue;
      tried += 1;
      const stays = [0, 1, 3, 8, 21].every((more) => likeThese(levels, size + needed + more, target).value !== null);
      if (!stays) closed += 1;
    }
    expect(closed).toBeLessThanOrEqual(2);
  });

  it('says that no number would where the share of bad ones is over the target', () => {
    const { value, needed, words } = of(clean(100), [...Array<number>(6).fill(0), ...clean(94)]);
    expect([value, needed]).toEqual([null, null]);
    expect(words).toContain('6 of 100 held-out changes were not clean');
    expect(words).toContain('no number of further changes would show one');
    expect(of(clean(10), Array(10).fill(0)).needed).toBeNull();
  });

  it('says in words what is promised, and what that assumes', () => {
    const { words } = of(clean(80), clean(80));
    expect(words).toBe(
      'From 1.000 on, 80 of 80 held-out changes would have been approved, 0 of them wrongly; with 95 % confidence at ' +
        'most 5 % will be, as long as coming changes are like the held-out ones and turn out independently of each other',
    );
  });

  it.each([
    ['target must be within (0,1), got 0', [0.5], [1], 0, 0.95],
    ['target must be within (0,1), got NaN', [0.5], [1], Number.NaN, 0.95],
    ['confidence must be within (0,1), got 1', [0.5], [1], 0.05, 1],
    ['probabilities must be within [0,1], got NaN', [Number.NaN], [1], 0.05, 0.95],
    ['labels must have one entry per probability (1), got 0', [0.5], [], 0.05, 0.95],
  ])('refuses: %s', (message, probabilities, labels, target, confidence) => {
    expect(() => of(probabilities, labels, target, confidence)).toThrow(new RangeError(message));
  });
});
