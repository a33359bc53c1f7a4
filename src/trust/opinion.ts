import type { Denounces, TrustGraph } from './graph.ts';
import type { Standing } from './standing.ts';
import { type Subtrees, subtreesOf } from './subtrees.ts';

/** What those with standing say of each node, and what is left of its standing. One entry per node. */
export interface Judgement {
  /** (P − N)/(P + N + ½) in (−1,1): the mean opinion, weighted with the raters' standing; 0 when nobody with any speaks. */
  readonly opinion: Float64Array;
  /** standing · ((P + ½)/(P + N + ½))² in [0,1]: the number the gate reads. 0 exactly where standing is 0. */
  readonly structural: Float64Array;
  /** P and N, each ≥ 0: what speaks for the node, and what against it. */
  readonly votesFor: Float64Array;
  readonly votesAgainst: Float64Array;
}

/**
 * standing · ((P + ½)/(P + N + ½))²: the number the gate reads, in [0,1], from its three parts. For asking what one
 * more vouch would change.
 */
export const structuralFrom = (standing: number, votesFor: number, votesAgainst: number): number =>
  standing * ((votesFor + 0.5) / (votesFor + votesAgainst + 0.5)) ** 2;

/**
 * Opinion and structural trust of every node: P and N are the sums of standing · w over the vouches and the denounces
 * it gets. Left out of P is every voucher whose own best path runs through the node, so that nobody raises oneself
 * through accounts one vouched for. In N everybody counts, those too: else one could silence a denouncer by vouching
 * for it. With the weights held fixed (`fullWeight`), one's own vouches therefore never lift one's structural trust
 * above what it is with none of them. A rater without standing counts nothing; ratings do not fade here.
 */
export const judge = (graph: TrustGraph, { standing, via }: Standing): Judgement => {
  const opinion = new Float64Array(standing.length);
  const structural = new Float64Array(standing.length);
  const votesFor = new Float64Array(standing.length);
  const votesAgainst = new Float64Array(standing.length);
  const subtrees = subtreesOf(via);
  standing.forEach((own, node) => {
    const p = ratings(graph.vouches, node, standing, subtrees);
    const n = ratings(graph.denounces, node, standing, null);
    opinion[node] = (p - n) / (p + n + 0.5);
    structural[node] = structuralFrom(own, p, n);
    votesFor[node] = p;
    votesAgainst[node] = n;
  });
  return { opinion, structural, votesFor, votesAgainst };
};

/** Sum of standing · w over the edges into a node, without raters inside its own subtree when subtrees are given. */
const ratings = (edges: Denounces, node: number, standing: Float64Array, subtrees: Subtrees | null): number => {
  let sum = 0;
  for (let edge = edges.start[node]!; edge < edges.start[node + 1]!; edge += 1) {
    const rater = edges.from[edge]!;
    if (subtrees === null || !isBelow(subtrees, rater, node)) sum += standing[rater]! * edges.weight[edge]!;
  }
  return sum;
};

const isBelow = ({ enter, end }: Subtrees, node: number, above: number): boolean =>
  enter[above]! <= enter[node]! && enter[node]! < end[above]!;
