import type { DiffLine } from '../domain/index.ts';
import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** The shortest mark that git takes for one, its line feed included. */
const MARK_MIN_BYTES = 12;

/** Whether the line is "\ No newline at end of file", in whatever language. */
export const isEndMark = (reader: LineReader): boolean =>
  reader.startsWith('\\ ') && reader.end + 1 - reader.start >= MARK_MIN_BYTES;

/** Passes over the mark and notes it on the line before. `goesOn` says that the header owes that line's side another. */
export const takeEndMark = (reader: LineReader, lines: DiffLine[], goesOn: boolean): void => {
  const last = lines.at(-1);
  reader.advance();
  // Git joins the line before the mark with whatever would follow on its side.
  if (goesOn || last === undefined || reader.startsWith('@@')) {
    throw new Unreadable(`the hunk goes on after the end of the file, at line ${reader.number}`);
  }
  lines[lines.length - 1] = { ...last, unended: true };
};

/** A line that belongs to no hunk stands where the header of the one at line `at` still owes lines. */
export const cutShort = (reader: LineReader, at: number): Unreadable =>
  new Unreadable(
    reader.done
      ? `the hunk at line ${at} has fewer lines than its header says`
      : `the hunk ends before its header says, at line ${reader.number}`,
  );

/** A line stands on a side that has all the lines its header says. */
export const tooMany = (reader: LineReader): Unreadable =>
  new Unreadable(`the hunk has more lines than its header says, at line ${reader.number}`);
