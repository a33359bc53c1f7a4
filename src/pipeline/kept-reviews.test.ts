import { describe, expect, it } from 'vitest';
import type { AtUri, Cap, Did, Guard, Review, ReviewOutcome } from '../domain/index.ts';
import { blindingKey, identityOf, type KeptReview, type ReviewRecords, reviewsOf } from './kept-reviews.ts';

const verdict: ReviewOutcome = {
  kind: 'verdict',
  verdict: { contentRisk: 0, reviewRecommended: false, flags: [], summary: '' },
  droppedFlags: 0,
};
const kept = (outcome: ReviewOutcome, more: Partial<Review> = {}, reviewedAtUs = 1): KeptReview => ({
  review: {
    outcome,
    model: 'now',
    promptHash: 'p',
    diffHash: 'd',
    sentHash: null,
    usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
    costMicros: 0,
    parts: [],
    steps: [],
    unread: [],
    probe: 'not-asked',
    ...more,
  },
  attempts: 1,
  notBeforeUs: null,
  reviewedAtUs,
  askedFor: 'did:plc:alice' as Did,
  need: 'fast',
});
const alice = 'did:plc:alice' as Did;
const pull = { uri: 'at://x' as AtUri, author: alice, patchCid: 'bafy', patchText: null };
const nobody = { did: alice, handle: null, names: [], emails: [] };

const recordsOf = (reviews: readonly KeptReview[], blinded = true, codeRedactions = 0): ReviewRecords => ({
  any: async () => true,
  identities: async () => new Map(),
  blindings: async (keys) =>
    new Map(
      blinded
        ? keys.map((key) => [key, { diffHash: 'd', bytes: 1, redactions: 0, codeRedactions, realPaths: [] }])
        : [],
    ),
  reviews: async (hashes) => (hashes.includes('d') ? reviews : []),
});

const using = { model: 'now', promptHash: 'p' };

describe('what is kept of a pull request’s review', () => {
  it.each<[string, readonly KeptReview[], { caps: Cap[]; guards: Guard[]; kind: string | null; current?: boolean }]>([
    ['none yet', [], { caps: ['review-pending'], guards: [], kind: null }],
    ['a verdict', [kept(verdict)], { caps: [], guards: [], kind: 'verdict', current: true }],
    [
      'a verdict that leaves hunks out',
      [kept(verdict, { unread: [{ file: 0, hunks: [1] }] })],
      { caps: ['review-partial'], guards: [], kind: 'verdict', current: true },
    ],
    [
      'a failure',
      [kept({ kind: 'refused', reason: 'no' })],
      { caps: ['reviewer-failed'], guards: [], kind: 'refused', current: true },
    ],
    [
      'too large',
      [kept({ kind: 'too-large', tokens: 2, limitTokens: 1 })],
      { caps: [], guards: ['over-budget'], kind: 'too-large', current: true },
    ],
    [
      'an earlier model’s verdict, until this one has one',
      [kept(verdict, { model: 'before' })],
      { caps: ['review-pending'], guards: [], kind: 'verdict', current: false },
    ],
    [
      'an earlier prompt’s verdict beside a failure now',
      [kept(verdict, { promptHash: 'q' }), kept({ kind: 'timeout', reason: 't' }, {}, 2)],
      { caps: ['reviewer-failed'], guards: [], kind: 'verdict', current: false },
    ],
    [
      'this model’s verdict before a newer one by another',
      [kept(verdict, { model: 'after' }, 9), kept(verdict)],
      { caps: [], guards: [], kind: 'verdict', current: true },
    ],
  ])('%s', async (_, reviews, { caps, guards, kind, current }) => {
    const found = (await reviewsOf([pull], recordsOf(reviews), using)).get(pull.uri);
    expect([found?.caps, found?.guards]).toEqual([caps, guards]);
    expect([found?.shown?.review.outcome.kind ?? null, found?.shown?.current]).toEqual([kind, current]);
    const failedNow = caps.includes('reviewer-failed') && kind === 'verdict';
    expect(found?.shown?.instead ?? null).toEqual(failedNow ? { kind: 'timeout', reason: 't' } : null);
  });

  it('counts without a reviewer too: switching it off forgets no danger', async () => {
    const found = (await reviewsOf([pull], recordsOf([kept(verdict)]), null)).get(pull.uri);
    expect(found).toMatchObject({ shown: { current: false }, caps: [], guards: [] });
  });

  it.each<[ReviewOutcome, Partial<Review>, { caps: Cap[]; guards: Guard[] }]>([
    [{ kind: 'steered', reason: 's' }, {}, { caps: ['reviewer-failed'], guards: [] }],
    [{ kind: 'refused', reason: 'r' }, {}, { caps: ['reviewer-failed'], guards: [] }],
    [{ kind: 'too-large', tokens: 2, limitTokens: 1 }, {}, { caps: [], guards: ['over-budget'] }],
    [verdict, { unread: [{ file: 0, hunks: [0] }] }, { caps: ['review-partial'], guards: [] }],
    [{ kind: 'timeout', reason: 't' }, {}, { caps: [], guards: [] }],
    [{ kind: 'budget', reason: 'b' }, {}, { caps: [], guards: [] }],
  ])('without a reviewer, what the last one said of the diff holds as it did: %j', async (outcome, more, held) => {
    const found = (await reviewsOf([pull], recordsOf([kept(outcome, more)]), null)).get(pull.uri);
    expect(found).toMatchObject(held);
  });

  it('holds a change whose code lost names before the review', async () => {
    const found = (await reviewsOf([pull], recordsOf([kept(verdict)], true, 1), using)).get(pull.uri);
    expect(found?.caps).toEqual(['names-in-code']);
  });

  it('is pending where the diff was not even read blind', async () => {
    const found = (await reviewsOf([pull], recordsOf([kept(verdict)], false), using)).get(pull.uri);
    expect(found).toEqual({ shown: null, caps: ['review-pending'], guards: [] });
  });
});

describe('the key of a blind reading', () => {
  it('differs with what is known of the author, not with the order it is known in', () => {
    const key = (names: readonly string[]) => blindingKey(pull, { ...nobody, names });
    expect(key(['a', 'b'])).toBe(key(['b', 'a']));
    expect(key(['a'])).not.toBe(key(['b']));
    expect(blindingKey({ ...pull, patchCid: null }, nobody)).toBeNull();
    expect(identityOf(new Map(), alice)).toEqual(nobody);
  });
});
