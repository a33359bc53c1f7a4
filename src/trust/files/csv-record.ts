import { isUtf8 } from 'node:buffer';
import { AppError } from '../../domain/index.ts';

/** One record of a CSV file, taken apart. */
export interface CsvRecord {
  /** At least one; a blank line has one empty field. */
  readonly fields: readonly string[];
  /** Where the next record starts. */
  readonly next: number;
  /** Line ends in it, its own and those inside quotes. */
  readonly lines: number;
}

/** What the bytes of a record stand in. */
export interface CsvPlace {
  readonly bytes: Buffer;
  /** Whether nothing follows `bytes`. */
  readonly last: boolean;
  /** The line the record starts on, from 1. */
  readonly line: number;
}

/**
 * The record that starts at `start`, by RFC 4180 in UTF-8, with any line ends; null when `bytes` may end before it does.
 *
 * @throws AppError naming the line on a quote inside a bare field, text after a closing quote, a quote never closed, and
 * bytes that are not UTF-8.
 */
export const readRecord = (place: CsvPlace, start: number): CsvRecord | null => {
  const { bytes, last } = place;
  const fields: string[] = [];
  let lines = 0;
  for (let at = start; ; at += 1) {
    const field = bytes[at] === QUOTE ? quotedField(place, at) : bareField(place, at);
    if (field === null) return null;
    fields.push(field.text);
    lines += field.lines;
    at = field.end;
    if (at === bytes.length) return last ? { fields, next: at, lines } : null;
    if (bytes[at] === COMMA) continue;
    const next = afterLineEnd(bytes, at, last);
    return next < 0 ? null : { fields, next, lines: lines + 1 };
  }
};

/** Where the next line starts after the line end at `at`, or −1 when a CR is the last that is known. */
export const afterLineEnd = (bytes: Uint8Array, at: number, last: boolean): number => {
  if (bytes[at] === LF) return at + 1;
  if (at + 1 === bytes.length) return last ? at + 1 : -1;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
};

/** Refuses a file of edges. @throws AppError always. */
export const refuse = (where: string, why: string): never => {
  throw new AppError(`cannot read edges: ${where}: ${why}`);
};

/** A value as a refusal shows it: quoted, at most 40 characters. */
export const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

const [LF, CR, QUOTE, COMMA] = [10, 13, 34, 44];

interface Field {
  readonly text: string;
  readonly end: number;
  readonly lines: number;
}

const bareField = (place: CsvPlace, start: number): Field | null => {
  const { bytes, last, line } = place;
  let end = start;
  for (; end < bytes.length; end += 1) {
    const byte = bytes[end];
    if (byte === COMMA || byte === LF || byte === CR) break;
    if (byte === QUOTE) refuse(`line ${line}`, `a quote inside a field that does not begin with one`);
  }
  if (end === bytes.length && !last) return null;
  return { text: textOf(place, start, end), end, lines: 0 };
};

const quotedField = (place: CsvPlace, start: number): Field | null => {
  const { bytes, last, line } = place;
  let end = bytes.indexOf(QUOTE, start + 1);
  while (end >= 0 && bytes[end + 1] === QUOTE) end = bytes.indexOf(QUOTE, end + 2);
  if (end < 0 && last) refuse(`line ${line}`, 'a quote that is never closed');
  if (end < 0 || (end + 1 === bytes.length && !last)) return null;
  const after = bytes[end + 1];
  if (after !== undefined && after !== COMMA && after !== LF && after !== CR) {
    refuse(`line ${line}`, 'text after a closing quote');
  }
  const text = textOf(place, start + 1, end).replaceAll('""', '"');
  return { text, end: end + 1, lines: text.match(/\r\n|\n|\r/g)?.length ?? 0 };
};

const textOf = ({ bytes, line }: CsvPlace, start: number, end: number): string => {
  const text = bytes.toString('utf8', start, end);
  const doubtful = text.includes('\uFFFD');
  if (doubtful && !isUtf8(bytes.subarray(start, end))) refuse(`line ${line}`, 'bytes that are not UTF-8');
  return text;
};
