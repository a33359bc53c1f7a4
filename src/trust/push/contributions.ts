/**
 * EigenTrust of one node as seen from any set of seeds: the adjoint of the power iteration, solved by pushing residual
 * against the vouches (Andersen, Borgs, Chayes, Hopcroft, Mirrokni, Teng, "Local Computation of PageRank
 * Contributions", WAW 2007, algorithm 1). Letters as in `eigentrust.ts`; b = 1−a.
 *
 * Idle rows hand their mass back to p, so t = x/|x|₁ with x = b·Cᵀx + p. For p uniform over S that is
 * t(j) = Σ_{s∈S} y(s) / Σ_{s∈S} g(s), where y = e_j + b·C·y and g = 1 + b·C·g do not depend on S.
 */

import type { TrustGraph, Vouches } from '../graph/graph.ts';
import { type AdjointOptions, type Gains, requireAdjoint } from './gains.ts';

/** What each node's trust would bring one node j, were it the seed. */
export interface Contributions {
  /** j, a node index. */
  readonly node: number;
  readonly alpha: number;
  /** Scores made of these contributions are too low by at most this, and never too high (rounding, some 1e-15, aside). */
  readonly bound: number;
  /** y(i) in [0, 1/a], from below, exact to bound·g(i). 0 when there is no path from i to j or when it is below that. */
  readonly from: (node: number) => number;
  /** Whether vouches lead from i to j; true for j itself. May walk all that lead to j, once. */
  readonly reachedFrom: (node: number) => boolean;
}

/**
 * The contributions of all nodes to one, by local push: work is proportional to 1/tolerance until it has reached all
 * nodes with a path to j, then to the vouches among those times log(1/tolerance). `tolerance` bounds the error of
 * any score made of them (default 1e-9); at a = 1 there is nothing but j itself.
 *
 * @throws RangeError when there is no such node or an option is out of its range.
 */
export const contributionsTo = (graph: TrustGraph, node: number, options: AdjointOptions = {}): Contributions => {
  const { alpha = 0.15, tolerance = 1e-9 } = options;
  requireAdjoint({ alpha, tolerance });
  const nodes = graph.ids.length;
  if (!(Number.isInteger(node) && node >= 0 && node < nodes)) {
    throw new RangeError(`node must be an index below ${nodes}, got ${node}`);
  }
  const { touched, settled, bound } = pushBack(graph.vouches, node, { alpha, tolerance });
  let ancestors: Uint8Array | null = null;
  return {
    node,
    alpha,
    bound,
    from: (other) => {
      const at = placeOf(touched, other);
      return at < 0 ? 0 : settled[at]!;
    },
    reachedFrom: (other) => {
      if (placeOf(touched, other) >= 0) return true;
      ancestors ??= ancestorsOf(graph.vouches, node);
      return ancestors[other] === 1;
    },
  };
};

/**
 * EigenTrust of the contributions' node with the pre-trust in equal parts at `seeds`: what
 * `eigenTrust(graph, preTrustOf(graph, seeds))` gives it, too low by at most `contributions.bound` and off by
 * `gains.bound` beside. Seeds are node indices; −1 (an id the graph does not know) and repetitions are ignored. Exactly 0
 * without seeds and when no seed has a path to the node, and above 0 otherwise (unless a = 1).
 *
 * @throws RangeError when the two were made with different alphas.
 */
export const scoreSeenFrom = (contributions: Contributions, gains: Gains, seeds: Iterable<number>): number => {
  if (contributions.alpha !== gains.alpha) {
    throw new RangeError(`alpha must be the same, got ${contributions.alpha} and ${gains.alpha}`);
  }
  const known = [...new Set(seeds)].filter((seed) => seed >= 0).sort((a, b) => a - b);
  let contributed = 0;
  let gained = 0;
  for (const seed of known) {
    contributed += contributions.from(seed);
    gained += gains.gains[seed]!;
  }
  if (contributed > 0) return Math.max(Number.MIN_VALUE, contributed / gained);
  return gains.alpha < 1 && known.some((seed) => contributions.reachedFrom(seed)) ? Number.MIN_VALUE : 0;
};

/** Touched nodes ascending, the part of y each has settled, and the largest residual left. */
const pushBack = (vouches: Vouches, target: number, { alpha, tolerance }: Required<AdjointOptions>) => {
  const { start, from, trust, given } = vouches;
  const settled = new Float64Array(given.length);
  const residual = new Float64Array(given.length);
  const seen = new Uint8Array(given.length);
  const touched = [target];
  residual[target] = 1;
  seen[target] = 1;
  // A ring is enough: once the target is taken, a node waits exactly while its residual is above the tolerance.
  const queue = new Int32Array(given.length);
  queue[0] = target;
  let first = 0;
  for (let waiting = 1; waiting > 0; waiting -= 1) {
    const node = queue[first]!;
    first = first + 1 === queue.length ? 0 : first + 1;
    const moved = residual[node]!;
    residual[node] = 0;
    settled[node]! += moved;
    const end = start[node + 1]!;
    for (let edge = start[node]!; edge < end; edge += 1) {
      const voucher = from[edge]!;
      const before = residual[voucher]!;
      const after = before + (1 - alpha) * moved * (trust[edge]! / given[voucher]!);
      residual[voucher] = after;
      if (after > tolerance && before <= tolerance) {
        queue[(first + waiting - 1) % queue.length] = voucher;
        waiting += 1;
      }
      if (seen[voucher] === 1 || after === 0) continue;
      seen[voucher] = 1;
      touched.push(voucher);
    }
  }
  const nodes = Int32Array.from(touched).sort();
  const bound = nodes.reduce((most, node) => Math.max(most, residual[node]!), 0);
  return { touched: nodes, settled: Float64Array.from(nodes, (node) => settled[node]!), bound };
};

const placeOf = (sorted: Int32Array, value: number): number => {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] === value) return middle;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

const ancestorsOf = ({ start, from }: Vouches, target: number): Uint8Array => {
  const seen = new Uint8Array(start.length - 1);
  const queue = [target];
  seen[target] = 1;
  for (let next = 0; next < queue.length; next += 1) {
    const end = start[queue[next]! + 1]!;
    for (let edge = start[queue[next]!]!; edge < end; edge += 1) {
      const voucher = from[edge]!;
      if (seen[voucher] === 1) continue;
      seen[voucher] = 1;
      queue.push(voucher);
    }
  }
  return seen;
};
