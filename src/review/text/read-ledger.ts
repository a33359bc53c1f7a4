import type { Review } from '../../domain/index.ts';
import type { Layout } from './layout.ts';

/** A range of a diff's bytes, such as a `Part`. */
export interface ReadRange {
  readonly start: number;
  readonly end: number;
}

/** What was read of a change, as the coverage ledger counts it. */
export interface ReadTotals {
  /** Files read whole, header and all, binary ones excepted: nobody reads those. */
  readonly files: number;
  /** Hunks read to the last byte, their lines (those of context included) and their bytes, `@@` lines included. */
  readonly hunks: number;
  readonly lines: number;
  readonly bytes: number;
}

/** The ranges in order, those that meet as one. */
const merged = (ranges: readonly ReadRange[]): readonly ReadRange[] => {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
};

/** For stretches asked in the order of the diff: whether each is wholly inside the ranges. */
const reader = (ranges: readonly ReadRange[]): ((start: number, end: number) => boolean) => {
  const joined = merged(ranges);
  let at = 0;
  return (start, end) => {
    while ((joined[at]?.end ?? end) < end) at += 1;
    const range = joined[at];
    return range !== undefined && range.start <= start;
  };
};

/** A file's header or one of its hunks. */
interface Stretch {
  readonly file: number;
  readonly hunk: number | null;
  readonly start: number;
  end: number;
}

const stretchesOf = ({ rows }: Layout): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const { file, hunk, start, end } of rows) {
    const last = stretches.at(-1);
    if (last?.file === file && last.hunk === hunk) last.end = end;
    else stretches.push({ file, hunk, start, end });
  }
  return stretches;
};

/** The stretches, each file's by itself, that were read to the last byte, and those that were not. */
const sorted = (layout: Layout, ranges: readonly ReadRange[]) => {
  const isRead = reader(ranges);
  const read: Stretch[] = [];
  const unread: Stretch[] = [];
  for (const stretch of stretchesOf(layout)) (isRead(stretch.start, stretch.end) ? read : unread).push(stretch);
  return { read, unread };
};

/**
 * What was not read to the last byte, by position of file and hunk, in the order of the change; empty when everything
 * was. A file with no hunk listed is one of which the header alone was not read: the name, modes, or that it is binary.
 * Takes ranges in any order, also overlapping ones; time linear in the rows.
 */
export const unreadOf = (layout: Layout, readParts: readonly ReadRange[]): Review['unread'] => {
  const files: { file: number; hunks: number[] }[] = [];
  for (const { file, hunk } of sorted(layout, readParts).unread) {
    const last = files.at(-1);
    const hunks = hunk === null ? [] : [hunk];
    if (last?.file === file) last.hunks.push(...hunks);
    else files.push({ file, hunks });
  }
  return files;
};

/** The counts of what lies wholly inside the parts that were read. */
export const readTotals = (layout: Layout, readParts: readonly ReadRange[]): ReadTotals => {
  const { read, unread } = sorted(layout, readParts);
  const missed = new Set(unread.map(({ file }) => file));
  const hunks = read.flatMap(({ file, hunk }) => (hunk === null ? [] : (layout.files[file]?.hunks[hunk] ?? [])));
  return {
    files: layout.files.filter(({ binary }, file) => !binary && !missed.has(file)).length,
    hunks: hunks.length,
    lines: hunks.reduce((sum, { lines }) => sum + lines.length, 0),
    bytes: hunks.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};
