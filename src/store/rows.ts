import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { z } from 'zod';
import { type AtUri, type Did, InvariantError } from '../domain/index.ts';

/** Columns that hold ids we checked before writing them. */
export const didColumn = z.custom<Did>((value) => typeof value === 'string');
export const uriColumn = z.custom<AtUri>((value) => typeof value === 'string');

/** What can be bound to a statement. */
export type Parameter = string | number | bigint | boolean | null;

/**
 * The rows of a query, keyed in camelCase, integers as numbers, each checked by the schema.
 * @throws InvariantError when a row is not what the schema says: our own data are broken.
 */
export const select = async <Row>(
  connection: DuckDBConnection,
  schema: z.ZodType<Row>,
  sql: string,
  parameters: readonly Parameter[] = [],
): Promise<Row[]> => {
  const reader = await connection.runAndReadAll(sql, [...parameters] as DuckDBValue[]);
  const names = reader.columnNames().map(toCamel);
  return reader.getRowsJS().map((values) => {
    const row = Object.fromEntries(names.map((name, index) => [name, plain(values[index])]));
    const checked = schema.safeParse(row);
    if (!checked.success) throw new InvariantError(`a stored row is not as written: ${z.prettifyError(checked.error)}`);
    return checked.data;
  });
};

/** The one row of a query that always has one. */
export const selectOne = async <Row>(
  connection: DuckDBConnection,
  schema: z.ZodType<Row>,
  sql: string,
  parameters: readonly Parameter[] = [],
): Promise<Row> => {
  const [row] = await select(connection, schema, sql, parameters);
  if (row === undefined) throw new InvariantError('a query that always answers gave no row');
  return row;
};

const plain = (value: unknown): unknown => {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new InvariantError(`the stored integer ${value} does not fit a number`);
  return number;
};

export const toCamel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Runs the work in one transaction: all of it, or none. */
export const inTransaction = async <Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> => {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
};
