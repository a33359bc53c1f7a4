/**
 * Who is trusted, from who vouches for whom: EigenTrust for ranking, standing and structural trust for the gate, paths
 * and marginal effects for explaining, attacks to hold it all against. Pure, but for EigenTrust's threads: the same
 * opinions and seeds, in any order, give the same bits; ages come in as numbers. Denounces only ever lower, and nobody
 * unreached from a seed scores above 0. Start with `scores.ts`; then a folder for each idea: graph, eigentrust,
 * standing (and votes), why, push (after one change), files, measures, simulate.
 */

export { type EigenTrust, type EigenTrustOptions, eigenTrust } from './eigentrust/eigentrust.ts';
export { openSolver } from './eigentrust/threads/solver.ts';
export { warmStart } from './eigentrust/warm-start.ts';
export { readEdges } from './files/read-edges.ts';
export { type ByteSource, readParquetEdges } from './files/read-parquet.ts';
export { readSeeds } from './files/read-seeds.ts';
export { scoresCsv } from './files/write-scores.ts';
export type { EdgeTable } from './graph/edge-table.ts';
export type { Denounces, GraphOptions, TrustGraph, Vouches } from './graph/graph.ts';
export { buildGraph, buildGraphOf } from './graph/graph.ts';
export { buffersOf, type GraphParts, graphFrom, partsOf } from './graph/graph-parts.ts';
export { KeptOpinions } from './graph/kept-opinions.ts';
export type { Opinion } from './graph/local-trust.ts';
export { preTrustOf } from './graph/seeds.ts';
export type { Contributions } from './push/contributions.ts';
export { contributionsTo, scoreSeenFrom } from './push/contributions.ts';
export { type TrackOptions, type TrustTracker, type TrustUpdate, trackTrust } from './push/dynamic-trust.ts';
export { type Gains, gainsOf } from './push/gains.ts';
export { scoresWith, spreadWith, type TrustScores, type TrustSpread, trustScores } from './scores.ts';
export { type AttackFacts, attacks } from './simulate/all-attacks.ts';
export { type AttackRow, type Simulation, simulate } from './simulate/simulate.ts';
export { type Affected, affectedBy } from './standing/affected.ts';
export { type Appraisal, appraise, structuralFrom } from './standing/appraise.ts';
export type { StandingOptions } from './standing/carry.ts';
export type { OpinionChange, SeenGraph } from './standing/changed-vouches.ts';
export { type Standing, standingOf, viewOf } from './standing/standing.ts';
export { type Views, viewsOf } from './standing/views.ts';
export { tellerOf } from './standing/votes.ts';
export { shares, strongestPath } from './why/explain.ts';
export { keystonesOf } from './why/keystones.ts';
export { linksOf } from './why/links.ts';
export { type Marginal, marginalsOf } from './why/marginals.ts';
