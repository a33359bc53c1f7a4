import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { InvariantError } from '../domain/index.ts';
import { type Parameter, select, toCamel } from './rows.ts';

const types = ['VARCHAR', 'BIGINT', 'INTEGER', 'DOUBLE', 'BOOLEAN'] as const;
const columnSchema = z.object({ name: z.string(), type: z.enum(types) });

/** A column to be filled: its name in SQL, and the field of a row that fills it. */
export interface Column {
  readonly name: string;
  readonly field: string;
  readonly type: (typeof types)[number];
}

type Row = Readonly<Record<string, unknown>>;

/** The columns of a table, in order. */
export const columnsOf = async (
  connection: DuckDBConnection,
  table: string,
  schema: 'main' | 'kept' = 'main',
): Promise<readonly Column[]> => {
  const described = await select(
    connection,
    columnSchema,
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns()
     WHERE database_name = current_database() AND schema_name = $1 AND table_name = $2 ORDER BY column_index`,
    [schema, table],
  );
  return described.map(({ name, type }) => ({ name, field: toCamel(name), type }));
};

/** Puts rows into a temporary copy of a table's shape. @returns the name of the temporary table. */
export const stage = async (connection: DuckDBConnection, table: string, rows: Iterable<Row>): Promise<string> =>
  stageAs(connection, `staged_${table}`, await columnsOf(connection, table), rows);

/**
 * Puts rows into a temporary table, from where one statement moves them: row-wise upserts are a hundred times slower.
 * Rows are objects keyed in camelCase; what a row lacks is NULL.
 *
 * @returns the name of the temporary table.
 */
export const stageAs = async (
  connection: DuckDBConnection,
  staged: string,
  columns: readonly Column[],
  rows: Iterable<Row>,
): Promise<string> => {
  const shape = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${staged} (${shape})`);
  const appender = await connection.createAppender(staged, 'main', 'temp');
  const fillers = columns.map(({ field, type }) => ({ field, fill: FILLERS[type] }));
  try {
    for (const row of rows) {
      for (const { field, fill } of fillers) {
        const value = row[field] as Parameter | undefined;
        if (value === null || value === undefined) appender.appendNull();
        else fill(appender, value);
      }
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
  return staged;
};

const FILLERS: Readonly<Record<Column['type'], (appender: DuckDBAppender, value: Parameter) => void>> = {
  VARCHAR: (appender, value) => {
    if (typeof value !== 'string') throw new InvariantError(`no way to stage a ${typeof value} as VARCHAR`);
    appender.appendVarchar(value);
  },
  BIGINT: (appender, value) => appender.appendBigInt(BigInt(value ?? 0)),
  INTEGER: (appender, value) => appender.appendInteger(Number(value)),
  DOUBLE: (appender, value) => appender.appendDouble(Number(value)),
  BOOLEAN: (appender, value) => appender.appendBoolean(value === true),
};
