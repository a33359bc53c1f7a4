import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

const kept = z.object({ key: z.string(), body: z.string() });

/** What was found in diffs before, as JSON text, of those keys under which something is kept. */
export const keptAnalyses = async (db: Db, keys: readonly string[]): Promise<Map<string, string>> => {
  const rows = await select(
    db,
    kept,
    "SELECT key, body FROM analyses WHERE key IN (SELECT value ->> '$' FROM json_each($1))",
    [JSON.stringify(keys)],
  );
  return new Map(rows.map((row) => [row.key, row.body]));
};

/** Keeps what was found in diffs; a key that is known stays as it is. */
export const keepAnalyses = async (db: Db, analyses: ReadonlyMap<string, string>): Promise<void> => {
  if (analyses.size === 0) return;
  const staged = await stage(
    db,
    'analyses',
    [...analyses].map(([key, body]) => ({ key, body })),
  );
  await db.run(
    `INSERT INTO analyses SELECT * FROM ${staged} AS fresh WHERE NOT EXISTS (SELECT 1 FROM analyses WHERE analyses.key = fresh.key)`,
  );
};
