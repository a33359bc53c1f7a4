import type { DiffLine, Hunk } from '../domain/index.ts';
import { readCombinedLines } from './combined-hunk.ts';
import { cutShort, isEndMark, takeEndMark, tooMany } from './hunk-end.ts';
import { type Range, readHunkHeader } from './hunk-header.ts';
import type { LineReader } from './line-reader.ts';

const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const LINE_FEED = 0x0a;

/** A hunk with its counts and its number of parents. */
export interface ReadHunk {
  readonly hunk: Hunk;
  readonly parents: number;
  readonly added: number;
  readonly deleted: number;
}

/** The lines of a hunk of one parent. This loop is nearly all the time that parsing takes. */
const readLines = (reader: LineReader, before: Range, after: Range, at: number): DiffLine[] => {
  const { raw } = reader;
  const lines: DiffLine[] = [];
  let oldLine = before.start;
  let newLine = after.start;
  const oldEnd = oldLine + before.count;
  const newEnd = newLine + after.count;
  while (oldLine < oldEnd || newLine < newEnd) {
    const { start, end } = reader;
    const mark = raw.charCodeAt(start);
    if (mark === PLUS) {
      if (newLine === newEnd) throw tooMany(reader);
      lines.push({ kind: 'added', text: reader.textFrom(start + 1, end), oldLine: null, newLine });
      newLine += 1;
    } else if (mark === MINUS) {
      if (oldLine === oldEnd) throw tooMany(reader);
      lines.push({ kind: 'deleted', text: reader.textFrom(start + 1, end), oldLine, newLine: null });
      oldLine += 1;
    } else if (mark === SPACE || mark === LINE_FEED) {
      if (oldLine === oldEnd || newLine === newEnd) throw tooMany(reader);
      // Mail programs cut trailing blanks, so git takes an empty line for an empty line of context; so do we.
      const text = mark === SPACE ? reader.textFrom(start + 1, end) : '';
      lines.push({ kind: 'context', text, oldLine, newLine });
      oldLine += 1;
      newLine += 1;
    } else {
      if (!isEndMark(reader)) throw cutShort(reader, at);
      const kind = lines.at(-1)?.kind;
      takeEndMark(reader, lines, (kind !== 'added' && oldLine < oldEnd) || (kind !== 'deleted' && newLine < newEnd));
      continue;
    }
    reader.advance();
  }
  return lines;
};

const countOf = (lines: readonly DiffLine[], wanted: DiffLine['kind']): number =>
  lines.reduce((count, { kind }) => (kind === wanted ? count + 1 : count), 0);

/**
 * The hunk at the reader, which then stands after it, with its counts and its number of parents. The header's counts
 * decide where it ends, so a line of content may look like anything; too few or too many lines for the counts is
 * unreadable. "\ No newline at end of file" is noted on the line before it; after it, a line of the same side or another
 * hunk is unreadable. A carriage return before the line feed is part of the text.
 */
export const readHunk = (reader: LineReader): ReadHunk => {
  const { number: at, start: from } = reader;
  const { parents, after, heading } = readHunkHeader(reader);
  const [before] = parents;
  reader.advance();
  const isCombined = parents.length > 1;
  const lines = isCombined ? readCombinedLines(reader, parents, after, at) : readLines(reader, before, after, at);
  if (isEndMark(reader)) takeEndMark(reader, lines, false);
  return {
    hunk: {
      oldStart: before.start,
      newStart: after.start,
      heading,
      lines,
      bytes: Math.min(reader.start, reader.raw.length) - from,
    },
    parents: parents.length,
    added: isCombined ? countOf(lines, 'added') : lines.length - before.count,
    deleted: isCombined ? countOf(lines, 'deleted') : lines.length - after.count,
  };
};
