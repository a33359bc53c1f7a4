import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { CsvError, parse } from 'csv-parse/sync';
import { AppError, messageOf } from '../../src/domain/index.ts';

/** One row, with the line it ends on, counted from 1. */
export interface CsvRow {
  readonly fields: readonly string[];
  readonly line: number;
}

/**
 * The rows of a CSV file (RFC 4180), the header among them; a file that is gzipped is unpacked, whatever its name. Blank
 * lines are left out.
 *
 * @throws AppError with the file's name when it cannot be read, unpacked or parsed.
 */
export const readCsv = (file: string): CsvRow[] => {
  try {
    const bytes = readFileSync(file);
    const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    const rows = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      fields: record,
      line: info.lines,
    }));
  } catch (cause) {
    const what = cause instanceof CsvError ? 'no CSV' : 'cannot be read';
    throw new AppError(`${file}: ${what}: ${messageOf(cause)}`, { cause });
  }
};

/**
 * The rows of a CSV file under its header, each as the named columns in the order asked for.
 *
 * @throws AppError as `readCsv` does, and when a column is missing.
 */
export const readColumns = (file: string, names: readonly string[]): string[][] => {
  const [header, ...rows] = readCsv(file);
  const places = names.map((name) => {
    const place = header?.fields.indexOf(name) ?? -1;
    if (place < 0)
      throw new AppError(`${file}: no column ${name}, only ${header?.fields.join(', ') ?? 'an empty file'}`);
    return place;
  });
  return rows.map(({ fields }) => places.map((place) => fields[place] ?? ''));
};
