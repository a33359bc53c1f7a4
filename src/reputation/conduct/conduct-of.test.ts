import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDUCT_DIMENSIONS, type ConductDimension, type ConductSignal } from '../../domain/index.ts';
import { allFive, row, START_US, signal, times } from './conduct.testing.ts';
import { conductConfig } from './conduct-config.ts';
import { conductOf } from './conduct-of.ts';
import { CONDUCT_THRESHOLDS, conductTier, meetsThreshold } from './conduct-tier.ts';
import { CONDUCT_WEIGHTS, changedWeights, validateWeights } from './conduct-weights.ts';
import { trendOf } from './trend-of.ts';

describe('what conduct is reckoned by', () => {
  it('is 30 s, 300, 500 and the usual shares', () => {
    expect(conductConfig()).toEqual({
      updateIntervalSeconds: 30,
      revocationThreshold: 300,
      warningThreshold: 500,
      weights: {
        policy_compliance: 0.25,
        resource_efficiency: 0.15,
        output_quality: 0.2,
        security_posture: 0.25,
        collaboration_health: 0.15,
      },
    });
  });

  it.each([
    [{ updateIntervalSeconds: 1 }, true],
    [{ updateIntervalSeconds: 300 }, true],
    [{ updateIntervalSeconds: 0 }, false],
    [{ updateIntervalSeconds: 301 }, false],
    [{ updateIntervalSeconds: Number.NaN }, false],
    [{ revocationThreshold: 0 }, true],
    [{ revocationThreshold: 1000 }, true],
    [{ revocationThreshold: -1 }, false],
    [{ revocationThreshold: 1001 }, false],
    [{ warningThreshold: 0 }, true],
    [{ warningThreshold: 1000 }, true],
    [{ warningThreshold: -1 }, false],
    [{ warningThreshold: 1001 }, false],
    [{ weights: { ...CONDUCT_WEIGHTS, policy_compliance: 0.5 } }, false],
  ])('%j is allowed: %s', (options, allowed) => {
    const make = () => conductConfig(options);
    if (allowed) expect(make()).toMatchObject(options);
    else expect(make).toThrow(RangeError);
  });

  it.each([
    [0.25, true],
    [0.2509, true],
    [0.2491, true],
    [0.2511, false],
    [0.2489, false],
    [0.5, false],
    [Number.NaN, false],
  ])('a share of %d for policy makes a valid set: %s', (share, valid) => {
    expect(validateWeights({ ...CONDUCT_WEIGHTS, policy_compliance: share })).toBe(valid);
    expect(changedWeights(CONDUCT_WEIGHTS, { policy_compliance: share })).toEqual(
      valid ? { ...CONDUCT_WEIGHTS, policy_compliance: share } : null,
    );
  });

  it('refuses a share below 0 though the sum is 1, and a name that is no dimension', () => {
    expect(changedWeights(CONDUCT_WEIGHTS, { policy_compliance: -0.25, output_quality: 0.7 })).toBeNull();
    expect(changedWeights(CONDUCT_WEIGHTS, Object.fromEntries([['kindness', 0]]))).toBeNull();
  });
});

describe('the score of a dimension', () => {
  it.each<[string, number[], number, number]>([
    ['nothing', [], 50, 500],
    ['bad, then good', [0, 1], 50.2488, 500],
    ['good, then bad', [1, 0], 49.7512, 499],
    ['50 × .4, then 50 × 1', [...times(50, 0.4), ...times(50, 1)], 75.0167, 625 - 63],
    ['50 × .3, 50 × 0, then 50 × 1', [...times(50, 0.3), ...times(50, 0), ...times(50, 1)], 58.3612, 520],
    ['50 × .3, then 100 × 1', [...times(50, 0.3), ...times(100, 1)], 100, 625],
  ])('is right after %s', (_, values, score, total) => {
    const conduct = conductOf(row('policy_compliance', values));
    expect(conduct.dimensions.policy_compliance.score).toBeCloseTo(score, 4);
    expect(conduct.dimensions.policy_compliance.signalCount).toBe(values.length);
    expect(conduct.total).toBe(total);
  });
});

describe('the total', () => {
  it.each<[ConductDimension, number, number]>([
    ['policy_compliance', 625, 375],
    ['resource_efficiency', 575, 425],
    ['output_quality', 600, 400],
    ['security_posture', 625, 375],
    ['collaboration_health', 575, 425],
  ])('after one signal of %s is %d if good, %d if bad', (dimension, good, bad) => {
    expect(conductOf([signal(dimension, 1)]).total).toBe(good);
    expect(conductOf([signal(dimension, 0)]).total).toBe(bad);
  });

  it.each<[string, number[], number, string]>([
    ['all good', [1, 1, 1, 1, 1], 1000, 'verified_partner'],
    ['all bad', [0, 0, 0, 0, 0], 0, 'untrusted'],
    ['85/60/70/90/75', [0.85, 0.6, 0.7, 0.9, 0.75], 780, 'trusted'],
    ['policy and security bad', [0, 0.5, 0.5, 0, 0.5], 250, 'untrusted'],
  ])('of %s', (_, values, total, tier) => {
    expect(conductOf(allFive(values))).toMatchObject({ total, tier });
  });

  it('of nobody known is 500, standard', () => {
    expect(conductOf([])).toMatchObject({ total: 500, tier: 'standard' });
  });

  it('is cut, not rounded', () => {
    expect(conductOf([signal('policy_compliance', 0.9999)]).total).toBe(624);
  });

  it.each([
    [1000, 'verified_partner'],
    [900, 'verified_partner'],
    [899, 'trusted'],
    [700, 'trusted'],
    [699, 'standard'],
    [500, 'standard'],
    [499, 'probationary'],
    [300, 'probationary'],
    [299, 'untrusted'],
    [0, 'untrusted'],
  ])('%d is called %s', (total, tier) => {
    expect(conductTier(total)).toBe(tier);
  });

  it.each([
    ['allow', 500],
    ['warn', 400],
    ['revoke', 300],
  ] as const)('reaches %s from %d on', (name, least) => {
    expect(meetsThreshold(least, CONDUCT_THRESHOLDS[name])).toBe(true);
    expect(meetsThreshold(least - 1, CONDUCT_THRESHOLDS[name])).toBe(false);
  });

  it('leaves out what is later than now, and what nobody could have meant', () => {
    const odd = [
      signal('security_posture', 0, START_US + 2),
      signal('security_posture', -0.01),
      signal('security_posture', 1.01),
      signal('security_posture', Number.NaN),
      signal('security_posture', 0, Number.NaN),
      { ...signal('security_posture', 0), dimension: 'toString' as ConductDimension },
    ];
    expect(conductOf([signal('output_quality', 1), ...odd], CONDUCT_WEIGHTS, START_US + 1).total).toBe(600);
  });

  it('is the same in whatever order rows come, also of those of one instant', () => {
    const anySignal = fc.record({
      dimension: fc.constantFrom(...CONDUCT_DIMENSIONS),
      value: fc.constantFrom(0, 0.1, 0.7, 1),
      source: fc.constantFrom('a', 'b'),
      details: fc.constant(null),
      atUs: fc.integer({ min: START_US, max: START_US + 3 }),
    });
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (signals, keys) => {
        const shuffled = signals
          .map((each): [number, ConductSignal] => [keys.next().value ?? 0, each])
          .sort(([one], [other]) => one - other)
          .map(([, each]) => each);
        expect(conductOf(shuffled)).toEqual(conductOf(signals));
      }),
    );
  });

  it('keeps the newest thousand signals', () => {
    const { signals, dimensions } = conductOf(row('output_quality', times(1100, 1)));
    expect(signals).toHaveLength(1000);
    expect(signals[0]?.atUs).toBe(START_US + 100);
    expect(dimensions.output_quality.signalCount).toBe(1000);
  });

  it('forgets no bad signals of one dimension for a flood of good ones in another', () => {
    const bad = row('security_posture', times(30, 0));
    const flood = row('output_quality', times(5000, 1), START_US + 100);
    const { total, signals, dimensions } = conductOf([...bad, ...flood]);
    expect(signals).toHaveLength(1000);
    expect(dimensions.security_posture).toMatchObject({ score: 0, signalCount: 30 });
    expect(total).toBe(475);
  });
});

describe('a trend', () => {
  it.each<[string, number[], string]>([
    ['nothing', [], 'stable'],
    ['[500]', [500], 'stable'],
    ['[500, 900]', [500, 900], 'stable'],
    ['five', [0, 0, 0, 0, 1000], 'stable'],
    ['5 × 500, 5 × 551', [...times(5, 500), ...times(5, 551)], 'improving'],
    ['5 × 500, 5 × 550', [...times(5, 500), ...times(5, 550)], 'stable'],
    ['5 × 500, 5 × 450', [...times(5, 500), ...times(5, 450)], 'stable'],
    ['5 × 500, 5 × 449', [...times(5, 500), ...times(5, 449)], 'degrading'],
    ['500, 5 × 900', [500, ...times(5, 900)], 'improving'],
    ['more than ten', [...times(50, 0), ...times(10, 900)], 'stable'],
  ])('after %s', (_, totals, trend) => {
    expect(trendOf(totals)).toBe(trend);
  });
});
