/**
 * The one DuckDB file, and the only SQL. Other folders hand a function of this door to `Store.read` or `Store.write`;
 * the file is held only while it runs, so that processes take turns. Nothing else may open the file, not even to copy
 * it: closing it elsewhere in this process would drop the lock. Start with `lease.ts` and `migrations/`.
 */
export { keepAnalyses, keptAnalyses } from './analyses.ts';
export { backfillStore } from './backfill-store.ts';
export { changesSince, noteChanges, noteDecided, undecidedChanges, undecidedSinceUs, waitingPulls } from './changes.ts';
export * from './conduct-facts.ts';
export { cursorOf, eventSources, knownPeople, otherCursors } from './cursors.ts';
export { allDecisions, currentDecisions, currentInputs, keepDecisions, type StoredDecision } from './decisions.ts';
export { DERIVED_TABLES } from './derived-tables.ts';
export { discussionsOf } from './discussions.ts';
export { featureFacts } from './features.ts';
export { type Batch, foldEvents } from './fold-events.ts';
export { finishedPulls, historyMark, patchText, patchTexts, trustHistory } from './history.ts';
export { judgedChanges, keepDrift, keptDrift } from './judged-changes.ts';
export { keepLabels, keptLabels, labelOf, pullLabels, reachedAmong } from './labels.ts';
export type { Deriver } from './lay-derived.ts';
export type { LeaseOptions } from './lease.ts';
export { mergedChanges } from './merged-changes.ts';
export { networkFigures, networkTroubles } from './network-figures.ts';
export { newsSince } from './news-since.ts';
export { type Db, openStore, type Store } from './open-store.ts';
export { patchFactsStore } from './patch-facts.ts';
export type { DuePatch } from './patch-fetches.ts';
export { allPulls, decisionLog, ingestTotals, pullOutcomes, rejections } from './read-model-rows.ts';
export { repoPolicies } from './repo-policies.ts';
export * from './reputation-store.ts';
export { reviewFigures } from './review-figures.ts';
export { reviewStore } from './review-store.ts';
export { liveVouches, newestEventUs, openPulls, reposWithTier, trustedRoots } from './scoring-facts.ts';
export { keepStageOutcomes, stageOutcomeCounts } from './stage-outcomes.ts';
export { keepGap, queueReading, type StreamGap, streamGaps } from './stream-gaps.ts';
export { type KeptFigures, keptFigure, replaceFigures, setTrustedRoots, type TrustScore } from './trust-scores.ts';
export { upkeepStore } from './upkeep-store.ts';
export { vectorStore } from './vector-store.ts';
export { worldOf } from './world.ts';
