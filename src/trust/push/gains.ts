import type { TrustGraph } from '../graph/graph.ts';

/** How trust is renewed and how closely to solve. */
export interface AdjointOptions {
  /** a in (0,1], as in `EigenTrustOptions`. Default 0.15. */
  readonly alpha?: number;
  /** Finite and > 0; what it bounds stands where it is used. */
  readonly tolerance?: number;
}

/** How much trust one unit put in at each node becomes before it fades away. */
export interface Gains {
  /** n, each in [1, 1/a]: g(i) = Σₖ (1−a)ᵏ · the chance that k vouches can be followed from i. 1 where i is idle. */
  readonly gains: Float64Array;
  readonly alpha: number;
  /** No gain is further than this from the exact one. */
  readonly bound: number;
}

/**
 * Solves g = 1 + (1−a)·C·g over a whole graph by Gauss–Seidel from above; every gain is then off by at most `tolerance`
 * (default 1e-12). With it EigenTrust from seeds S is Σ_{s∈S} y_j(s) / Σ_{s∈S} g(s), see `scoreSeenFrom`. One call
 * serves every set of seeds. Takes some 30 to 150 passes over the edges, fewer the fewer nodes are idle.
 *
 * @throws RangeError when an option is out of its range.
 */
export const gainsOf = (graph: TrustGraph, options: AdjointOptions = {}): Gains => {
  const { alpha = 0.15, tolerance = 1e-12 } = options;
  requireAdjoint({ alpha, tolerance });
  const gains = graph.vouches.given.map((given) => (given === 0 ? 1 : 1 / alpha));
  let bound = Number.POSITIVE_INFINITY;
  while (bound > tolerance) {
    // What a sweep leaves is at most (1−a) times its largest move, and the inverse adds up to 1/a times that.
    const next = ((1 - alpha) / alpha) * sweep(graph, alpha, gains);
    if (next >= bound) break;
    bound = next;
  }
  return { gains, alpha, bound };
};

/** One pass in place; returns the largest move. */
const sweep = ({ vouches }: TrustGraph, alpha: number, gains: Float64Array): number => {
  const { outStart, outTo, outEdge, trust, given } = vouches;
  let largest = 0;
  for (let node = 0; node < gains.length; node += 1) {
    if (given[node] === 0) continue;
    let sum = 0;
    const end = outStart[node + 1]!;
    for (let at = outStart[node]!; at < end; at += 1) sum += trust[outEdge[at]!]! * gains[outTo[at]!]!;
    const value = 1 + ((1 - alpha) * sum) / given[node]!;
    largest = Math.max(largest, Math.abs(value - gains[node]!));
    gains[node] = value;
  }
  return largest;
};

/** @throws RangeError naming the option that breaks its rule. */
export const requireAdjoint = ({ alpha, tolerance }: Required<AdjointOptions>): void => {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be in (0,1], got ${alpha}`);
  if (!(tolerance > 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`tolerance must be finite and above 0, got ${tolerance}`);
  }
};
