/**
 * Who is trusted, from who vouches for whom: EigenTrust for ranking, standing and structural trust for the gate, paths
 * and shares for explaining. Pure: the same opinions and seeds, in any order, give the same bits. No clock, no
 * randomness, no network; ages come in as numbers. Denounces only ever lower, and nobody unreached from a seed scores
 * above 0. Start with `scores.ts`.
 */
export { type Appraisal, appraise, structuralFrom } from './appraise.ts';
export type { StandingOptions } from './carry.ts';
export type { Contributions } from './contributions.ts';
export { contributionsTo, scoreSeenFrom } from './contributions.ts';
export { type TrackOptions, type TrustTracker, type TrustUpdate, trackTrust } from './dynamic-trust.ts';
export type { EdgeTable } from './edge-table.ts';
export type { EigenTrust, EigenTrustOptions } from './eigentrust.ts';
export { eigenTrust } from './eigentrust.ts';
export { shares, strongestPath } from './explain.ts';
export type { Gains } from './gains.ts';
export { gainsOf } from './gains.ts';
export type { Denounces, GraphOptions, TrustGraph, Vouches } from './graph.ts';
export { buildGraph, buildGraphOf } from './graph.ts';
export { buffersOf, type GraphParts, graphFrom, partsOf } from './graph-parts.ts';
export { keystonesOf } from './keystones.ts';
export { linksOf } from './links.ts';
export type { Opinion } from './local-trust.ts';
export { type Marginal, marginalsOf } from './marginals.ts';
export { readEdges } from './read-edges.ts';
export type { ByteSource } from './read-parquet.ts';
export { readParquetEdges } from './read-parquet.ts';
export { readSeeds } from './read-seeds.ts';
export type { TrustScores } from './scores.ts';
export { scoresWith, trustScores } from './scores.ts';
export { preTrustOf } from './seeds.ts';
export { type AttackFacts, attacks } from './simulate/all-attacks.ts';
export { type AttackRow, type Simulation, simulate } from './simulate/simulate.ts';
export { type Standing, standingOf, viewOf } from './standing.ts';
export { openSolver } from './threads/solver.ts';
export { type Views, viewsOf } from './views.ts';
export { tellerOf } from './votes.ts';
export { warmStart } from './warm-start.ts';
export { scoresCsv } from './write-scores.ts';
