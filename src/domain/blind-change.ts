import type { FileChange, Finding } from './change.ts';

declare const blinded: unique symbol;

/**
 * A change without its author: what a reviewer is sent, and all that a reviewer is sent. Only `blind` in `src/diff`
 * makes one, so whatever takes a `BlindChange` cannot be handed who wrote it by mistake.
 */
export interface BlindChange {
  readonly [blinded]: true;
  /** The change as one git diff, without mail headers, messages, blob ids and dates. Empty when there are no files. */
  readonly text: string;
  /** Hex SHA-256 of `text` as UTF-8. */
  readonly hash: string;
  /** What `text` says, as its parser would give it: in the order, with the hunks, lines and line numbers of the change. */
  readonly files: readonly FileChange[];
  /** How many times a stretch of text was replaced by a placeholder, 0 or more. */
  readonly redactions: number;
  /**
   * Lines of code, added or deleted, in which a bare word of the author was replaced where code may act (a call, a member,
   * an argument's or variable's name), or, for each of the two sides where more than 2 % of its lines of code lost one, all
   * of it that did; 0 or more. People can be called like what they hide, be it a danger that comes or a check that goes:
   * above 0 somebody should read these lines in the diff itself.
   */
  readonly codeRedactions: number;
}

/**
 * What machines find in a change without its author: made of the `BlindChange` alone, so it can name nobody whom that
 * does not name. Only `runBlind` in `src/signals` makes one.
 */
export type BlindFinding = Finding & { readonly [blinded]: true };
