import { z } from 'zod';
import { type AtUri, InvariantError } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { select, selectOne, uriColumn } from './rows.ts';
import { type Column, stageAs } from './staging.ts';

/** Where vectors compare with each other. */
export interface VectorSpace {
  readonly provider: string;
  readonly model: string;
}

/** A diff's vector, or why it has none. `patch` names its patch as the view `pull_patches` does. */
export type DiffVector =
  | {
      readonly patch: string;
      /** Hex SHA-256 of the text that was embedded: equal hash, equal diff. */
      readonly textHash: string;
      readonly chars: number;
      readonly truncated: boolean;
      /** Whether it has so few words that only an equal text counts as alike. */
      readonly terse: boolean;
      readonly vector: Float32Array;
    }
  | { readonly patch: string; readonly skipped: string };

const COLUMNS: readonly Column[] = [
  { name: 'patch', field: 'patch', type: 'VARCHAR' },
  { name: 'skipped', field: 'skipped', type: 'VARCHAR' },
  { name: 'text_hash', field: 'textHash', type: 'VARCHAR' },
  { name: 'chars', field: 'chars', type: 'INTEGER' },
  { name: 'truncated', field: 'truncated', type: 'BOOLEAN' },
  { name: 'terse', field: 'terse', type: 'BOOLEAN' },
  { name: 'dimensions', field: 'dimensions', type: 'INTEGER' },
  { name: 'vector', field: 'vector', type: 'VARCHAR' },
];

/** Keeps vectors of one space; of a patch that has its row there already, that row stays. */
export const keepDiffVectors = async (
  db: Db,
  { provider, model }: VectorSpace,
  rows: readonly DiffVector[],
): Promise<void> => {
  if (rows.length === 0) return;
  await noteChanges(db, [{ what: 'likeness', key: null }]);
  const staged = await stageAs(
    db,
    'staged_diff_vectors',
    COLUMNS,
    rows.map((row) =>
      'skipped' in row ? row : { ...row, dimensions: row.vector.length, vector: `[${row.vector.join()}]` },
    ),
  );
  await db.run(
    `INSERT INTO diff_vectors
     SELECT patch, $1, $2, skipped, text_hash, chars, truncated, terse, dimensions, vector::FLOAT[]
     FROM ${staged} AS fresh
     WHERE NOT EXISTS (
       SELECT 1 FROM diff_vectors AS old WHERE old.patch = fresh.patch AND old.provider = $1 AND old.model = $2
     )
     QUALIFY row_number() OVER (PARTITION BY patch ORDER BY skipped IS NULL DESC) = 1`,
    [provider, model],
  );
};

const embeddable = z.object({
  patch: z.string(),
  cid: z.string().nullable(),
  roundKey: z.string().nullable(),
  pulls: z.number(),
});

/** Every patch of a pull request's latest round, with how many pull requests have it, by name. */
export const patchesToEmbed = (db: Db) =>
  select(
    db,
    embeddable,
    `SELECT patch, min(cid) AS cid, min(round_key) AS round_key, count(*)::INTEGER AS pulls
     FROM pull_patches GROUP BY patch ORDER BY patch`,
  );

/** How many pull requests name no patch at all. */
export const pullsWithoutPatch = async (db: Db): Promise<number> =>
  (
    await selectOne(
      db,
      z.object({ count: z.number() }),
      'SELECT count(*)::INTEGER AS count FROM pulls WHERE uri NOT IN (SELECT pull FROM pull_patches)',
    )
  ).count;

/** The texts of patches that stand in their records, by the round's key. */
export const inlinePatches = async (db: Db, roundKeys: readonly string[]): Promise<Map<string, string>> => {
  const rows = await select(
    db,
    z.object({ key: z.string(), text: z.string() }),
    `SELECT key, patch_text AS text FROM rounds
     WHERE patch_text IS NOT NULL AND key IN (SELECT value ->> '$' FROM json_each($1))`,
    [JSON.stringify(roundKeys)],
  );
  return new Map(rows.map(({ key, text }) => [key, text]));
};

/** The patches that have their row in the space: each with why it has no vector, or null where it has one. */
export const embeddedPatches = async (
  db: Db,
  { provider, model }: VectorSpace,
): Promise<Map<string, string | null>> => {
  const rows = await select(
    db,
    z.object({ patch: z.string(), skipped: z.string().nullable() }),
    'SELECT patch, skipped FROM diff_vectors WHERE provider = $1 AND model = $2',
    [provider, model],
  );
  return new Map(rows.map(({ patch, skipped }) => [patch, skipped]));
};

/** How long the space's vectors are; null while it has none. @throws InvariantError when they differ. */
export const dimensionsOf = async (db: Db, { provider, model }: VectorSpace): Promise<number | null> => {
  const rows = await select(
    db,
    z.object({ dimensions: z.number() }),
    'SELECT DISTINCT dimensions FROM diff_vectors WHERE provider = $1 AND model = $2 AND dimensions IS NOT NULL',
    [provider, model],
  );
  if (rows.length > 1) throw new InvariantError(`the vectors of ${provider} ${model} have ${rows.length} lengths`);
  return rows[0]?.dimensions ?? null;
};

const compared = z.object({
  pull: uriColumn,
  patch: z.string(),
  standing: z.enum(['bad', 'open']),
  repo: uriColumn.nullable(),
  source: uriColumn.nullable(),
  dependsOn: z.string().nullable(),
});

/** A pull request that is open or bad now and has a vector in the space. */
export interface ComparedPull {
  readonly pull: AtUri;
  readonly patch: string;
  readonly standing: 'bad' | 'open';
  /** The repository's record, where it is known, and that of what it was forked from, where it says so. */
  readonly repo: AtUri | null;
  readonly source: AtUri | null;
  /** What it says it stands on. */
  readonly dependsOn: string | null;
}

/** Every pull request that is open or bad now and has a vector in the space, by address. */
export const comparedPulls = (db: Db, { provider, model }: VectorSpace): Promise<ComparedPull[]> =>
  select(
    db,
    compared,
    `SELECT states.pull, pull_patches.patch, CASE WHEN bad_pulls.pull IS NULL THEN 'open' ELSE 'bad' END AS standing,
       states.repo, forked.uri AS source, pulls.depends_on
     FROM pull_states AS states
     JOIN pulls ON pulls.uri = states.pull
     JOIN pull_patches ON pull_patches.pull = states.pull
     SEMI JOIN diff_vectors AS vectors ON vectors.patch = pull_patches.patch
       AND vectors.provider = $1 AND vectors.model = $2 AND vectors.skipped IS NULL
     LEFT JOIN bad_pulls ON bad_pulls.pull = states.pull
     LEFT JOIN repos ON repos.uri = states.repo
     LEFT JOIN repo_names AS forked ON forked.name = repos.source
     WHERE states.state = 'open' OR bad_pulls.pull IS NOT NULL
     ORDER BY states.pull`,
    [provider, model],
  );
