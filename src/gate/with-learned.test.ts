import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { policyFrom } from './policy-hash.ts';
import { tightened } from './policy-strict.ts';
import { shadowOf } from './shadow.ts';
import { BASE } from './table.testing.ts';
import { withLearned } from './with-learned.ts';

const instanceAt = (tHigh: number) => policyFrom('instance', { ...DEFAULT_POLICY, tHigh });
const served = (guaranteed: number | null) => ({ model: 'ab12', guaranteed, needed: guaranteed === null ? 40 : 0 });

describe('withLearned', () => {
  it.each<[string, number, number | null, number | null, number | null]>([
    ['the guarantee, where nobody asked for more', 0.7, null, 0.91, 0.91],
    ['the guarantee, below the built-in T_HIGH as well', 0.7, null, 0.62, 0.62],
    ['what a repository asks for, where that is stricter', 0.7, 0.95, 0.91, 0.95],
    ['the guarantee, where a repository asks for less', 0.7, 0.8, 0.91, 0.91],
    ['what the operator asks for', 0.9, null, 0.62, 0.9],
    ['the guarantee, where the operator asks for less than is built in', 0.5, null, 0.62, 0.62],
    ['what a repository asks for beyond a lenient operator', 0.5, 0.65, 0.62, 0.65],
    ['T_LOW, where the guarantee is below it', 0.7, null, 0.1, 0.3],
    ['nothing, where nothing is guaranteed', 0.7, 0.95, null, null],
  ])('opens the fast lane from %s', (_, instanceTHigh, wish, guaranteed, fastFrom) => {
    const instance = instanceAt(instanceTHigh);
    const own = wish === null ? instance : tightened(instance, { tHigh: wish }).policy;
    expect(withLearned(own, instance, served(guaranteed)).learned).toEqual({ ...served(guaranteed), fastFrom });
  });

  it('leaves name, hash and numbers of the policy as they are', () => {
    const { learned, ...rest } = withLearned(DEFAULT_POLICY, DEFAULT_POLICY, served(0.9));
    expect(rest).toEqual(DEFAULT_POLICY);
    expect(learned?.model).toBe('ab12');
    expect(learned).not.toHaveProperty('highest');
    const { learned: told } = withLearned(DEFAULT_POLICY, DEFAULT_POLICY, { ...served(0.9), highest: 0.95 });
    expect(told).toEqual({ ...served(0.9), fastFrom: 0.9, highest: 0.95 });
  });

  it('never opens more for a stricter repository', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, unit, (tHigh, wish, guaranteed, calibrated) => {
        const instance = instanceAt(Math.max(tHigh, DEFAULT_POLICY.tLow));
        const own = tightened(instance, { tHigh: wish }).policy;
        const lane = (policy: typeof own) =>
          decide({ ...BASE, calibrated }, withLearned(policy, instance, served(guaranteed))).lane;
        if (lane(own) === 'fast_lane') expect(lane(instance)).toBe('fast_lane');
      }),
    );
  });

  it('speaks to a policy on trial as it does to the one in force', () => {
    const policy = withLearned(DEFAULT_POLICY, DEFAULT_POLICY, served(0.9));
    const inputs = { ...BASE, calibrated: 0.92 };
    const decision = { inputs, policy, evidence: { findings: [], verdict: null, coverage: null } } as never;
    expect(shadowOf({ decision, shadow: DEFAULT_POLICY })).toMatchObject({ lane: 'fast_lane' });
    expect(shadowOf({ decision, shadow: instanceAt(0.95) }).reasons).toEqual(['P(clean) 0.92 is below 0.95']);
  });
});
