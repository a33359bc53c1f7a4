import { describe, expect, it } from 'vitest';
import type { AtUri, Decision, Did } from '../domain/index.ts';
import { DEFAULT_POLICY, decide } from '../gate/index.ts';
import type { World } from './ports.ts';
import { buildReadModel, type PullEntry, type PullView } from './read-model.ts';
import { staleAt, whileStale, withStaleness } from './staleness.ts';

const SECOND = 1_000_000;
const NOW = 1_800_000_000 * SECOND;
const fresh = { undecidedSinceUs: null, streamUpToUs: null };

describe('whether decisions are out of date', () => {
  it.each([
    ['nothing waits, and no stream is followed', fresh, null],
    ['facts wait, but not for long', { ...fresh, undecidedSinceUs: NOW - 60 * SECOND }, null],
    ['facts wait for over a minute', { ...fresh, undecidedSinceUs: NOW - 60 * SECOND - 1 }, NOW - 60 * SECOND - 1],
    ['the stream is a quarter of an hour behind', { ...fresh, streamUpToUs: NOW - 900 * SECOND }, null],
    ['the stream is further behind', { ...fresh, streamUpToUs: NOW - 900 * SECOND - 1 }, NOW - 900 * SECOND - 1],
    ['a stream whose clock is ahead', { ...fresh, streamUpToUs: NOW + SECOND }, null],
  ])('%s', (_, freshness, sinceUs) => {
    expect(staleAt(freshness, NOW)?.sinceUs ?? null).toBe(sinceUs);
  });
});

const decisionWith = (structural: number): Decision => {
  const inputs: Decision['inputs'] = {
    tier: 'public',
    attested: false,
    structural,
    content: null,
    guards: [],
    caps: [],
  };
  const outcome = decide(inputs, DEFAULT_POLICY);
  const explanation = { badge: 'b', sentence: 's', reasons: ['r'], full: ['f'], changes: ['c'] };
  return { inputs, outcome, explanation, policy: DEFAULT_POLICY, inputsHash: 'h' } as unknown as Decision;
};

describe('a decision that is out of date', () => {
  it('keeps nobody in the fast lane, and says one thing in all its words', () => {
    const decision = decisionWith(1);
    const full = [
      'Trust 1.00: it starts here.',
      'Decided by row 4 of the gate (policy p-1): trust 1.00 is at least 0.70.',
    ];
    const { explanation, outcome, inputs } = whileStale({
      ...decision,
      explanation: { ...decision.explanation, full, policyNotes: ['asks for nothing'] },
    });
    expect(outcome).toMatchObject({ lane: 'normal_queue', reasons: ['the scores are out of date'] });
    expect(inputs.caps).toEqual(['stale']);
    const does =
      'the decision being made again, if what changed leaves it as it was: a running worker does it by itself';
    expect(explanation).toEqual({
      badge: 'scores outdated',
      sentence: 'Normal queue: the scores are out of date.',
      before: 's',
      reasons: ['the scores are out of date'],
      full: [
        'Trust 1.00: it starts here.',
        `Decided by row 5 of the gate (policy ${DEFAULT_POLICY.version}): the scores are out of date.`,
      ],
      changes: [`T${does.slice(1)} ⇒ fast lane.`],
      steps: [{ who: 'operator', does, lane: 'fast_lane' }],
      policyNotes: ['asks for nothing'],
    });
  });

  it.each([0.5, 0.1])('leaves the other lanes as they are: trust %d', (structural) => {
    const decision = decisionWith(structural);
    expect(whileStale(decision)).toBe(decision);
  });
});

describe('a model that is out of date', () => {
  const author = 'did:plc:author' as Did;
  const pullOf = (key: string, state: PullEntry['state']): PullEntry => ({
    uri: `at://${author}/sh.tangled.repo.pull/${key}` as AtUri,
    author,
    title: key,
    targetRepo: 'did:plc:repo',
    repo: null,
    state,
    createdAtUs: NOW,
    rounds: 1,
    saidBy: null,
    claimedMerged: false,
    dependsOn: null,
    patchOrigin: null,
    patchProblem: null,
    patchAgainAtUs: null,
  });
  const pulls = [pullOf('open', 'open'), pullOf('merged', 'merged'), pullOf('new', 'open')];
  const world: World = {
    asOfUs: NOW,
    vouches: [],
    merges: [],
    seeds: [],
    maintainers: [],
    repos: [],
    attestations: [],
    handles: [],
  };
  const model = buildReadModel(
    {
      world,
      pulls,
      decisions: pulls.slice(0, 2).map(({ uri }) => ({ pull: uri, decidedAtUs: NOW, body: decisionWith(1) })),
      log: [],
      backtest: null,
      totals: { events: 1, records: 1 },
      rejections: [],
      network: [],
    },
    { policy: DEFAULT_POLICY, aliases: new Map() },
  );
  const stale = { sinceUs: NOW, why: 'nothing was heard of the network' };
  const shown = (pull: PullView | null) => [pull?.entry.title, pull?.decision?.body.outcome.lane, pull?.stale ?? null];

  it('counts open pull requests as capped wherever they are asked for, and finished ones as they were decided', () => {
    const late = withStaleness(model, stale);
    expect(late.stale).toBe(stale);
    const open = ['open', 'normal_queue', stale];
    const merged = ['merged', 'fast_lane', null];
    const undecided = ['new', undefined, stale];
    expect(late.open.map(shown)).toEqual([open, undecided]);
    expect(pulls.map(({ uri }) => shown(late.pull(uri)))).toEqual([open, merged, undecided]);
    expect(late.pullsBy(author).map(shown)).toEqual([open, merged, undecided]);
    expect(late.pull('unknown')).toBeNull();
    expect(late.pull(late.open[0]?.prId ?? '')).toBe(late.open[0]);
  });

  it('leaves a model that is up to date as it is', () => {
    const now = withStaleness(model, null);
    expect(now.stale).toBeNull();
    expect(now.open.map(shown)).toEqual([
      ['open', 'fast_lane', null],
      ['new', undefined, null],
    ]);
  });
});
