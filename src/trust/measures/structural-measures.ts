import type { TrustGraph } from '../graph/graph.ts';
import { type Judgement, judge } from '../standing/opinion.ts';
import { standingOf } from '../standing/standing.ts';
import type { VoteOptions } from '../standing/votes.ts';
import type { Measure } from './measure.ts';

/** The best vouch path; see `standingOf`. */
export const standing: Measure = {
  name: 'standing',
  description: 'the strongest vouch path from a seed, .85 a hop, 20 vouches at full strength',
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => standingOf(graph, seeds).standing,
};

/** What those with standing say; see `judge`. */
export const opinion: Measure = {
  name: 'opinion',
  description: '(P − N)/(P + N + ½) of those with standing',
  range: [-1, 1],
  seeded: true,
  scores: (graph, seeds) => judged(graph, seeds, {}).opinion,
};

/** Structural trust with voices counted in one way or another. */
const structuralWith = (name: string, votes: VoteOptions, description: string): Measure => ({
  name,
  description,
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => judged(graph, seeds, votes).structural,
});

export const structural = structuralWith(
  'structural',
  {},
  'standing lowered by denounces, one voice a branch (κ = 1); an accuser needs a second',
);
export const structuralUnseconded = structuralWith(
  'structural-unseconded',
  { seconded: false },
  'the same, the first accuser being heard',
);
export const structuralTwo = structuralWith(
  'structural-2',
  { seconded: false, branchCap: 2 },
  'as unseconded, two voices a branch (κ = 2)',
);
export const structuralPlain = structuralWith(
  'structural-plain',
  { seconded: false, branchCap: Number.POSITIVE_INFINITY },
  'as unseconded, every voice adds up (κ = ∞)',
);

const judged = (graph: TrustGraph, seeds: readonly string[], votes: VoteOptions): Judgement =>
  judge(graph, standingOf(graph, seeds), votes);
