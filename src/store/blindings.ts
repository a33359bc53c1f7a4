import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

/** How a patch reads without its author, in short. */
export interface KeptBlinding {
  /** Hex SHA-256 of the blind diff. */
  readonly diffHash: string;
  /** Bytes of the blind diff. */
  readonly bytes: number;
  readonly redactions: number;
  readonly codeRedactions: number;
  /** Each path of the blind diff with the path it stands for. */
  readonly realPaths: readonly (readonly [string, string])[];
}

const kept = z.object({
  key: z.string(),
  diffHash: z.string(),
  bytes: z.number(),
  redactions: z.number(),
  codeRedactions: z.number(),
  realPaths: z.string().transform((text): KeptBlinding['realPaths'] => JSON.parse(text)),
});

/** What is kept under these keys; a key names the patch, what was known of its author, and how it was read. */
export const keptBlindings = async (db: Db, keys: readonly string[]): Promise<Map<string, KeptBlinding>> => {
  const rows = await select(
    db,
    kept,
    "SELECT * FROM blindings WHERE key IN (SELECT value ->> '$' FROM json_each($1))",
    [JSON.stringify(keys)],
  );
  return new Map(rows.map(({ key, ...blinding }) => [key, blinding]));
};

/** Keeps how patches read without their authors; a key that is known stays as it is. */
export const keepBlindings = async (db: Db, blindings: ReadonlyMap<string, KeptBlinding>): Promise<void> => {
  if (blindings.size === 0) return;
  const rows = [...blindings].map(([key, blinding]) => ({
    ...blinding,
    key,
    realPaths: JSON.stringify(blinding.realPaths),
  }));
  const staged = await stage(db, 'blindings', rows);
  await db.run(
    `INSERT INTO blindings SELECT * FROM ${staged} AS fresh WHERE NOT EXISTS (SELECT 1 FROM blindings WHERE blindings.key = fresh.key)`,
  );
};
