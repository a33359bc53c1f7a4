import { z } from 'zod';
import type { Did, Review } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';
import { stage } from './staging.ts';

/** A review as kept, with when to ask again. */
export interface KeptReview {
  readonly review: Review;
  /** How often it was asked for. */
  readonly attempts: number;
  /** From when on it may be asked for again, in microseconds since 1970; null when it never is. */
  readonly notBeforeUs: number | null;
  /** When it was made, in microseconds since 1970. */
  readonly reviewedAtUs: number;
  /** Whose pull request it was asked for, and what a verdict could do for it. */
  readonly askedFor: Did;
  readonly need: 'fast' | 'queue' | 'none';
}

const need = z.enum(['fast', 'queue', 'none']);
const kept = z.object({
  review: z.string().transform((text): Review => JSON.parse(text)),
  attempts: z.number(),
  notBeforeUs: z.number().nullable(),
  reviewedAtUs: z.number(),
  askedFor: didColumn,
  need,
});

/** Whether there is any review. */
export const anyReviews = async (db: Db): Promise<boolean> =>
  (await select(db, z.object({ model: z.string() }), 'SELECT model FROM reviews LIMIT 1')).length > 0;

/** All reviews of these blind diffs, by whatever model and prompts; by diff, the newest first. */
export const keptReviews = (db: Db, diffHashes: readonly string[]): Promise<KeptReview[]> =>
  select(
    db,
    kept,
    `SELECT body AS review, attempts, not_before_us, reviewed_at_us, asked_for, need FROM reviews
     WHERE diff_hash IN (SELECT value ->> '$' FROM json_each($1))
     ORDER BY diff_hash, reviewed_at_us DESC, model, prompt_hash`,
    [JSON.stringify(diffHashes)],
  );

/**
 * Keeps a review in place of one by the same model and prompts. A verdict on the whole diff stays, whatever comes later: it
 * was paid for, and asking until the answer pleases is no review. One that left hunks out gives way to a verdict that
 * leaves no more files short, and what came to no verdict to anything made no earlier, or to a verdict.
 */
export const keepReview = async (
  db: Db,
  { review, attempts, notBeforeUs, reviewedAtUs, askedFor, need: claim }: KeptReview,
): Promise<void> => {
  const { outcome, costMicros } = review;
  await noteChanges(db, [{ what: 'review', key: review.diffHash }]);
  const isVerdict = outcome.kind === 'verdict';
  const staged = await stage(db, 'reviews', [
    {
      ...review,
      outcome: outcome.kind,
      attempts,
      notBeforeUs,
      reviewedAtUs,
      askedFor,
      need: claim,
      costMicros: Math.ceil(costMicros),
      flags: isVerdict ? outcome.verdict.flags.length : 0,
      droppedFlags: isVerdict ? outcome.droppedFlags : 0,
      unreadFiles: review.unread.length,
      body: JSON.stringify(review),
    },
  ]);
  const same = `${staged}.diff_hash = reviews.diff_hash AND ${staged}.model = reviews.model AND ${staged}.prompt_hash = reviews.prompt_hash`;
  await db.run(
    `DELETE FROM reviews USING ${staged}
     WHERE ${same} AND CASE
       WHEN reviews.outcome = 'verdict'
         THEN reviews.unread_files > 0 AND ${staged}.outcome = 'verdict' AND ${staged}.unread_files <= reviews.unread_files
       ELSE ${staged}.outcome = 'verdict' OR reviews.reviewed_at_us <= ${staged}.reviewed_at_us
     END`,
  );
  await db.run(`INSERT INTO reviews SELECT * FROM ${staged} WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE ${same})`);
};

const spent = z.object({ askedFor: didColumn, need, costMicros: z.number() });

/** What one review cost, and for whom it was asked; in millionths of a US dollar, at a moment in microseconds since 1970. */
export interface ReviewCost {
  readonly askedFor: Did;
  readonly need: 'fast' | 'queue' | 'none';
  readonly atUs: number;
  readonly costMicros: number;
}

/** Writes a cost down; each call is one more. */
export const keepReviewCost = async (
  db: Db,
  { askedFor, need: claim, atUs, costMicros }: ReviewCost,
): Promise<void> => {
  const values = [askedFor, claim, BigInt(atUs), BigInt(Math.ceil(costMicros))];
  await db.run('INSERT INTO review_costs VALUES ($1, $2, $3, $4)', values);
};

/** What reviews made since a moment cost, by whom and for which need they were asked for; in millionths of a US dollar. */
export const spentOnReviews = (db: Db, sinceUs: number) =>
  select(
    db,
    spent,
    `SELECT asked_for, need, sum(cost_micros)::DOUBLE AS cost_micros FROM review_costs WHERE at_us >= $1
     GROUP BY asked_for, need ORDER BY asked_for, need`,
    [BigInt(sinceUs)],
  );
