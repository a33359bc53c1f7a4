import { type EigenTrust, type EigenTrustOptions, eigenTrust } from './eigentrust/eigentrust.ts';
import { ranksOf } from './eigentrust/ranks.ts';
import type { TrustGraph } from './graph/graph.ts';
import { preTrustOf } from './graph/seeds.ts';
import type { StandingOptions } from './standing/carry.ts';
import { judge } from './standing/opinion.ts';
import { standingOf } from './standing/standing.ts';
import type { VoteOptions } from './standing/votes.ts';

/** Everything structure says of each node; every array has one entry per node and is the caller's to keep. */
export interface TrustScores {
  /** EigenTrust, ≥ 0, summing to 1, or to 0 when no seed is in the graph. For ranking, not for thresholds. */
  readonly eigentrust: Float64Array;
  /** In [0,1]; see `standingOf`. */
  readonly standing: Float64Array;
  /** In (−1,1); see `judge`. Can be other than 0 for nodes without standing: a denounced stranger. */
  readonly opinion: Float64Array;
  /** In [0,1]; see `judge`. 0 wherever `eigentrust` is 0. */
  readonly structural: Float64Array;
  /** 1 for the highest `eigentrust`, then 2, 3, …; equals in order of id; 0 where `eigentrust` is 0. */
  readonly rank: Int32Array;
  /** The last voucher on each node's best path, −1 for seeds and for nodes of standing 0. */
  readonly via: Int32Array;
  /** As in `Standing`. */
  readonly carry: Float64Array;
  /** As in `EigenTrust`. */
  readonly iterations: number;
  readonly residual: number;
  readonly converged: boolean;
}

/** All scores of a graph as seen from a set of seeds. Ids the graph does not know are no seeds; without seeds all is 0. */
export const trustScores = (
  graph: TrustGraph,
  seeds: Iterable<string>,
  options: EigenTrustOptions & StandingOptions & VoteOptions = {},
): TrustScores => {
  const seedIds = [...seeds];
  return scoresWith(graph, seedIds, eigenTrust(graph, preTrustOf(graph, seedIds), options), options);
};

/** The same, when EigenTrust from these seeds is there already: solved by threads, say. Its scores are taken over. */
export const scoresWith = (
  graph: TrustGraph,
  seeds: Iterable<string>,
  solved: EigenTrust,
  options: StandingOptions & VoteOptions = {},
): TrustScores => {
  const spread = spreadWith(graph, seeds, solved, options);
  const { opinion, structural } = judge(graph, spread, options);
  spread.eigentrust.forEach((score, node) => {
    if (score === 0) structural[node] = 0;
  });
  return { ...spread, opinion, structural };
};

/** How far trust spreads, without what is said of anybody. */
export type TrustSpread = Omit<TrustScores, 'opinion' | 'structural'>;

/** The same without judging everybody, which takes longest. */
export const spreadWith = (
  graph: TrustGraph,
  seeds: Iterable<string>,
  { scores: eigentrust, ...solve }: EigenTrust,
  options: StandingOptions = {},
): TrustSpread => ({ eigentrust, rank: ranksOf(eigentrust), ...standingOf(graph, seeds, options), ...solve });
