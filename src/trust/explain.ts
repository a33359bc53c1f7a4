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
 * How much of what speaks for a node comes by each vouch, largest first, ties by id: standing(i)·w(i→node) relative to
 * their sum, the P of `judge` before anybody is left out. Vouchers without standing are left out; empty when there is
 * no other, as for a seed nobody vouches for.
 *
 * @throws RangeError when there is no such node.
 */
export const shares = ({ vouches }: TrustGraph, standing: Float64Array, node: number): Share[] => {
  requireNode(node, standing.length);
  const voices: Share[] = [];
  for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
    const from = vouches.from[edge]!;
    const voice = standing[from]! * vouches.weight[edge]!;
    if (voice > 0) voices.push({ from, share: voice });
  }
  const total = voices.reduce((sum, { share }) => sum + share, 0);
  return voices
    .map(({ from, share }) => ({ from, share: share / total }))
    .sort((a, b) => b.share - a.share || a.from - b.from);
};

const requireNode = (node: number, nodes: number): void => {
  if (!(Number.isInteger(node) && node >= 0 && node < nodes)) {
    throw new RangeError(`node must be an index below ${nodes}, got ${node}`);
  }
};
