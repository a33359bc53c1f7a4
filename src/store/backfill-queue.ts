import type { Db } from './open-store.ts';

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

/** The reason that an account gives by itself, as often as it likes: what was read for it is read again an hour later. */
export const NEWS = 'news';
export const NEWS_PAUSE_US = 60n * 60n * 1_000_000n;

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
      `UPDATE backfill_jobs SET reason = $2, queued_at_us = $3, attempts = 0, done_at_us = NULL, progress = NULL,
         problem = NULL,
         again_at_us = CASE WHEN $2 = $5 AND reason = $5 THEN greatest($3, least(done_at_us, $3) + $6) ELSE $3 END
       WHERE target IN (${targets}) AND done_at_us IS NOT NULL AND queued_at_us < $4`,
      [list, reason, nowUs, sinceUs, NEWS, NEWS_PAUSE_US],
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
