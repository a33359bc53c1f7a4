import type { EigenTrust, Power } from './eigentrust.ts';
import { type Reachable, reachable } from './reachable.ts';
import type { EigenTrustSettings } from './settings.ts';
import { startFrom } from './start-from.ts';

/** Power iteration in plain TypeScript. Letters as in eigentrust.ts. */
export const plainPower: Power = (graph, preTrust, settings) => {
  const part = reachable(graph, preTrust);
  const { trust, ...outcome } = iterate(part, settings);
  const scores = new Float64Array(graph.ids.length);
  const least = settings.alpha < 1 ? Number.MIN_VALUE : 0;
  part.nodes.forEach((node, index) => {
    scores[node] = Math.max(least, trust[index]!);
  });
  return { scores, ...outcome };
};

type Outcome = Omit<EigenTrust, 'scores'> & { readonly trust: Float64Array };

const iterate = (part: Reachable, settings: EigenTrustSettings): Outcome => {
  const { alpha, tolerance, maxIterations, initial, signal } = settings;
  let trust = startFrom(part.nodes, part.preTrust, initial);
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
