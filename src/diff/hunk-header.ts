import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** `@@ -1,2 +3,4 @@`; a combined diff of n parents has n ranges with `-` and n + 1 at signs on each side. */
const HEADER = /^(@{2,64}) ((?:-\d{1,10}(?:,\d{1,10})? ){1,63})\+(\d{1,10}(?:,\d{1,10})?) (@+)/;
const ORDINARY = /^@@ -(\d{1,10})(?:,(\d{1,10}))? \+(\d{1,10})(?:,(\d{1,10}))? @@(?!@)/;
const HEADER_MAX_CHARS = 2000;

/** Where one side of a hunk starts, 1-based, and how many of its lines that side has. */
export interface Range {
  readonly start: number;
  readonly count: number;
}

/** What a hunk header says. `parents` are the files before the change; all but a combined diff have one. */
interface HunkHeader {
  readonly parents: readonly [Range, ...Range[]];
  readonly after: Range;
  readonly heading: string;
}

const rangeFrom = (start: string | undefined, count: string | undefined): Range => ({
  start: Number(start),
  count: count === undefined ? 1 : Number(count),
});

/** `12,3`, or `12` for one line. */
const rangeOf = (text: string): Range => {
  const [start, count] = text.split(',');
  return rangeFrom(start, count);
};

const headingFrom = (reader: LineReader, start: number): string => {
  const from = reader.raw.charCodeAt(start) === 0x20 ? start + 1 : start;
  const to = reader.raw.charCodeAt(reader.end - 1) === 0x0d ? reader.end - 1 : reader.end;
  return from < to ? reader.textFrom(from, to) : '';
};

const readCombined = (reader: LineReader, text: string): HunkHeader => {
  const match = HEADER.exec(text);
  const [first, ...rest] = (match?.[2] ?? '')
    .trim()
    .split(' ')
    .map((range) => rangeOf(range.slice(1)));
  if (match === null || first === undefined || match[1] !== match[4] || match[1]?.length !== rest.length + 2) {
    throw new Unreadable(`the hunk header at line ${reader.number} is malformed`);
  }
  const heading = headingFrom(reader, reader.start + match[0].length);
  return { parents: [first, ...rest], after: rangeOf(match[3] ?? ''), heading };
};

/** The hunk header at the reader, which stays there. */
export const readHunkHeader = (reader: LineReader): HunkHeader => {
  const text = reader.raw.slice(reader.start, Math.min(reader.end, reader.start + HEADER_MAX_CHARS));
  const match = ORDINARY.exec(text);
  if (match === null) return readCombined(reader, text);
  const [all, oldStart, oldCount, newStart, newCount] = match;
  const heading = headingFrom(reader, reader.start + all.length);
  return { parents: [rangeFrom(oldStart, oldCount)], after: rangeFrom(newStart, newCount), heading };
};
