import type { RankedGraph } from './eigentrust.ts';
import type { VouchMatrix } from './kernel/plan.ts';

/** The part of a graph that trust can reach, renumbered: node k here is node `nodes[k]` there. */
export interface Reachable {
  readonly nodes: Int32Array;
  /** In-edges by target, as in `Vouches`, among these nodes only. */
  readonly start: Int32Array;
  readonly from: Int32Array;
  /** c(from→to): the share of its voucher's trust that an edge carries. Over a node's out-edges it sums to 1. */
  readonly share: Float64Array;
  /** Nodes that vouch for nobody, whose mass goes back to the pre-trust. */
  readonly idle: Int32Array;
  readonly preTrust: Float64Array;
}

/** Cuts out what can be reached along vouches from where pre-trust is positive. Whoever is outside has trust 0. */
export const reachable = ({ vouches }: RankedGraph, preTrust: Float64Array): Reachable => {
  const nodes = reachedFrom(vouches, preTrust).nodes.slice().sort();
  const idle = new Int32Array(nodes.length);
  const own = new Float64Array(nodes.length);
  let idlers = 0;
  for (let index = 0; index < nodes.length; index += 1) {
    own[index] = preTrust[nodes[index]!]!;
    if (vouches.given[nodes[index]!]! === 0) idle[idlers++] = index;
  }
  return { nodes, ...inEdgesAmong(nodes, vouches), idle: idle.slice(0, idlers), preTrust: own };
};

const inEdgesAmong = (nodes: Int32Array, vouches: VouchMatrix): Pick<Reachable, 'start' | 'from' | 'share'> => {
  const { given, trust } = vouches;
  const indexOf = new Int32Array(given.length).fill(-1);
  for (let index = 0; index < nodes.length; index += 1) indexOf[nodes[index]!] = index;
  const start = new Int32Array(nodes.length + 1);
  const from = new Int32Array(vouches.from.length);
  const share = new Float64Array(vouches.from.length);
  let edges = 0;
  for (let index = 0; index < nodes.length; index += 1) {
    const end = vouches.start[nodes[index]! + 1]!;
    for (let edge = vouches.start[nodes[index]!]!; edge < end; edge += 1) {
      const voucher = vouches.from[edge]!;
      if (indexOf[voucher]! < 0) continue;
      from[edges] = indexOf[voucher]!;
      share[edges] = trust[edge]! / given[voucher]!;
      edges += 1;
    }
    start[index + 1] = edges;
  }
  return { start, from, share };
};

/** What vouches lead to from where pre-trust is above 0, found breadth first. */
export const reachedFrom = (
  { outStart, outTo }: VouchMatrix,
  preTrust: Float64Array,
): { readonly nodes: Int32Array; readonly isReached: Uint8Array } => {
  const isReached = new Uint8Array(preTrust.length);
  const queue = new Int32Array(preTrust.length);
  let found = 0;
  for (let node = 0; node < preTrust.length; node += 1) {
    if (!(preTrust[node]! > 0)) continue;
    isReached[node] = 1;
    queue[found++] = node;
  }
  for (let next = 0; next < found; next += 1) {
    const end = outStart[queue[next]! + 1]!;
    for (let at = outStart[queue[next]!]!; at < end; at += 1) {
      const target = outTo[at]!;
      if (isReached[target] === 1) continue;
      isReached[target] = 1;
      queue[found++] = target;
    }
  }
  return { nodes: queue.subarray(0, found), isReached };
};
