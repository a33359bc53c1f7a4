import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { InvariantError } from '../domain/index.ts';
import { type Parameter, select, toCamel } from './rows.ts';

const columnSchema = z.object({ name: z.string(), type: z.string() });

/**
 * Puts rows into a temporary copy of a table's shape, from where one statement moves them: row-wise upserts are a
 * hundred times slower. Rows are objects keyed in camelCase; what a row lacks is NULL.
 *
 * @returns the name of the temporary table.
 */
export const stage = async (
  connection: DuckDBConnection,
  table: string,
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Promise<string> => {
  const staged = `staged_${table}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${staged} AS SELECT * FROM ${table} LIMIT 0`);
  const described = await select(
    connection,
    columnSchema,
    'SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = $1 ORDER BY column_index',
    [staged],
  );
  const columns = described.map(({ name, type }) => ({ field: toCamel(name), type }));
  const appender = await connection.createAppender(staged, 'main', 'temp');
  try {
    for (const row of rows) {
      for (const { field, type } of columns) append(appender, type, row[field] as Parameter | undefined);
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
  return staged;
};

const append = (appender: DuckDBAppender, type: string, value: Parameter | undefined): void => {
  if (value === null || value === undefined) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (typeof value === 'boolean') appender.appendBoolean(value);
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(value));
  else if (type === 'INTEGER') appender.appendInteger(Number(value));
  else if (type === 'DOUBLE') appender.appendDouble(Number(value));
  else throw new InvariantError(`no way to stage a ${typeof value} as ${type}`);
};
