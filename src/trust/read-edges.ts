import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import { AppError } from '../domain/index.ts';
import type { Opinion } from './local-trust.ts';

/** A file of edges, read. */
export interface Edges {
  /** One per row in file order, of age 0; self-edges and weights of 0 included, for `buildGraph` to drop and count. */
  readonly opinions: readonly Opinion[];
  /** Rows that hold an edge: all but the header and blank lines. */
  readonly rows: number;
  /** Rows from an id to itself. */
  readonly selfEdges: number;
}

/**
 * Reads CSV `from,to,weight` (RFC 4180; any line ends, a byte order mark and blank lines are fine). The first row is a
 * header when it says from/to or source/target, in any case, and its third field is no number. Ids are any non-empty
 * strings, spaces kept; weights are decimal numbers. An empty file gives no edges.
 *
 * @throws AppError naming line and value on the first row with other than three fields, an empty id, a weight that is
 * no finite number, or broken quoting. What `source` throws is passed on.
 */
export const readEdges = async (source: AsyncIterable<Uint8Array | string>): Promise<Edges> => {
  const opinions: Opinion[] = [];
  const interned = new Map<string, string>();
  const intern = (id: string): string => {
    const known = interned.get(id);
    if (known === undefined) interned.set(id, id);
    return known ?? id;
  };
  let selfEdges = 0;
  const parser = parse(csvOptions);
  const collect = async (rows: AsyncIterable<Row>): Promise<void> => {
    let first = true;
    for await (const { record, info } of rows) {
      const skipped = isBlank(record) || (first && isHeader(record));
      first &&= isBlank(record);
      if (skipped) continue;
      const { from, to, weight, ageMs } = opinionOf(record, info.lines);
      if (from === to) selfEdges += 1;
      opinions.push({ from: intern(from), to: intern(to), weight, ageMs });
    }
  };
  try {
    await pipeline(source, parser, collect);
  } catch (cause) {
    if (cause instanceof CsvError) throw new AppError(`cannot read edges: ${cause.message}`, { cause });
    throw cause;
  }
  return { opinions, rows: opinions.length, selfEdges };
};

interface Row {
  readonly record: readonly string[];
  readonly info: Info;
}

const csvOptions = {
  bom: true,
  info: true,
  max_record_size: 65_536,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: true,
};

const isBlank = (record: readonly string[]): boolean => record.length === 1 && record[0]?.trim() === '';

const isHeader = ([from = '', to = '', weight = '']: readonly string[]): boolean =>
  /^(from,to|source,target)$/i.test(`${from.trim()},${to.trim()}`) && numberOf(weight) === null;

const opinionOf = (record: readonly string[], line: number): Opinion => {
  const [from = '', to = '', weightText = ''] = record;
  const refuse = (why: string): never => {
    throw new AppError(`cannot read edges: line ${line}: ${why}`);
  };
  if (record.length !== 3)
    refuse(`expected 3 fields (from,to,weight), got ${record.length}: ${shown(record.join(','))}`);
  if (from === '' || to === '') refuse(`expected an id, got an empty one: ${shown(record.join(','))}`);
  const weight = numberOf(weightText) ?? refuse(`expected a finite number as weight, got ${shown(weightText)}`);
  return { from, to, weight, ageMs: 0 };
};

/** The finite decimal number a text is, or null: neither '' nor hexadecimal nor infinity is one here. */
const numberOf = (text: string): number | null => {
  const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
  return decimal && Number.isFinite(Number(text)) ? Number(text) : null;
};

const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
