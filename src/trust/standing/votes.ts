import type { Denounces } from '../graph/graph.ts';
import { type Carrying, resettled } from './resettle.ts';
import type { StandingView } from './standing.ts';
import { belowTester, waysAround } from './ways-around.ts';

/** How voices are counted. */
export interface VoteOptions {
  /**
   * κ > 0: how many times its own standing a person and all whose best path runs through it weigh together for, or
   * against, somebody. Default 1: whom you brought in speaks with your voice. Infinity: the plain sum.
   */
  readonly branchCap?: number;
  /**
   * Whether, of what speaks against somebody, the branch that says most is left out, so that no accuser is heard without
   * a second from elsewhere; a seed needs none. Default true.
   */
  readonly seconded?: boolean;
}

/** One person's word for, or against, a node. */
export interface Voice {
  /** Its edge number, among the vouches or among the denounces. */
  readonly edge: number;
  /** The rater's node index. */
  readonly from: number;
  /** standing(rater) · w in (0,1]. */
  readonly voice: number;
}

/**
 * A rater of less standing than this is not heard: some 128 hops away at the least. It keeps the work on a graph to so
 * many hops per opinion, however long a chain of accounts somebody makes.
 */
export const FAINTEST = 1e-9;

/** What a set of voices comes to. */
export interface Tally {
  /** ≥ 0, at most the sum of the voices. */
  readonly total: number;
  /** What the branch that speaks most brings of it, a branch being a seed's direct vouchee and all behind; 0 for none. */
  readonly fullestBranch: number;
}

/** A view without what a node hands on, and whom that concerns. */
export interface ViewWithout {
  readonly view: StandingView;
  /** Those who rate the node and are trusted through it otherwise; it is the same view when there are none. */
  readonly below: readonly number[];
}

/**
 * The view in which one counts a node's voices: as it would be had the node vouched for nobody. So nothing a node does,
 * itself or through accounts that only it leads to, changes what is said of it: they are not there. It is the same view
 * when none of the node's raters is below it; else it is right for those raters and all on their paths, who alone are
 * asked for, and costs as much as the vouches on ways to them that come near what they have.
 */
export const viewWithout = (
  graph: Carrying & { readonly denounces: Denounces },
  view: StandingView,
  node: number,
): ViewWithout => {
  const { vouches, denounces } = graph;
  if (view.standing(node) < FAINTEST) return { view, below: [] };
  const below = belowTester(view, node);
  const raters = new Set<number>();
  for (const { start, from } of [vouches, denounces]) {
    for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
      const rater = from[edge]!;
      if (view.standing(rater) >= FAINTEST && below(rater)) raters.add(rater);
    }
  }
  if (raters.size === 0) return { view, below: [] };
  const around = waysAround(graph, view, { above: node, targets: raters, below });
  return { view: resettled(graph, view, { ...around, silenced: node }), below: [...raters] };
};

/** The voices on a node, of all raters whose standing is at least 1e-9, by rater. */
export const voicesOn = ({ start, from, weight }: Denounces, view: StandingView, node: number): Voice[] => {
  const voices: Voice[] = [];
  for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
    const standing = view.standing(from[edge]!);
    if (standing >= FAINTEST) voices.push({ edge, from: from[edge]!, voice: standing * weight[edge]! });
  }
  return voices;
};

/** Adds up voices in one view, in their order. Not re-entrant, but to be used for any number of tallies. */
export interface Teller {
  (view: StandingView, voices: readonly Voice[]): Tally;
  /** What of such a tally counts when the voices are against somebody: ≥ 0. */
  readonly heardAgainst: (tally: Tally) => number;
}

/**
 * A teller for a graph of so many nodes. Voices flow up the best paths to the seeds; a node lets through κ · its
 * standing in all, a seed any amount: F(x) = min(κ·standing(x), own voice + Σ F(whom x brought in)), total = Σ F below
 * seeds + the seeds' own voices. So whoever stands behind some vouches cannot weigh more, however many they are, than
 * κ times the standing of those who were vouched for.
 *
 * @throws RangeError when `branchCap` is not above 0.
 */
export const tellerOf = (nodes: number, { branchCap = 1, seconded = true }: VoteOptions = {}): Teller => {
  if (!(branchCap > 0)) throw new RangeError(`branchCap must be above 0, got ${branchCap}`);
  const used = new Float64Array(nodes);
  const touched: number[] = [];
  /** Caps of a tree are laminar: letting voices through one after the other reaches the maximum in any order. */
  const letThrough = (view: StandingView, { from, voice }: Voice): number => {
    let amount = voice;
    for (let at = from, via = view.via(at); via >= 0; at = via, via = view.via(at)) {
      amount = Math.min(amount, branchCap * view.standing(at) - used[at]!);
    }
    if (amount <= 0) return 0;
    for (let at = from, via = view.via(at); via >= 0; at = via, via = view.via(at)) {
      if (used[at] === 0) touched.push(at);
      used[at]! += amount;
    }
    return amount;
  };
  const tally = (view: StandingView, voices: readonly Voice[]): Tally => {
    let total = 0;
    for (const voice of voices) total += letThrough(view, voice);
    let fullestBranch = 0;
    for (const node of touched) {
      if (view.via(view.via(node)) < 0) fullestBranch = Math.max(fullestBranch, used[node]!);
      used[node] = 0;
    }
    touched.length = 0;
    return { total, fullestBranch };
  };
  const heardAgainst = ({ total, fullestBranch }: Tally): number =>
    seconded ? Math.max(0, total - fullestBranch) : total;
  return Object.assign(tally, { heardAgainst });
};
