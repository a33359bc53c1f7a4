import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, Flag, GateInputs, Severity, SourceWeight, Verdict } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { caseOf, did, finding, unreadFile } from './case.testing.ts';
import { changesOf, imagined, waysOf } from './changes.ts';
import { decide } from './decide.ts';
import type { Case } from './explain.ts';
import type { Imagined, Move } from './imagined.ts';
import { movesOf, WHO_ORDER } from './moves.ts';
import { countedFindings, DEFAULT_POLICY } from './policy.ts';
import { weight } from './weights.testing.ts';

const changes = (...given: Parameters<typeof caseOf>) => changesOf(caseOf(...given)).changes;
const flag = (change: Partial<Flag> = {}): Flag => ({
  severity: 'high',
  file: 'b.py',
  line: 2,
  quote: '',
  reason: 'bad',
  ...change,
});
const verdict = (change: Partial<Verdict> = {}): Verdict => ({
  contentRisk: 0.9,
  reviewRecommended: true,
  flags: [],
  summary: '',
  ...change,
});
const review = (kind: 'timeout' | 'refused' | 'steered'): Partial<Evidence> => ({
  review: { ...REVIEW, outcome: { kind, reason: 'so', droppedFlags: 0 } },
});
const REVIEW = {
  model: 'm',
  promptHash: 'p',
  diffHash: 'd',
  sentHash: null,
  parts: [],
  steps: [],
  unread: [],
  probe: 'not-asked',
  current: true,
  codeRedactions: 0,
} as const;

describe('what would change it', () => {
  it('names a secret as one, and each place where it alone is enough', () => {
    const secret = finding({ source: 'secrets', file: 'config.ts', line: 14 });
    const medium = finding({ severity: 'medium', file: 'b.ts', line: 3 });
    expect(changes({}, { findings: [secret, medium] })).toEqual([
      'Resolving the secret in config.ts:14 ⇒ normal queue.',
      'Resolving the secret in config.ts:14 and the finding in b.ts:3 ⇒ fast lane.',
    ]);
  });

  it('says nothing of what only advises, or weighs too little to hold it', () => {
    const findings = [finding(), finding({ source: 'slop', file: 's' }), finding({ severity: 'low', file: 'l' })];
    expect(changes({}, { findings })).toEqual(['Resolving the finding in a.ts:1 ⇒ fast lane.']);
  });

  it('counts places that it does not name', () => {
    const findings = Array.from({ length: 6 }, (_, line) => finding({ line: line + 1 }));
    expect(changes({}, { findings })).toEqual([
      'Resolving the 6 findings in a.ts:1, a.ts:2, a.ts:3, and 3 more places ⇒ fast lane.',
    ]);
  });

  it('takes the reviewer’s own risk for resolved with the last of its flags, and for a thing of its own without any', () => {
    const both = { findings: [finding({ source: 'dependencies' })], verdict: verdict({ flags: [flag()] }) };
    expect(changes({}, both)).toEqual([
      'Resolving the dependency in a.ts:1 and what the blind reviewer flags in b.py:2 ⇒ fast lane.',
    ]);
    const apart = { findings: [finding()], verdict: verdict({ contentRisk: 0.4 }) };
    expect(changes({}, apart)[0]).toBe('Resolving the finding in a.ts:1 ⇒ normal queue.');
    expect(changes({}, { verdict: verdict({ contentRisk: 0.4 }) })).toEqual([
      'A new round in which the blind reviewer sees no such risk (now 0.40; its summary says why) ⇒ fast lane.',
    ]);
  });

  it.each<[GateInputs['caps'][number], Partial<Evidence>, string, string]>([
    ['repo-unverified', {}, 'maintainer', 'proof of whose the repository is'],
    ['diff-unavailable', {}, 'author', 'so that the patch can be fetched'],
    ['diff-unverified', {}, 'author', 'read from the author’s own repository'],
    ['diff-unreadable', {}, 'author', 'a patch that git can apply'],
    ['stacked', {}, 'maintainer', 'merging the pull request that this one builds on'],
    ['review-pending', {}, 'reviewer', 'there is nothing to do'],
    ['review-partial', {}, 'author', 'splitting the change'],
    ['names-in-code', {}, 'author', 'other names in the code'],
    ['reviewer-failed', {}, 'reviewer', 'asked again by itself'],
    ['reviewer-failed', review('timeout'), 'reviewer', 'asked again by itself'],
    ['reviewer-failed', review('refused'), 'author', 'a new round'],
    ['reviewer-failed', review('steered'), 'author', 'a new round'],
    ['circuit-open', {}, 'operator', 'switched on again'],
    ['source-disabled', {}, 'maintainer', 'switched off on again'],
    ['stale', {}, 'operator', 'by itself'],
    ['unread-bytes', {}, 'author', 'leaving out what no check can read'],
  ])('says of the cap %s who clears it, and how', (cap, facts, who, words) => {
    const { steps } = changesOf(caseOf({ caps: [cap] }, facts));
    expect(steps).toEqual([{ who, does: expect.stringContaining(words), lane: 'fast_lane' }]);
  });

  it('tells a file that no check can read from text that none was told to read', () => {
    const coverage = (...files: ReturnType<typeof unreadFile>[]) => ({ coverage: { ...COVERAGE, files } });
    const COVERAGE = { bytes: 9, unreadBytes: 9, messageBytes: 0, messagesReadBy: [], sources: [] };
    const steps = (...files: ReturnType<typeof unreadFile>[]) =>
      changesOf(caseOf({ caps: ['unread-bytes'] }, coverage(...files))).steps;
    expect(steps(unreadFile('logo.png', 0))).toMatchObject([
      { who: 'author', does: expect.stringContaining('logo.png') },
    ]);
    expect(steps(unreadFile('a.ts', 2))).toMatchObject([{ who: 'operator' }]);
    expect(steps(unreadFile('a.ts', 2), unreadFile('logo.png', 0))).toMatchObject([
      { who: 'author', needs: 'all' },
      { who: 'operator', needs: 'all' },
    ]);
  });

  it('asks for an attestation of the kinds that count, and for none where none does', () => {
    const asked = (attestationKinds?: string[]) =>
      changes(
        { tier: 'sensitive' },
        {},
        { policy: { ...DEFAULT_POLICY, ...(attestationKinds && { attestationKinds }) } },
      );
    const end = ', which holds until the day it names or until it is taken back ⇒ fast lane.';
    expect(asked()).toEqual([`An attestation by the author, of any kind${end}`]);
    expect(asked(['jurisdiction', 'employer'])).toEqual([
      `An attestation by the author, of the kind jurisdiction or employer${end}`,
    ]);
    expect(asked([])).toEqual([]);
  });

  it('names the maintainer who denounces, and wants all of several', () => {
    const guards = ['denounced-by-maintainers'] as const;
    expect(changes({ guards }, {}, { denouncedBy: [did('mara')] })).toEqual(
      ['mara withdraws the denounce ⇒ fast lane.'].map(capital),
    );
    expect(changes({ guards }, {}, { denouncedBy: [did('mara'), did('ines')] })).toEqual([
      'All maintainers who denounce withdraw it ⇒ fast lane.',
    ]);
  });

  it('names what counts for less among what holds the fast lane, and who switches a source on again', () => {
    const findings = [finding(), finding({ source: 'secrets', file: 'b.ts' })];
    const weigh = (...weights: SourceWeight[]) => changes({}, { findings, fusion: { weights, terms: [] } });
    expect(weigh(weight({ weight: 0.25 }))).toEqual([
      'Resolving the secret in b.ts:1 ⇒ normal queue.',
      'Resolving the secret in b.ts:1 and the finding in a.ts:1 ⇒ fast lane.',
    ]);
    const off = [
      weight({ weight: 0, by: 'lock', rate: 0 }),
      weight({ source: 'reviewer', weight: 0, by: 'lock', rate: 0 }),
    ];
    expect(weigh(...off)[1]).toBe(
      'Resolving the secret in b.ts:1 and the finding in a.ts:1; and switching the reviewer and `sast` on again ⇒ fast lane.',
    );
    expect(weigh(weight({ weight: 0, circuit: 'OPEN' }))[1]).toBe(
      'Resolving the secret in b.ts:1 and the finding in a.ts:1; and a reset of the circuit of `sast` with the author ⇒ fast lane.',
    );
  });

  it('asks a maintainer to reinstate whose eligibility is revoked', () => {
    expect(changesOf(caseOf({ guards: ['eligibility-revoked'] })).steps).toEqual([
      { who: 'maintainer', does: expect.stringContaining('reinstates'), lane: 'fast_lane' },
    ]);
  });

  it('is empty where nothing that anybody can do is known', () => {
    expect(changesOf(caseOf({ guards: ['open-dispute'] }))).toEqual({ steps: [], changes: [] });
    expect(changesOf(caseOf({ guards: ['open-dispute', 'over-budget'] }))).toEqual({ steps: [], changes: [] });
  });

  it('puts the nearer lane beside the faster, and marks what is needed together', () => {
    const { steps } = changesOf(caseOf({ structural: 0.5, caps: ['stacked'] }, { findings: [finding()] }));
    expect(steps.map(({ who, lane, needs }) => [who, lane, needs ?? 'alone'])).toEqual([
      ['author', 'normal_queue', 'alone'],
      ['author', 'fast_lane', 'all'],
      ['voucher', 'fast_lane', 'all'],
      ['maintainer', 'fast_lane', 'all'],
    ]);
  });
});

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const severities = fc.constantFrom<Severity>('high', 'medium', 'low');
const someTrust = fc.oneof(
  fc.constantFrom(0, 0.2999, 0.3, 0.6999, 0.7, 1, Number.NaN),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const findings = fc.array(
  fc.record({
    source: fc.constantFrom('sast', 'secrets', 'slop', 'size', 'dependencies'),
    severity: severities,
    line: fc.nat(4),
  }),
  { maxLength: 5 },
);
const verdicts = fc.option(
  fc.record({
    contentRisk: fc.constantFrom(0, 0.1, 0.2, 0.21, 0.5, 0.7, 1),
    reviewRecommended: fc.boolean(),
    flags: fc.array(fc.record({ severity: severities, line: fc.nat(4) }), { maxLength: 3 }),
    droppedFlags: fc.nat(1),
  }),
);
const thresholds = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** Any case that a decision may be made from, its content being what its evidence amounts to. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    tier: fc.constantFrom('public' as const, 'sensitive' as const),
    attested: fc.boolean(),
    structural: someTrust,
    read: fc.boolean(),
    findings,
    verdict: verdicts,
    guards: fc.subarray(['eligibility-revoked', 'open-dispute', 'denounced-by-maintainers', 'over-budget'] as const, {
      maxLength: 2,
    }),
    caps: fc.subarray(
      [
        'repo-unverified',
        'diff-unavailable',
        'diff-unverified',
        'diff-unreadable',
        'stacked',
        'unread-bytes',
        'review-pending',
        'names-in-code',
        'reviewer-failed',
        'stale',
      ] as const,
      { maxLength: 3 },
    ),
    unread: fc.subarray([0, 2]),
    reach: fc.tuple(someTrust, someTrust),
    withdrawals: fc.option(fc.array(fc.record({ structural: someTrust, clears: fc.boolean() }), { maxLength: 2 })),
    trust: thresholds,
    risk: thresholds,
    usual: fc.boolean(),
    weights: fc.dictionary(
      fc.constantFrom('sast', 'secrets', 'dependencies', 'reviewer'),
      fc.record({
        weight: fc.constantFrom(0, 0.2, 0.25, 0.5, 0.778, 1),
        circuit: fc.constantFrom('CLOSED' as const, 'CLOSED' as const, 'OPEN' as const, 'HALF_OPEN' as const),
      }),
    ),
    kinds: fc.constantFrom(undefined, [], ['jurisdiction']),
  })
  .map((any) => {
    const { tLow, tHigh, rLow, rHigh } = DEFAULT_POLICY;
    const own = any.usual
      ? { tLow, tHigh, rLow, rHigh }
      : { tLow: any.trust[0], tHigh: any.trust[1], rLow: any.risk[0], rHigh: any.risk[1] };
    const policy = { ...DEFAULT_POLICY, ...own, ...(any.kinds && { attestationKinds: any.kinds }) };
    const facts: Partial<Evidence> = {
      findings: any.read ? any.findings.map(finding) : [],
      ...(any.read && any.verdict !== null
        ? {
            verdict: verdict({ ...any.verdict, flags: any.verdict.flags.map(flag) }),
            review: { ...REVIEW, outcome: { kind: 'verdict', reason: null, droppedFlags: any.verdict.droppedFlags } },
          }
        : {}),
      fusion: { weights: Object.entries(any.weights).map(([source, each]) => weight({ source, ...each })), terms: [] },
      coverage: { ...EVIDENCE_COVERAGE, files: any.unread.map((hunks) => unreadFile(`f${hunks}`, hunks)) },
    };
    const { tier, attested, structural, guards, caps } = any;
    return caseOf({ tier, attested, structural, guards, caps, ...(any.read ? {} : { content: null }) }, facts, {
      policy,
      reach: { byVouched: any.reach[0], byMaintainer: any.reach[1], starter: 'maintainer' },
      ...(any.withdrawals && { withdrawals: any.withdrawals.map((each) => ({ ...each, by: did('x') })) }),
    });
  });
const EVIDENCE_COVERAGE = { bytes: 9, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] };

const after = (moves: readonly Move[], given: Case): Imagined =>
  moves.reduce((now, move) => move.apply(now), imagined(given));
const laneAfter = (moves: readonly Move[], given: Case) => decide(after(moves, given).inputs, given.policy).lane;
const place = (lane: (typeof LANES)[number]) => LANES.indexOf(lane);
const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_each, at) => (bits >> at) & 1));

/** What the content would be without these, reckoned without the gate's help. */
const contentWithout = (gone: ReadonlySet<unknown>, { evidence, policy }: Case) => {
  const { verdict: said, findings: found, review } = evidence;
  const flags = said?.flags.filter((each) => !gone.has(each)) ?? [];
  const left = said !== null && (flags.length > 0 || said.flags.length === 0);
  const risks = { low: 0.1, medium: 0.4, high: 0.9 };
  const weighs = (source: string) => evidence.fusion?.weights.find((each) => each.source === source)?.weight ?? 1;
  const places = [...countedFindings(found, policy).filter((each) => !gone.has(each)), ...flags];
  const each = places.map((place) => risks[place.severity] * weighs('source' in place ? place.source : 'reviewer'));
  const recommends = left && (said.reviewRecommended || (review?.outcome.droppedFlags ?? 0) > 0);
  return {
    risk: Math.max(0, left ? said.contentRisk * weighs('reviewer') : 0, ...each),
    reviewRecommended: recommends && weighs('reviewer') > 0,
    flags: each
      .filter((risk) => risk > 0)
      .map((risk): Severity => (risk >= 0.7 ? 'high' : risk >= 0.3 ? 'medium' : 'low')),
  };
};

/** Whether what is left would hold the fast lane if all sources counted in full. */
const holdsInFull = (gone: ReadonlySet<unknown>, given: Case): boolean => {
  const { fusion: _, ...evidence } = given.evidence;
  const content = contentWithout(gone, { ...given, evidence });
  const { rLow, rHigh } = given.policy;
  return content.risk > rLow || content.risk >= rHigh || content.reviewRecommended || content.flags.includes('high');
};

const RUNS = { numRuns: 6_000 };

describe('whatever the case', () => {
  it('each way leads where it says, to a faster lane, and nothing of it can be left out', () => {
    fc.assert(
      fc.property(cases, (given) => {
        for (const { lane, moves } of waysOf(given)) {
          expect(laneAfter(moves, given)).toBe(lane);
          expect(place(lane)).toBeLessThan(place(given.outcome.lane));
          for (const fewer of subsets(moves).filter((set) => set.length < moves.length))
            expect(place(laneAfter(fewer, given))).toBeGreaterThan(place(lane));
        }
      }),
      RUNS,
    );
  });

  it('each line that is to be resolved has to be, and resolving them leaves what else is held against the change', () => {
    fc.assert(
      fc.property(cases, (given) => {
        for (const { lane, moves } of waysOf(given)) {
          const resolved = moves.flatMap(({ resolves }) => resolves ?? []);
          const others = after(moves, given).inputs;
          for (const spared of resolved) {
            const gone = new Set(resolved.filter((each) => each !== spared));
            const content = contentWithout(gone, given);
            const caps = holdsInFull(gone, given) ? [...others.caps, 'source-discounted' as const] : others.caps;
            expect(place(decide({ ...others, content, caps }, given.policy).lane)).toBeGreaterThan(place(lane));
          }
          if (resolved.length > 0 && moves.every(({ does }) => !does.startsWith('a new round in which')))
            expect(others.content).toEqual(contentWithout(new Set(resolved), given));
        }
      }),
      RUNS,
    );
  });

  it('a move changes one thing: a cap, a guard, the trust, the attestation, or what is found', () => {
    fc.assert(
      fc.property(cases, (given) => {
        for (const move of waysOf(given).flatMap(({ moves }) => moves)) {
          const { inputs: before } = imagined(given);
          const { inputs: now } = move.apply(imagined(given));
          // That what is found counts for less goes, or comes to matter, with what is found.
          const [held, holds] = [before.caps, now.caps].map((caps) =>
            caps.filter((cap) => cap !== 'source-discounted'),
          );
          const cleared = (held?.length ?? 0) - (holds?.length ?? 0);
          const spared = before.guards.length - now.guards.length;
          const lifted = now.structural > before.structural ? 1 : 0;
          const attested = now.attested === before.attested ? 0 : 1;
          const read = before.content === null && now.content !== null;
          const isRelieved = before.caps.includes('source-discounted') && !now.caps.includes('source-discounted');
          const isOther = JSON.stringify(now.content) !== JSON.stringify(before.content);
          const changed = !read && (isOther || isRelieved) ? 1 : 0;
          const isSplit = before.guards.includes('over-budget') && !now.guards.includes('over-budget');
          const isWithdrawal = move.does.startsWith('withdrawal of');
          expect([cleared, spared, lifted, attested, changed].every((each) => each === 0 || each === 1)).toBe(true);
          expect(cleared + spared + lifted + attested + changed).toBeLessThanOrEqual(isSplit || isWithdrawal ? 2 : 1);
          if (read) expect(move.does).toMatch(/nothing (is )?found/);
        }
      }),
      RUNS,
    );
  });

  it('the fast lane has no way, every step that is enough alone is listed, and the cheaper stands first', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const ways = waysOf(given);
        const { steps, changes: words } = changesOf(given);
        if (given.outcome.lane === 'fast_lane') expect(ways).toEqual([]);
        expect(words.length).toBe(ways.length);
        const alone = steps.filter(({ needs }) => needs === undefined);
        const enough = movesOf(given).filter((move) => place(laneAfter([move], given)) < place(given.outcome.lane));
        expect(
          enough.filter((move) => !ways.some(({ moves }) => moves.length === 1 && moves[0]?.does === move.does)),
        ).toEqual([]);
        const dear = alone.map(({ who }) => WHO_ORDER.indexOf(who));
        expect(dear).toEqual(dear.toSorted((a, b) => a - b));
        for (const lane of LANES)
          expect(steps.filter((step) => step.needs === 'all' && step.lane === lane).length).not.toBe(1);
        // Whoever marks steps for one lane marks one set: two would be mixed up.
        const sets = ways.filter(({ moves }) => moves.length > 1).map(({ lane }) => lane);
        expect(new Set(sets).size).toBe(sets.length);
      }),
      RUNS,
    );
  });

  it('throws on nothing and says little of much', () => {
    const many = Array.from({ length: 5000 }, (_, line) => finding({ line, file: '/😀'.repeat(300) }));
    const { steps } = changesOf(caseOf({ structural: 0 }, { findings: many }));
    expect(Math.max(...steps.map(({ does }) => does.length))).toBeLessThan(500);
  });
});
