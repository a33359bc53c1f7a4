import { z } from 'zod';
import type { Db, Store } from './open-store.ts';
import { select, selectOne } from './rows.ts';
import { stage } from './staging.ts';

/** Something to be told elsewhere. */
export interface NewOutboxItem {
  /** The same for every attempt, and for nothing else. */
  readonly idempotencyKey: string;
  /** What kind of thing it is, or for whom. */
  readonly target: string;
  readonly body: string;
}

const item = z.object({
  id: z.number(),
  idempotencyKey: z.string(),
  target: z.string(),
  body: z.string(),
  attempts: z.number(),
});

/** Something that waits; ids rise in the order in which items were added. */
export type WaitingItem = Readonly<z.output<typeof item>>;

/** After so many failures an item is given up. */
const MOST_ATTEMPTS = 20;
const FIRST_REST_US = 1_000_000;
const LONGEST_REST_US = 3_600_000_000;
/** Of what was sent, the keys of so many are remembered. */
const SENT_KEPT = 100_000;

/** What the outbox holds. */
export interface OutboxFigures {
  readonly waiting: number;
  /** Given up after twenty attempts. Kept, and never sent again. */
  readonly dead: number;
}

/**
 * Puts items into the outbox, in the transaction that makes them. One whose key is there already, or was sent among the last
 * hundred thousand, is passed over. @returns how many were added.
 */
export const addToOutbox = async (db: Db, items: readonly NewOutboxItem[]): Promise<number> => {
  if (items.length === 0) return 0;
  const staged = await stage(
    db,
    'outbox',
    items.map((each, index) => ({ ...each, id: index, attempts: 0, notBeforeUs: 0, state: 'waiting' })),
  );
  const { rowsChanged } = await db.run(
    `INSERT INTO outbox
     WITH fresh AS (
       SELECT * FROM ${staged}
       WHERE NOT EXISTS (SELECT 1 FROM outbox AS old WHERE old.idempotency_key = ${staged}.idempotency_key)
       QUALIFY row_number() OVER (PARTITION BY idempotency_key ORDER BY id) = 1
     )
     SELECT (SELECT coalesce(max(id), 0) FROM outbox) + row_number() OVER (ORDER BY id),
       idempotency_key, target, body, attempts, not_before_us, state FROM fresh`,
  );
  return rowsChanged;
};

/** At most `most` items whose time has come by `nowUs` (microseconds since 1970), the longest due first. */
const dueInOutbox = (db: Db, nowUs: number, most: number): Promise<WaitingItem[]> =>
  select(
    db,
    item,
    `SELECT id, idempotency_key, target, body, attempts FROM outbox
     WHERE state = 'waiting' AND not_before_us <= $1 ORDER BY not_before_us, id LIMIT $2`,
    [BigInt(nowUs), BigInt(most)],
  );

const ASKED = "id IN (SELECT (value ->> '$')::BIGINT FROM json_each($1))";

/** The other side has these; also those that were given up meanwhile. What they said is let go, their keys stay a while. */
const sentFromOutbox = async (db: Db, ids: readonly number[]): Promise<void> => {
  await db.run(`UPDATE outbox SET state = 'sent', body = '' WHERE ${ASKED}`, [JSON.stringify(ids)]);
  await db.run("DELETE FROM outbox WHERE state = 'sent' AND id <= (SELECT max(id) FROM outbox) - $1", [
    BigInt(SENT_KEPT),
  ]);
};

/**
 * Sending these failed: each rests 1, 2, 4 … seconds from `nowUs` on, an hour at most, and is `dead` after twenty failures. What
 * was sent, or is dead, stays so.
 */
const failedInOutbox = async (db: Db, ids: readonly number[], nowUs: number): Promise<void> => {
  await db.run(
    `UPDATE outbox SET attempts = attempts + 1,
       state = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'dead' ELSE 'waiting' END,
       not_before_us = $2 + least(${LONGEST_REST_US}, ${FIRST_REST_US} * (1::BIGINT << attempts))
     WHERE state = 'waiting' AND ${ASKED}`,
    [JSON.stringify(ids), BigInt(nowUs)],
  );
};

/** How much waits, and how much was given up. */
const outboxFigures = (db: Db): Promise<OutboxFigures> =>
  selectOne(
    db,
    z.object({ waiting: z.number(), dead: z.number() }),
    `SELECT count(*) FILTER (state = 'waiting') AS waiting, count(*) FILTER (state = 'dead') AS dead FROM outbox`,
  );

/**
 * The outbox as those use it who send. Each method is one transaction, and durable when it returns. Two senders at once may
 * both send an item: under the same key.
 */
export const outboxOf = (store: Store) => ({
  add: (items: readonly NewOutboxItem[]) => store.write((db) => addToOutbox(db, items)),
  due: (nowUs: number, most: number) => store.read((db) => dueInOutbox(db, nowUs, most)),
  sent: (ids: readonly number[]) => store.write((db) => sentFromOutbox(db, ids)),
  failed: (ids: readonly number[], nowUs: number) => store.write((db) => failedInOutbox(db, ids, nowUs)),
  figures: () => store.read(outboxFigures),
});
