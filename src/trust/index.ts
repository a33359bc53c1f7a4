/**
 * Who is trusted, from who vouches for whom: EigenTrust for ranking, standing and structural trust for the gate, paths
 * and shares for explaining. Pure: the same opinions and seeds, in any order, give the same bits. No clock, no
 * randomness, no network; ages come in as numbers. Denounces only ever lower, and nobody unreached from a seed scores
 * above 0. Start with `scores.ts`.
 */
export type { EigenTrust, EigenTrustOptions } from './eigentrust.ts';
export { eigenTrust } from './eigentrust.ts';
export type { Share } from './explain.ts';
export { shares, strongestPath } from './explain.ts';
export type { Denounces, GraphOptions, TrustGraph, Vouches } from './graph.ts';
export { buildGraph } from './graph.ts';
export type { Opinion } from './local-trust.ts';
export type { Judgement } from './opinion.ts';
export { judge, structuralFrom } from './opinion.ts';

export type { Edges } from './read-edges.ts';
export { readEdges } from './read-edges.ts';
export { readSeeds } from './read-seeds.ts';
export type { TrustScores } from './scores.ts';
export { trustScores } from './scores.ts';
export { preTrustOf } from './seeds.ts';
export type { Standing, StandingOptions } from './standing.ts';
export { standingOf } from './standing.ts';
export { scoresCsv } from './write-scores.ts';
