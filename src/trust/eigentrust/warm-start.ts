import type { TrustGraph } from '../graph/graph.ts';

/** Scores by id as some earlier solve had them, e.g. a tracker's `ids()` and `scores()`. */
export interface EarlierScores {
  readonly ids: readonly string[];
  /** One per id, finite and ≥ 0. */
  readonly scores: Float64Array;
}

/**
 * Where to start solving a graph that was solved before it changed: the earlier scores of the nodes it still has, 0 for
 * new ones, scaled to sum to 1; all zeros when nobody with a score is left, from which `eigenTrust` starts as if there
 * were none. For `EigenTrustOptions.initial`: the answer is the same within its bound, in fewer steps. A new array.
 *
 * @throws RangeError when there are not as many scores as ids.
 */
export const warmStart = ({ ids, scores }: EarlierScores, graph: Pick<TrustGraph, 'ids' | 'indexOf'>): Float64Array => {
  if (scores.length !== ids.length) {
    throw new RangeError(`scores must have one entry per id (${ids.length}), got ${scores.length}`);
  }
  const start = new Float64Array(graph.ids.length);
  let sum = 0;
  ids.forEach((id, index) => {
    const node = graph.indexOf(id);
    if (node < 0) return;
    start[node] = scores[index]!;
    sum += scores[index]!;
  });
  return sum > 0 ? start.map((score) => score / sum) : start;
};
