import type { Did } from '../domain/index.ts';
import { type KeptBlinding, keepBlindings, keptBlindings } from './blindings.ts';
import { identitiesOf } from './known-names.ts';
import type { Store } from './open-store.ts';
import { closeBatch, keepBatch, openBatches, type ReviewBatch } from './review-batches.ts';
import { callJournal, type PaidReply } from './review-calls.ts';
import { finishedPulls, pullsToReview, type ReviewablePull } from './review-queue.ts';
import { anyReviews, type KeptReview, keepReview, keepReviewCost, keptReviews, spentOnReviews } from './reviews.ts';

/**
 * What the service remembers of reviews, and what it must know to make them. Each method is one transaction. `nowUs` gives
 * microseconds since 1970; a model's reply comes back as it went in.
 */
export const reviewStore = <Reply extends PaidReply>(store: Store, nowUs: () => number) => ({
  journal: callJournal<Reply>(store, nowUs),
  reviewable: (which: 'open' | 'past') => (which === 'open' ? store.read(pullsToReview) : allFinished(store)),
  any: () => store.read(anyReviews),
  identities: (dids: readonly Did[]) => store.read((db) => identitiesOf(db, dids)),
  blindings: (keys: readonly string[]) => store.read((db) => keptBlindings(db, keys)),
  keepBlindings: (blindings: ReadonlyMap<string, KeptBlinding>) => store.write((db) => keepBlindings(db, blindings)),
  reviews: (diffHashes: readonly string[]) => store.read((db) => keptReviews(db, diffHashes)),
  /** `paidMicros` is what this asking cost, whatever becomes of the review. */
  keepReview: (review: KeptReview, paidMicros: number) =>
    store.write(async (db) => {
      const { askedFor, need, reviewedAtUs: atUs } = review;
      await keepReview(db, review);
      if (paidMicros > 0) await keepReviewCost(db, { askedFor, need, atUs, costMicros: paidMicros });
    }),
  spentSince: (sinceUs: number) => store.read((db) => spentOnReviews(db, sinceUs)),
  openBatches: () => store.read(openBatches),
  keepBatch: (batch: Omit<ReviewBatch, 'createdAtUs'>) =>
    store.write((db) => keepBatch(db, { ...batch, createdAtUs: nowUs() })),
  closeBatch: (id: string) => store.write((db) => closeBatch(db, id, nowUs())),
});

const PAGE = 500;

/** Page by page, for they hold texts: all in one order would not fit the engine's memory. */
const allFinished = async (store: Store): Promise<readonly ReviewablePull[]> => {
  const pulls: ReviewablePull[] = [];
  for (let size = PAGE; size === PAGE; ) {
    const after = pulls.at(-1) ?? null;
    const page = await store.read((db) => finishedPulls(db, { after, limit: PAGE }));
    pulls.push(...page);
    size = page.length;
  }
  return pulls;
};
