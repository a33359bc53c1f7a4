import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateInputs, Lane, Severity } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { decide } from './decide.ts';
import { checkPolicy, DEFAULT_POLICY } from './policy.ts';

const base: GateInputs = {
  tier: 'public',
  attested: false,
  structural: 0.8,
  content: { risk: 0, reviewRecommended: false, flags: [] },
  guards: [],
  caps: [],
};
const content = (risk: number, reviewRecommended = false, flags: Severity[] = []) => ({
  risk,
  reviewRecommended,
  flags,
});
const lane = (change: Partial<GateInputs>): string => {
  const { lane: where, rule } = decide({ ...base, ...change }, DEFAULT_POLICY);
  return `${where} by ${rule.number}`;
};

describe('the gate’s table', () => {
  it.each<[string, Partial<GateInputs>, string]>([
    ['1 sensitive, not attested', { tier: 'sensitive' }, 'needs_human by 1'],
    ['1 sensitive, not attested, whatever the trust', { tier: 'sensitive', structural: 1 }, 'needs_human by 1'],
    ['1 before every other row', { tier: 'sensitive', structural: 0, guards: ['over-budget'] }, 'needs_human by 1'],
    ['sensitive and attested goes on', { tier: 'sensitive', attested: true }, 'fast_lane by 4'],
    ['an attestation lifts nothing', { tier: 'sensitive', attested: true, structural: 0.1 }, 'needs_human by 2'],
    ['2 trust below T_LOW', { structural: 0.2999 }, 'needs_human by 2'],
    ['2 trust zero with a clean diff', { structural: 0 }, 'needs_human by 2'],
    ['trust at T_LOW is not below it', { structural: 0.3 }, 'normal_queue by 5'],
    ['2 risk at R_HIGH', { content: content(0.7) }, 'needs_human by 2'],
    ['risk just under R_HIGH', { content: content(0.6999) }, 'normal_queue by 5'],
    ['2 a flag of severity high', { content: content(0, false, ['low', 'high']) }, 'needs_human by 2'],
    ['flags below high do not stop by themselves', { content: content(0, false, ['low', 'medium']) }, 'fast_lane by 4'],
    ['3 eligibility revoked', { guards: ['eligibility-revoked'] }, 'needs_human by 3'],
    ['3 open dispute', { guards: ['open-dispute'] }, 'needs_human by 3'],
    ['3 denounced by the maintainers', { guards: ['denounced-by-maintainers'] }, 'needs_human by 3'],
    ['3 too large to review', { guards: ['over-budget'] }, 'needs_human by 3'],
    ['2 comes before 3', { structural: 0, guards: ['over-budget'] }, 'needs_human by 2'],
    ['4 trust and a clean diff', {}, 'fast_lane by 4'],
    ['4 trust exactly at T_HIGH', { structural: 0.7 }, 'fast_lane by 4'],
    ['4 risk exactly at R_LOW', { content: content(0.2) }, 'fast_lane by 4'],
    ['4 no reviewer configured', { content: null }, 'fast_lane by 4'],
    ['5 trust just under T_HIGH', { structural: 0.6999 }, 'normal_queue by 5'],
    ['5 risk just over R_LOW', { content: content(0.2001) }, 'normal_queue by 5'],
    ['5 review recommended', { content: content(0, true) }, 'normal_queue by 5'],
    ['5 reviewer failed', { caps: ['reviewer-failed'] }, 'normal_queue by 5'],
    ['5 circuit open', { caps: ['circuit-open'] }, 'normal_queue by 5'],
    ['5 unread bytes', { caps: ['unread-bytes'] }, 'normal_queue by 5'],
    ['5 diff unavailable', { content: null, caps: ['diff-unavailable'] }, 'normal_queue by 5'],
    ['5 diff not the signed one', { caps: ['diff-unverified'] }, 'normal_queue by 5'],
    ['5 on top of an unmerged one', { caps: ['stacked'] }, 'normal_queue by 5'],
    ['5 diff unreadable', { content: null, caps: ['diff-unreadable'] }, 'normal_queue by 5'],
    ['5 stale scores', { caps: ['stale'] }, 'normal_queue by 5'],
    ['trust that is no number', { structural: Number.NaN }, 'needs_human by 2'],
    ['risk that is no number', { content: content(Number.NaN) }, 'needs_human by 2'],
  ])('%s', (_, change, expected) => {
    expect(lane(change)).toBe(expected);
  });

  it('shows as many digits as tell a number from the threshold it missed', () => {
    const reason = (structural: number) => decide({ ...base, structural }, DEFAULT_POLICY).reasons[0];
    expect(reason(0.6999)).toBe('trust 0.6999 is below 0.70');
    expect(reason(0.614)).toBe('trust 0.61 is below 0.70');
  });

  it('always gives a reason', () => {
    fc.assert(fc.property(anyInputs, (inputs) => decide(inputs, DEFAULT_POLICY).reasons.length > 0));
  });
});

const severity = fc.constantFrom<Severity>('low', 'medium', 'high');
/** Numbers thick around the thresholds, and the ones that are none. */
const unit = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0.2, 0.3, 0.7, 1, 0.2 - 1e-9, 0.3 - 1e-9, 0.7 - 1e-9),
);
const anyInputs: fc.Arbitrary<GateInputs> = fc.record({
  tier: fc.constantFrom('public', 'sensitive'),
  attested: fc.boolean(),
  structural: fc.oneof(unit, fc.constant(Number.NaN)),
  content: fc.option(
    fc.record({ risk: unit, reviewRecommended: fc.boolean(), flags: fc.array(severity, { maxLength: 4 }) }),
  ),
  guards: fc.subarray(['eligibility-revoked', 'open-dispute', 'denounced-by-maintainers', 'over-budget'] as const),
  caps: fc.subarray(['diff-unavailable', 'reviewer-failed', 'circuit-open', 'unread-bytes', 'stale'] as const),
});
const speed = (where: Lane): number => LANES.length - LANES.indexOf(where);
const neverFaster = (worse: GateInputs, better: GateInputs): void => {
  expect(speed(decide(worse, DEFAULT_POLICY).lane)).toBeLessThanOrEqual(speed(decide(better, DEFAULT_POLICY).lane));
};

describe('the gate is monotone', () => {
  it('less trust never gives a faster lane', () => {
    fc.assert(
      fc.property(anyInputs, unit, (inputs, less) => {
        if (less <= inputs.structural) neverFaster({ ...inputs, structural: less }, inputs);
      }),
    );
  });

  it('more risk, a flag or a recommended review never gives a faster lane', () => {
    fc.assert(
      fc.property(anyInputs, unit, severity, (inputs, more, flag) => {
        const clean = inputs.content ?? content(0);
        neverFaster({ ...inputs, content: { ...clean, risk: Math.max(clean.risk, more) } }, inputs);
        neverFaster({ ...inputs, content: { ...clean, flags: [...clean.flags, flag] } }, inputs);
        neverFaster({ ...inputs, content: { ...clean, reviewRecommended: true } }, inputs);
      }),
    );
  });

  it('a guard, a cap or a lost attestation never gives a faster lane', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        neverFaster({ ...inputs, guards: [...inputs.guards, 'open-dispute'] }, inputs);
        neverFaster({ ...inputs, caps: [...inputs.caps, 'stale'] }, inputs);
        neverFaster({ ...inputs, attested: false }, inputs);
      }),
    );
  });

  it('below T_LOW nothing about the content matters', () => {
    fc.assert(
      fc.property(anyInputs, fc.double({ min: 0, max: 0.299999, noNaN: true }), (inputs, structural) => {
        expect(decide({ ...inputs, structural }, DEFAULT_POLICY).lane).toBe('needs_human');
      }),
    );
  });

  it('any cap closes the fast lane', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        if (inputs.caps.length > 0) expect(decide(inputs, DEFAULT_POLICY).lane).not.toBe('fast_lane');
      }),
    );
  });
});

describe('checkPolicy', () => {
  it.each([
    { tLow: -0.1 },
    { tHigh: 1.1 },
    { rLow: Number.NaN },
    { tLow: 0.8, tHigh: 0.7 },
    { rLow: 0.8, rHigh: 0.7 },
    { reviewBudgetBytes: 0 },
    { mergeWeight: 1 },
    { mergeWeight: -0.1 },
    { signals: { slop: 'blocking' as const } },
    { signals: { sast: 'maybe' as 'off' } },
  ])('refuses %j', (change) => {
    expect(() => checkPolicy({ ...DEFAULT_POLICY, ...change })).toThrow(RangeError);
  });

  it('accepts the default', () => {
    expect(checkPolicy(DEFAULT_POLICY)).toBe(DEFAULT_POLICY);
  });
});
