/**
 * EigenTrust by power iteration: Kamvar, Schlosser, Garcia-Molina, "The EigenTrust Algorithm for Reputation Management
 * in P2P Networks", WWW 2003, algorithm 2. Letters as there: C the normalised local trust, t the global trust, p the
 * pre-trust, a its weight. One step: t ← (1−a)(Cᵀt + idle(t)·p) + a·p.
 *
 * Two engines do the same: plain-power.ts for small graphs and as the yardstick, kernel/ compiled for large ones.
 */
import { compiledPower } from './kernel/compiled-power.ts';
import type { VouchMatrix } from './kernel/plan.ts';
import { plainPower } from './plain-power.ts';
import { type EigenTrustSettings, requirePreTrust, settingsOf } from './settings.ts';

/** How to iterate. */
export interface EigenTrustOptions {
  /** a in (0,1]: how often trust starts anew at the pre-trust. Default 0.15. At 1 the answer is the pre-trust. */
  readonly alpha?: number;
  /** Stop when one step moves no more than this in all (L1, absolute, never scaled by n); > 0. Default 1e-10. */
  readonly tolerance?: number;
  /** An integer ≥ 1. Default 2500, enough for the default tolerance at any alpha ≥ .01. */
  readonly maxIterations?: number;
  /**
   * Where to start, one entry ≥ 0 per node, e.g. the scores before a few vouches changed: fewer steps, the same answer
   * within the bound. Only what lies on nodes that pre-trust reaches is used. Default: the pre-trust.
   */
  readonly initial?: Float64Array | undefined;
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

/** What is read of a graph. */
export interface RankedGraph {
  readonly ids: { readonly length: number };
  readonly vouches: VouchMatrix;
}

/** An engine: from a pre-trust that sums to 1, in the thread that calls. */
export type Power = (graph: RankedGraph, preTrust: Float64Array, settings: EigenTrustSettings) => EigenTrust;

/** From so many vouches on, what is spent on laying a graph out for the kernel is won back. */
export const COMPILED_FROM_EDGES = 100_000;

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
export const eigenTrust = (
  graph: RankedGraph,
  preTrust: Float64Array,
  options: EigenTrustOptions = {},
  power: Power = graph.vouches.from.length < COMPILED_FROM_EDGES ? plainPower : compiledPower,
): EigenTrust => {
  const settings = settingsOf(options, graph.ids.length);
  const mass = requirePreTrust(preTrust, graph.ids.length);
  if (mass === 0) return nobody(graph.ids.length);
  return power(graph, preTrust, settings);
};

/** The answer where there is no pre-trust. */
const nobody = (nodes: number): EigenTrust => ({
  scores: new Float64Array(nodes),
  iterations: 0,
  residual: 0,
  converged: true,
});
