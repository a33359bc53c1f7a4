import { z } from 'zod';
import type { AtUri, ToolObservation, ToolTally } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { type Parameter, select, selectOne, uriColumn } from './rows.ts';
import { stage } from './staging.ts';

/** What the observations are named by, and who tells them. */
export interface ObservationNames {
  /** One for each row: what is told again under its key replaces what was told before. */
  readonly keys: readonly string[];
  /** Who or what tells; default: the operator. */
  readonly source?: string;
}

/**
 * Keeps observations, each under its key in place of what was told before, or none where it is null. Of a key that comes twice
 * the last counts. Whatever is otherwise than before is noted as news of sources. To be run in one transaction.
 *
 * @returns how many were added, replaced by something else, or removed.
 * @throws RangeError when there are not as many keys as rows, or a weight is no finite number ≥ 0.
 */
export const keepObservations = async (
  db: Db,
  rows: readonly (ToolObservation | null)[],
  { keys, source = 'operator' }: ObservationNames,
): Promise<number> => {
  if (keys.length !== rows.length) {
    throw new RangeError(`keys must be as many as observations (${rows.length}), got ${keys.length}`);
  }
  const last = new Map(keys.map((key, index) => [key.toWellFormed(), checked(rows[index] ?? null)]));
  if (last.size === 0) return 0;
  const staged = await stage(
    db,
    'tool_observations',
    [...last].map(([key, row]) => ({ ...row, key, source, repo: row?.repo ?? null })),
  );
  const { changed } = await selectOne(
    db,
    z.object({ changed: z.number() }),
    `SELECT count(*) AS changed FROM ${staged} AS fresh LEFT JOIN tool_observations AS old USING (key)
     WHERE (fresh.tool, fresh.context_class, fresh.success, fresh.weight, fresh.at_us, fresh.repo)
       IS DISTINCT FROM (old.tool, old.context_class, old.success, old.weight, old.at_us, old.repo)`,
  );
  if (changed === 0) return 0;
  await db.run(
    `DELETE FROM tool_observations WHERE key IN (SELECT key FROM ${staged} AS fresh WHERE fresh.tool IS NULL)`,
  );
  await db.run(
    `INSERT INTO tool_observations SELECT * FROM ${staged} AS fresh WHERE fresh.tool IS NOT NULL
     ON CONFLICT DO UPDATE SET tool = excluded.tool, context_class = excluded.context_class, success = excluded.success,
       weight = excluded.weight, at_us = excluded.at_us, source = excluded.source, repo = excluded.repo`,
  );
  await noteChanges(db, [{ what: 'sources', key: null }]);
  return changed;
};

const checked = (row: ToolObservation | null): ToolObservation | null => {
  if (row !== null && !(Number.isFinite(row.weight) && row.weight >= 0)) {
    throw new RangeError(`weight of an observation of ${row.tool} must be a finite number ≥ 0, got ${row.weight}`);
  }
  return row;
};

/** Whose tallies; default: all. */
export interface TallyQuestion {
  readonly tool?: string;
  /** Empty asks for those of no context. */
  readonly contextClass?: string;
}

const tally = z.object({
  tool: z.string(),
  contextClass: z.string(),
  successes: z.number(),
  failures: z.number(),
  observations: z.number(),
});

/** What the observations come to, by tool and context, in their order. */
export const toolTallies = (db: Db, { tool, contextClass }: TallyQuestion = {}): Promise<ToolTally[]> => {
  const asked: Parameter[] = [tool ?? null, contextClass ?? null];
  return select(
    db,
    tally,
    `SELECT tool, context_class, coalesce(sum(weight ORDER BY key) FILTER (success), 0) AS successes,
       coalesce(sum(weight ORDER BY key) FILTER (NOT success), 0) AS failures, count(*) AS observations
     FROM tool_observations
     WHERE ($1::VARCHAR IS NULL OR tool = $1) AND ($2::VARCHAR IS NULL OR context_class = $2)
     GROUP BY tool, context_class ORDER BY tool, context_class`,
    asked,
  );
};

/** The same, apart for each repository in which they count; null for everywhere. */
export const talliesByRepo = (db: Db): Promise<(ToolTally & { readonly repo: AtUri | null })[]> =>
  select(
    db,
    tally.extend({ repo: uriColumn.nullable() }),
    `SELECT repo, tool, context_class, coalesce(sum(weight ORDER BY key) FILTER (success), 0) AS successes,
       coalesce(sum(weight ORDER BY key) FILTER (NOT success), 0) AS failures, count(*) AS observations
     FROM tool_observations GROUP BY repo, tool, context_class ORDER BY repo NULLS FIRST, tool, context_class`,
  );
