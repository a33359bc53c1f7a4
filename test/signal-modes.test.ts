import { describe, expect, it } from 'vitest';
import { policyOf, signalsOn } from '../src/cli/policy.ts';
import { ADVISORY_ONLY, DEFAULT_POLICY, modeOf } from '../src/gate/index.ts';
import { allSignals, discussion } from '../src/signals/index.ts';

const ids = allSignals.map(({ id }) => id);

describe('the modes of signals', () => {
  it('are given by the default policy for every signal there is, and for no other', () => {
    expect(Object.keys(DEFAULT_POLICY.signals ?? {}).sort()).toEqual([...ids, discussion.id].sort());
  });

  it('keep those from blocking that say of themselves that they only advise', () => {
    expect([...ADVISORY_ONLY]).toEqual(allSignals.filter((signal) => signal.advisoryOnly).map(({ id }) => id));
  });

  it('can be set for one instance, and the policy’s version then says so', () => {
    const policy = policyOf({ mergeWeight: 0, signals: { size: 'off', concealment: 'advisory' } });
    expect(policy.version).toBe(`${DEFAULT_POLICY.version} concealment advisory size off`);
    expect(signalsOn(policy).map(({ id }) => id)).toEqual(ids.filter((id) => id !== 'size'));
    expect([modeOf('concealment', policy), modeOf('sast', policy)]).toEqual(['advisory', 'blocking']);
    expect(policyOf({ mergeWeight: 0, signals: {} })).toBe(DEFAULT_POLICY);
  });

  it('are refused for signals that there are not, and for ones that may not block', () => {
    expect(() => policyOf({ mergeWeight: 0, signals: { sats: 'off' } })).toThrow(/SIGNALS names sats; there are conc/);
    expect(() => policyOf({ mergeWeight: 0, signals: { slop: 'blocking' } })).toThrow(/slop may be advisory or off/);
  });
});
