/**
 * The vocabulary every other folder speaks: ids that were checked once, the change under review, the gate's
 * inputs and answers, and the three kinds of error. Imports no other folder. Start with `decision.ts`.
 */
export type { BlindChange, BlindFinding } from './blind-change.ts';
export type {
  BinaryContent,
  Change,
  ChangeKind,
  CommitMessage,
  Coverage,
  DiffLine,
  FileChange,
  Finding,
  Hunk,
  Severity,
} from './change.ts';
export type * from './decision.ts';
export { LANES } from './decision.ts';
export { AppError, ConflictError, InvariantError, messageOf, UsageError } from './errors.ts';
export type { DeadLetter, DecodedEvent, Fact, FactKind, FactShapes } from './facts.ts';
export type { AtUri, Cid, Did } from './ids.ts';
export { atUri, isRecordKey, parseAtUri, parseCid, parseDid } from './ids.ts';
export type * from './label.ts';
export { LABEL_EVIDENCE, SETTLED_AFTER_US, TANGLED_SINCE_US } from './label.ts';
export type * from './news.ts';
export type * from './repo-policy.ts';
export type * from './reputation.ts';
export { CONDUCT_DIMENSIONS } from './reputation.ts';
export type * from './review.ts';
export type { StreamEvent } from './stream-event.ts';
