import type { Identity } from '../diff/index.ts';
import type { ChangeKind, Coverage, Finding, Review, Verdict } from '../domain/index.ts';
import { AppError, InvariantError, type Policy } from '../domain/index.ts';
import { contentOf, modeOf } from '../gate/index.ts';
import type { Signal, SignalContext } from '../signals/index.ts';
import { analysePatch } from './analyse.ts';
import { blindReading } from './blind-reading.ts';
import type { BlindReviewer } from './review-pass.ts';
import { withRealPaths, withReviewer } from './reviewed.ts';

/** What can be said of one diff without knowing anything else. */
export interface DiffReview {
  readonly findings: readonly Finding[];
  /** Null where no reviewer was asked. */
  readonly review: Review | null;
  /** What the review says, with the paths of the diff; null where it says nothing. */
  readonly verdict: Verdict | null;
  readonly coverage: Coverage;
  readonly contentRisk: number;
  readonly changeKind: ChangeKind;
  /** Whether it is over what the gate takes for reviewable: a person must then look, whatever was found. */
  readonly overBudget: boolean;
  /** Says which findings count. */
  readonly policy: Policy;
}

export interface DiffReader {
  readonly signals: readonly Signal[];
  readonly context: SignalContext;
  readonly policy: Policy;
  /** Asked as well, with what is known of the author taken out. A diff over the policy's budget it is not asked about. */
  readonly blind?: {
    readonly reviewer: Pick<BlindReviewer, 'review'>;
    readonly author: Identity;
    readonly signal?: AbortSignal;
    readonly onProgress?: (text: string) => void;
  };
}

/**
 * Reads one diff and says what the machines found, and the blind reviewer where one is given. Needs no database.
 * @throws AppError when the diff cannot be read to its end, with the reason.
 */
export const reviewDiff = async (bytes: Uint8Array, reader: DiffReader): Promise<DiffReview> => {
  const { policy, blind, ...rest } = reader;
  const advisory = rest.signals.map(({ id }) => id).filter((id) => modeOf(id, policy) === 'advisory');
  const analysis = await analysePatch(bytes, { ...rest, advisory, budgetBytes: Number.POSITIVE_INFINITY });
  if (analysis.kind === 'unreadable') throw new AppError(`cannot read the diff: ${analysis.reason}`);
  if (analysis.kind === 'too-large')
    throw new AppError(`the diff is over ${analysis.limitBytes} bytes, too large to review`);
  if (analysis.kind !== 'read') throw new InvariantError(`a diff in hand cannot be ${analysis.kind}`);
  const { findings, coverage, changeKind } = analysis;
  const overBudget = coverage.bytes > policy.reviewBudgetBytes;
  const { review, verdict } = overBudget ? NO_REVIEW : await reviewOf(bytes, reader);
  return {
    findings,
    review,
    verdict,
    coverage: review === null ? coverage : withReviewer(coverage, review),
    contentRisk: contentOf(findings, policy, { verdict }).content.risk,
    changeKind,
    overBudget: overBudget || review?.outcome.kind === 'too-large',
    policy,
  };
};

const NO_REVIEW = { review: null, verdict: null };

const reviewOf = async (
  bytes: Uint8Array,
  { signals, context, policy, blind }: DiffReader,
): Promise<Pick<DiffReview, 'review' | 'verdict'>> => {
  if (blind === undefined) return NO_REVIEW;
  const { reviewer, author, ...options } = blind;
  const reading = await blindReading(bytes, author, { signals, context, budgetBytes: policy.reviewBudgetBytes });
  if (reading.kind !== 'read') return NO_REVIEW;
  const review = await reviewer.review(reading.change, reading.findings, options);
  const { outcome } = review;
  return { review, verdict: outcome.kind === 'verdict' ? withRealPaths(outcome.verdict, reading.realPaths) : null };
};
