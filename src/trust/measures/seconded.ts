import { structuralFrom } from '../appraise.ts';
import type { TrustGraph } from '../graph.ts';
import { type Standing, standingOf, viewOf } from '../standing.ts';
import { tellerOf, viewWithout, voicesOn } from '../votes.ts';
import type { Measure } from './measure.ts';

/**
 * Structural trust in which nobody is lowered by one branch alone: of what speaks against a node, the part of the branch
 * (a seed's direct vouchee and all behind) that says most is left out. Seeds' own denounces count as ever.
 */
export const structuralSeconded: Measure = {
  name: 'structural-seconded',
  description: 'the same, less the branch that says most against: an accuser needs a second',
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => judgeSeconded(graph, standingOf(graph, seeds)),
};

const judgeSeconded = (graph: TrustGraph, dense: Standing): Float64Array => {
  const carrying = { ...graph, carry: dense.carry };
  const view = viewOf(dense);
  const tally = tellerOf(graph.ids.length);
  return dense.standing.map((own, node) => {
    if (own === 0 || dense.via[node]! < 0) return own;
    const asked = viewWithout(carrying, view, node);
    const votesFor = tally(asked, voicesOn(graph.vouches, asked, node)).total;
    const { total, fullestBranch } = tally(asked, voicesOn(graph.denounces, asked, node));
    return structuralFrom(own, votesFor, Math.max(0, total - fullestBranch));
  });
};
