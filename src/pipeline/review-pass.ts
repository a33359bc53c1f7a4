import type { AtUri, BlindChange, BlindFinding, Review, ReviewOutcome } from '../domain/index.ts';
import { type DueDiff, type DueOptions, DueReviews, type ReviewablePull, type ReviewStore } from './due-reviews.ts';
import type { KeptReview, ReviewerName } from './kept-reviews.ts';
import { askedAgainAtUs } from './review-again.ts';
import { inTurn, needOf } from './review-order.ts';
import { type ReviewReport, Tally } from './review-report.ts';
import { ReviewShares } from './review-shares.ts';
import { untilAffordable } from './until-affordable.ts';

/** Whoever reviews: sees the blind change and what machines found in it, and nothing else. */
export interface BlindReviewer extends ReviewerName {
  review(
    change: BlindChange,
    findings: readonly BlindFinding[],
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (text: string) => void },
  ): Promise<Review>;
}

export interface QueueOptions extends DueOptions {
  readonly which?: 'open' | 'past';
  readonly only?: AtUri;
  readonly signal?: AbortSignal;
}

export interface ReviewPassOptions extends QueueOptions {
  readonly reviewer: BlindReviewer;
  /** What all reviews of a day may cost, in millionths of a US dollar: nobody takes more than a share of it. */
  readonly dayMicros: number;
  /** Pull requests under review at the same time; default 3. */
  readonly workers?: number;
  readonly onProgress?: (progress: ReviewProgress) => void;
}

export interface ReviewProgress {
  readonly done: number;
  readonly of: number;
  readonly pull: AtUri;
  readonly doing: string;
}

/** After so many in a row that the money does not reach for, the rest is not tried either. */
const POOR = 3;
/** After so many in a row that the service did not answer, neither. */
const DOWN = 6;
const SERVICE_FAILED: ReadonlySet<ReviewOutcome['kind']> = new Set(['unavailable', 'timeout', 'overloaded']);

/**
 * Reviews what is due, most needed first, until all is done, the money is used up or it is asked to stop. Each review is
 * kept as soon as it is made. The same blind diff is reviewed once, whoever sent it in.
 */
export const reviewPass = async (store: ReviewStore, options: ReviewPassOptions): Promise<ReviewReport> => {
  const { desk, due, tally } = await queueOf(store, options);
  const shares = new ReviewShares(options.dayMicros, await store.spentSince(dayOf(options.nowUs())));
  const inHand = new Map<string, Promise<void>>();
  const patience = untilAffordable();
  let [next, poor, down] = [0, 0, 0];
  const ask = async ({ change, findings }: DueDiff, pull: ReviewablePull, done: number): Promise<void> => {
    const { kept, held } = await desk.before(change.hash);
    if (held !== null) return tally.hold(held);
    const onProgress = (doing: string): void => options.onProgress?.({ done, of: due.length, pull: pull.uri, doing });
    onProgress('asking');
    const review = await patience.ask(() => asked({ change, findings }, { ...options, onProgress }));
    if (review === null) return;
    const need = needOf(pull);
    const made = { ...toKeep(review, kept, options.nowUs()), askedFor: pull.author, need };
    await store.keepReview(made, review.costMicros);
    shares.add(pull.author, need, review.costMicros);
    tally.count(review, pull.uri);
    poor = review.outcome.kind === 'budget' ? poor + 1 : 0;
    down = SERVICE_FAILED.has(review.outcome.kind) ? down + 1 : 0;
  };
  let isBroken = false;
  const broken = (error: unknown): never => {
    isBroken = true;
    throw error;
  };
  const work = async (): Promise<void> => {
    while (next < due.length && !options.signal?.aborted && !isBroken) {
      const pull = due[next++];
      if (pull === undefined) return;
      if (down >= DOWN) {
        tally.hold('waiting');
        continue;
      }
      if (poor >= POOR || !shares.isLeftFor(pull.author, needOf(pull))) {
        tally.skipped.push(pull.uri);
        continue;
      }
      if (patience.isTight) await Promise.all(inHand.values());
      const diff = await desk.read(pull);
      if (diff === null) tally.hold('without-diff');
      else {
        const { hash } = diff.change;
        const before = inHand.get(hash) ?? Promise.resolve();
        const own = before.catch(() => undefined).then(() => ask(diff, pull, next));
        inHand.set(hash, own);
        await own;
      }
    }
  };
  const workers = Array.from({ length: Math.min(options.workers ?? 3, due.length) }, work);
  const ends = await Promise.allSettled(workers.map((worker) => worker.catch(broken)));
  // Whoever waits for the turn must not begin while anybody here is still asking.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return tally.report();
};

/** Hands each diff that is due on, in the order of the queue, without asking about it. */
export const eachDueDiff = async (
  store: ReviewStore,
  options: QueueOptions,
  work: (diff: DueDiff) => Promise<void>,
): Promise<void> => {
  const { desk, due } = await queueOf(store, options);
  const seen = new Set<string>();
  for (const pull of due) {
    if (options.signal?.aborted) return;
    const diff = await desk.read(pull);
    if (diff === null || seen.has(diff.change.hash) || (await desk.before(diff.change.hash)).held !== null) continue;
    seen.add(diff.change.hash);
    await work(diff);
  }
};

const queueOf = async (store: ReviewStore, options: QueueOptions) => {
  const pulls = await store.reviewable(options.which ?? 'open');
  const wanted = inTurn(options.only === undefined ? pulls : pulls.filter(({ uri }) => uri === options.only));
  const identities = await store.identities([...new Set(wanted.map(({ author }) => author))]);
  const desk = new DueReviews(store, options, identities);
  const held = await desk.look(wanted);
  const tally = new Tally();
  for (const reason of held) if (reason !== null) tally.hold(reason);
  return { desk, tally, due: wanted.filter((_, index) => held[index] === null) };
};

/** Null when it was asked to stop meanwhile. */
const asked = async (
  { change, findings }: DueDiff,
  {
    reviewer,
    signal,
    onProgress,
  }: Pick<ReviewPassOptions, 'reviewer' | 'signal'> & { onProgress: (text: string) => void },
): Promise<Review | null> => {
  try {
    return await reviewer.review(change, findings, { onProgress, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  }
};

/** What costs nothing is no attempt, and attempts of one kind are not held against another. A verdict that left hunks out is better than none: it stays when asking again fails. */
const toKeep = (made: Review, before: KeptReview | null, nowUs: number): Omit<KeptReview, 'askedFor' | 'need'> => {
  const isAsBefore = before?.review.outcome.kind === made.outcome.kind || before?.review.outcome.kind === 'verdict';
  const attempts = (isAsBefore ? (before?.attempts ?? 0) : 0) + (made.outcome.kind === 'budget' ? 0 : 1);
  const stays = made.outcome.kind !== 'verdict' && before?.review.outcome.kind === 'verdict';
  const review = stays ? before.review : made;
  return { review, attempts, notBeforeUs: askedAgainAtUs(review, attempts, nowUs), reviewedAtUs: nowUs };
};

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** The first moment of the UTC day. */
const dayOf = (nowUs: number): number => Math.floor(nowUs / DAY_US) * DAY_US;
