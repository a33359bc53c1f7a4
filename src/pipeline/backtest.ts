import { setImmediate as immediately } from 'node:timers/promises';
import type { AtUri, Did, Policy } from '../domain/index.ts';
import { exactInterval } from './exact-interval.ts';
import type { World } from './ports.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';

/** How one finished pull request turned out. */
export interface PastPull {
  readonly pull: AtUri;
  readonly author: Did;
  readonly repo: AtUri;
  readonly outcome: 'merged' | 'closed' | 'reverted';
  readonly createdAtUs: number;
}

/** How the trust threshold would have done on finished pull requests. */
export interface Backtest {
  readonly threshold: number;
  /** Finished pull requests looked at: the newest `MOST`. */
  readonly considered: number;
  /** Those whose author stood at or above the threshold when they were opened. */
  readonly approved: number;
  /** Approved and reverted later. */
  readonly falseApprovals: number;
  /** Approved and closed without a merge: often a matter of policy, so told apart. */
  readonly closedApprovals: number;
  /** falseApprovals / approved; null while nothing was approved. */
  readonly rate: number | null;
  /** Exact interval of the rate at 95 %. */
  readonly interval: readonly [number, number] | null;
}

/** What of a world history is replayed from. */
export type BacktestWorld = Pick<World, 'vouches' | 'merges' | 'seeds' | 'maintainers'>;

const MOST = 500;

/**
 * Replays history: each author's structural trust from the vouches that existed when the pull request was opened,
 * against the policy's fast-lane threshold. Trust alone; what the diff said then is not looked at. Vouches withdrawn
 * since are unknown to it. @throws the signal's reason when it is aborted meanwhile.
 */
export const backtest = async (
  past: readonly PastPull[],
  world: BacktestWorld,
  policy: Policy,
  signal?: AbortSignal,
): Promise<Backtest> => {
  const recent = [...past].sort((a, b) => b.createdAtUs - a.createdAtUs).slice(0, MOST);
  const approved: PastPull[] = [];
  for (const pull of recent) {
    if (structuralThen(pull, world, policy) >= policy.tHigh) approved.push(pull);
    // Each is a graph of its own: let others have their turn in between.
    await immediately();
    signal?.throwIfAborted();
  }
  const count = (outcome: PastPull['outcome']): number => approved.filter((pull) => pull.outcome === outcome).length;
  const falseApprovals = count('reverted');
  return {
    threshold: policy.tHigh,
    considered: recent.length,
    approved: approved.length,
    falseApprovals,
    closedApprovals: count('closed'),
    rate: approved.length === 0 ? null : falseApprovals / approved.length,
    interval: approved.length === 0 ? null : exactInterval(falseApprovals, approved.length),
  };
};

const structuralThen = ({ author, repo, createdAtUs }: PastPull, world: BacktestWorld, policy: Policy): number => {
  const then = {
    asOfUs: createdAtUs,
    vouches: world.vouches.filter((vouch) => vouch.sinceUs <= createdAtUs),
    merges: world.merges.filter((merge) => merge.sinceUs <= createdAtUs),
    seeds: world.seeds,
    maintainers: world.maintainers.filter((each) => each.repo === repo),
  };
  return trustViews(then, trustBase(trustInput(then, policy, [author])))(repo).structuralOf(author);
};
