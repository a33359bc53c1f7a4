import type { StandingView } from '../standing/standing.ts';
import type { Voice } from '../standing/votes.ts';

/** One rater's part in what speaks for, or against, a node. */
export interface Share {
  /** Its edge number. */
  readonly edge: number;
  /** The rater's node index. */
  readonly from: number;
  /** In (0,1]; over one node's shares it sums to 1. */
  readonly share: number;
}

/**
 * The path of vouches that gives a node its standing, as node indices from the seed to the node, both included: the
 * node alone for a seed, empty for a node of standing 0.
 */
export const strongestPath = (view: StandingView, node: number): number[] => {
  const path: number[] = [];
  for (let at = view.standing(node) > 0 ? node : -1; at >= 0; at = view.via(at)) path.push(at);
  return path.reverse();
};

/**
 * How much of what speaks for, or against, a node comes by each voice on it, largest first, ties by id: the voice
 * relative to the sum of all, before branches are capped. Empty where nobody is heard, as on a seed whom only people it
 * brought in vouch for.
 */
export const shares = (voices: readonly Voice[]): Share[] => {
  const total = voices.reduce((sum, { voice }) => sum + voice, 0);
  return voices
    .map(({ edge, from, voice }) => ({ edge, from, share: voice / total }))
    .sort((a, b) => b.share - a.share || a.from - b.from);
};
