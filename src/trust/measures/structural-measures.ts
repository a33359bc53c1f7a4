import type { TrustGraph } from '../graph.ts';
import { type Judgement, judge } from '../opinion.ts';
import { standingOf } from '../standing.ts';
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
  scores: (graph, seeds) => judged(graph, seeds, 1).opinion,
};

/**
 * Structural trust when a branch of the vouch forest speaks with `branchCap` times the standing of the one who brought
 * it in; Infinity is the plain sum.
 */
const structuralWith = (name: string, branchCap: number, description: string): Measure => ({
  name,
  description,
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => judged(graph, seeds, branchCap).structural,
});

export const structural = structuralWith('structural', 1, 'standing lowered by denounces, one voice a branch (κ = 1)');
export const structuralTwo = structuralWith('structural-2', 2, 'the same, two voices a branch (κ = 2)');
export const structuralPlain = structuralWith('structural-plain', Infinity, 'the same, every voice adds up (κ = ∞)');

const judged = (graph: TrustGraph, seeds: readonly string[], branchCap: number): Judgement =>
  judge(graph, standingOf(graph, seeds), { branchCap });
