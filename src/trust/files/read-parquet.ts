import type { DecodedArray, ParquetRowRange } from 'hyparquet';
import { AppError } from '../../domain/index.ts';
import { EdgeTable } from '../graph/edge-table.ts';
import { refuse, shown } from './csv-record.ts';

/** A file that can be read at any place. `slice` gives the bytes from `start` to before `end`, all of them or an error. */
export interface ByteSource {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/**
 * Reads the edges of a Parquet file: its columns from/to/weight or source/target/weight, in any case, or else its first
 * three. Ids are non-empty strings or whole numbers, which become their decimal digits; weights are numbers. Holds one row
 * group at a time, of these columns alone; any codec but LZO.
 *
 * @throws AppError naming row (from 1) and value on the first row with an id or a weight that is missing or none; for a
 * file that is damaged, cut short or has fewer than three columns; and for more ids or edges than fit. An AppError that
 * `file` throws is passed on.
 */
export const readParquetEdges = async (file: ByteSource): Promise<EdgeTable> => {
  const table = new EdgeTable();
  const scan = await whole(() => scanOf(file));
  const names = columnsOf(scan.names);
  let rows = 0;
  for (const range of scan.ranges) {
    const read = (column: string) => scan.readColumn({ column, ...range });
    const [from, to, weight] = await whole(() => Promise.all([read(names[0]), read(names[1]), read(names[2])]));
    addRows(table, [from, to, weight], range);
    rows += range.rowEnd - range.rowStart;
  }
  if (rows !== scan.rows) refuse(`row ${rows + 1}`, `the file ends here, and says it has ${scan.rows} rows`);
  return table;
};

/** The library is loaded only when there is something to read: it and its codecs are half a megabyte. */
const scanOf = async (file: ByteSource) => {
  const { parquetMetadataAsync, parquetScan, parquetSchema } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const metadata = await parquetMetadataAsync(file);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const parsers = { stringFromBytes: (bytes: Uint8Array | undefined) => bytes && decoder.decode(bytes) };
  const { ranges, readColumn } = await parquetScan({ file, metadata, compressors, parsers });
  return { names, ranges, readColumn, rows: Number(metadata.num_rows) };
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whatever the library stumbles over is the file's fault. */
const whole = async <Result>(read: () => Promise<Result>): Promise<Result> => {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(`cannot read edges: not a whole Parquet file: ${why}`, { cause });
  }
};

const columnsOf = (names: readonly string[]): readonly [from: string, to: string, weight: string] => {
  for (const wanted of [
    ['from', 'to', 'weight'],
    ['source', 'target', 'weight'],
  ]) {
    const [from, to, weight] = wanted.map((name) => names.find((given) => given.toLowerCase() === name));
    if (from !== undefined && to !== undefined && weight !== undefined) return [from, to, weight];
  }
  const [from, to, weight] = names;
  if (from !== undefined && to !== undefined && weight !== undefined) return [from, to, weight];
  throw new AppError(
    `cannot read edges: expected 3 columns (from,to,weight), got ${names.length}: ${shown(names.join(','))}`,
  );
};

type Columns = readonly [from: DecodedArray, to: DecodedArray, weight: DecodedArray];

const addRows = (table: EdgeTable, columns: Columns, { rowStart, rowEnd }: ParquetRowRange): void => {
  const [from, to, weight] = columns;
  if (columns.some(({ length }) => length !== rowEnd - rowStart)) {
    refuse(`row ${rowStart + 1}`, 'columns of different lengths from here');
  }
  for (let at = 0; at < from.length; at += 1) {
    const row = rowStart + at + 1;
    const [source, target] = [idOf(from[at], row), idOf(to[at], row)];
    table.add(table.ids.intern(source), table.ids.intern(target), weightOf(weight[at], row));
  }
};

const idOf = (value: unknown, row: number): string => {
  if (value === '') refuse(`row ${row}`, 'expected an id, got an empty one');
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value);
  return refuse(`row ${row}`, `expected a string or a whole number as id, got ${nameOf(value)}`);
};

const weightOf = (value: unknown, row: number): number => {
  const weight = typeof value === 'bigint' ? Number(value) : value;
  if (typeof weight === 'number' && Number.isFinite(weight)) return weight;
  return refuse(`row ${row}`, `expected a finite number as weight, got ${nameOf(value)}`);
};

const nameOf = (value: unknown): string => (typeof value === 'string' ? shown(value) : String(value ?? null));
