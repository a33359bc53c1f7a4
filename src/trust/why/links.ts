import type { TrustGraph, Vouches } from '../graph/graph.ts';
import { appraise } from '../standing/appraise.ts';
import { belowOf, resettled } from '../standing/resettle.ts';
import type { Standing, StandingView } from '../standing/standing.ts';
import type { Teller } from '../standing/votes.ts';
import { strongestPath } from './explain.ts';

/** A longer path carries under a hundredth of a seed's standing: nothing hangs on a link of it. */
const MOST_HOPS = 32;

/** One vouch of somebody's strongest path. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** The structural trust that the person at the end of the path would have without it. */
  readonly without: number;
}

/**
 * The vouches of a node's strongest path, from the seed on, each with what would be left of the node's structural trust
 * without it: where that is below a threshold, this one vouch holds the node above it, wherever upstream it is. Exact,
 * but that the voucher's other vouches keep carrying what they carry. Empty for seeds, for nodes of standing 0, and for paths of more than 31 vouches. Each
 * link costs as much as the vouches of everybody behind it, at most one solve.
 */
export const linksOf = (
  graph: TrustGraph & Pick<Standing, 'carry'>,
  view: StandingView,
  teller: Teller,
  node: number,
): Link[] => {
  const path = strongestPath(view, node);
  if (path.length > MOST_HOPS) return [];
  return path.slice(1).map((to, hop) => {
    const from = path[hop]!;
    const edge = edgeOf(graph.vouches, from, to);
    if (to === node)
      return { from, to, without: appraise(graph, view, teller, node).without({ vouches: new Set([edge]) }) };
    const cut = { ...graph, carry: graph.carry.with(edge, 0) };
    const seen = resettled(cut, view, { nodes: [to, ...belowOf(graph.vouches, view, to)] });
    return { from, to, without: appraise(cut, seen, teller, node).structural };
  });
};

const edgeOf = ({ start, from }: Vouches, voucher: number, node: number): number =>
  from.subarray(0, start[node + 1]).indexOf(voucher, start[node]);
