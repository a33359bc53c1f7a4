import {
  type BlindChange,
  type BlindFinding,
  InvariantError,
  type Review,
  type ReviewOutcome,
} from '../domain/index.ts';
import { openBudget } from './claude/budget.ts';
import { faultKind } from './claude/fault-kind.ts';
import type { Journal } from './claude/journal.ts';
import type { Model } from './claude/model.ts';
import { paidModel } from './claude/paid-model.ts';
import { requestHash } from './claude/request-hash.ts';
import type { BatchCall } from './claude/send-batch.ts';
import { type Course, nothingRead, reviewOf } from './course.ts';
import { Inquiry } from './inquiry.ts';
import { readLong } from './long.ts';
import { oneLine } from './one-line.ts';
import { PROMPT_HASH } from './prompts.ts';
import { partMatters, partRequest } from './sweep.ts';
import { layoutOf } from './text/layout.ts';
import { numbered } from './text/numbered.ts';
import { type Part, type PartLimits, partsOf } from './text/parts.ts';
import { estimateTokens } from './text/tokens.ts';
import { readWhole, wholeRequest } from './whole.ts';

/** How long a diff may be. */
export interface Limits {
  /** Tokens up to which it is read at once: by our estimate, or by the service's count of the whole request. */
  readonly wholeTokens: number;
  /** Tokens over which it is not read at all, by the service's count. */
  readonly totalTokens: number;
  /** What one part of a longer one may take. */
  readonly part: PartLimits;
}

const LIMITS: Limits = { wholeTokens: 60_000, totalTokens: 400_000, part: { bytes: 24_000, tokens: 8_000 } };
/** Bytes over which not even the service is asked to count. */
const COUNTED_BYTES = 4_000_000;

export interface ReviewerOptions {
  readonly model: Model;
  readonly journal: Journal;
  /** What may be spent for as long as the reviewer lives, and on one UTC day, in millionths of a US dollar. */
  readonly budget: { readonly runMicros: number; readonly dayMicros: number };
  /** What nobody outside may know: it picks the danger that is planted beside a change. Not empty. */
  readonly secret: string;
  /** Default: read at once up to 60,000 tokens, in parts of at most 24,000 bytes and 8,000 tokens up to 400,000. */
  readonly limits?: Partial<Limits>;
  /** Told of every fault of our own that cost a change its review. What it throws is thrown in place of the outcome. */
  readonly onFault?: (thrown: unknown) => void;
}

export interface ReviewOptions {
  /** Ends the review; it then rejects with the signal's reason. What was answered is kept in the journal. */
  readonly signal?: AbortSignal;
  /** Told how far it is, in words for people; never a word of the diff. */
  readonly onProgress?: (text: string) => void;
}

/** Somebody who reads changes and is never told who wrote them. */
export interface Reviewer {
  /** The model id asked for. */
  readonly model: string;
  readonly promptHash: string;
  /**
   * Reviews a change. Everything that can go wrong is an outcome, and none of those is a risk of 0; a fault of our own is
   * `unreadable`: it ends one review and no other. Asked again after it was ended or failed, it goes on where it stopped:
   * what the journal holds is not paid again.
   *
   * @throws the signal's reason.
   */
  review(change: BlindChange, findings: readonly BlindFinding[], options?: ReviewOptions): Promise<Review>;
  /**
   * The requests that a review of this change begins with and that the journal does not answer yet: the one for a diff
   * that is read at once, those for all parts of a long one; none for one that is too large, or that the service should
   * have counted and did not, or that a fault of our own kept from being read. Answers to them in the journal spare the review these calls.
   */
  firstRequests(change: BlindChange, findings: readonly BlindFinding[]): Promise<readonly BatchCall[]>;
}

type Plan =
  | { readonly kind: 'whole' }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  | { readonly kind: 'not-read'; readonly outcome: ReviewOutcome };

const tooLarge = (tokens: number, limitTokens: number): Plan => ({
  kind: 'not-read',
  outcome: { kind: 'too-large', tokens, limitTokens },
});

/** How a diff is read. The estimate alone decides for a short one: it is meant to err on the high side. */
const planOf = async (inquiry: Inquiry, { wholeTokens, totalTokens, part }: Limits): Promise<Plan> => {
  const { layout, paid } = inquiry;
  const isCountable = layout.offsets.bytes <= COUNTED_BYTES;
  const estimate = estimateTokens(isCountable ? numbered(layout) : layout.text);
  if (!isCountable) return tooLarge(Math.max(estimate, totalTokens + 1), totalTokens);
  if (estimate <= wholeTokens) return { kind: 'whole' };
  const counted = await inquiry.count(wholeRequest(paid.model, inquiry));
  if (counted.trouble) return { kind: 'not-read', outcome: counted.trouble };
  if (counted.value > totalTokens) return tooLarge(counted.value, totalTokens);
  return counted.value <= wholeTokens ? { kind: 'whole' } : { kind: 'parts', parts: partsOf(layout, part) };
};

const startOf = (inquiry: Inquiry, plan: Plan): readonly Pick<BatchCall, 'request' | 'purpose'>[] => {
  const { model } = inquiry.paid;
  if (plan.kind === 'whole') return [{ request: wholeRequest(model, inquiry), purpose: 'review' }];
  if (plan.kind === 'not-read') return [];
  return partMatters(inquiry, plan.parts).map((matter) => ({ request: partRequest(model, matter), purpose: 'part' }));
};

/** In words without any of the diff's or a model's; an invariant's own are ours. */
const faultOutcome = (thrown: unknown): ReviewOutcome => {
  const words = thrown instanceof InvariantError ? thrown.message : faultKind(thrown);
  return { kind: 'unreadable', reason: `the reviewer itself failed (${oneLine(words)})` };
};

/** What is left to say where not even the diff's layout need be known; `inquiry` is null where nothing was asked. */
const faultReview = (thrown: unknown, change: BlindChange, modelId: string, inquiry: Inquiry | null): Review => ({
  outcome: faultOutcome(thrown),
  model: modelId,
  promptHash: PROMPT_HASH,
  diffHash: change.hash,
  sentHash: inquiry?.sentHash ?? null,
  usage: inquiry?.usage ?? { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
  costMicros: inquiry?.costMicros ?? 0,
  parts: [
    {
      handle: `diff://${change.hash.slice(0, 12)}/0000`,
      bytes: Buffer.byteLength(change.text),
      read: false,
      risk: null,
    },
  ],
  steps: [],
  unread: change.files.map(({ hunks }, file) => ({ file, hunks: hunks.map((_, hunk) => hunk) })),
  probe: 'not-asked',
});

const courseOf = async (inquiry: Inquiry, limits: Limits, secret: string): Promise<Course> => {
  const plan = await planOf(inquiry, limits);
  switch (plan.kind) {
    case 'not-read':
      return nothingRead(inquiry.layout, plan.outcome);
    case 'whole':
      return readWhole(inquiry, secret);
    case 'parts':
      return readLong(inquiry, plan.parts, secret);
  }
};

/**
 * Opens a reviewer: a model, a journal that knows what was paid, a budget, and a secret. It sees changes without their
 * author and machine findings on them, and nothing else of the world.
 *
 * @throws {RangeError} the secret is empty, or a limit of the budget negative.
 */
export const openReviewer = ({ model, journal, budget, secret, onFault, ...options }: ReviewerOptions): Reviewer => {
  if (secret === '') throw new RangeError('secret: must not be empty');
  const limits = { ...LIMITS, ...options.limits };
  const paid = paidModel({ model, journal, budget: openBudget({ ...budget, journal }) });
  return {
    model: model.id,
    promptHash: PROMPT_HASH,
    review: async (change, findings, { signal, onProgress } = {}) => {
      signal?.throwIfAborted();
      let inquiry: Inquiry | null = null;
      try {
        inquiry = new Inquiry({ paid, layout: layoutOf(change), findings, signal, onProgress });
        return reviewOf(inquiry, await courseOf(inquiry, limits, secret), PROMPT_HASH);
      } catch (thrown) {
        signal?.throwIfAborted();
        onFault?.(thrown);
        return faultReview(thrown, change, model.id, inquiry);
      }
    },
    firstRequests: async (change, findings) => {
      try {
        const layout = layoutOf(change);
        const inquiry = new Inquiry({ paid, layout, findings });
        const requests = startOf(inquiry, await planOf(inquiry, limits));
        const kept = await Promise.all(requests.map(({ request }) => journal.find(requestHash(request))));
        return requests
          .filter((_, index) => kept[index] === null)
          .map((first) => ({ ...first, promptHash: PROMPT_HASH, diffHash: layout.hash }));
      } catch (thrown) {
        onFault?.(thrown);
        return [];
      }
    },
  };
};
