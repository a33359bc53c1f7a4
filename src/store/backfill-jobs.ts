import { z } from 'zod';
import { NEWS, NEWS_PAUSE_US } from './backfill-queue.ts';
import type { Db } from './open-store.ts';
import { type Parameter, select, selectOne } from './rows.ts';

/** How a job ended, in the words of the backfill: `again` and `back` leave it in the queue. */
export interface BackfillEnd {
  readonly target: string;
  readonly queuedAtUs: number;
  readonly kind: 'done' | 'failed' | 'again' | 'back';
  readonly problem: string | null;
  readonly atUs: number;
  readonly againAtUs: number;
}

export interface BackfillClaim {
  readonly most: number;
  readonly nowUs: number;
  readonly untilUs: number;
  /** These targets alone; null takes any. */
  readonly only: readonly string[] | null;
  /** Also takes those that were taken before and neither ended nor failed since. */
  readonly abandoned: boolean;
}

const job = z.object({
  target: z.string(),
  reason: z.string(),
  queuedAtUs: z.number(),
  attempts: z.number(),
  progress: z.string().nullable(),
});

/** Puts ended jobs back and takes others, the longest queued first, spread over whoever they are about. */
export const exchangeBackfills = async (db: Db, ended: readonly BackfillEnd[], claim: BackfillClaim) => {
  for (const end of ended) await putBack(db, end);
  if (claim.most === 0) return [];
  const only = claim.only === null ? null : JSON.stringify(claim.only);
  return select(
    db,
    job,
    `UPDATE backfill_jobs SET again_at_us = $1 WHERE target IN (
       SELECT target FROM backfill_jobs
       WHERE done_at_us IS NULL AND (again_at_us <= $2 OR ($3 AND problem IS NULL))
         AND ($4::VARCHAR IS NULL OR target IN (SELECT value ->> '$' FROM json_each($4)))
       ORDER BY target <> 'all', queued_at_us, hash(target) LIMIT $5
     ) RETURNING target, reason, queued_at_us, attempts, progress`,
    [BigInt(claim.untilUs), BigInt(claim.nowUs), claim.abandoned, only, claim.most],
  );
};

/** One that was queued again while it was being done is not done; for news it is done again an hour later. */
const putBack = async (db: Db, { target, queuedAtUs, kind, problem, atUs, againAtUs }: BackfillEnd): Promise<void> => {
  const finished = kind === 'done' || kind === 'failed';
  const parameters: Parameter[] = [target, BigInt(queuedAtUs), BigInt(atUs), BigInt(againAtUs), problem];
  await db.run(
    `UPDATE backfill_jobs SET
       done_at_us = CASE WHEN $6 AND queued_at_us = $2 THEN $3 END,
       again_at_us = CASE WHEN NOT $6 THEN $4 WHEN queued_at_us <> $2 AND reason = $10 THEN $3 + $11 ELSE $3 END,
       attempts = attempts + CASE WHEN $7 THEN 1 ELSE 0 END,
       progress = CASE WHEN $8 THEN NULL ELSE progress END,
       problem = CASE WHEN $9 THEN problem ELSE $5 END
     WHERE target = $1`,
    [
      ...parameters,
      finished,
      kind === 'again' || kind === 'failed',
      kind === 'done',
      kind === 'back',
      NEWS,
      NEWS_PAUSE_US,
    ],
  );
};

const answer = z.object({ due: z.boolean() });

/** Whether any job may be taken now. */
export const isBackfillDue = async (db: Db, nowUs: number): Promise<boolean> =>
  (
    await selectOne(
      db,
      answer,
      'SELECT count(*) > 0 AS due FROM backfill_jobs WHERE done_at_us IS NULL AND again_at_us <= $1',
      [BigInt(nowUs)],
    )
  ).due;

const counts = z.object({ waiting: z.number(), failed: z.number() });

/** How many jobs are still to be done, and how many failed for good. */
export const backfillsLeftOver = (db: Db) =>
  selectOne(
    db,
    counts,
    `SELECT count(*) FILTER (done_at_us IS NULL) AS waiting,
       count(*) FILTER (done_at_us IS NOT NULL AND problem IS NOT NULL) AS failed
     FROM backfill_jobs`,
  );
