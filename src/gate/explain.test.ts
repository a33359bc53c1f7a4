import { describe, expect, it } from 'vitest';
import type { Did, Evidence, GateInputs } from '../domain/index.ts';
import { decide } from './decide.ts';
import { type Case, explain } from './explain.ts';
import { DEFAULT_POLICY } from './policy.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const evidence: Evidence = {
  path: [
    { did: did('mira'), standing: 1 },
    { did: did('alice'), standing: 0.85 },
    { did: did('carol'), standing: 0.7225 },
  ],
  vouchers: [{ did: did('alice'), share: 1 }],
  eigentrust: 0.28,
  standing: 0.7225,
  opinion: 0.6,
  findings: [],
  coverage: { files: [], bytes: 120, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
  verdict: null,
  diffHash: 'ab',
  asOfUs: 1,
};
const inputs: GateInputs = {
  tier: 'public',
  attested: false,
  structural: 0.7225,
  content: { risk: 0, reviewRecommended: false, flags: [] },
  guards: [],
  caps: [],
};
const explained = (change: Partial<GateInputs>, facts: Partial<Evidence> = {}, more: Partial<Case> = {}) => {
  const changed = { ...inputs, ...change };
  return explain({
    outcome: decide(changed, DEFAULT_POLICY),
    inputs: changed,
    evidence: { ...evidence, ...facts },
    policy: DEFAULT_POLICY,
    nameOf: (person) => person.slice('did:plc:'.length),
    reach: { byMaintainer: 0.85, byVouched: 0.7225, starter: 'maintainer' },
    ...more,
  });
};
const finding = {
  source: 'sast',
  rule: 'constant-time',
  severity: 'high',
  file: 'auth.ts',
  line: 14,
  side: 'new',
  quote: 'a == b',
  message: 'A constant-time comparison became an ordinary one.',
} as const;

describe('explain', () => {
  it('draws the path that trust takes', () => {
    expect(explained({}).full[0]).toBe('Trust 0.72: it flows mira → alice → carol, losing 15\u00a0% at each vouch.');
  });

  it('says so when no path leads to the author', () => {
    const { sentence, full, changes } = explained({ structural: 0 }, { path: [], standing: 0, opinion: 0 });
    expect(sentence).toBe(
      'Needs human: no vouch leads from the maintainers, or from anybody they trust, to the author.',
    );
    expect(full[0]).toMatch(/nobody the maintainers trust.* vouches for the author\.$/);
    const denounced = explained({ structural: 0 }, { path: [], standing: 0, opinion: -0.5 });
    expect(denounced.full[0]).toMatch(/ Somebody trusted denounces them\.$/);
    expect(changes).toEqual([
      'A vouch from anyone a maintainer vouched for within the year would bring trust to 0.72 (if neither vouches for over 20) ⇒ fast lane.',
      'A vouch from a maintainer would bring trust to 0.85 (unless they vouch for over 20) ⇒ fast lane.',
    ]);
  });

  it('names the line of a finding, and that resolving it changes the lane', () => {
    const content = { risk: 0.9, reviewRecommended: false, flags: ['high'] as const };
    const { full, changes } = explained({ content }, { findings: [finding] });
    expect(full[1]).toContain('auth.ts:14');
    expect(changes).toEqual(['Resolving the finding in auth.ts:14 ⇒ fast lane.']);
  });

  it('names the steps that help only together', () => {
    const content = { risk: 0.9, reviewRecommended: false, flags: ['high'] as const };
    expect(explained({ content, structural: 0 }, { findings: [finding], path: [] }).changes).toEqual([
      'Resolving the finding in auth.ts:14; and a vouch from anyone a maintainer vouched for within the year would bring trust to 0.72 (if neither vouches for over 20) ⇒ fast lane.',
    ]);
  });

  it.each<[string, Partial<GateInputs>, Partial<Evidence>, string, string]>([
    ['fast', {}, {}, 'trusted, nothing found', 'trust 0.72 flows mira → alice → carol'],
    [
      'no path',
      { structural: 0 },
      { path: [] },
      'unvouched',
      'no vouch leads from the maintainers, or from anybody they trust, to the author',
    ],
    ['little trust', { structural: 0.2 }, {}, 'little trust', 'trust 0.20 is below 0.30'],
    ['some trust', { structural: 0.5 }, {}, 'some trust', 'trust 0.50 is below 0.70'],
    [
      'no attestation',
      { tier: 'sensitive' },
      {},
      'no attestation',
      'this repository is sensitive and the author has no valid attestation',
    ],
    ['too large', { guards: ['over-budget'] }, {}, 'too large', 'the diff is too large to review'],
    ['no diff', { content: null, caps: ['diff-unavailable'] }, {}, 'diff unavailable', 'the diff could not be fetched'],
    [
      'a finding',
      { content: { risk: 0.9, reviewRecommended: false, flags: ['high'] } },
      { findings: [finding] },
      'sast finding',
      'A constant-time comparison became an ordinary one (auth.ts:14)',
    ],
  ])('gives the reason in three words and in one line: %s', (_, change, facts, badge, reason) => {
    const words = explained(change, facts);
    expect(words.badge).toBe(badge);
    expect(words.reasons[0]).toBe(reason);
  });

  it('says hop by hop what an old vouch has lost, and that somebody denounces', () => {
    const path = [
      { did: did('mira'), standing: 1 },
      { did: did('alice'), standing: 0.85 },
      { did: did('carol'), standing: 0.51 },
    ];
    expect(explained({ structural: 0.51 }, { path, standing: 0.51 }).full[0]).toContain(
      'losing 15\u00a0%, then 40\u00a0%: more than',
    );
    expect(explained({ structural: 0.4 }, { path, standing: 0.51 }).full[0]).toContain('denounce the author');
  });

  it('a maintainer’s denounce is for that maintainer to withdraw', () => {
    expect(explained({ guards: ['denounced-by-maintainers'] }).changes).toEqual([
      'The maintainer withdraws the denounce ⇒ fast lane.',
    ]);
  });

  it('names the denounces of which taking one back helps, with what it brings', () => {
    const withdrawals = [
      { by: did('owner'), structural: 0.72, clears: true },
      { by: did('erin'), structural: 0.35, clears: false },
    ];
    const guards = ['denounced-by-maintainers'] as const;
    const changes = (structural: number, given: typeof withdrawals) =>
      explained({ structural, guards }, {}, { withdrawals: given }).changes;
    expect(changes(0.31, withdrawals)).toEqual([
      'Withdrawal of owner’s denounce would bring trust to 0.72 ⇒ fast lane.',
    ]);
    // Neither of two maintainers clears the author alone.
    expect(changes(0.75, [{ by: did('owner'), structural: 0.8, clears: false }])).toEqual([
      'All maintainers who denounce withdraw it ⇒ fast lane.',
    ]);
    expect(explained({ structural: 0.2 }, {}, { withdrawals }).changes).toContain(
      'Withdrawal of erin’s denounce would bring trust to 0.35 ⇒ normal queue.',
    );
  });

  it('a change too large to review is to be split', () => {
    const { changes } = explained({ guards: ['over-budget'], caps: ['unread-bytes'], content: null });
    expect(changes).toEqual([
      'Splitting the change into parts that can be reviewed, in which nothing is found ⇒ fast lane.',
    ]);
  });

  it('promises nothing that the gate would not do', () => {
    expect(explained({ guards: ['open-dispute'] }).changes).toEqual([]);
    expect(explained({}).changes).toEqual([]);
  });

  it('admits what nobody read', () => {
    const coverage = { files: [], bytes: 100, unreadBytes: 40, messageBytes: 0, messagesReadBy: [], sources: [] };
    expect(explained({ caps: ['unread-bytes'] }, { coverage }).full[2]).toBe(
      'Coverage: 40 of 100 bytes were read by nobody.',
    );
    expect(explained({ content: null, caps: ['diff-unavailable'] }, { coverage: null }).changes).toEqual([
      'Pushing the round again, so that the patch can be fetched, with nothing found in it ⇒ fast lane.',
    ]);
  });
});
