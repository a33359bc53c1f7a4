import type { DiffLine, Hunk } from '../domain/index.ts';
import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** `@@ -1,2 +3,4 @@`; a combined diff of n parents has n ranges with `-` and n + 1 at signs on each side. */
const HEADER = /^(@{2,64}) ((?:-\d{1,10}(?:,\d{1,10})? ){1,63})\+(\d{1,10}(?:,\d{1,10})?) (@+)/;
const HEADER_MAX_CHARS = 2000;

interface Range {
  readonly start: number;
  readonly count: number;
}

/** How many lines each side still owes, and the number of the next one. `parents` are the files before the change. */
interface Ledger {
  readonly parents: Side[];
  readonly after: Side;
}
interface Side {
  next: number;
  left: number;
  /** Whether the last line read was this side's too. */
  hasLast: boolean;
}

/** `12,3`, or `12` for one line. */
const rangeOf = (text: string): Range => {
  const [start, count] = text.split(',');
  return { start: Number(start), count: count === undefined ? 1 : Number(count) };
};

const readHeader = (reader: LineReader): { readonly parents: readonly Range[]; readonly after: Range } => {
  const text = reader.text.slice(reader.start, Math.min(reader.end, reader.start + HEADER_MAX_CHARS));
  const match = HEADER.exec(text);
  const parents = (match?.[2] ?? '')
    .trim()
    .split(' ')
    .map((range) => rangeOf(range.slice(1)));
  if (match === null || match[1] !== match[4] || match[1]?.length !== parents.length + 1) {
    throw new Unreadable(`the hunk header at line ${reader.number} is malformed`);
  }
  return { parents, after: rangeOf(match[3] ?? '') };
};

const take = (side: Side | undefined, number: number): number => {
  if (side === undefined || side.left === 0) {
    throw new Unreadable(`the hunk has more lines than its header says, at line ${number}`);
  }
  side.left -= 1;
  side.next += 1;
  side.hasLast = true;
  return side.next - 1;
};

const kindOf = (marks: string, number: number): DiffLine['kind'] => {
  const deleted = marks.includes('-');
  const added = marks.includes('+');
  if ((deleted && added) || /[^-+ ]/.test(marks)) {
    throw new Unreadable(`the hunk ends before its header says, at line ${number}`);
  }
  if (deleted) return 'deleted';
  return added ? 'added' : 'context';
};

/** A parent has the line if it is marked `-` in its column, or if nobody deletes it and its column is blank. */
const readLine = (reader: LineReader, ledger: Ledger): DiffLine => {
  const width = ledger.parents.length;
  // Mail programs cut trailing blanks, so git takes an empty line for an empty line of context; so do we.
  const empty = reader.start === reader.end;
  const marks = empty ? ' '.repeat(width) : reader.text.slice(reader.start, Math.min(reader.start + width, reader.end));
  if (marks.length < width) throw new Unreadable(`the hunk is cut short at line ${reader.number}`);
  const kind = kindOf(marks, reader.number);
  const held = kind === 'deleted' ? '-' : ' ';
  for (const side of [...ledger.parents, ledger.after]) side.hasLast = false;
  let oldLine: number | null = null;
  for (let parent = 0; parent < width; parent += 1) {
    if (marks[parent] !== held) continue;
    const number = take(ledger.parents[parent], reader.number);
    if (parent === 0 && kind !== 'added') oldLine = number;
  }
  const newLine = kind === 'deleted' ? null : take(ledger.after, reader.number);
  const text = empty ? '' : reader.text.slice(reader.start + width, reader.end);
  return { kind, text, oldLine, newLine };
};

/** "\ No newline at end of file": git joins the line before it with whatever would follow on its side. */
const readEnd = (reader: LineReader, ledger: Ledger): void => {
  const goesOn = [...ledger.parents, ledger.after].some(({ hasLast, left }) => hasLast && left > 0);
  reader.advance();
  if (goesOn || reader.startsWith('@@')) {
    throw new Unreadable(`the hunk goes on after the end of the file, at line ${reader.number}`);
  }
};

const owes = (ledger: Ledger): boolean => ledger.after.left > 0 || ledger.parents.some((parent) => parent.left > 0);

/**
 * The hunk at the reader, which then stands after it, and its number of parents. The header's counts decide where it ends, so a line of content
 * may look like anything; too few or too many lines for the counts is unreadable. "\ No newline at end of file" is
 * consumed and leaves no line; after it, a line of the same side or another hunk is unreadable. A carriage return before the line feed is part of the text.
 */
export const readHunk = (reader: LineReader): readonly [hunk: Hunk, parents: number] => {
  const { parents, after } = readHeader(reader);
  const at = reader.number;
  const from = reader.start;
  const ledger: Ledger = {
    parents: parents.map(({ start, count }) => ({ next: start, left: count, hasLast: false })),
    after: { next: after.start, left: after.count, hasLast: false },
  };
  reader.advance();
  const lines: DiffLine[] = [];
  while (owes(ledger)) {
    if (reader.done) throw new Unreadable(`the hunk at line ${at} has fewer lines than its header says`);
    if (reader.startsWith('\\')) readEnd(reader, ledger);
    else {
      lines.push(readLine(reader, ledger));
      reader.advance();
    }
  }
  if (reader.startsWith('\\ ')) readEnd(reader, ledger);
  return [
    {
      oldStart: parents[0]?.start ?? 0,
      newStart: after.start,
      heading: '',
      lines,
      bytes: Buffer.byteLength(reader.text.slice(from, reader.start)),
    },
    parents.length,
  ];
};
