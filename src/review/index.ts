/**
 * The reviewer: reads a change that names nobody, with what machines found in it, and says what could go wrong. It never
 * learns who wrote it, for nothing here takes more than a `BlindChange`; and whatever goes wrong is an outcome, never a
 * risk of 0. Start with `reviewer.ts`; what it is asked stands in `prompts/`. `text/` is where each line of a diff
 * stands, `claude/` the Messages API and what it costs, `navigate/` how a diff is read that is too long for one request.
 */
export { anthropicModel } from './claude/anthropic-model.ts';
export { type BatchOutcome, type BatchState, batchResults, pollBatch } from './claude/batch-results.ts';
export { openBudget } from './claude/budget.ts';
export { DEFAULT_MODEL } from './claude/dialect.ts';
export type { BegunCall, Journal, Purpose, SettledCall } from './claude/journal.ts';
export { memoryJournal } from './claude/journal.ts';
export type { FailureKind, Model, ModelReply, ModelRequest } from './claude/model.ts';
export { ModelFailure } from './claude/model.ts';
export { costMicros, type Price } from './claude/prices.ts';
export { requestHash } from './claude/request-hash.ts';
export { type BatchCall, type SentBatch, sendBatch } from './claude/send-batch.ts';
export { anthropicService, type Service, type ServiceOptions } from './claude/service.ts';
export { PROMPT_HASH } from './prompts.ts';
export type { Limits, Reviewer, ReviewerOptions, ReviewOptions } from './reviewer.ts';
export { openReviewer } from './reviewer.ts';
