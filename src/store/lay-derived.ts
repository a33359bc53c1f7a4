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
  await inTransaction(db, async () => {
    await dropViews(db);
    if (made === null || made !== tablesVersion) {
      await deriveAll(db, deriver);
      await noteVersion(db, 'derived_tables', tablesVersion ?? hashOf(tables, 'nothing derived'));
    }
    await db.run(views);
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
const logged = z.object({
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
  row: z.number(),
});

const deriveAll = async (db: Db, deriver: Deriver | null): Promise<void> => {
  await db.run('DROP SCHEMA IF EXISTS kept CASCADE');
  await db.run(tables);
  for (let last = -1; ; ) {
    const page = await select(
      db,
      logged,
      `SELECT id, uri, did, collection, rkey, operation, time_us, rev, cid, record, rowid AS row
       FROM events WHERE rowid > $1 ORDER BY rowid LIMIT ${PAGE}`,
      [last],
    );
    if (page.length === 0) return;
    if (deriver === null) throw new InvariantError('there are events to derive and nothing to derive them with');
    last = page.at(-1)?.row ?? last;
    await foldLatest(
      db,
      await stageEvents(
        db,
        page.map(({ row: _, ...event }) => deriver.derive(event)),
      ),
    );
  }
};
