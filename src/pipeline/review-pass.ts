import type { AtUri, BlindChange, BlindFinding, Review, ReviewOutcome } from '../domain/index.ts';
import {
  type DueDiff,
  type DueOptions,
  DueReviews,
  type NotDue,
  type ReviewablePull,
  type ReviewStore,
} from './due-reviews.ts';
import type { KeptReview, ReviewerName } from './kept-reviews.ts';
import { askedAgainAtUs } from './review-again.ts';
import { inTurn } from './review-order.ts';
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
  /** Pull requests under review at once; default 3. */
  readonly atOnce?: number;
  readonly onProgress?: (progress: ReviewProgress) => void;
}

export interface ReviewProgress {
  readonly done: number;
  readonly of: number;
  readonly pull: AtUri;
  readonly doing: string;
}

/** What a pass over the queue did. */
export interface ReviewReport {
  /** Outcomes of what was asked, by kind. */
  readonly outcomes: Readonly<Partial<Record<ReviewOutcome['kind'], number>>>;
  /** Pull requests whose diff has its verdict already. */
  readonly already: number;
  /** Asked before without a verdict, and not to be asked again yet, or at all. */
  readonly waiting: number;
  /** Without a patch that could be read. */
  readonly withoutDiff: number;
  /** Not asked for want of money, in the order they would have been. */
  readonly skipped: readonly AtUri[];
  readonly costMicros: number;
}

/** After so many in a row that the money does not reach for, the rest is not tried either. */
const POOR = 3;

/**
 * Reviews what is due, most needed first, until all is done, the money is used up or it is asked to stop. Each review is
 * kept as soon as it is made. The same blind diff is reviewed once, whoever sent it in.
 */
export const reviewPass = async (store: ReviewStore, options: ReviewPassOptions): Promise<ReviewReport> => {
  const { desk, due, tally } = await queueOf(store, options);
  const inHand = new Map<string, Promise<void>>();
  const patience = untilAffordable();
  let [next, poor] = [0, 0];
  const ask = async ({ change, findings }: DueDiff, pull: ReviewablePull, done: number): Promise<void> => {
    const { kept, held } = await desk.before(change.hash);
    if (held !== null) return tally.hold(held);
    const onProgress = (doing: string): void => options.onProgress?.({ done, of: due.length, pull: pull.uri, doing });
    onProgress('asking');
    const review = await patience.ask(() => asked({ change, findings }, { ...options, onProgress }));
    if (review === null) return;
    await store.keepReview(toKeep(review, kept, options.nowUs()));
    tally.count(review, pull.uri);
    poor = review.outcome.kind === 'budget' ? poor + 1 : 0;
  };
  const work = async (): Promise<void> => {
    while (next < due.length && !options.signal?.aborted) {
      const pull = due[next++];
      if (pull === undefined) return;
      if (poor >= POOR) {
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
  await Promise.all(Array.from({ length: Math.min(options.atOnce ?? 3, due.length) }, work));
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

/** What costs nothing is no attempt. A verdict that left hunks out is better than none: it stays when asking again fails. */
const toKeep = (made: Review, before: KeptReview | null, nowUs: number): KeptReview => {
  const attempts = (before?.attempts ?? 0) + (made.outcome.kind === 'budget' ? 0 : 1);
  const stays = made.outcome.kind !== 'verdict' && before?.review.outcome.kind === 'verdict';
  const review = stays ? before.review : made;
  return { review, attempts, notBeforeUs: askedAgainAtUs(review, attempts, nowUs), reviewedAtUs: nowUs };
};

class Tally {
  readonly skipped: AtUri[] = [];
  readonly #outcomes: Partial<Record<ReviewOutcome['kind'], number>> = {};
  readonly #held = { already: 0, waiting: 0, 'without-diff': 0 } satisfies Record<NotDue, number>;
  #costMicros = 0;

  hold(reason: NotDue): void {
    this.#held[reason] += 1;
  }

  count({ outcome: { kind }, costMicros }: Review, pull: AtUri): void {
    this.#outcomes[kind] = (this.#outcomes[kind] ?? 0) + 1;
    this.#costMicros += costMicros;
    if (kind === 'budget') this.skipped.push(pull);
  }

  report(): ReviewReport {
    const { already, waiting, 'without-diff': withoutDiff } = this.#held;
    return {
      outcomes: this.#outcomes,
      already,
      waiting,
      withoutDiff,
      skipped: this.skipped,
      costMicros: this.#costMicros,
    };
  }
}

/** What a pass did, in one line. */
export const reviewInOneLine = ({
  outcomes,
  already,
  waiting,
  withoutDiff,
  skipped,
  costMicros,
}: ReviewReport): string => {
  const kinds = Object.entries(outcomes).map(([kind, count]) => `${count} ${kind}`);
  const rest = [
    [already, 'already reviewed'],
    [waiting, 'to be asked again later, or not at all'],
    [withoutDiff, 'without a diff'],
    [skipped.length, 'skipped: the budget is used up'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return `${[...(kinds.length === 0 ? ['nothing to ask'] : kinds), ...rest].join(', ')}; $${(costMicros / 1e6).toFixed(4)}`;
};
