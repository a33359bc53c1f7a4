import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

/** A stretch of a stream that its host no longer had when it was asked for; microseconds since 1970. */
export interface StreamGap {
  readonly source: string;
  readonly fromUs: number;
  readonly toUs: number;
}

/** Keeps a gap, once; reading everybody's records again is queued with it. */
export const keepGap = async (db: Db, { source, fromUs, toUs }: StreamGap, noticedAtUs: number): Promise<void> => {
  await db.run('INSERT INTO stream_gaps VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    `${source} ${fromUs}`,
    source,
    BigInt(fromUs),
    BigInt(toUs),
    BigInt(noticedAtUs),
  ]);
  await queueBackfill(db, 'all', 'gap', noticedAtUs);
};

/** Queues a repository (its DID) or everybody (`all`) to be read again; what waits already stays as it is. */
export const queueBackfill = async (db: Db, target: string, reason: string, nowUs: number): Promise<void> => {
  await db.run(
    `INSERT INTO backfill_jobs VALUES ($1, $2, $3, $3, 0, NULL, NULL, NULL)
     ON CONFLICT DO UPDATE SET reason = excluded.reason, queued_at_us = excluded.queued_at_us,
       again_at_us = excluded.again_at_us, attempts = 0, done_at_us = NULL, progress = NULL, problem = NULL
     WHERE backfill_jobs.done_at_us IS NOT NULL`,
    [target, reason, BigInt(nowUs)],
  );
};

const gap = z.object({ source: z.string(), fromUs: z.number(), toUs: z.number(), noticedAtUs: z.number() });

/** Every gap there was, newest first. */
export const streamGaps = (db: Db) =>
  select(db, gap, 'SELECT source, from_us, to_us, noticed_at_us FROM stream_gaps ORDER BY noticed_at_us DESC, key');
