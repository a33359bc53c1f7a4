import { shownName } from './file-names.ts';
import { type Layout, type Row, rowAt } from './layout.ts';

/** Lines of a range's own, which no line of a diff can look like: theirs start with a blank, `+` or `-`. */
const NOTE = '>|';

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
