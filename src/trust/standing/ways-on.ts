import type { TrustGraph } from '../graph/graph.ts';
import type { ChangedVouch, SeenGraph } from './changed-vouches.ts';
import { Frontier } from './frontier.ts';

/** Where the changed vouches of one person lead to; nodes are numbered as after the change. */
export interface WaysOn {
  /**
   * What the voucher must have in a view before anything that is told of somebody can differ there: enough to give them, or
   * one of those who rate them, by these vouches and those that lead on, as much as the operator's view, below which nobody
   * falls, gives them anyway.
   */
  readonly needed: (node: number) => number;
  /** What the best way that begins with one of these vouches gives somebody of what the voucher has, before or after. */
  readonly onward: (node: number) => number;
}

/** `then` has the number that each node had before, −1 for none. */
export const waysOn = (
  before: SeenGraph,
  after: SeenGraph,
  { edges, then }: { readonly edges: readonly ChangedVouch[]; readonly then: Int32Array },
): WaysOn => {
  const [old, now] = [before, after].map(({ graph, operator }) => ledOn(graph, operator.carry, edges));
  const onward = Float64Array.from(then, (was, node) => Math.max(was < 0 ? 0 : old![was]!, now![node]!));
  const least = Float64Array.from(then, (was, node) => {
    if (onward[node] === 0) return Number.POSITIVE_INFINITY;
    const had = was < 0 ? 0 : before.operator.standing[was]!;
    return Math.min(had, after.operator.standing[node]!) / onward[node]!;
  });
  const numbers = new Int32Array(before.graph.ids.length).fill(-1);
  then.forEach((was, node) => {
    if (was >= 0) numbers[was] = node;
  });
  const leastOfRaters = ({ vouches, denounces }: TrustGraph, node: number, numberOf: (rater: number) => number) => {
    let found = Number.POSITIVE_INFINITY;
    for (const { start, from } of [vouches, denounces]) {
      for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
        found = Math.min(found, least[numberOf(from[edge]!)] ?? 0);
      }
    }
    return found;
  };
  return {
    onward: (node) => onward[node] ?? 0,
    needed: (node) => {
      const was = then[node]!;
      const raters = leastOfRaters(after.graph, node, (rater) => rater);
      const ratersThen = was < 0 ? raters : leastOfRaters(before.graph, was, (rater) => numbers[rater]!);
      return Math.min(least[node]!, raters, ratersThen);
    },
  };
};

/** What the best way that begins with one of these vouches gives each node of what their voucher has. */
const ledOn = (
  { ids, indexOf, vouches }: TrustGraph,
  carry: Float64Array,
  edges: readonly ChangedVouch[],
): Float64Array => {
  const frontier = new Frontier(ids.length);
  for (const edge of edges) {
    const to = indexOf(edge.to);
    if (to >= 0) frontier.offer(to, -1, 1, edge.carry);
  }
  for (let voucher = frontier.next(); voucher >= 0; voucher = frontier.next()) {
    const own = frontier.standing[voucher]!;
    for (let at = vouches.outStart[voucher]!; at < vouches.outStart[voucher + 1]!; at += 1) {
      frontier.offer(vouches.outTo[at]!, voucher, own, carry[vouches.outEdge[at]!]!);
    }
  }
  return frontier.standing;
};

/** What the best path from each node carries to `target`; a vouch for the target by `ignored` is looked away from. */
export const reaching = (
  { ids, vouches }: TrustGraph,
  carry: Float64Array,
  target: number,
  ignored: number,
): Float64Array => {
  const frontier = new Frontier(ids.length);
  frontier.root(target);
  for (let node = frontier.next(); node >= 0; node = frontier.next()) {
    const own = frontier.standing[node]!;
    for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
      const voucher = vouches.from[edge]!;
      if (node === target && voucher === ignored) continue;
      frontier.offer(voucher, node, own, carry[edge]!);
    }
  }
  return frontier.standing;
};
