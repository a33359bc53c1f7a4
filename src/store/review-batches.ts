import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

/** Requests handed over together, to be answered within a day. Each is in the journal of calls besides. */
export interface ReviewBatch {
  /** The service's name of it. */
  readonly id: string;
  readonly requestHashes: readonly string[];
  /** In microseconds since 1970. */
  readonly createdAtUs: number;
}

/** Keeps that a batch was handed over; one that is known stays as it is. */
export const keepBatch = async (db: Db, { id, requestHashes, createdAtUs }: ReviewBatch): Promise<void> => {
  const added = await db.run(
    `INSERT INTO review_batches SELECT $1, 'open', $2, NULL WHERE NOT EXISTS (SELECT 1 FROM review_batches WHERE id = $1)`,
    [id, BigInt(createdAtUs)],
  );
  if (added.rowsChanged === 0) return;
  const staged = await stage(
    db,
    'review_batch_requests',
    requestHashes.map((requestHash) => ({ batch: id, requestHash })),
  );
  await db.run(`INSERT INTO review_batch_requests SELECT DISTINCT * FROM ${staged}`);
};

const open = z.object({ id: z.string(), createdAtUs: z.number() });
const request = z.object({ batch: z.string(), requestHash: z.string() });

/** Every batch that is not closed, oldest first, with its requests in order of their hashes. */
export const openBatches = async (db: Db): Promise<ReviewBatch[]> => {
  const batches = await select(
    db,
    open,
    "SELECT id, created_at_us FROM review_batches WHERE state = 'open' ORDER BY created_at_us, id",
  );
  const requests = await select(
    db,
    request,
    `SELECT batch, request_hash FROM review_batch_requests
     WHERE batch IN (SELECT id FROM review_batches WHERE state = 'open') ORDER BY request_hash`,
  );
  const byBatch = Map.groupBy(requests, ({ batch }) => batch);
  return batches.map((batch) => ({
    ...batch,
    requestHashes: (byBatch.get(batch.id) ?? []).map(({ requestHash }) => requestHash),
  }));
};

/** Nothing more comes of this batch; one that is closed stays as it is. */
export const closeBatch = async (db: Db, id: string, closedAtUs: number): Promise<void> => {
  await db.run("UPDATE review_batches SET state = 'closed', closed_at_us = $2 WHERE id = $1 AND state = 'open'", [
    id,
    BigInt(closedAtUs),
  ]);
};
