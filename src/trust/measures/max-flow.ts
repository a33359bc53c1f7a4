/**
 * Advogato's trust metric: Levien and Aiken, "Attack-Resistant Trust Metrics for Public Key Certification", USENIX
 * Security 1998; capacities as in mod_virgule, the code that ran Advogato. Each person can pass trust on up to a capacity
 * that falls with the distance from the seeds and uses one unit to be accepted; whom the maximum flow accepts is trusted.
 */
import type { TrustGraph } from '../graph/graph.ts';
import { seedNodes } from '../graph/seeds.ts';
import { FlowNetwork } from './flow-network.ts';
import type { Measure } from './measure.ts';

/** mod_virgule's: of the root above the seeds, of the seeds, of whom they vouch for, and so on; the last holds further out. */
export const ADVOGATO_CAPACITIES: readonly number[] = [800, 200, 200, 50, 12, 4, 2, 1];

/** How to compute it. */
export interface MaxFlowOptions {
  /** Whole numbers ≥ 1: the root's capacity, then by distance from the seeds. Default `ADVOGATO_CAPACITIES`. */
  readonly capacities?: readonly number[];
  /** Vouches of less weight w (0 to 1) do not count; for levels of certificates. Default 0. */
  readonly minWeight?: number;
}

/**
 * 1 for the nodes that the metric accepts, 0 for the others. Nearer ones first; where capacity runs out among equals, the
 * order of ids decides. The number accepted behind k vouches by honest people is bounded by the capacities of those who
 * gave them, however many accounts stand behind. Fading plays no part.
 */
export const maxFlowAccepted = (
  graph: TrustGraph,
  seeds: readonly string[],
  { capacities = ADVOGATO_CAPACITIES, minWeight = 0 }: MaxFlowOptions = {},
): Uint8Array => {
  const { outStart, outTo, outEdge, weight } = graph.vouches;
  const counts = (at: number): boolean => weight[outEdge[at]!]! >= minWeight;
  const distance = distances(graph, seeds, counts);
  const [source, sink] = [2 * graph.ids.length, 2 * graph.ids.length + 1];
  const network = new FlowNetwork(sink + 2);
  const root = sink + 1;
  network.connect(source, root, capacities[0]! - 1);
  const accepting = distance.map((hops, node) => {
    if (hops < 0) return -1;
    if (hops === 0) network.connect(root, 2 * node, Infinity);
    network.connect(2 * node, 2 * node + 1, capacities[Math.min(hops + 1, capacities.length - 1)]! - 1);
    // Backwards, because the newest edge of a node is looked at first.
    for (let at = outStart[node + 1]! - 1; at >= outStart[node]!; at -= 1) {
      if (counts(at)) network.connect(2 * node + 1, 2 * outTo[at]!, Infinity);
    }
    return network.connect(2 * node, sink, 1);
  });
  network.fill(source, sink);
  return Uint8Array.from(accepting, (edge) => (edge < 0 ? 0 : network.flow(edge)));
};

const SCALES = Array.from({ length: 12 }, (_, step) => 2 ** (2 - step));

/** The share of twelve scalings of the capacities, from four times Advogato's down by halves, that accept a node. */
export const maxFlow: Measure = {
  name: 'max-flow',
  description: "Advogato's metric (Levien): the share of 12 scalings of its capacities that accept",
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => {
    const accepted = new Float64Array(graph.ids.length);
    for (const scale of SCALES) {
      const capacities = ADVOGATO_CAPACITIES.map((capacity) => Math.max(1, Math.round(capacity * scale)));
      maxFlowAccepted(graph, seeds, { capacities }).forEach((one, node) => {
        accepted[node]! += one;
      });
    }
    return accepted.map((count) => count / SCALES.length);
  },
};

/** Hops from the nearest seed, −1 where none. */
const distances = (graph: TrustGraph, seeds: readonly string[], counts: (at: number) => boolean): Int32Array => {
  const { outStart, outTo } = graph.vouches;
  const distance = new Int32Array(graph.ids.length).fill(-1);
  const queue = [...seedNodes(graph, seeds)];
  for (const seed of queue) distance[seed] = 0;
  for (const node of queue) {
    for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
      const target = outTo[at]!;
      if (distance[target]! >= 0 || !counts(at)) continue;
      distance[target] = distance[node]! + 1;
      queue.push(target);
    }
  }
  return distance;
};
