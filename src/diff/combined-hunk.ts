import type { DiffLine } from '../domain/index.ts';
import { cutShort, isEndMark, takeEndMark, tooMany } from './hunk-end.ts';
import type { Range } from './hunk-header.ts';
import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** How many lines one side still owes, and the number of its next one. */
interface Side {
  next: number;
  left: number;
  /** Whether the last line read was this side's too. */
  hasLast: boolean;
}

/** `parents` are the files before the change. */
interface Ledger {
  readonly parents: readonly Side[];
  readonly after: Side;
  readonly all: readonly Side[];
}

const sideOf = ({ start, count }: Range): Side => ({ next: start, left: count, hasLast: false });

const take = (side: Side, reader: LineReader): number => {
  if (side.left === 0) throw tooMany(reader);
  side.left -= 1;
  side.next += 1;
  side.hasLast = true;
  return side.next - 1;
};

const kindOf = (marks: string, reader: LineReader, at: number): DiffLine['kind'] => {
  const deleted = marks.includes('-');
  const added = marks.includes('+');
  if ((deleted && added) || /[^-+ ]/.test(marks)) throw cutShort(reader, at);
  if (deleted) return 'deleted';
  return added ? 'added' : 'context';
};

/** A parent has the line if it is marked `-` in its column, or if nobody deletes it and its column is blank. */
const readLine = (reader: LineReader, { parents, after, all }: Ledger, at: number): DiffLine => {
  const width = parents.length;
  // Mail programs cut trailing blanks, so an empty line is an empty line of context.
  const isEmpty = reader.start === reader.end;
  const marks = isEmpty
    ? ' '.repeat(width)
    : reader.raw.slice(reader.start, Math.min(reader.start + width, reader.end));
  if (marks.length < width) throw new Unreadable(`the hunk is cut short at line ${reader.number}`);
  const kind = kindOf(marks, reader, at);
  const held = kind === 'deleted' ? '-' : ' ';
  for (const side of all) side.hasLast = false;
  let oldLine: number | null = null;
  parents.forEach((parent, index) => {
    if (marks[index] !== held) return;
    const number = take(parent, reader);
    if (index === 0 && kind !== 'added') oldLine = number;
  });
  const newLine = kind === 'deleted' ? null : take(after, reader);
  const text = isEmpty ? '' : reader.textFrom(reader.start + width, reader.end);
  return { kind, text, oldLine, newLine };
};

/**
 * The lines of a hunk of several parents. `oldLine` counts in the first parent, and is null for a deleted line that only
 * others had. `at` is the number of the hunk's header, for messages.
 */
export const readCombinedLines = (
  reader: LineReader,
  parents: readonly Range[],
  range: Range,
  at: number,
): DiffLine[] => {
  const sides = parents.map(sideOf);
  const after = sideOf(range);
  const ledger: Ledger = { parents: sides, after, all: [...sides, after] };
  const lines: DiffLine[] = [];
  while (ledger.all.some(({ left }) => left > 0)) {
    if (reader.done) throw cutShort(reader, at);
    if (isEndMark(reader)) {
      takeEndMark(
        reader,
        lines,
        ledger.all.some(({ hasLast, left }) => hasLast && left > 0),
      );
    } else {
      lines.push(readLine(reader, ledger, at));
      reader.advance();
    }
  }
  return lines;
};
