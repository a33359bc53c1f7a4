import { describe, expect, it } from 'vitest';
import { atUri, type Cap, type Decision, type Did } from '../domain/index.ts';
import { buildReadModel, type ReadModel } from '../pipeline/index.ts';
import { dashboardFigures } from './figures.ts';
import { prometheusText } from './prometheus.ts';

type Reviews = ReadModel['snapshot']['reviews'];

const AUTHOR = 'did:plc:someone' as Did;
const REVIEWER = { model: 'claude-sonnet-5-5', promptHash: 'ab', budgetDayUsd: 5 };
const REVIEWS = {
  outcomes: [
    { kind: 'verdict', count: 41 },
    { kind: 'steered', count: 2 },
  ],
  flags: 57,
  droppedFlags: 3,
  calls: 64,
  spentTodayMicros: 1_240_000,
};

/** A world with one open pull request for each list of caps, and nothing else. */
const modelOf = (reviews: Reviews, ...caps: Cap[][]): ReadModel => {
  const pulls = caps.map((_, index) => ({
    uri: atUri(AUTHOR, 'sh.tangled.repo.pull', `${index}`),
    author: AUTHOR,
    title: '',
    targetRepo: 'nowhere',
    repo: null,
    state: 'open' as const,
    createdAtUs: index,
    rounds: 1,
    saidBy: null,
    claimedMerged: false,
    dependsOn: null,
    patchOrigin: null,
    patchProblem: null,
    patchAgainAtUs: null,
  }));
  const decisions = pulls.map(({ uri }, index) => {
    const body = {
      outcome: { lane: 'normal_queue' },
      inputs: { structural: 0, caps: caps[index] },
      evidence: { findings: [] },
    };
    return { pull: uri, decidedAtUs: index, body: body as unknown as Decision };
  });
  const world = {
    asOfUs: 0,
    vouches: [],
    merges: [],
    seeds: [],
    maintainers: [],
    repos: [],
    attestations: [],
    handles: [],
  };
  const totals = { events: 0, records: 0 };
  const rest = { log: [], backtest: null, totals, rejections: [], network: [] };
  const policy = { version: '', tLow: 0.3, tHigh: 0.7, rLow: 0.2, rHigh: 0.7, reviewBudgetBytes: 1, mergeWeight: 0 };
  return buildReadModel(
    { world, pulls, decisions, ...rest, ...(reviews === undefined ? {} : { reviews }) },
    { policy, aliases: new Map() },
  );
};

const figuresOf = (model: ReadModel, reviewer: typeof REVIEWER | null) =>
  dashboardFigures(model, { sources: [], reviewer }).reviewer;

describe('the reviewer’s figures', () => {
  it('are null where there is none and never was', () => {
    expect(figuresOf(modelOf(null), null)).toBeNull();
    expect(figuresOf(modelOf(undefined), null)).toBeNull();
    const nothing = { outcomes: [], flags: 0, droppedFlags: 0, calls: 0, spentTodayMicros: 0 };
    expect(figuresOf(modelOf(nothing), null)).toBeNull();
    expect(figuresOf(modelOf({ ...nothing, calls: 1 }), null)).toMatchObject({ configured: false, calls: 1 });
  });

  it('count outcomes, flags with the share of those that point at nothing, dollars and who waits', () => {
    const model = modelOf(REVIEWS, ['review-pending'], ['review-partial'], [], ['stacked', 'review-pending']);
    expect(figuresOf(model, REVIEWER)).toEqual({
      configured: true,
      ...REVIEWER,
      outcomes: REVIEWS.outcomes,
      verdicts: 41,
      flags: 57,
      droppedFlags: 3,
      droppedShare: 0.05,
      spentTodayUsd: 1.24,
      waiting: 2,
      calls: 64,
    });
  });

  it('know no share of nothing, and no limit where there is none', () => {
    const unlimited = { ...REVIEWER, budgetDayUsd: null as never };
    expect(figuresOf(modelOf(null), unlimited)).toMatchObject({ verdicts: 0, droppedShare: null, budgetDayUsd: null });
  });

  it('stay when the reviewer is switched off', () => {
    expect(figuresOf(modelOf(REVIEWS), null)).toMatchObject({ configured: false, model: null, verdicts: 41 });
  });
});

describe('the reviews in Prometheus’ text', () => {
  it('are by outcome, with the flags and the day’s cost', async () => {
    const { text } = await prometheusText(modelOf(REVIEWS), 0);
    expect(text).toContain('tangled_trust_reviews_total{outcome="verdict"} 41\n');
    expect(text).toContain('tangled_trust_reviews_total{outcome="steered"} 2\n');
    expect(text).toContain('tangled_trust_review_flags_total{state="kept"} 57\n');
    expect(text).toContain('tangled_trust_review_flags_total{state="dropped"} 3\n');
    expect(text).toContain('tangled_trust_review_spent_usd 1.24\n');
  });

  it('are not there where there are none', async () => {
    const nothing = { outcomes: [], flags: 0, droppedFlags: 0, calls: 0, spentTodayMicros: 0 };
    for (const none of [null, nothing]) expect((await prometheusText(modelOf(none), 0)).text).not.toContain('review');
  });
});
