import type { TrustGraph, Vouches } from './graph.ts';
import { NodeHeap } from './node-heap.ts';
import { seedNodes } from './seeds.ts';

/** How standing travels. */
export interface StandingOptions {
  /** d in (0,1): what is left after one hop. Default 0.85. */
  readonly decay?: number;
  /** K > 0: how many full vouches a person can carry at full strength. Default 20. */
  readonly budget?: number;
}

/** How far trust in each node goes, and by whom it came. */
export interface Standing {
  /** One number per node in [0,1]; does not sum to anything. 1 for seeds, 0 where no vouch path from a seed arrives. */
  readonly standing: Float64Array;
  /** The last voucher on each node's best path; −1 for seeds and for nodes of standing 0. */
  readonly via: Int32Array;
}

/**
 * Standing: 1 for seeds, and for others the best over all vouch paths from a seed of the product, per hop, of
 * d · w · fade · min(1, K/W), W being the voucher's total faded vouch weight. Best-path trust in the manner of Advogato
 * (Levien), its capacities turned into the factor K/W; a companion to EigenTrust that honest vouching does not dilute
 * and that nobody behind a gateway can raise above d times the gateway. Ties go to the lower id. A product too small
 * for a double is held at the smallest one, so standing is 0 exactly where EigenTrust (a < 1) is. Seeds the graph does
 * not know are ignored.
 *
 * @throws RangeError when an option is out of its range.
 */
export const standingOf = (graph: TrustGraph, seeds: Iterable<string>, options: StandingOptions = {}): Standing => {
  const { decay = 0.85, budget = 20 } = options;
  if (!(decay > 0 && decay < 1)) throw new RangeError(`decay must be in (0,1), got ${decay}`);
  if (!(budget > 0)) throw new RangeError(`budget must be above 0, got ${budget}`);
  const { vouches } = graph;
  const standing = new Float64Array(graph.ids.length);
  const via = new Int32Array(graph.ids.length).fill(-1);
  const settled = new Uint8Array(graph.ids.length);
  const heap = new NodeHeap(standing);
  for (const seed of seedNodes(graph, seeds)) {
    standing[seed] = 1;
    heap.raise(seed);
  }
  for (let voucher = heap.pop(); voucher >= 0; voucher = heap.pop()) {
    settled[voucher] = 1;
    const carried = standing[voucher]! * decay * Math.min(1, budget / vouchWeight(vouches, voucher));
    for (let at = vouches.outStart[voucher]!; at < vouches.outStart[voucher + 1]!; at += 1) {
      const node = vouches.outTo[at]!;
      const edge = vouches.outEdge[at]!;
      const offered = Math.max(Number.MIN_VALUE, carried * vouches.weight[edge]! * vouches.fade[edge]!);
      const better = offered > standing[node]! || (offered === standing[node] && voucher < via[node]!);
      if (settled[node] === 1 || !better) continue;
      standing[node] = offered;
      via[node] = voucher;
      heap.raise(node);
    }
  }
  return { standing, via };
};

/** W: a node's total faded vouch weight; 0 without vouches. */
const vouchWeight = ({ outStart, outEdge, weight, fade }: Vouches, voucher: number): number => {
  let total = 0;
  for (let at = outStart[voucher]!; at < outStart[voucher + 1]!; at += 1) {
    total += weight[outEdge[at]!]! * fade[outEdge[at]!]!;
  }
  return total;
};
