import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../src/domain/index.ts';
import { keepStageOutcomes, type StageOutcomeRow, stageOutcomeCounts } from '../src/store/stage-outcomes.ts';
import { scratchStore } from './store-harness.ts';

const DAY_US = 24 * 60 * 60 * 1_000_000;
const NOW_US = 1_790_000_000_000_000;
const ALL = { fromUs: 0, toUs: NOW_US + 1 };

const outcome = (change: Partial<StageOutcomeRow> = {}): StageOutcomeRow => ({
  pull: 'at://did:plc:alice/sh.tangled.repo.pull/3k' as AtUri,
  repo: 'at://did:plc:mira/sh.tangled.repo/3kr' as AtUri,
  author: 'did:plc:alice' as Did,
  stage: 'review',
  source: 'reviewer:m',
  inputs: 'diff-1',
  outcome: 'failure',
  reason: 'refused: no',
  atUs: NOW_US,
  ...change,
});

const kept = () => {
  const store = scratchStore();
  return {
    keep: (rows: readonly StageOutcomeRow[], nowUs = NOW_US, mostRows = 1_000_000) =>
      store.write((db) => keepStageOutcomes(db, rows, nowUs, { mostRows })),
    counts: (window = ALL) => store.read((db) => stageOutcomeCounts(db, window)),
    total: async () =>
      (await store.read((db) => stageOutcomeCounts(db, ALL))).reduce(
        (sum, { success, partial, failure }) => sum + success + partial + failure,
        0,
      ),
  };
};

describe('the outcomes of stages', () => {
  it('are counted by source, with the pull requests and authors they are of', async () => {
    const { keep, counts } = kept();
    const bob = { pull: 'at://did:plc:bob/sh.tangled.repo.pull/3k' as AtUri, author: 'did:plc:bob' as Did };
    await keep([
      outcome({ atUs: NOW_US - 2 }),
      outcome({ inputs: 'diff-2', reason: 'unreadable: cut off', atUs: NOW_US - 1 }),
      outcome({ ...bob, outcome: 'success', reason: null }),
      outcome({ ...bob, stage: 'diff', source: 'host:patches', outcome: 'partial', repo: null, reason: 'half' }),
    ]);
    const review = { stage: 'review', source: 'reviewer:m', success: 1, partial: 0, failure: 2, pulls: 2, authors: 2 };
    const diff = { stage: 'diff', source: 'host:patches', success: 0, partial: 1, failure: 0, pulls: 1, authors: 1 };
    expect(await counts()).toEqual([
      { ...review, reason: 'unreadable: cut off' },
      { ...diff, reason: 'half' },
    ]);
    expect(await counts({ fromUs: NOW_US, toUs: NOW_US })).toEqual([]);
    expect(await counts({ fromUs: NOW_US - 1, toUs: NOW_US })).toMatchObject([{ failure: 1, success: 0 }]);
  });

  it('are kept once for the same inputs, with the time of the first, in one batch and in several', async () => {
    const { keep, counts, total } = kept();
    await keep([outcome({ atUs: NOW_US - 5 }), outcome({ atUs: NOW_US - 9 })]);
    await keep([outcome(), outcome()]);
    expect(await total()).toBe(1);
    expect(await counts({ fromUs: NOW_US - 9, toUs: NOW_US - 8 })).toHaveLength(1);
  });

  it.each<[string, Partial<StageOutcomeRow>]>([
    ['another outcome of the same inputs', { outcome: 'success', reason: null }],
    ['other inputs', { inputs: 'diff-2' }],
    ['another source', { source: 'signal:sast' }],
    ['another stage', { stage: 'diff' }],
    ['another pull request', { pull: 'at://did:plc:alice/sh.tangled.repo.pull/3m' as AtUri }],
  ])('are kept beside each other: %s', async (_, change) => {
    const { keep, total } = kept();
    await keep([outcome(), outcome(change)]);
    expect(await total()).toBe(2);
  });

  it('go after thirty days, and what is older is not taken in', async () => {
    const { keep, total } = kept();
    await keep([outcome({ atUs: NOW_US - 30 * DAY_US - 1 }), outcome({ inputs: 'b', atUs: NOW_US - 30 * DAY_US })]);
    expect(await total()).toBe(1);
    await keep([outcome({ inputs: 'c' })], NOW_US + 1);
    expect(await total()).toBe(1);
    await keep([]);
    expect(await total()).toBe(1);
  });

  it('go, the oldest first, when there are too many', async () => {
    const { keep, counts, total } = kept();
    const many = Array.from({ length: 30 }, (_, number) => outcome({ inputs: `${number}`, atUs: NOW_US - number }));
    await keep(many, NOW_US, 20);
    expect(await total()).toBe(20);
    await keep([outcome({ inputs: 'new' })], NOW_US, 20);
    expect(await total()).toBe(20);
    expect(await counts({ fromUs: 0, toUs: NOW_US - 18 })).toEqual([]);
  });
});
