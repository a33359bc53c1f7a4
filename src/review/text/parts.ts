import type { Layout, Row } from './layout.ts';
import { type PartEnd, partEnds } from './part-ends.ts';
import { QUARTERS_PER_TOKEN } from './tokens.ts';

/** One stretch of a blind diff that is read at a time. */
export interface Part {
  /** `diff://{first 12 hex digits of the diff's hash}/{position from 0, in four digits or more}`. */
  readonly handle: string;
  /** Byte offsets in the diff; `end` is where the next part starts. */
  readonly start: number;
  readonly end: number;
  /** The diff's text from `start` to `end`. */
  readonly text: string;
  /**
   * The files it holds something of, in order; a path that comes several times in a change may come several times.
   * `from` and `to` are the lowest and highest number that a line of it is shown with here, in the new file unless it
   * was deleted; null where there is no line of a hunk.
   */
  readonly files: readonly { readonly path: string; readonly from: number | null; readonly to: number | null }[];
  /** The hunks it holds something of, by position of file and hunk. */
  readonly hunks: readonly { readonly file: number; readonly hunk: number }[];
}

/** The most that one part takes; a single character that is larger, with marks and number, is a part of its own. */
export interface PartLimits {
  /** Bytes of the diff: 24,000 unless told. */
  readonly bytes?: number;
  /** Estimated tokens of the part as `numbered` shows it, without the line that heads it: 8,000 unless told. */
  readonly tokens?: number;
}

const checked = (name: string, limit: number): number => {
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new RangeError(`${name} must be a positive integer, got ${limit}`);
};

/** The lowest and highest number of the rows' lines: of those in the new file, or where there are none, of all. */
const spanOf = (rows: readonly Row[]): { readonly from: number | null; readonly to: number | null } => {
  const lines = rows.filter(({ line }) => line !== null);
  const kept = lines.filter(({ line }) => line?.newLine !== null);
  let [from, to]: (number | null)[] = [null, null];
  for (const { number } of kept.length > 0 ? kept : lines) {
    from = Math.min(from ?? number, number);
    to = Math.max(to ?? number, number);
  }
  return { from: from ?? null, to: to ?? null };
};

/** The rows of one part, file by file. */
const byFile = (rows: readonly Row[]): readonly (readonly Row[])[] => {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group?.[0]?.file === row.file) group.push(row);
    else groups.push([row]);
  }
  return groups;
};

const hunksOf = (rows: readonly Row[]): Part['hunks'] => {
  const hunks: { file: number; hunk: number }[] = [];
  for (const { file, hunk } of rows) {
    const last = hunks.at(-1);
    if (hunk !== null && (last?.file !== file || last.hunk !== hunk)) hunks.push({ file, hunk });
  }
  return hunks;
};

/**
 * The diff in parts whose texts joined are the diff, byte for byte; none for an empty diff. A part ends at the end of a
 * hunk (a file's header goes with its first one), though it be half empty. Only a hunk that alone is larger than a part
 * is cut, between lines, and only a line that alone is larger, between characters; such a hunk or line starts
 * in the part before it unless less than a quarter of that is left. Takes time linear in the diff.
 * @throws RangeError for a limit that is not a positive integer.
 */
export const partsOf = (layout: Layout, { bytes = 24_000, tokens = 8_000 }: PartLimits = {}): readonly Part[] => {
  const limit = { bytes: checked('bytes', bytes), quarters: checked('tokens', tokens) * QUARTERS_PER_TOKEN };
  let first = 0;
  let start: PartEnd = { byte: 0, unit: 0 };
  return partEnds(layout, limit).map((end, index): Part => {
    let last = first;
    while ((layout.rows[last]?.end ?? end.byte) < end.byte) last += 1;
    const rows = layout.rows.slice(first, last + 1);
    const part: Part = {
      handle: `diff://${layout.hash.slice(0, 12)}/${String(index).padStart(4, '0')}`,
      start: start.byte,
      end: end.byte,
      text: layout.text.slice(start.unit, end.unit),
      files: byFile(rows).map((held) => ({
        path: layout.files[held[0]?.file ?? 0]?.path ?? '',
        ...spanOf(held),
      })),
      hunks: hunksOf(rows),
    };
    first = layout.rows[last]?.end === end.byte ? last + 1 : last;
    start = end;
    return part;
  });
};
