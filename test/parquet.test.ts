import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { AppError } from '../src/domain/index.ts';
import { type ByteSource, buildGraphOf, readParquetEdges } from '../src/trust/index.ts';
import { scratchDirectory } from './store-harness.ts';

/** The bytes of a Parquet file that DuckDB makes of a query. */
const parquetOf = async (query: string, options = ''): Promise<Buffer> => {
  const file = join(scratchDirectory(), 'edges.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(file);
};

const inMemory = (bytes: Uint8Array): ByteSource => ({
  byteLength: bytes.length,
  slice: async (start, end) => Uint8Array.from(bytes.subarray(start, end)).buffer,
});

const edgesOf = async (bytes: Uint8Array): Promise<unknown[]> => {
  const table = await readParquetEdges(inMemory(bytes));
  return table.blocks.flatMap(({ rows, from, to, weight }) =>
    Array.from({ length: rows }, (_, row) => [
      table.ids.all[from[row] ?? -1],
      table.ids.all[to[row] ?? -1],
      weight[row],
    ]),
  );
};

const ROWS = 5000;
const many = `SELECT 'did:plc:' || (i * 7919 % 1009) AS "from", 'ü' || i % 13 AS "to", (i % 11 - 5.5) / 4 AS weight
  FROM range(${ROWS}) r(i) ORDER BY i`;
const manyEdges = Array.from({ length: ROWS }, (_, i) => [
  `did:plc:${(i * 7919) % 1009}`,
  `ü${i % 13}`,
  ((i % 11) - 5.5) / 4,
]);

describe('readParquetEdges', () => {
  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])(
    'reads %s, over several row groups',
    async (codec) => {
      const bytes = await parquetOf(many, `, CODEC ${codec}, ROW_GROUP_SIZE 2048`);
      expect(await edgesOf(bytes)).toEqual(manyEdges);
    },
  );

  it('reads what the second version of the format writes', async () => {
    expect(await edgesOf(await parquetOf(many, ', PARQUET_VERSION v2'))).toEqual(manyEdges);
  });

  it.each([
    [
      'from, to, weight wherever they stand',
      `SELECT 1.5 AS WEIGHT, 'x' AS z, 'b' AS "To", 'a' AS "From"`,
      ['a', 'b', 1.5],
    ],
    ['source, target, weight', `SELECT 'b' AS target, 2 AS weight, 'a' AS source`, ['a', 'b', 2]],
    ['the first three of others', `SELECT 'a' AS x, 'b' AS y, -1 AS z, 9 AS weight`, ['a', 'b', -1]],
    [
      'integers of any size as ids',
      'SELECT 7::TINYINT a, 9223372036854775807::BIGINT b, 1::FLOAT c',
      ['7', '9223372036854775807', 1],
    ],
    [
      'unsigned integers',
      'SELECT 18446744073709551615::UBIGINT a, 4294967295::UINTEGER b, 3::UBIGINT c',
      ['18446744073709551615', '4294967295', 3],
    ],
    ['decimals as weights', `SELECT 'a' a, 'b' b, 0.25::DECIMAL(9,2) c`, ['a', 'b', 0.25]],
  ])('takes %s', async (_, query, edge) => {
    expect(await edgesOf(await parquetOf(query))).toEqual([edge]);
  });

  it('reads a file without rows', async () => {
    expect(await edgesOf(await parquetOf(`${many} LIMIT 0`))).toEqual([]);
  });

  it('leaves out and counts self-edges and weights of 0', async () => {
    const query = `SELECT * FROM (VALUES ('a', 'a', 1), ('a', 'b', 0), ('b', 'c', 1)) t("from", "to", weight)`;
    const graph = buildGraphOf(await readParquetEdges(inMemory(await parquetOf(query))), { halfLifeMs: 1 });
    expect(graph.dropped).toEqual({ selfEdges: 1, invalid: 1 });
    expect(graph.ids).toEqual(['a', 'b', 'c']);
  });

  const third = (fields: string) =>
    `SELECT * FROM (VALUES (0, 'a', 'b', 1::DOUBLE), (1, 'a', 'b', 2), (2, ${fields})) t(i, a, b, c) ORDER BY i`;

  it.each([
    ['a missing id', third(`NULL, 'b', 1`), 'row 3: expected a string or a whole number as id, got null'],
    ['an empty id', third(`'a', '', 1`), 'row 3: expected an id, got an empty one'],
    ['a missing weight', third(`'a', 'b', NULL`), 'row 3: expected a finite number as weight, got null'],
    ['NaN', third(`'a', 'b', 'NaN'`), 'row 3: expected a finite number as weight, got NaN'],
    ['infinity', third(`'a', 'b', '-Infinity'`), 'row 3: expected a finite number as weight, got -Infinity'],
  ])('refuses %s, naming the row', async (_, query, message) => {
    const bytes = await parquetOf(`SELECT a, b, c FROM (${query})`);
    await expect(edgesOf(bytes)).rejects.toThrow(new AppError(`cannot read edges: ${message}`));
  });

  it('counts rows over row groups', async () => {
    const query = `SELECT 'a' a, 'b' b, CASE WHEN i = 4321 THEN 'NaN'::DOUBLE ELSE 1 END c FROM range(5000) r(i) ORDER BY i`;
    await expect(edgesOf(await parquetOf(query, ', ROW_GROUP_SIZE 2048'))).rejects.toThrow('row 4322:');
  });

  it.each([
    [
      'fractions as ids',
      `SELECT 1.5::DOUBLE a, 'b' b, 1 c`,
      'row 1: expected a string or a whole number as id, got 1.5',
    ],
    ['dates as ids', `SELECT DATE '2026-11-21' a, 'b' b, 1 c`, 'row 1: expected a string or a whole number as id'],
    ['words as weights', `SELECT 'a' a, 'b' b, 'much' c`, 'row 1: expected a finite number as weight, got "much"'],
    ['two columns', `SELECT 'a' AS "from", 'b' AS "to"`, 'expected 3 columns (from,to,weight), got 2: "from,to"'],
  ])('refuses %s', async (_, query, message) => {
    await expect(edgesOf(await parquetOf(query))).rejects.toThrow(`cannot read edges: ${message}`);
  });

  it('refuses a file that is cut short anywhere, and never reads less of it in silence', async () => {
    const bytes = await parquetOf(`${many} LIMIT 300`, ', CODEC zstd');
    for (let length = 4; length < bytes.length; length += 1 + Math.floor(bytes.length / 50)) {
      await expect(edgesOf(bytes.subarray(0, length))).rejects.toBeInstanceOf(AppError);
    }
  });

  it('passes on the refusal of whoever reads the disk', async () => {
    const bytes = await parquetOf(many);
    const slice = async () => {
      throw new AppError('disk on fire');
    };
    await expect(readParquetEdges({ byteLength: bytes.length, slice })).rejects.toThrow(new AppError('disk on fire'));
  });
});
