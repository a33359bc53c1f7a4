import type { Change, FileChange, Finding, Hunk } from '../domain/index.ts';
import type { SignalContext } from './context.ts';

/**
 * A machine that reads a change and reports what it finds. `id` is the findings' `source`; `version` counts up whenever
 * the same change could give other findings, so that stored ones are made anew. `run` is a function of its arguments
 * alone, takes time linear in the change, and throws only if broken. `reads` says which hunks it reads to the last line
 * (default: every one of a text file) and `readsMessages` whether it reads commit messages, for the coverage ledger.
 *
 * A finding names a line that the change adds (side `new`) or deletes (side `old`) and quotes it. One about a file's
 * name or mode has a rule that starts with `path-`, line 1, and quotes the name. One about a commit message has a rule
 * that starts with `message-`, the file `messageName(index)`, and the line within the message, 1 for the subject.
 * One about the discussion has the file `DISCUSSION` and for its line the comment's number, 1 for the oldest.
 * A quote has at most 160 characters, secrets masked and invisible characters spelled out as `\u{202E}`. The 50 gravest
 * findings per rule and file are kept; the last of them then says how many more there were.
 */
export interface Signal {
  readonly id: string;
  readonly version: number;
  /** Set when what it finds may never count towards a lane, whatever the policy says. */
  readonly advisoryOnly?: true;
  readonly readsMessages?: true;
  reads?(file: FileChange, hunk: Hunk): boolean;
  run(change: Change, context: SignalContext): Promise<readonly Finding[]> | readonly Finding[];
}

/** The name under which findings about a commit message stand; `index` is its position in `Change.messages`. */
export const messageName = (index: number): string => `(commit message ${index + 1})`;

/** The name under which findings about the discussion of a pull request stand. */
export const DISCUSSION = '(discussion)';
