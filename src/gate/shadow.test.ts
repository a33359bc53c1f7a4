import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Coverage,
  type Decision,
  type Finding,
  type GateInputs,
  LANES,
  type Policy,
  type Severity,
} from '../domain/index.ts';
import { contentOf } from './content-risk.ts';
import { CAP_WORDS, decide } from './decide.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { policyFrom } from './policy-hash.ts';
import { shadowOf, shadowReport } from './shadow.ts';
import { BASE } from './table.testing.ts';
import { weightsOf } from './weights.testing.ts';

const finding = (source: string, severity: Severity): Finding =>
  ({ source, severity, file: 'a.ts', line: 1, side: 'new', rule: 'r', message: 'm' }) as unknown as Finding;

/** One file of two hunks, and who read which of them. */
const read = (readBy: string[], parts: Record<string, number[]> = {}): Coverage => ({
  files: [
    {
      ...{ path: 'a.ts', added: 2, deleted: 0, hunks: 2, lines: 2, bytes: 100, headerBytes: 20, readBy, unread: [] },
      readInPart: Object.entries(parts).map(([source, hunks]) => ({ source, hunks })),
    },
  ],
  ...{ bytes: 100, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
});

const decisionOf = (inputs: GateInputs, facts: Partial<Decision['evidence']> = {}, pull = 'at://x'): Decision =>
  ({
    ...{ pull, inputs, policy: DEFAULT_POLICY, outcome: decide(inputs, DEFAULT_POLICY) },
    evidence: { findings: [], verdict: null, coverage: null, ...facts },
  }) as unknown as Decision;
const trial = (numbers: Partial<Policy>): Policy => policyFrom('trial', { ...DEFAULT_POLICY, ...numbers });
const signals = (words: Policy['signals']) => trial({ signals: { ...DEFAULT_POLICY.signals, ...words } });

describe('shadowOf', () => {
  it('makes the content anew: what only advises does not count, what blocks does', () => {
    const findings = [finding('secrets', 'high'), finding('size', 'medium')];
    const decision = decisionOf({ ...BASE, content: contentOf(findings, DEFAULT_POLICY).content }, { findings });
    expect(decision.outcome.lane).toBe('needs_human');
    expect(shadowOf({ decision, shadow: signals({ secrets: 'advisory' }) }).lane).toBe('fast_lane');
    const both = signals({ secrets: 'advisory', size: 'blocking' });
    expect(shadowOf({ decision, shadow: both }).reasons).toEqual(['content risk 0.40 is over 0.20']);
  });

  it('weighs the sources as the decision did, and lays its caps anew', () => {
    const findings = [finding('sast', 'high')];
    const weights = weightsOf({ sast: 0.25 });
    const { content, caps, fusion } = contentOf(findings, DEFAULT_POLICY, undefined, weights);
    const decision = decisionOf(
      { ...BASE, content, caps: [...caps, 'stale'] },
      { findings, ...(fusion && { fusion }) },
    );
    expect(decision.outcome.reasons).toEqual(['content risk 0.23 is over 0.20', CAP_WORDS.stale]);
    expect(shadowOf({ decision, shadow: DEFAULT_POLICY })).toEqual(decision.outcome);
    const lenient = trial({ rLow: 0.3 });
    expect(shadowOf({ decision, shadow: lenient }).reasons).toEqual([CAP_WORDS.stale, CAP_WORDS['source-discounted']]);
    const advice = signals({ sast: 'advisory' });
    expect(shadowOf({ decision, shadow: advice }).reasons).toEqual([CAP_WORDS.stale]);
  });

  it.each<[string, Coverage, Policy['signals'], string]>([
    ['read whole by one that counts', read(['sast']), {}, 'fast_lane'],
    ['read whole by one that only advises then', read(['sast']), { sast: 'advisory' }, 'normal_queue'],
    ['read by two, one of which still counts', read(['sast', 'secrets']), { sast: 'advisory' }, 'fast_lane'],
    ['read in two parts', read([], { sast: [0], secrets: [1] }), {}, 'fast_lane'],
    ['read in one part', read([], { sast: [0, 1], secrets: [1] }), { sast: 'off' }, 'normal_queue'],
    ['read by the reviewer', read(['reviewer']), { sast: 'off', secrets: 'off' }, 'fast_lane'],
  ])('asks again whether anybody who counts read it: %s', (_, coverage, words, lane) => {
    expect(shadowOf({ decision: decisionOf(BASE, { coverage }), shadow: signals(words) }).lane).toBe(lane);
  });

  it.each<[string, { bytes: number; hunks: number; readBy?: string[] }, string]>([
    ['a binary file is all header and read by nobody', { bytes: 100, hunks: 0 }, 'normal_queue'],
    ['one that somebody who counts read is read', { bytes: 100, hunks: 0, readBy: ['sast'] }, 'fast_lane'],
    ['one without a byte has nothing that could be unread', { bytes: 0, hunks: 0 }, 'fast_lane'],
  ])('of a file without hunks: %s', (_, file, lane) => {
    const { files, ...rest } = read([]);
    const coverage = { ...rest, files: files.map((each) => ({ ...each, ...file })) };
    expect(shadowOf({ decision: decisionOf(BASE, { coverage }), shadow: trial({}) }).lane).toBe(lane);
  });

  it('takes the cap away where one that counts then read it, but not for what a repository alone asks', () => {
    const decision = decisionOf({ ...BASE, caps: ['unread-bytes'] }, { coverage: read(['size']) });
    const shadow = signals({ size: 'blocking' });
    expect(shadowOf({ decision, shadow }).lane).toBe('fast_lane');
    expect(shadowOf({ decision, shadow, reading: DEFAULT_POLICY }).lane).toBe('normal_queue');
  });

  it('is the decision’s own outcome by its own policy', () => {
    const inputs = fc.record({
      tier: fc.constantFrom('public', 'sensitive'),
      attested: fc.boolean(),
      structural: fc.double({ min: 0, max: 1 }),
      guards: fc.subarray(['open-dispute'] as const),
      caps: fc.subarray(['stale', 'review-pending'] as const),
    });
    const findings = fc.array(
      fc.tuple(fc.constantFrom('sast', 'size', 'slop'), fc.constantFrom<Severity>('low', 'medium', 'high')),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(inputs, findings, (rest, found) => {
        const list = found.map(([source, severity]) => finding(source, severity));
        const decision = decisionOf({ ...rest, content: contentOf(list, DEFAULT_POLICY).content }, { findings: list });
        expect(shadowOf({ decision, shadow: DEFAULT_POLICY })).toEqual(decision.outcome);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('shadowReport', () => {
  const report = (structurals: readonly number[], shadow: Policy) =>
    shadowReport(
      shadow,
      structurals.map((structural, at) => ({
        decision: decisionOf({ ...BASE, structural }, {}, `at://${at}`),
        shadow,
      })),
    );

  it('counts the moves, the commonest first, and names those that become faster first', () => {
    expect(report([0.1, 0.5, 0.72, 0.74, 0.9], trial({ tLow: 0.05, tHigh: 0.75 }))).toMatchObject({
      policy: { version: 'trial' },
      inForce: ['default-4'],
      ...{ compared: 5, same: 2, faster: 1, slower: 2 },
      moves: [
        { from: 'fast_lane', to: 'normal_queue', count: 2 },
        { from: 'needs_human', to: 'normal_queue', count: 1 },
      ],
      examples: [
        { pull: 'at://0', reasons: ['trust 0.10 is below 0.75'] },
        { pull: 'at://2', from: 'fast_lane', to: 'normal_queue' },
        { pull: 'at://3' },
      ],
    });
  });

  it('is empty where nothing is decided, and names at most 20', () => {
    expect(report([], trial({}))).toMatchObject({ compared: 0, same: 0, moves: [], examples: [], inForce: [] });
    const all = report(Array(50).fill(0.9), trial({ tHigh: 1 }));
    expect([all.slower, all.examples.length]).toEqual([50, 20]);
  });

  it('adds up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (all, tHigh) => {
          const { compared, same, faster, slower, moves } = report(all, trial({ tHigh }));
          expect(compared).toBe(all.length);
          expect(same + faster + slower).toBe(compared);
          const speedups = moves.filter(({ from, to }) => LANES.indexOf(from) > LANES.indexOf(to));
          expect(speedups.reduce((sum, { count }) => sum + count, 0)).toBe(faster);
          expect(moves.reduce((sum, { count }) => sum + count, 0)).toBe(faster + slower);
        },
      ),
    );
  });
});
