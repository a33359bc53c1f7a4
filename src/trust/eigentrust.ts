/**
 * EigenTrust by power iteration: Kamvar, Schlosser, Garcia-Molina, "The EigenTrust Algorithm for Reputation Management
 * in P2P Networks", WWW 2003, algorithm 2. Letters as there: C the normalised local trust, t the global trust, p the
 * pre-trust, a its weight. One step: t ← (1−a)(Cᵀt + idle(t)·p) + a·p.
 */
import type { TrustGraph } from './graph.ts';
import { type Reachable, reachable } from './reachable.ts';

/** How to iterate. */
export interface EigenTrustOptions {
  /** a in (0,1]: how often trust starts anew at the pre-trust. Default 0.15. At 1 the answer is the pre-trust. */
  readonly alpha?: number;
  /** Stop when one step moves no more than this in all (L1, absolute, never scaled by n); > 0. Default 1e-10. */
  readonly tolerance?: number;
  /** An integer ≥ 1. Default 2500, enough for the default tolerance at any alpha ≥ .01. */
  readonly maxIterations?: number;
  /** Asked before each step; when aborted, its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** What the iteration found. */
export interface EigenTrust {
  /** One score per node, ≥ 0, summing to 1 (to 0 without pre-trust). The caller's to keep. */
  readonly scores: Float64Array;
  /** Steps made; 0 without pre-trust. */
  readonly iterations: number;
  /** L1 norm of the last step. The L1 distance of `scores` to the exact answer is at most residual·(1−a)/a. */
  readonly residual: number;
  /** False when `maxIterations` ended it; `scores` are then the best so far, and the bound still holds. */
  readonly converged: boolean;
}

/**
 * Global trust over the vouches of a graph, from a pre-trust per node that sums to 1. Each node's vouches are normalised
 * to sum to 1; a node that vouches for nobody hands its trust back to the pre-trust, once per step. Exactly 0 for
 * whoever no path of vouches from pre-trust reaches, and above 0 for all others (unless a = 1). An all-zero pre-trust,
 * as on an empty graph, gives all zeros. Denounces play no part.
 *
 * Differs from the paper in the idle rows, which there become p itself, densely, and in that a reachable node is held
 * at the smallest double when its trust is too small for one or it lies further out than the steps made.
 *
 * @throws RangeError when an option or the pre-trust breaks the rule stated for it.
 */
export const eigenTrust = (graph: TrustGraph, preTrust: Float64Array, options: EigenTrustOptions = {}): EigenTrust => {
  const settings = { alpha: 0.15, tolerance: 1e-10, maxIterations: 2500, ...options };
  requireSettings(settings);
  const mass = requirePreTrust(preTrust, graph.ids.length);
  const scores = new Float64Array(graph.ids.length);
  if (mass === 0) return { scores, iterations: 0, residual: 0, converged: true };
  const part = reachable(graph, preTrust);
  const { trust, ...outcome } = iterate(part, settings);
  const least = settings.alpha < 1 ? Number.MIN_VALUE : 0;
  part.nodes.forEach((node, index) => {
    scores[node] = Math.max(least, trust[index]!);
  });
  return { scores, ...outcome };
};

type Settings = EigenTrustOptions & Required<Pick<EigenTrustOptions, 'alpha' | 'tolerance' | 'maxIterations'>>;

const iterate = (part: Reachable, { alpha, tolerance, maxIterations, signal }: Settings) => {
  let trust = part.preTrust.slice();
  let next = new Float64Array(part.nodes.length);
  let iterations = 0;
  let residual = Number.POSITIVE_INFINITY;
  while (iterations < maxIterations && residual > tolerance) {
    signal?.throwIfAborted();
    residual = step(part, alpha, trust, next);
    [trust, next] = [next, trust];
    iterations += 1;
  }
  return { trust, iterations, residual, converged: residual <= tolerance };
};

/** One step from t into `next`; returns how far it went, in L1. Allocates nothing. */
const step = (part: Reachable, a: number, t: Float64Array, next: Float64Array): number => {
  const { start, from, share, preTrust: p } = part;
  let idle = 0;
  for (const node of part.idle) idle += t[node]!;
  const toPreTrust = (1 - a) * idle + a;
  let moved = 0;
  let edge = 0;
  for (let node = 0; node < next.length; node += 1) {
    let sum = 0;
    for (const end = start[node + 1]!; edge < end; edge += 1) sum += share[edge]! * t[from[edge]!]!;
    const value = (1 - a) * sum + toPreTrust * p[node]!;
    moved += Math.abs(value - t[node]!);
    next[node] = value;
  }
  return moved;
};

const requireSettings = ({ alpha, tolerance, maxIterations }: Settings): void => {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be in (0,1], got ${alpha}`);
  if (!(tolerance > 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`tolerance must be finite and above 0, got ${tolerance}`);
  }
  if (!(Number.isInteger(maxIterations) && maxIterations >= 1)) {
    throw new RangeError(`maxIterations must be an integer of at least 1, got ${maxIterations}`);
  }
};

/** The pre-trust's sum: 0, or 1 within rounding. */
const requirePreTrust = (preTrust: Float64Array, nodes: number): number => {
  if (preTrust.length !== nodes) {
    throw new RangeError(`preTrust must have one entry per node (${nodes}), got ${preTrust.length}`);
  }
  let sum = 0;
  for (const mass of preTrust) {
    if (!(mass >= 0)) throw new RangeError(`preTrust must not have entries below 0, got ${mass}`);
    sum += mass;
  }
  if (sum !== 0 && !(Math.abs(sum - 1) <= 1e-9)) throw new RangeError(`preTrust must sum to 1, got ${sum}`);
  return sum;
};
