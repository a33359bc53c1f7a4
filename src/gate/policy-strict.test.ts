import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finding, type GateInputs, LANES, type Policy, type Severity, type SignalMode } from '../domain/index.ts';
import { contentOf } from './content-risk.ts';
import { decide } from './decide.ts';
import { ADVISORY_ONLY, checkPolicy, DEFAULT_POLICY, MODES, modeOf, SIGNAL_IDS } from './policy.ts';
import { policyFrom } from './policy-hash.ts';
import { type PolicyWishes, tightened } from './policy-strict.ts';

const notesOn = (wishes: PolicyWishes, base = DEFAULT_POLICY) => tightened(base, wishes).notes;

describe('tightened', () => {
  it.each<[string, PolicyWishes, Partial<Policy>]>([
    ['more trust', { tLow: 0.4, tHigh: 0.8 }, { tLow: 0.4, tHigh: 0.8 }],
    ['less risk', { rLow: 0.1, rHigh: 0.3 }, { rLow: 0.1, rHigh: 0.3 }],
    [
      'a blocking signal',
      { signals: { size: 'blocking' } },
      { signals: { ...DEFAULT_POLICY.signals, size: 'blocking' } },
    ],
    ['kinds, where any is accepted', { attestationKinds: ['b', 'a', 'a'] }, { attestationKinds: ['a', 'b'] }],
  ])('heeds %s', (_, wishes, stricter) => {
    const { policy, notes } = tightened(DEFAULT_POLICY, wishes);
    expect(policy).toMatchObject({ ...stricter, version: 'default-4 + repository' });
    expect(notes).toEqual([]);
  });

  it.each<[PolicyWishes, string]>([
    [{ tHigh: 0.6 }, 'asks for T_HIGH .6, below this service’s .7: ignored'],
    [{ rHigh: 0.95 }, 'asks for R_HIGH .95, over this service’s .7: ignored'],
    [{ tLow: Number.NaN }, 'asks for a T_LOW that is not from 0 to 1: ignored'],
    [{ rLow: -1 }, 'asks for a R_LOW that is not from 0 to 1: ignored'],
    [{ signals: { secrets: 'off' } }, 'asks for secrets to be off, which is blocking on this service: ignored'],
    [{ signals: { slop: 'blocking' } }, 'asks for slop to be blocking, which can only advise: ignored'],
    [{ signals: { one: 'off' } }, 'asks about “one”, which is no signal here: ignored'],
    [{ signals: { one: 'off', two: 'off' } }, 'asks about “one” and “two”, which are no signals here: ignored'],
    [
      { signals: { a: 'off', b: 'off', c: 'off', d: 'off', e: 'off' } },
      'asks about “a”, “b”, “c”, and 2 more, which are no signals here: ignored',
    ],
    [
      { signals: { ['x\u202e\n'.repeat(99)]: 'off' } },
      `asks about “${'x??'.repeat(32)}…”, which is no signal here: ignored`,
    ],
  ])('leaves out %j and says so', (wishes, note) => {
    expect(tightened(DEFAULT_POLICY, wishes)).toEqual({ policy: DEFAULT_POLICY, notes: [note] });
  });

  it('cannot switch on what the service does not run, nor accept what it does not', () => {
    const base = policyFrom('a', { ...DEFAULT_POLICY, signals: { size: 'off' }, attestationKinds: ['a', 'b'] });
    expect(notesOn({ signals: { size: 'blocking' } }, base)).toEqual([
      'asks for size to be blocking, which this service has switched off: ignored',
    ]);
    const { policy, notes } = tightened(base, { attestationKinds: ['b', 'c'] });
    expect(policy.attestationKinds).toEqual(['b']);
    expect(notes).toEqual(['asks to accept a kind of attestation that this service does not: ignored']);
  });

  it('lets the other threshold follow where one passes it', () => {
    const { policy, notes } = tightened(DEFAULT_POLICY, { tLow: 0.9, rHigh: 0.1 });
    expect(checkPolicy(policy)).toMatchObject({ tLow: 0.9, tHigh: 0.9, rLow: 0.1, rHigh: 0.1 });
    expect(notes).toEqual([
      'asks for T_LOW .9, over T_HIGH .7: T_HIGH is .9, too',
      'asks for R_HIGH .1, below R_LOW .2: R_LOW is .1, too',
    ]);
  });
});

const level = fc.oneof(fc.constantFrom(0, 0.1, 0.2, 0.3, 0.4, 0.7, 0.9, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const modes = fc.dictionary(fc.constantFrom(...SIGNAL_IDS), fc.constantFrom<SignalMode>(...MODES));
const kinds = fc.option(fc.subarray(['a', 'b', 'c']), { nil: undefined });
const anyBase: fc.Arbitrary<Policy> = fc
  .record({ t: fc.tuple(level, level), r: fc.tuple(level, level), signals: modes, kinds })
  .map(({ t, r, signals, kinds: accepted }) =>
    policyFrom('base', {
      ...DEFAULT_POLICY,
      ...{ tLow: Math.min(...t), tHigh: Math.max(...t), rLow: Math.min(...r), rHigh: Math.max(...r) },
      signals: Object.fromEntries(
        Object.entries(signals).filter(([id, mode]) => mode !== 'blocking' || !ADVISORY_ONLY.has(id)),
      ),
      ...(accepted && { attestationKinds: accepted }),
    }),
  );
const wish = fc.option(fc.oneof(level, fc.constantFrom(Number.NaN, -1, 2)), { nil: undefined });
const anyWishes = fc
  .record({
    tLow: wish,
    tHigh: wish,
    rLow: wish,
    rHigh: wish,
    signals: fc.option(modes, { nil: undefined }),
    attestationKinds: kinds,
  })
  .map(
    (wishes) => Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined)) as PolicyWishes,
  );

interface Scene {
  readonly inputs: Omit<GateInputs, 'content' | 'attested'>;
  readonly kind: string | null;
  readonly findings: readonly Finding[] | null;
}
const finding = fc
  .record({
    source: fc.constantFrom(...SIGNAL_IDS, 'reviewer'),
    severity: fc.constantFrom<Severity>('low', 'medium', 'high'),
  })
  .map(
    (found) =>
      ({ ...found, file: 'a.ts', line: 1, side: 'new', rule: 'r', message: 'm', evidence: '' }) as unknown as Finding,
  );
const anyScene: fc.Arbitrary<Scene> = fc.record({
  inputs: fc.record({
    tier: fc.constantFrom('public', 'sensitive'),
    structural: fc.oneof(level, fc.constant(Number.NaN)),
    guards: fc.subarray(['open-dispute'] as const),
    caps: fc.subarray(['stale'] as const),
  }),
  kind: fc.constantFrom(null, 'a', 'b', 'c'),
  findings: fc.option(fc.array(finding, { maxLength: 3 })),
});

const laneBy = (policy: Policy, { inputs, kind, findings }: Scene): number => {
  const attested = kind !== null && (policy.attestationKinds?.includes(kind) ?? true);
  const content = findings && contentOf(findings, policy).content;
  return LANES.indexOf(decide({ ...inputs, attested, content }, policy).lane);
};

describe('whatever a repository asks for', () => {
  it('no component of its policy is looser than the base', () => {
    fc.assert(
      fc.property(anyBase, anyWishes, (base, wishes) => {
        const { policy } = tightened(base, wishes);
        checkPolicy(policy);
        const looser = [
          policy.tLow < base.tLow,
          policy.tHigh < base.tHigh,
          policy.rLow > base.rLow,
          policy.rHigh > base.rHigh,
          SIGNAL_IDS.some((id) => MODES.indexOf(modeOf(id, policy)) < MODES.indexOf(modeOf(id, base))),
          base.attestationKinds !== undefined &&
            !policy.attestationKinds?.every((kind) => base.attestationKinds?.includes(kind)),
          policy.mergeWeight !== base.mergeWeight || policy.reviewBudgetBytes !== base.reviewBudgetBytes,
        ];
        return !looser.includes(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('no pull request gets a faster lane by it than by the base', () => {
    fc.assert(
      fc.property(anyBase, anyWishes, fc.array(anyScene, { minLength: 20, maxLength: 20 }), (base, wishes, scenes) => {
        const { policy } = tightened(base, wishes);
        return scenes.every((scene) => laneBy(policy, scene) >= laneBy(base, scene));
      }),
      { numRuns: 5_000 },
    );
  });
});
