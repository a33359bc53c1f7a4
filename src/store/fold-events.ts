import type { DeadLetter, DecodedEvent } from '../domain/index.ts';
import { foldLatest, stageEvents } from './fold-latest.ts';
import type { Db } from './open-store.ts';
import { stage } from './staging.ts';

/** One batch of a stream, and how far it reaches. */
export interface Batch {
  readonly events: readonly DecodedEvent[];
  readonly deadLetters: readonly DeadLetter[];
  /** Where the events come from: a host, a file's name, `demo`. */
  readonly source: string;
  /** The stream's own position after the last event; kept beside the events, never ahead of them. */
  readonly cursor: string | null;
}

/**
 * Keeps a batch: raw events once each, and of every record the latest event's facts in the derived tables, so that
 * any order and any repetition of the same events give the same tables. To be run in one transaction.
 *
 * @returns how many of the events were not kept before.
 */
export const foldEvents = async (db: Db, batch: Batch): Promise<number> => {
  const { events, source, cursor } = batch;
  let fresh = 0;
  if (events.length > 0) {
    const staged = await stageEvents(db, events);
    fresh = await keepRaw(db, { staged: staged.length, source, cursor });
    await foldLatest(db, staged);
  }
  await keepDeadLetters(db, batch);
  if (cursor !== null) {
    await db.run('INSERT INTO cursors VALUES ($1, $2) ON CONFLICT DO UPDATE SET cursor = excluded.cursor', [
      source,
      cursor,
    ]);
  }
  return fresh;
};

interface RawBatch {
  readonly staged: number;
  readonly source: string;
  readonly cursor: string | null;
}

/** An event that comes again, by way of another host, keeps the earliest time at which any of them saw it. */
const keepRaw = async (db: Db, { staged, source, cursor }: RawBatch): Promise<number> => {
  const inserted = await db.run(
    `INSERT INTO events
     SELECT id, uri, did, collection, rkey, operation, time_us, rev, cid, record, $1, $2
     FROM staged_events ANTI JOIN events USING (id)`,
    [source, cursor],
  );
  if (inserted.rowsChanged < staged) {
    await db.run(
      `UPDATE events SET time_us = again.time_us FROM staged_events AS again
       WHERE events.id = again.id AND again.time_us < events.time_us`,
    );
  }
  return inserted.rowsChanged;
};

const keepDeadLetters = async (db: Db, { deadLetters, source }: Batch): Promise<void> => {
  if (deadLetters.length === 0) return;
  const staged = await stage(
    db,
    'dead_letters',
    deadLetters.map((letter) => ({ ...letter, source })),
  );
  await db.run(
    `INSERT INTO dead_letters SELECT * FROM ${staged} AS fresh
     WHERE NOT EXISTS (SELECT 1 FROM dead_letters WHERE dead_letters.id = fresh.id)
     QUALIFY row_number() OVER (PARTITION BY fresh.id) = 1`,
  );
};
