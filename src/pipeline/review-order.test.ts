import { expect, it } from 'vitest';
import type { AtUri, Did, GateInputs } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import type { ReviewablePull } from './due-reviews.ts';
import { reviewNeed } from './review-need.ts';
import { inTurn } from './review-order.ts';

const decided = (change: Partial<GateInputs>) => ({
  inputs: {
    tier: 'public',
    attested: false,
    structural: 0.9,
    content: { risk: 0, reviewRecommended: false, flags: [] },
    guards: [],
    caps: ['review-pending'],
    ...change,
  } as const,
  policy: DEFAULT_POLICY,
  evidence: { findings: [] } as unknown as NonNullable<ReviewablePull['decision']>['evidence'],
});

it.each<[string, Partial<GateInputs>, ReturnType<typeof reviewNeed>]>([
  ['a trusted author whom only the review keeps waiting', {}, 'fast'],
  ['one whose reviewer failed before', { caps: ['reviewer-failed'] }, 'fast'],
  ['one whose diff is not the signed one', { caps: ['review-pending', 'diff-unverified'] }, 'queue'],
  ['some trust', { structural: 0.5 }, 'queue'],
  ['no trust', { structural: 0 }, 'none'],
  ['a guard', { guards: ['denounced-by-maintainers'] }, 'none'],
  ['a sensitive repository without attestation', { tier: 'sensitive' }, 'none'],
])('%s', (_, change, need) => {
  expect(reviewNeed(decided(change))).toBe(need);
});

const pull = (
  uri: string,
  author: string,
  createdAtUs: number,
  change: Partial<GateInputs> | null = {},
): ReviewablePull => ({
  uri: uri as AtUri,
  author: author as Did,
  patchCid: uri,
  patchText: null,
  createdAtUs,
  decision: change === null ? null : decided(change),
});

it('spends first where the lane may change most, and lets authors take turns', () => {
  const order = inTurn([
    pull('undecided', 'zoe', 0, null),
    pull('sybil', 'mallory', 0, { structural: 0 }),
    pull('eager-1', 'eve', 1),
    pull('eager-2', 'eve', 2),
    pull('eager-3', 'eve', 3),
    pull('late', 'carol', 9),
    pull('queued', 'bob', 0, { structural: 0.5 }),
  ]);
  expect(order.map(({ uri }) => uri)).toEqual([
    'eager-1',
    'late',
    'eager-2',
    'eager-3',
    'queued',
    'sybil',
    'undecided',
  ]);
});
