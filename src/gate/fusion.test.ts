import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CircuitState, Finding, Lane, Severity, SourceWeight, Verdict } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { finding } from './case.testing.ts';
import { contentOf, type Weighed } from './content-risk.ts';
import { decide } from './decide.ts';
import { REVIEWER, type Weights } from './fusion.ts';
import { DEFAULT_POLICY, SIGNAL_IDS } from './policy.ts';
import { BASE } from './table.testing.ts';
import { weight, weightsOf } from './weights.testing.ts';

const verdictOf = (change: Partial<Verdict> = {}): Verdict => ({
  contentRisk: 0.4,
  reviewRecommended: false,
  flags: [],
  summary: '',
  ...change,
});
const flag = (severity: Severity, line = 1) => ({ severity, file: 'b.py', line, quote: '', reason: 'r' });

describe('a weighed finding', () => {
  it.each<[Severity, number, number, Severity | null]>([
    ['high', 1, 0.9, 'high'],
    ['high', 0.778, 0.7002, 'high'],
    ['high', 0.777, 0.6993, 'medium'],
    ['high', 0.334, 0.3006, 'medium'],
    ['high', 0.333, 0.2997, 'low'],
    ['high', 0.25, 0.225, 'low'],
    ['medium', 1, 0.4, 'medium'],
    ['medium', 0.75, 0.3, 'medium'],
    ['medium', 0.749, 0.2996, 'low'],
    ['low', 1, 0.1, 'low'],
    ['low', 0.001, 0.0001, 'low'],
    ['low', 0, 0, null],
    ['high', 0, 0, null],
  ])('of severity %s at %f has risk %f and counts as %s', (severity, share, risk, counts) => {
    const { content, fusion } = contentOf(
      [finding({ severity })],
      DEFAULT_POLICY,
      undefined,
      weightsOf({ sast: share }),
    );
    expect(content.risk).toBeCloseTo(risk, 12);
    expect(content.flags).toEqual(counts === null ? [] : [counts]);
    expect(fusion?.terms).toMatchObject([
      { source: 'sast', what: 'r', at: { file: 'a.ts', line: 1 }, said: severity, counts },
    ]);
  });

  it.each<[number, number]>([
    [0.12345, 0.123],
    [0.1234999, 0.123],
    [0.00001, 0.001],
    [0.9999, 1],
    [1.5, 1],
    [-1, 0],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
  ])('has the weight %f as %f', (given, used) => {
    const { fusion } = contentOf([finding()], DEFAULT_POLICY, undefined, weightsOf({ sast: given }));
    expect(fusion?.weights[0]?.weight).toBe(used);
    expect(fusion?.terms[0]?.weight).toBe(used);
  });

  it('is weighed only where it counts at all: what advises has no term, and its weight no part', () => {
    const { fusion, caps } = contentOf(
      [finding({ source: 'slop' })],
      DEFAULT_POLICY,
      undefined,
      weightsOf({ slop: 0, size: 0 }),
    );
    expect(fusion).toBeNull();
    expect(caps).toEqual([]);
  });
});

describe('the reviewer', () => {
  it('is weighed as one: its number, its flags, and while it counts at all its recommendation', () => {
    const verdict = verdictOf({ contentRisk: 0.8, reviewRecommended: true, flags: [flag('high')] });
    const at = (share: number) => contentOf([], DEFAULT_POLICY, { verdict }, weightsOf({ [REVIEWER]: share }));
    expect(at(0.5).content).toEqual({ risk: 0.45, reviewRecommended: true, flags: ['medium'] });
    expect(at(0.001).content.reviewRecommended).toBe(true);
    expect(at(0)).toMatchObject({
      content: { risk: 0, reviewRecommended: false, flags: [] },
      caps: ['source-discounted', 'source-disabled'],
    });
    expect(at(0.5).fusion?.terms).toMatchObject([
      { what: 'flag', raw: 0.9, risk: 0.45 },
      { what: 'verdict', raw: 0.8, risk: 0.4, said: null, counts: null },
    ]);
  });

  it('is still a danger where its number is none, whatever its weight', () => {
    const verdict = verdictOf({ contentRisk: Number.NaN });
    const { content } = contentOf([], DEFAULT_POLICY, { verdict }, weightsOf({ [REVIEWER]: 0 }));
    expect(decide({ ...BASE, content }, DEFAULT_POLICY).lane).toBe('needs_human');
  });
});

describe('the caps', () => {
  const capsAt = (change: Partial<SourceWeight>, findings: readonly Finding[] = []) =>
    contentOf(findings, DEFAULT_POLICY, undefined, new Map([['sast', weight({ source: 'sast', ...change })]])).caps;

  it.each<[string, Partial<SourceWeight>, readonly Finding[], readonly string[]]>([
    ['nothing known', {}, [], []],
    ['a lower weight, nothing found', { weight: 0.2 }, [], []],
    ['a lower weight, found what would hold', { weight: 0.2 }, [finding()], ['source-discounted']],
    ['a lower weight, found what would not hold', { weight: 0.2 }, [finding({ severity: 'low' })], []],
    ['a lower weight that still holds', { weight: 0.6 }, [finding({ severity: 'medium' })], []],
    ['another that holds by itself', { weight: 0.2 }, [finding(), finding({ source: 'secrets' })], []],
    ['locked to nothing', { weight: 0, by: 'lock', rate: 0 }, [], ['source-disabled']],
    [
      'locked to nothing, and it found',
      { weight: 0, by: 'lock', rate: 0 },
      [finding()],
      ['source-discounted', 'source-disabled'],
    ],
    ['nothing, and nobody knows why', { weight: 0 }, [], ['source-disabled']],
    ['its circuit open', { weight: 0, circuit: 'OPEN' }, [], ['circuit-open']],
    [
      'its circuit open, and locked to nothing',
      { weight: 0, by: 'lock', rate: 0, circuit: 'OPEN' },
      [],
      ['source-disabled', 'circuit-open'],
    ],
    ['on probation', { circuit: 'HALF_OPEN' }, [], ['circuit-open']],
    ['cut off for good', { weight: 0, circuit: 'TERMINATED' }, [], ['circuit-open']],
    ['a state nobody knows', { circuit: 'MENDED' as CircuitState }, [], ['circuit-open']],
    ['closed', { circuit: 'CLOSED' }, [], []],
  ])('%s', (_, change, findings, caps) => {
    expect(capsAt(change, findings)).toEqual(caps);
  });

  it('hold also where a policy lets every risk pass but not a severity', () => {
    const lenient = { ...DEFAULT_POLICY, rLow: 1, rHigh: 1 };
    const { content, caps } = contentOf([finding()], lenient, undefined, weightsOf({ sast: 0.5 }));
    expect(decide({ ...BASE, content }, lenient).lane).toBe('fast_lane');
    expect(caps).toEqual(['source-discounted']);
  });
});

const SOURCES = [...SIGNAL_IDS, 'unheard-of'];
const severity = fc.constantFrom<Severity>('low', 'medium', 'high');
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const share = fc.oneof(unit, fc.constantFrom(0, 0.2, 0.25, 0.5, 0.75, 0.778, 1));
const finds = fc.array(
  fc.record({ source: fc.constantFrom(...SOURCES), severity, line: fc.nat(9) }).map((any) => finding(any)),
  { maxLength: 5 },
);
const saids = fc.option(
  fc
    .record({ contentRisk: unit, reviewRecommended: fc.boolean(), severities: fc.array(severity, { maxLength: 2 }) })
    .map(({ severities, ...any }) => verdictOf({ ...any, flags: severities.map((each, at) => flag(each, at)) })),
);
const shares = fc.dictionary(fc.constantFrom(...SOURCES, REVIEWER), share);
const policies = fc.oneof(
  fc.constant(DEFAULT_POLICY),
  fc.tuple(unit, unit).map(([a, b]) => ({ ...DEFAULT_POLICY, rLow: Math.min(a, b), rHigh: Math.max(a, b) })),
);
const laneOf = ({ content, caps }: Weighed, policy = DEFAULT_POLICY): Lane =>
  decide({ ...BASE, structural: 1, content, caps }, policy).lane;
const severest = ({ content: { flags } }: Weighed): number =>
  Math.max(0, ...flags.map((each) => ['low', 'medium', 'high'].indexOf(each) + 1));
const countsOf = ({ content: { flags } }: Weighed) => [...flags].sort();

describe('whatever was found, and whatever it weighs', () => {
  it('weights of 1, or none for anybody, are as no weights', () => {
    fc.assert(
      fc.property(finds, saids, policies, (findings, verdict, policy) => {
        const unweighed = contentOf(findings, policy, { verdict });
        expect(unweighed).toMatchObject({ fusion: null, caps: [] });
        const ones = weightsOf(Object.fromEntries([...SOURCES, REVIEWER].map((source) => [source, 1])));
        for (const weights of [ones, weightsOf({})]) {
          const { content, caps, fusion } = contentOf(findings, policy, { verdict }, weights);
          expect({ content, caps }).toEqual({ content: unweighed.content, caps: [] });
          const terms = fusion?.terms ?? [];
          expect(terms.every(({ said, counts, raw, risk }) => said === counts && raw === risk)).toBe(true);
        }
      }),
    );
  });

  it('no weights give the fast lane that the same content in full would not', () => {
    fc.assert(
      fc.property(finds, saids, shares, policies, (findings, verdict, given, policy) => {
        const full = laneOf(contentOf(findings, policy, { verdict }), policy);
        const weighed = laneOf(contentOf(findings, policy, { verdict }, weightsOf(given)), policy);
        if (full !== 'fast_lane') expect(weighed).not.toBe('fast_lane');
        expect(LANES.indexOf(weighed)).toBeLessThanOrEqual(Math.max(LANES.indexOf(full), 1));
      }),
      { numRuns: 2000 },
    );
  });

  it('more weight, and one more finding, never give less risk or a faster lane than the normal queue', () => {
    fc.assert(
      fc.property(finds, saids, shares, fc.constantFrom(...SOURCES, REVIEWER), share, fc.nat(4), (...any) => {
        const [findings, verdict, given, source, other, at] = any;
        const [less, more] = [Math.min(given[source] ?? 1, other), Math.max(given[source] ?? 1, other)];
        const by = (value: number, found = findings) =>
          contentOf(found, DEFAULT_POLICY, { verdict }, weightsOf({ ...given, [source]: value }));
        const fewer = findings.filter((_, index) => index !== at);
        for (const [low, high] of [
          [by(less), by(more)],
          [by(more, fewer), by(more)],
        ] as const) {
          expect(high.content.risk).toBeGreaterThanOrEqual(low.content.risk);
          expect(severest(high)).toBeGreaterThanOrEqual(severest(low));
          if (laneOf(low) === 'needs_human') expect(laneOf(high)).toBe('needs_human');
        }
        // One more finding is never better; a weight alone may clear a cap, but nothing that was found.
        expect(LANES.indexOf(laneOf(by(more)))).toBeGreaterThanOrEqual(LANES.indexOf(laneOf(by(more, fewer))));
      }),
      { numRuns: 2000 },
    );
  });

  it('another weight changes the terms of its own source alone', () => {
    fc.assert(
      fc.property(finds, saids, shares, fc.constantFrom(...SOURCES, REVIEWER), share, (...any) => {
        const [findings, verdict, given, target, other] = any;
        const others = (weights: Weights) =>
          (contentOf(findings, DEFAULT_POLICY, { verdict }, weights).fusion?.terms ?? []).map((term) =>
            term.source === target ? { ...term, weight: 0, risk: 0, counts: null } : term,
          );
        expect(others(weightsOf({ ...given, [target]: other }))).toEqual(others(weightsOf(given)));
      }),
    );
  });

  it('neither the order of findings nor that of weights matters', () => {
    fc.assert(
      fc.property(finds, saids, shares, (findings, verdict, given) => {
        const one = contentOf(findings, DEFAULT_POLICY, { verdict }, weightsOf(given));
        const turned = weightsOf(Object.fromEntries(Object.entries(given).reverse()));
        const other = contentOf(findings.toReversed(), DEFAULT_POLICY, { verdict }, turned);
        expect(other.content.risk).toBe(one.content.risk);
        expect(other.content.reviewRecommended).toBe(one.content.reviewRecommended);
        expect(countsOf(other)).toEqual(countsOf(one));
        expect(other.caps).toEqual(one.caps);
        expect(other.fusion?.weights).toEqual(one.fusion?.weights);
      }),
    );
  });

  it('a source that counts for nothing never reads as no risk: the fast lane is closed, whatever the reason', () => {
    const blocking = fc.constantFrom('sast', 'secrets', 'dependencies', 'unheard-of', REVIEWER);
    const reason = fc.record({
      by: fc.constantFrom<SourceWeight['by']>('nothing', 'verdicts', 'override', 'lock'),
      rate: unit,
      circuit: fc.constantFrom<CircuitState>('CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED', 'odd' as CircuitState),
    });
    fc.assert(
      fc.property(finds, saids, shares, blocking, reason, (findings, verdict, given, source, why) => {
        const weights = new Map([...weightsOf(given), [source, weight({ source, weight: 0, ...why })]]);
        expect(laneOf(contentOf(findings, DEFAULT_POLICY, { verdict }, weights))).not.toBe('fast_lane');
      }),
    );
  });
});
