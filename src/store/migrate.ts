import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { AppError } from '../domain/index.ts';
import { inTransaction, select } from './rows.ts';

const directory = join(import.meta.dirname, 'migrations');
const migrations = readdirSync(directory)
  .filter((name) => /^\d{4}_.*\.sql$/.test(name))
  .sort()
  .map((name) => ({ number: Number(name.slice(0, 4)), name }));

/**
 * Brings the schema up to date: each numbered file once, in order, each in its own transaction.
 * @throws AppError when the file was written by a newer version than this one.
 */
export const migrate = async (connection: DuckDBConnection): Promise<void> => {
  await connection.run('CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name VARCHAR NOT NULL)');
  const done = await select(connection, z.object({ number: z.number() }), 'SELECT number FROM migrations');
  const last = Math.max(0, ...done.map((row) => row.number));
  const newest = migrations.at(-1)?.number ?? 0;
  if (last > newest) {
    throw new AppError(
      `the database was written by a newer version (schema ${last}, this one knows ${newest}): upgrade`,
    );
  }
  for (const { number, name } of migrations.filter((migration) => migration.number > last)) {
    await inTransaction(connection, async () => {
      await connection.run(readFileSync(join(directory, name), 'utf8'));
      await connection.run('INSERT INTO migrations VALUES ($1, $2)', [number, name]);
    });
  }
};

/** Drops every table and view, so that the next use starts from an empty schema. */
export const dropEverything = async (connection: DuckDBConnection): Promise<void> => {
  const named = z.object({ name: z.string() });
  await inTransaction(connection, async () => {
    const views = await select(connection, named, 'SELECT view_name AS name FROM duckdb_views() WHERE NOT internal');
    for (const { name } of views) await connection.run(`DROP VIEW IF EXISTS "${name}" CASCADE`);
    await connection.run('DROP SCHEMA IF EXISTS kept CASCADE');
    const tables = await select(
      connection,
      named,
      'SELECT table_name AS name FROM duckdb_tables() WHERE NOT temporary',
    );
    for (const { name } of tables) await connection.run(`DROP TABLE "${name}"`);
  });
};
