import { z } from 'zod';
import { queueBackfills } from './backfill-queue.ts';
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
  await queueReading(db, ['all'], 'gap', noticedAtUs);
};

/**
 * Queues repositories (DIDs) or everybody (`all`) to be read again: what was read before, what waits for another try, and
 * what is being read just now.
 */
export const queueReading = (db: Db, targets: readonly string[], reason: string, nowUs: number): Promise<void> =>
  queueBackfills(db, { targets, reason, nowUs, sinceUs: nowUs, again: true, urgent: false });

const gap = z.object({ source: z.string(), fromUs: z.number(), toUs: z.number(), noticedAtUs: z.number() });

/** Every gap there was, newest first. */
export const streamGaps = (db: Db) =>
  select(db, gap, 'SELECT source, from_us, to_us, noticed_at_us FROM stream_gaps ORDER BY noticed_at_us DESC, key');
