import type { Severity } from '../../../domain/index.ts';

/**
 * A protection that a change takes away: a deleted line that comes back nowhere while the code around it stays. All
 * expressions are linear: each matches on its own, none spans a gap.
 */
export interface LostRule {
  readonly id: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly message: string;
  /** Must match the file's path: the line means something there alone. */
  readonly paths?: RegExp;
  /** Each must match the deleted line. */
  readonly line: readonly RegExp[];
  /** None may match the deleted line. */
  readonly not?: RegExp;
  /** Whether the line, or one of the three deleted after it, must leave (return, throw, …) for the line to be a check. */
  readonly leaves?: true;
  /** An added line that makes up for the lost one: in the same hunk, or anywhere in the file. It must leave if that left. */
  readonly again: RegExp;
  readonly within: 'hunk' | 'file';
  /** Whether that line must also share a name with the lost one; it must in any case when the lost line left. */
  readonly shares?: true;
  /** Of the lines of `again`, those that enforce without being seen to leave: calls that stop by themselves. */
  readonly enforces?: RegExp;
}
