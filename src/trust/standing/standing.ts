import type { TrustGraph } from '../graph/graph.ts';
import { seedNodes } from '../graph/seeds.ts';
import { carryOf, type StandingOptions } from './carry.ts';
import { Frontier } from './frontier.ts';

/** How far trust in each node goes, and by whom it came. */
export interface Standing {
  /** One number per node in [0,1]; does not sum to anything. 1 for seeds alone, 0 where no vouch path from one arrives. */
  readonly standing: Float64Array;
  /** The last voucher on each node's best path; −1 for seeds and for nodes of standing 0. */
  readonly via: Int32Array;
  /** What each vouch carries, see `carryOf`. */
  readonly carry: Float64Array;
}

/** The same, asked for one node at a time: of all nodes' arrays, or of something put together when asked. */
export interface StandingView {
  standing(node: number): number;
  via(node: number): number;
}

/** A dense standing, asked node by node. */
export const viewOf = ({ standing, via }: Pick<Standing, 'standing' | 'via'>): StandingView => ({
  standing: (node) => standing[node]!,
  via: (node) => via[node]!,
});

/**
 * Standing: 1 for seeds, and for others the best over all vouch paths from a seed of the product, per hop, of
 * d · w · fade · min(1, K/W), W being the voucher's total faded vouch weight. Best-path trust in the manner of Advogato
 * (Levien), its capacities turned into the factor K/W; a companion to EigenTrust that honest vouching does not dilute
 * and that nobody behind a gateway can raise above d times the gateway. Of several best paths the one with the lower
 * last voucher's id is *the* best path, hop by hop: who is below whom can depend on ids there, no number of `standing`
 * does. A product too small for a double is held at the smallest one, so standing is 0 exactly where EigenTrust (a < 1)
 * is. Seeds the graph does not know are ignored.
 *
 * @throws RangeError when an option is out of its range.
 */
export const standingOf = (graph: TrustGraph, seeds: Iterable<string>, options: StandingOptions = {}): Standing => {
  const carry = carryOf(graph, options);
  const { outStart, outTo, outEdge } = graph.vouches;
  const frontier = new Frontier(graph.ids.length);
  for (const seed of seedNodes(graph, seeds)) frontier.root(seed);
  for (let voucher = frontier.next(); voucher >= 0; voucher = frontier.next()) {
    const own = frontier.standing[voucher]!;
    for (let at = outStart[voucher]!; at < outStart[voucher + 1]!; at += 1) {
      frontier.offer(outTo[at]!, voucher, own, carry[outEdge[at]!]!);
    }
  }
  return { standing: frontier.standing, via: frontier.via, carry };
};
