import type { TrustGraph } from './graph.ts';
import type { Standing } from './standing.ts';

/** One voucher's part in a node's trust. */
export interface Share {
  /** The voucher's node index. */
  readonly from: number;
  /** In (0,1]; over one node's shares it sums to 1. */
  readonly share: number;
}

/**
 * The path of vouches that gives a node its standing, as node indices from the seed to the node, both included: the
 * node alone for a seed, empty for a node of standing 0.
 *
 * @throws RangeError when there is no such node.
 */
export const strongestPath = ({ standing, via }: Standing, node: number): number[] => {
  requireNode(node, standing.length);
  const path: number[] = [];
  for (let at = standing[node]! > 0 ? node : -1; at >= 0; at = via[at]!) path.push(at);
  return path.reverse();
};

/**
 * How much of the trust that flows into a node comes by each vouch, largest first, ties by id: t(i)·c(i→node) relative
 * to their sum (Kamvar et al. 2003 §4.2). `eigenScores` are the graph's EigenTrust scores. Vouchers without trust are
 * left out; empty when there is no other, as for a seed nobody vouches for. A seed's pre-trust is not in it.
 *
 * @throws RangeError when there is no such node.
 */
export const shares = ({ vouches }: TrustGraph, eigenScores: Float64Array, node: number): Share[] => {
  requireNode(node, vouches.given.length);
  const inflows: Share[] = [];
  for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
    const from = vouches.from[edge]!;
    const inflow = eigenScores[from]! * (vouches.trust[edge]! / vouches.given[from]!);
    if (inflow > 0) inflows.push({ from, share: inflow });
  }
  const total = inflows.reduce((sum, { share }) => sum + share, 0);
  return inflows
    .map(({ from, share }) => ({ from, share: share / total }))
    .sort((a, b) => b.share - a.share || a.from - b.from);
};

const requireNode = (node: number, nodes: number): void => {
  if (!(Number.isInteger(node) && node >= 0 && node < nodes)) {
    throw new RangeError(`node must be an index below ${nodes}, got ${node}`);
  }
};
