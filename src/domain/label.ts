import type { AtUri, Did } from './ids.ts';

/** What shows how a pull request turned out, gravest first: the order in which a label lists it. */
export const LABEL_EVIDENCE = [
  'corrected',
  'reverted-by-message',
  'reverted-by-reference',
  'reverted-by-lines',
  'hot-fixed',
  're-opened',
  'closed-by-maintainer',
  'self-merged',
  'appview-only',
  'withdrawn',
  'unsettled',
  'reverted-late',
  'merged-by-maintainer',
] as const;

/** One thing that shows how a pull request turned out. */
export interface LabelEvidence {
  readonly kind: (typeof LABEL_EVIDENCE)[number];
  /** The record, or the pull request, that shows it. */
  readonly by: AtUri;
  /** When that happened; of `unsettled`, until when it is open. Microseconds since 1970. */
  readonly atUs: number;
  /** What it says, at most 300 characters, as strangers wrote it; null where there is no more to say. */
  readonly detail: string | null;
}

/**
 * How a finished pull request turned out. What a model may learn from and a backtest is held against: so it says nothing
 * where nobody entitled did, and everything it says has its evidence.
 */
export interface PullLabel {
  readonly pull: AtUri;
  readonly author: Did;
  /** The repository's record; null while its owner is unknown or claimed by several. */
  readonly repo: AtUri | null;
  readonly outcome: 'merged' | 'closed';
  /** When it was opened, and when it was merged or closed, in microseconds since 1970. */
  readonly openedAtUs: number;
  readonly finishedAtUs: number;
  /**
   * True: merged with authority and, for 14 days, neither reverted nor hot-fixed nor re-opened. False: one of these, or
   * closed by a maintainer. Null: not known, which is never false. A maintainer's correction outweighs all of it.
   */
  readonly cleanMerge: boolean | null;
  /** Gravest first, at least one. */
  readonly evidence: readonly LabelEvidence[];
}

/** How long after its merge a change must stand, in microseconds: 14 days. */
export const SETTLED_AFTER_US = 14 * 24 * 60 * 60 * 1_000_000;

/** Before this there was no Tangled: an earlier date in a record says nothing (a migration wrote 1970). Microseconds since 1970. */
export const TANGLED_SINCE_US = 1_577_836_800_000_000;
