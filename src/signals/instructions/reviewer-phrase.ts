import type { Severity } from '../../domain/index.ts';

/** A way of speaking to the reviewer instead of to the computer or the reader. */
export interface ReviewerPhrase {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** With flag `g`; starts at something that its own repetition cannot contain, so that scanning stays linear. */
  readonly pattern: RegExp;
  /** Set when it only counts in a line of which nothing else is said: it says less than the others do. */
  readonly vague?: true;
  /** Refuses what only looks the part: `said` stands at `at` in `text`. */
  readonly accepts?: (said: string, text: string, at: number) => boolean;
}
