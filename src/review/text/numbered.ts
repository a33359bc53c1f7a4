import { shownName } from './file-names.ts';
import { type Layout, type Row, rowAt } from './layout.ts';

/** Lines of a range's own, which no line of a diff can look like: theirs start with a blank, `+` or `-`. */
const NOTE = '>|';
/** Before the marks of a line that is shown again. */
const AGAIN = '~';
/** Lines of a hunk that are shown again where it is cut. */
const LINES_AGAIN = 10;
/** Of a line shown again, its last characters; of one that is cut inside, those before the cut, and some behind it. */
const BEFORE = 400;
const BEHIND = 200;

/**
 * What stands before a row when it is shown: ` |` for headers, `@@` and `\ No newline`; for a hunk's line its marks, its
 * number and `|`.
 */
export const shownPrefix = (text: string, { from, marks, number, line }: Row): string =>
  line === null ? ' |' : `${text.slice(from, from + marks)}${number}|`;

/** Says where a range starts, unless it starts with a file. */
const noteAt = (layout: Layout, index: number, isInsideRow: boolean): string => {
  const { rows, files, fileRows } = layout;
  const row = rows[index];
  const file = files[row?.file ?? -1];
  if (row === undefined || file === undefined || (index === fileRows[row.file] && !isInsideRow)) return '';
  const name = shownName(layout, row.file);
  const inside = isInsideRow ? (row.line === null ? ', inside a line' : `, inside line ${row.number}`) : '';
  if (row.hunk === null) return `${NOTE}${name}: its header continues${inside}\n`;
  const isStart = rows[index - 1]?.hunk !== row.hunk && !isInsideRow;
  return `${NOTE}${name}: hunk ${row.hunk + 1} of ${file.hunks.length} ${isStart ? 'follows' : 'continues'}${inside}\n`;
};

/** A piece of a string, with no character cut in two. */
const piece = (text: string, from: number, to: number): string => {
  const isHalf = (at: number): boolean => at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return text.slice(isHalf(from) ? from + 1 : from, isHalf(to) ? to - 1 : to);
};

const linesBefore = ({ rows }: Layout, index: number): readonly Row[] => {
  const { file, hunk } = rows[index] ?? { file: -1, hunk: null };
  const before: Row[] = [];
  for (let at = index - 1; hunk !== null && before.length < LINES_AGAIN; at -= 1) {
    const row = rows[at];
    if (row?.file !== file || row.hunk !== hunk) break;
    if (row.line !== null) before.unshift(row);
  }
  return before;
};

/** Lines of the part before that are shown again, and at what byte the first of them starts that is shown whole with all behind. */
const againAt = (layout: Layout, from: number): { readonly lines: readonly string[]; readonly whole: number } => {
  const { text, rows, offsets } = layout;
  const index = rowAt(layout, from);
  const [row, unit] = [rows[index], offsets.unitAt(from)];
  if (row === undefined) return { lines: [], whole: from };
  const isInside = unit > row.from;
  const again = (each: Row, start: number, end: number): string =>
    `${AGAIN}${shownPrefix(text, each)}${piece(text, Math.max(each.from + each.marks, start), Math.min(each.to - 1, end))}\n`;
  const before = linesBefore(layout, index);
  const lines = before.map((each) => again(each, each.to - 1 - BEFORE, each.to));
  if (isInside) return { lines: [...lines, again(row, unit - BEFORE, unit + BEHIND)], whole: from };
  const shortened = before.findLastIndex((each) => each.to - 1 - each.from - each.marks > BEFORE);
  return { lines, whole: before[shortened + 1]?.start ?? from };
};

/** The byte from which on a part's reader is shown every line whole: where it starts, or before that what is shown again. */
export const shownFrom = (layout: Layout, from: number): number => againAt(layout, from).whole;

/** The note, and behind it what is shown again, of a text that `numbered` gave. */
const withLinesAgain = (shown: string, lines: readonly string[]): string => {
  const behindNote = shown.startsWith(NOTE) ? shown.indexOf('\n') + 1 : 0;
  return shown.slice(0, behindNote) + lines.join('') + shown.slice(behindNote);
};

/**
 * A part as its reader is sent it: as `numbered` shows it, and, where a hunk or a line is cut at its start, first some of
 * what stands before the cut again, so that what stands across it is seen by somebody. The last 10 lines of the hunk, of
 * long ones the last 400 characters; of a line that is cut inside, 400 characters before the cut and 200 behind it, in one
 * piece. Such lines start with `~`, as no line of a diff can. Empty for an empty part.
 * @throws RangeError as `numbered` does.
 */
export const numberedPart = (
  layout: Layout,
  { start, end }: { readonly start: number; readonly end: number },
): string => {
  const shown = numbered(layout, start, end);
  return shown === '' ? '' : withLinesAgain(shown, againAt(layout, start).lines);
};

/**
 * The text as a reviewer is sent it, whole or a range of its bytes: each line behind its marks, its number and `|`, or
 * behind ` |` where it is none of a hunk. What comes after the first `|` of a line is the diff's, to the byte.
 * A range that does not start with a file is headed by a line starting with `>|` that says which file and hunk it
 * continues, and inside of which line, if so; the rest of that line then stands behind its marks and number again. A
 * range that ends inside a line has no line feed at its end. Empty for an empty range.
 * @throws RangeError when an offset is outside the text, inside a character or among a line's marks, or `to` is before `from`.
 */
export const numbered = (layout: Layout, from = 0, to = layout.offsets.bytes): string => {
  const { text, rows, offsets } = layout;
  const [first, last] = [offsets.unitAt(from), offsets.unitAt(to)];
  if (to < from) throw new RangeError(`to must be at least from, got ${from} and ${to}`);
  if (from === to) return '';
  let index = rowAt(layout, from);
  const start = rows[index];
  for (const [name, unit, row] of [
    ['from', first, start],
    ['to', last, rows[rowAt(layout, to)]],
  ] as const) {
    const into = unit - (row?.from ?? unit);
    if (into > 0 && into < (row?.marks ?? 0))
      throw new RangeError(`${name} must not be among a line's marks, got ${unit}`);
  }
  const parts = [noteAt(layout, index, first > (start?.from ?? 0))];
  for (let row = start; row !== undefined && row.from < last; row = rows[++index]) {
    parts.push(shownPrefix(text, row), text.slice(Math.max(first, row.from + row.marks), Math.min(last, row.to)));
  }
  return parts.join('');
};
