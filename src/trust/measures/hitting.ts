/**
 * Personalised hitting probability, in the spirit of Hopcroft and Sheldon, "Manipulation-Resistant Reputations Using
 * Hitting Time", WAW 2007 / Internet Mathematics 2008: a walk starts at a random seed, ends with probability a at each
 * step and wherever somebody vouches for nobody, and otherwise follows a vouch. The score is the probability that it
 * ever comes by. Letters: C the normalised local trust, G = (I − (1−a)C)⁻¹ the expected visits, p the pre-trust.
 */
import { eigenTrust } from '../eigentrust/eigentrust.ts';
import { type Reachable, reachable } from '../eigentrust/reachable.ts';
import type { TrustGraph } from '../graph/graph.ts';
import { preTrustOf } from '../graph/seeds.ts';
import type { Measure } from './measure.ts';

/** How to compute it. */
interface HittingOptions {
  /** a in (0,1): how often a walk ends at each step. Default 0.15. */
  readonly alpha?: number;
  /** Each score is too high by at most this share of itself; > 0. Default 1e-3. Work grows with its inverse at worst. */
  readonly tolerance?: number;
}

/**
 * The probability in [0,1] per node of being hit: visits (pᵀG)ⱼ over visits once there Gⱼⱼ. The first comes from EigenTrust
 * (the same walk, restarted), the second by pushing residuals backwards from j (Andersen et al. 2007), one local solve
 * per reachable node. Own vouches change nobody's own score. 0 exactly where no path arrives.
 */
export const hittingProbability = (
  graph: TrustGraph,
  seeds: readonly string[],
  { alpha = 0.15, tolerance = 1e-3 }: HittingOptions = {},
): Float64Array => {
  const preTrust = preTrustOf(graph, seeds);
  const { scores: trust } = eigenTrust(graph, preTrust, { alpha });
  const part = reachable(graph, preTrust);
  const visitsToSelf = selfVisits(part, alpha, tolerance);
  const idle = part.idle.reduce((sum, index) => sum + trust[part.nodes[index]!]!, 0);
  const scale = alpha + (1 - alpha) * idle;
  const hits = new Float64Array(trust.length);
  part.nodes.forEach((node, index) => {
    hits[node] = Math.min(1, trust[node]! / scale / visitsToSelf[index]!);
  });
  return hits;
};

export const hitting: Measure = {
  name: 'hitting',
  description: 'chance that a walk from the seeds comes by (Hopcroft and Sheldon 2008)',
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => hittingProbability(graph, seeds),
};

/**
 * Gⱼⱼ of each node, at least 1 and too low by at most `tolerance`: with x the pushed part and r what waits,
 * Gⱼⱼ = xⱼ + Σᵢ Gⱼᵢ rᵢ, and a row of G sums to at most 1/a.
 */
const selfVisits = ({ start, from, share }: Reachable, a: number, tolerance: number): Float64Array => {
  const nodes = start.length - 1;
  const residual = new Float64Array(nodes);
  const waiting = new Uint8Array(nodes);
  const least = a * tolerance;
  return Float64Array.from({ length: nodes }, (_, target) => {
    const queue = [target];
    residual.fill(0);
    residual[target] = 1;
    waiting[target] = 1;
    let visits = 0;
    for (let next = 0; next < queue.length; next += 1) {
      const node = queue[next]!;
      const pushed = residual[node]!;
      residual[node] = 0;
      waiting[node] = 0;
      if (node === target) visits += pushed;
      for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
        const voucher = from[edge]!;
        residual[voucher]! += (1 - a) * share[edge]! * pushed;
        if (waiting[voucher] === 1 || residual[voucher]! <= least) continue;
        waiting[voucher] = 1;
        queue.push(voucher);
      }
    }
    return visits;
  });
};
