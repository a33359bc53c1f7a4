import type { Severity } from '../../domain/index.ts';

/** A way of speaking to the reviewer instead of to the computer or the reader. */
export interface ReviewerPhrase {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** With flag `g`; starts at something that its own repetition cannot contain, so that scanning stays linear. */
  readonly pattern: RegExp;
  /** Refuses what only looks the part. */
  readonly accepts?: (said: string) => boolean;
}
