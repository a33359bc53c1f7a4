import type { TrustGraph } from '../graph/graph.ts';
import { appraise } from './appraise.ts';
import { type Standing, viewOf } from './standing.ts';
import { tellerOf, type VoteOptions } from './votes.ts';

/** What those with standing say of each node, and what is left of its standing. One entry per node. */
export interface Judgement {
  /** (P − N)/(P + N + ½) in (−1,1): the mean opinion, weighted with the raters' standing; 0 when nobody with any speaks. */
  readonly opinion: Float64Array;
  /**
   * standing · ((P + ½)/(P + N + ½))² in [0,1], of N what is heard: the number the gate reads; 1 for seeds. 0 exactly where
   * standing is 0.
   */
  readonly structural: Float64Array;
  /** P and N, each ≥ 0: what speaks for the node, and what against it. */
  readonly votesFor: Float64Array;
  readonly votesAgainst: Float64Array;
}

/**
 * Opinion and structural trust of every node: P and N are what the vouches and the denounces of those with standing come
 * to, each node judged as if it had vouched for nobody, and the voices capped branch by branch. Ratings do not fade.
 *
 * So nothing a node does, nor do accounts that only it leads to, changes its own numbers by one bit; and accounts behind
 * g mistaken vouches that rate somebody add to P or N at most κ times the standing of those g, and lower nobody's structural
 * trust while g is 1 and nobody else speaks against them. Seeds are where trust
 * starts: their structural trust is 1 whatever is said, their opinion shows what is.
 *
 * @throws RangeError when `branchCap` is not above 0.
 */
export const judge = (graph: TrustGraph, spread: Standing, options: VoteOptions = {}): Judgement => {
  const nodes = spread.standing.length;
  const judgement = {
    opinion: new Float64Array(nodes),
    structural: new Float64Array(nodes),
    votesFor: new Float64Array(nodes),
    votesAgainst: new Float64Array(nodes),
  };
  const carrying = { ...graph, carry: spread.carry };
  const view = viewOf(spread);
  const teller = tellerOf(nodes, options);
  for (let node = 0; node < nodes; node += 1) {
    const { opinion, structural, votesFor, votesAgainst } = appraise(carrying, view, teller, node);
    judgement.opinion[node] = opinion;
    judgement.structural[node] = structural;
    judgement.votesFor[node] = votesFor;
    judgement.votesAgainst[node] = votesAgainst;
  }
  return judgement;
};
