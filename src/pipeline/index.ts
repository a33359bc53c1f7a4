/**
 * The use cases over the stages: decide what is new or changed, verify what was decided, look at one person or one
 * diff, and the model in memory that pages and programs read. Composes the stages through their doors; what it needs
 * of the database and of patches it declares in `ports.ts`. Start with `score-pass.ts`.
 */
export { type Analysis, type Analyst, analystWith } from './analyse.ts';
export { type Backtest, backtest, nothingTested, type Replay } from './backtest.ts';
export type { LaneRates, LaneRow, Rate } from './backtest-rates.ts';
export { type BlindReading, blindDiff } from './blind-reading.ts';
export { contributorTies, type MergedChange } from './contributor-ties.ts';
export { byName } from './desk/policy-names.ts';
export type { ReviewStore } from './due-reviews.ts';
export { embedByWords, type WordStore } from './embed-by-words.ts';
export { type EmbedOptions, type EmbedReport, embedDiffs, type VectorStore } from './embed-diffs.ts';
export type { ExplainedPerson } from './explain-person.ts';
export { datasetOf, type Examples } from './features/dataset-of.ts';
export { featureSet } from './features/feature-set.ts';
export { FIGURES_EVERY_US, type FiguresMade, type FiguresStore } from './figures-pass.ts';
export { everReached, type History, type PastPull } from './history.ts';
export { type HistoryOptions, type HistoryReport, historyPass } from './history-pass.ts';
export { type Blinding, type KeptReview, type PullReview, reviewsOf } from './kept-reviews.ts';
export * from './learned/index.ts';
export { type KeeperOptions, keepModel, type ModelKeeper } from './model-keeper.ts';
export { type NeighbourFinder, type NeighbourStore, neighbourFinder } from './neighbours.ts';
export type { PersonView } from './person.ts';
export type { OpenPull, PatchSource, VouchEdge, World } from './ports.ts';
export { buildReadModel, modelInput, type PullView, type ReadModel, type Snapshot } from './read-model.ts';
export * from './reputation/index.ts';
export { type DiffReview, reviewDiff } from './review-diff.ts';
export { type BlindReviewer, eachDueDiff, reviewPass } from './review-pass.ts';
export { type ReviewReport, reviewInOneLine } from './review-report.ts';
export { reasonOf } from './reviewed.ts';
export * from './score-pass.ts';
export { type ShadowView, shadowInOneLine, shadowView } from './shadow-view.ts';
export { concurrently } from './stages/concurrently.ts';
export type * from './trust-base.ts';
export { HOP_DECAY, TRUST_GRAPH, trustGraphOf } from './trust-base.ts';
export { lookUpPerson, type UpkeepNetwork, type UpkeepParts, type UpkeepReport, upkeepRound } from './upkeep.ts';
export { type Difference, type VerifyReport, verifyDecisions } from './verify.ts';
