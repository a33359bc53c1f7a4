import { setImmediate as immediately } from 'node:timers/promises';
import { type AtUri, InvariantError, type Lane, type Policy } from '../domain/index.ts';
import type { Analysis } from './analyse.ts';
import { groupsOf } from './backtest-groups.ts';
import { fateOf, type LaneRates, laneRates, type Rate, rateOf } from './backtest-rates.ts';
import { historyAbout, type WorldBefore, worldBefore } from './backtest-world.ts';
import { decidePull } from './decide-pull.ts';
import type { History, PastPull } from './history.ts';
import type { OpenPull } from './ports.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

/** How the gate would have done on finished pull requests, and how it did. */
export interface Backtest {
  /** Names the shape: figures kept in another one are not shown. */
  readonly format: 3;
  readonly threshold: number;
  /** The version of the policy it was replayed with, and its hash where it has one. */
  readonly policy: string;
  readonly policyHash: string | null;
  /** When it was replayed, in microseconds since 1970; absent while it is not kept. */
  readonly madeAtUs?: number;
  /** Finished pull requests there are. */
  readonly finished: number;
  /** The newest of them, replayed: those with and those without a diff. */
  readonly considered: number;
  /** Graphs computed for them, and how many there may be at most. */
  readonly graphs: { readonly computed: number; readonly most: number };
  /** Replayed into the fast lane, and what became of it is known. */
  readonly approved: number;
  /** Approved, merged and undone later. */
  readonly undoneApprovals: number;
  /** Approved and closed by a maintainer without a merge: often a matter of taste, so told apart. */
  readonly closedApprovals: number;
  /** undoneApprovals / approved; null while nothing was approved. */
  readonly rate: number | null;
  /** Exact interval of the rate at 95 %. */
  readonly interval: readonly [number, number] | null;
  /** The whole gate but for the blind reviewer, over those whose diff is kept. */
  readonly replayed: LaneRates;
  /** Those whose diff is not kept: no fast lane is open to them, so they are in none of the rates. */
  readonly withoutDiff: LaneRates;
  /** The decisions in force when pull requests were finished. */
  readonly decided: LaneRates;
  /** Trust alone, of all replayed: of the known ones whose author reached the threshold, those that turned out bad. */
  readonly trustAlone: { readonly uncleanApproval: Rate; readonly undoneApproval: Rate };
  /** Replayed lanes by the month of the last round, `YYYY-MM`, oldest first. */
  readonly months: readonly ({ readonly month: string; readonly withoutDiff: number } & Readonly<
    Record<Lane, number>
  >)[];
}

/** What a replay takes. Plain data: it goes to a thread. */
export interface Replay {
  readonly history: History;
  readonly past: readonly PastPull[];
  readonly policy: Policy;
  /** Policies by pull request, of those that another one than `policy` is for. */
  readonly policies?: ReadonlyMap<AtUri, Policy>;
  /** Kept analyses by the name of the patch, as JSON text. */
  readonly analyses: ReadonlyMap<string, string>;
  /** Bounds the work; by default `MOST_GRAPHS` graphs of `MOST_VOUCHES` vouches together. */
  readonly mostGraphs?: number;
}

const MOST_GRAPHS = 400;
/** Of all graphs together: some seconds' work. The newest is replayed however large. */
const MOST_VOUCHES = 20_000_000;

/** One pull request replayed. */
interface Replayed {
  readonly past: PastPull;
  readonly lane: Lane;
  readonly structural: number;
  readonly hasDiff: boolean;
  readonly tHigh: number;
}

/**
 * Replays history: each finished pull request is decided with the world as it was known right before its last round,
 * with its kept analysis and with the policy of now; the blind reviewer is not asked. Newest first, up to a bound on
 * graphs. docs/backtest.md says what is known when. @throws the signal's reason when it is aborted meanwhile.
 */
export const backtest = async (replay: Replay, signal?: AbortSignal): Promise<Backtest> => {
  const { past, policy, mostGraphs = MOST_GRAPHS } = replay;
  const history = historyAbout(replay.history, past);
  const replayed: Replayed[] = [];
  let [graphs, vouches] = [0, 0];
  for (const group of groupsOf(past, history, policy.mergeWeight > 0)) {
    const before = worldBefore(history, group[0]?.roundAtUs ?? 0);
    vouches += before.world.vouches.length;
    if (graphs >= mostGraphs || (graphs > 0 && vouches > MOST_VOUCHES)) break;
    graphs += 1;
    replayed.push(...replayGroup(group, before, replay));
    // Each is a graph of its own: let others have their turn in between.
    await immediately();
    signal?.throwIfAborted();
  }
  return figuresOf(replayed, replay, { computed: graphs, most: mostGraphs });
};

/** The figures of no pull request at all. */
export const nothingTested = (policy: Policy): Backtest =>
  figuresOf([], { past: [], policy }, { computed: 0, most: MOST_GRAPHS });

const replayGroup = (
  group: readonly PastPull[],
  { world, sensitive }: WorldBefore,
  { policy, policies, analyses }: Replay,
): Replayed[] => {
  const authors = new Set(group.map(({ author }) => author));
  const views = trustViews(world, trustBase(trustInput(world, policy, authors)));
  const index = indexWorld({ ...world, vouches: world.vouches.filter(({ toDid }) => authors.has(toDid)) });
  return group.map((past) => {
    const own = policies?.get(past.pull) ?? policy;
    const analysis = analysisOf(past, analyses);
    const { outcome, inputs } = decidePull(asOpen(past, sensitive), analysis, { index, views, policy: own });
    return {
      past,
      lane: outcome.lane,
      structural: inputs.structural,
      hasDiff: analysis.kind !== 'unavailable',
      tHigh: own.tHigh,
    };
  });
};

const analysisOf = ({ patch }: PastPull, analyses: Replay['analyses']): Analysis => {
  const text = patch === null ? undefined : analyses.get(patch);
  if (text === undefined) return { kind: 'unavailable' };
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('kind' in value))
    throw new InvariantError('a kept analysis is not one');
  return value as Analysis;
};

const asOpen = (past: PastPull, sensitive: ReadonlySet<string>): OpenPull => ({
  uri: past.pull,
  author: past.author,
  repo: past.repo,
  targetRepo: past.targetRepo,
  certain: past.certain,
  tier: sensitive.has(past.targetRepo) ? 'sensitive' : 'public',
  patchCid: past.patchCid,
  patchText: null,
  patchSigned: past.patchSigned,
  recordCid: null,
  round: null,
  stacked: past.buildsOn !== null && !(past.buildsOn.mergedAtUs !== null && past.buildsOn.mergedAtUs < past.roundAtUs),
});

const judged = ({ past, lane }: Replayed) => ({ ...past, lane });

const figuresOf = (
  replayed: readonly Replayed[],
  { past, policy }: Pick<Replay, 'past' | 'policy'>,
  graphs: Backtest['graphs'],
): Backtest => {
  const whole = laneRates(replayed.filter(({ hasDiff }) => hasDiff).map(judged));
  const { count, of, rate, interval } = whole.undoneApproval;
  return {
    format: 3,
    threshold: policy.tHigh,
    policy: policy.version,
    policyHash: policy.hash ?? null,
    finished: past.length,
    considered: replayed.length,
    graphs,
    approved: of,
    undoneApprovals: count,
    closedApprovals: whole.closedApproval.count,
    rate,
    interval,
    replayed: whole,
    withoutDiff: laneRates(replayed.filter(({ hasDiff }) => !hasDiff).map(judged)),
    decided: laneRates(past.flatMap((one) => (one.decidedLane === null ? [] : [{ ...one, lane: one.decidedLane }]))),
    trustAlone: trustAlone(replayed),
    months: monthsOf(replayed),
  };
};

const trustAlone = (replayed: readonly Replayed[]): Backtest['trustAlone'] => {
  const fates = replayed.flatMap(({ past, structural, tHigh }) => (structural >= tHigh ? [fateOf(past)] : []));
  const known = fates.filter((fate) => fate !== 'unknown');
  const undone = known.filter((fate) => fate === 'undone').length;
  const closed = known.filter((fate) => fate === 'closed').length;
  return { uncleanApproval: rateOf(undone + closed, known.length), undoneApproval: rateOf(undone, known.length) };
};

const monthsOf = (replayed: readonly Replayed[]): Backtest['months'] => {
  const monthOf = ({ past }: Replayed): string => new Date(past.roundAtUs / 1000).toISOString().slice(0, 7);
  return [...Map.groupBy(replayed, monthOf)]
    .map(([month, all]) => {
      const row = { month, fast_lane: 0, normal_queue: 0, needs_human: 0, withoutDiff: 0 };
      for (const { lane, hasDiff } of all) row[hasDiff ? lane : 'withoutDiff'] += 1;
      return row;
    })
    .sort((a, b) => Number(a.month > b.month) - Number(a.month < b.month));
};
