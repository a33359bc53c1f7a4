import type { Review, ReviewOutcome, ReviewPart, ReviewStep } from '../domain/index.ts';
import type { Inquiry } from './inquiry.ts';
import type { Layout } from './text/layout.ts';
import { type ReadRange, unreadOf } from './text/read-ledger.ts';
import type { HeldVerdict } from './verdict.ts';

/** How a review went: all of it that is not the sums of the inquiry. */
export interface Course {
  readonly outcome: ReviewOutcome;
  readonly parts: readonly ReviewPart[];
  /** Ranges of bytes that were read. */
  readonly read: readonly ReadRange[];
  readonly steps: readonly ReviewStep[];
  readonly probe: Review['probe'];
}

/** The whole diff as its only part. */
export const onePart = ({ hash, offsets }: Layout, read: boolean): ReviewPart => ({
  handle: `diff://${hash.slice(0, 12)}/0000`,
  bytes: offsets.bytes,
  read,
  risk: null,
});

/** A review that came to nothing before anything was read. */
export const nothingRead = (layout: Layout, outcome: ReviewOutcome): Course => ({
  outcome,
  parts: [onePart(layout, false)],
  read: [],
  steps: [],
  probe: 'not-asked',
});

/** What came of the probe, and the outcome after it. */
export interface Probed {
  readonly outcome: ReviewOutcome;
  readonly probe: Review['probe'];
}

export const verdictOutcome = ({ verdict, droppedFlags }: HeldVerdict): ReviewOutcome => ({
  kind: 'verdict',
  verdict,
  droppedFlags,
});

/** The review with everything that is kept of it. */
export const reviewOf = (inquiry: Inquiry, course: Course, promptHash: string): Review => ({
  outcome: course.outcome,
  model: inquiry.paid.model.id,
  promptHash,
  diffHash: inquiry.layout.hash,
  sentHash: inquiry.sentHash,
  usage: inquiry.usage,
  costMicros: inquiry.costMicros,
  parts: course.parts,
  steps: course.steps,
  unread: unreadOf(inquiry.layout, course.read),
  probe: course.probe,
});
