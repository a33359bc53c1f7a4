import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type DecodedEvent, InvariantError, type StreamEvent } from '../domain/index.ts';
import { foldLatest, stageEvents } from './fold-latest.ts';
import type { Db } from './open-store.ts';
import { didColumn, inTransaction, select, uriColumn } from './rows.ts';

/** An event as the raw log holds it; where it stands among its repository's commits follows from `rev` and `timeUs`. */
export type LoggedEvent = Omit<StreamEvent, 'positionUs'>;

/** Says anew what a logged event says. `version` differs whenever the answer may. */
export interface Deriver {
  readonly version: string;
  derive(event: LoggedEvent): DecodedEvent;
}

const fileText = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const tables = fileText('derived-tables.sql');
const views = fileText('views.sql');

const hashOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);

/**
 * Lays the derived tables and the views over the raw log: the tables anew, from every event, when their definition or
 * the deriver differs from what they were made with; the views whenever they changed.
 *
 * @throws InvariantError when there are events to derive and no deriver was given.
 */
export const layDerived = async (db: Db, deriver: Deriver | null): Promise<void> => {
  const laid = await laidVersions(db);
  const made = laid.get('derived_tables') ?? null;
  const tablesVersion = deriver === null ? made : hashOf(tables, deriver.version);
  const viewsVersion = hashOf(views, tables);
  if (made !== null && made === tablesVersion && laid.get('views') === viewsVersion) return;
  if (made === null || made !== tablesVersion) await deriveAll(db, deriver);
  await inTransaction(db, async () => {
    await dropViews(db);
    await db.run(views);
    await noteVersion(db, 'derived_tables', tablesVersion ?? hashOf(tables, 'nothing derived'));
    await noteVersion(db, 'views', viewsVersion);
  });
};

const version = z.object({ name: z.string(), value: z.string() });

const laidVersions = async (db: Db): Promise<Map<string, string>> => {
  const rows = await select(db, version, "SELECT name, value FROM meta WHERE name IN ('derived_tables', 'views')");
  return new Map(rows.map(({ name, value }) => [name, value]));
};

const noteVersion = (db: Db, name: string, value: string) =>
  db.run('INSERT INTO meta VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = excluded.value', [name, value]);

const dropViews = async (db: Db): Promise<void> => {
  const named = z.object({ name: z.string() });
  for (const { name } of await select(
    db,
    named,
    'SELECT view_name AS name FROM duckdb_views() WHERE NOT internal AND NOT temporary',
  )) {
    await db.run(`DROP VIEW IF EXISTS "${name}"`);
  }
};

const PAGE = 20_000;
/** An event as the raw log holds it, as columns. */
export const loggedColumns = z.object({
  id: z.string(),
  uri: uriColumn,
  did: didColumn,
  collection: z.string(),
  rkey: z.string(),
  operation: z.enum(['create', 'update', 'delete']),
  timeUs: z.number(),
  rev: z.string().nullable(),
  cid: z.string().nullable(),
  record: z.string().nullable(),
});
const logged = loggedColumns.extend({ row: z.number() });

/**
 * Page by page, each in a transaction of its own: all in one would not fit the memory. What it was made with is noted
 * only when all is done, so that a run that is cut short begins anew; nobody reads meanwhile, for the file is held.
 */
const deriveAll = async (db: Db, deriver: Deriver | null): Promise<void> => {
  await inTransaction(db, async () => {
    await dropViews(db);
    await db.run("DELETE FROM meta WHERE name IN ('derived_tables', 'views')");
    await db.run('DROP SCHEMA IF EXISTS kept CASCADE');
    await db.run(tables);
  });
  for (let last: number | null = -1; last !== null; ) {
    const after: number = last;
    last = await inTransaction(db, () => derivePage(db, deriver, after));
  }
};

/** @returns the last row of the page, null behind the end. */
const derivePage = async (db: Db, deriver: Deriver | null, after: number): Promise<number | null> => {
  const page = await select(
    db,
    logged,
    `SELECT id, uri, did, collection, rkey, operation, time_us, rev, cid, record, rowid AS row
     FROM events WHERE rowid > $1 AND rowid <= $1 + ${PAGE} ORDER BY rowid`,
    [after],
  );
  const last = page.at(-1)?.row;
  if (last === undefined) return nextRow(db, after);
  if (deriver === null) throw new InvariantError('there are events to derive and nothing to derive them with');
  const decoded = page.map(({ row: _, ...event }) => deriver.derive(event));
  await foldLatest(db, await stageEvents(db, decoded));
  return last;
};

/** Right before the next row after a stretch without any; null where none follows. */
const nextRow = async (db: Db, after: number): Promise<number | null> => {
  const [row] = await select(
    db,
    z.object({ row: z.number().nullable() }),
    'SELECT min(rowid) AS row FROM events WHERE rowid > $1',
    [after],
  );
  return row?.row == null ? null : row.row - 1;
};
