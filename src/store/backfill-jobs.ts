import { z } from 'zod';
import type { Db } from './open-store.ts';
import { type Parameter, select, selectOne } from './rows.ts';

/** Targets to be read, and how those are treated that are in the queue already. Times in microseconds since 1970. */
export interface BackfillRequest {
  readonly targets: readonly string[];
  readonly reason: string;
  readonly nowUs: number;
  /** Targets queued at or after this time are left alone. */
  readonly sinceUs: number;
  /** Targets that were read before are read again, and one that is being read is read once more. */
  readonly again: boolean;
  /** Targets that wait for another try are tried at once, and go on from where they stopped a day ago or less. */
  readonly urgent: boolean;
  readonly progress?: { readonly target: string; readonly value: string };
}

const GIVEN = "SELECT value ->> '$' FROM json_each($1)";
const PEOPLE = "SELECT did FROM kept.records WHERE collection IN (SELECT value ->> '$' FROM json_each($1))";

/** Queues targets, and keeps with them how far the target that named them has come. */
export const queueBackfills = async (db: Db, { progress, ...request }: BackfillRequest): Promise<void> => {
  await queue(db, GIVEN, JSON.stringify(request.targets), request);
  if (progress === undefined) return;
  await db.run('UPDATE backfill_jobs SET progress = $1 WHERE target = $2', [progress.value, progress.target]);
};

/** Queues everybody of whom a record of one of the collections is held, as `queueBackfills` does. */
export const queueKnownPeople = (
  db: Db,
  {
    collections,
    ...request
  }: Omit<BackfillRequest, 'targets' | 'progress'> & { readonly collections: readonly string[] },
): Promise<void> => queue(db, PEOPLE, JSON.stringify(collections), request);

/** What began longer ago than this is begun anew: what it has done is no longer today's. */
const STALE_US = 24n * 60n * 60n * 1_000_000n;

type Treatment = Pick<BackfillRequest, 'reason' | 'nowUs' | 'sinceUs' | 'again' | 'urgent'>;

/** The second and third statement tell apart what was done from what waits, or is being done just now. */
const queue = async (db: Db, targets: string, list: string, { reason, ...how }: Treatment): Promise<void> => {
  const [nowUs, sinceUs] = [BigInt(how.nowUs), BigInt(how.sinceUs)];
  await db.run(
    `INSERT INTO backfill_jobs
     SELECT DISTINCT target, $2, $3, $3, 0, NULL::BIGINT, NULL::VARCHAR, NULL::VARCHAR
     FROM (${targets}) AS wanted(target) ANTI JOIN backfill_jobs USING (target)`,
    [list, reason, nowUs],
  );
  if (how.again) {
    await db.run(
      `UPDATE backfill_jobs SET reason = $2, queued_at_us = $3, again_at_us = $3, attempts = 0, done_at_us = NULL,
         progress = NULL, problem = NULL
       WHERE target IN (${targets}) AND done_at_us IS NOT NULL AND queued_at_us < $4`,
      [list, reason, nowUs, sinceUs],
    );
  }
  if (how.urgent) {
    await db.run(
      `UPDATE backfill_jobs SET again_at_us = $2, attempts = 0, problem = NULL,
         queued_at_us = CASE WHEN queued_at_us < $4 THEN $2 ELSE queued_at_us END,
         progress = CASE WHEN queued_at_us < $4 THEN NULL ELSE progress END
       WHERE target IN (${targets}) AND done_at_us IS NULL AND queued_at_us < $3`,
      [list, nowUs, sinceUs, nowUs - STALE_US],
    );
  } else if (how.again) {
    await db.run(
      `UPDATE backfill_jobs SET reason = $2, queued_at_us = $3
       WHERE target IN (${targets}) AND done_at_us IS NULL AND queued_at_us < $4`,
      [list, reason, nowUs, sinceUs],
    );
  }
};

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

/** One that was queued again while it was being done is not done. */
const putBack = async (db: Db, { target, queuedAtUs, kind, problem, atUs, againAtUs }: BackfillEnd): Promise<void> => {
  const finished = kind === 'done' || kind === 'failed';
  const parameters: Parameter[] = [target, BigInt(queuedAtUs), BigInt(atUs), BigInt(againAtUs), problem];
  await db.run(
    `UPDATE backfill_jobs SET
       done_at_us = CASE WHEN $6 AND queued_at_us = $2 THEN $3 END,
       again_at_us = CASE WHEN $6 THEN $3 ELSE $4 END,
       attempts = attempts + CASE WHEN $7 THEN 1 ELSE 0 END,
       progress = CASE WHEN $8 THEN NULL ELSE progress END,
       problem = CASE WHEN $9 THEN problem ELSE $5 END
     WHERE target = $1`,
    [...parameters, finished, kind === 'again' || kind === 'failed', kind === 'done', kind === 'back'],
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

/**
 * Queues again whatever was last queued before its own moment of the current period, which depends on its name alone, so
 * that everything comes round once a period and nothing at the same time; and `all`, should it never have been asked for.
 *
 * @returns how many.
 */
export const queuePeriodicBackfills = async (
  db: Db,
  { reason, nowUs, periodUs }: { readonly reason: string; readonly nowUs: number; readonly periodUs: number },
): Promise<number> => {
  const first = await db.run(
    `INSERT INTO backfill_jobs SELECT 'all', $1, $2, $2, 0, NULL::BIGINT, NULL::VARCHAR, NULL::VARCHAR
     WHERE NOT EXISTS (SELECT 1 FROM backfill_jobs WHERE target = 'all')`,
    [reason, BigInt(nowUs)],
  );
  const again = await db.run(
    `UPDATE backfill_jobs SET reason = $1, queued_at_us = $2, again_at_us = $2, attempts = 0, done_at_us = NULL,
       progress = NULL, problem = NULL
     WHERE done_at_us IS NOT NULL
       AND done_at_us < $2 - ($2 + (hash(target) % $3::UBIGINT)::BIGINT) % $3::BIGINT`,
    [reason, BigInt(nowUs), BigInt(periodUs)],
  );
  return first.rowsChanged + again.rowsChanged;
};

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
