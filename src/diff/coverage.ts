import type { Change, Coverage, FileChange, Hunk } from '../domain/index.ts';

/** What one source says of itself: which hunks it read to the last line, and whether it read the commit messages. */
export interface Reading {
  readonly source: string;
  readonly reads: (file: FileChange, hunk: Hunk) => boolean;
  readonly readsMessages?: boolean;
  /** Set for a source whose findings do not count: it is listed, and what it alone read counts as unread. */
  readonly advises?: boolean;
}

const bytesOf = (hunks: readonly Hunk[]): number => hunks.reduce((sum, { bytes }) => sum + bytes, 0);
const linesOf = (hunks: readonly Hunk[]): number => hunks.reduce((sum, { lines }) => sum + lines.length, 0);

/** A file without hunks, as one that is only renamed, has a header alone: whoever reads hunks would have read it. */
const HEADER_ALONE: Hunk = Object.freeze({ oldStart: 0, newStart: 0, heading: '', lines: [], bytes: 0 });

const hunksReadIn = (file: FileChange, { reads }: Reading): readonly Hunk[] =>
  file.binary ? [] : file.hunks.filter((hunk) => reads(file, hunk));

const readsWhole = (file: FileChange, reading: Reading): boolean =>
  !file.binary && (file.hunks.length === 0 ? [HEADER_ALONE] : file.hunks).every((hunk) => reading.reads(file, hunk));

const counting = (readings: readonly Reading[]): readonly Reading[] => readings.filter(({ advises }) => !advises);

const entryOf = (file: FileChange, readings: readonly Reading[]): Coverage['files'][number] => {
  const seen = new Set(counting(readings).flatMap((reading) => hunksReadIn(file, reading)));
  return {
    path: file.path,
    added: file.added,
    deleted: file.deleted,
    hunks: file.hunks.length,
    lines: linesOf(file.hunks),
    bytes: file.bytes,
    headerBytes: file.bytes - bytesOf(file.hunks),
    readBy: readings.filter((reading) => readsWhole(file, reading)).map(({ source }) => source),
    readInPart: readings.flatMap((reading) => partOf(file, reading)),
    unread: file.hunks.flatMap((hunk, index) =>
      seen.has(hunk) ? [] : [{ hunk: index, newStart: hunk.newStart, lines: hunk.lines.length }],
    ),
  };
};

/** The hunks, by position, that a source read of a file which it did not read to the end. */
const partOf = (file: FileChange, reading: Reading): Coverage['files'][number]['readInPart'] => {
  const read = new Set(hunksReadIn(file, reading));
  if (read.size === 0 || read.size === file.hunks.length) return [];
  return [{ source: reading.source, hunks: file.hunks.flatMap((hunk, index) => (read.has(hunk) ? [index] : [])) }];
};

const totalOf = (files: readonly FileChange[], reading: Reading): Coverage['sources'][number] => {
  const read = files.map((file) => ({ file, hunks: hunksReadIn(file, reading) }));
  const hunks = read.flatMap((each) => each.hunks);
  return {
    source: reading.source,
    files: files.filter((file) => readsWhole(file, reading)).length,
    hunks: hunks.length,
    lines: linesOf(hunks),
    bytes: bytesOf(hunks),
  };
};

const unreadOf = (file: FileChange, readings: readonly Reading[]): number => {
  if (readings.some((reading) => readsWhole(file, reading))) return 0;
  const read = new Set(readings.flatMap((reading) => hunksReadIn(file, reading)));
  const whole = read.size > 0 && read.size === file.hunks.length;
  return whole ? 0 : file.bytes - bytesOf([...read]);
};

/**
 * Who read what. Every file of the change is listed, in the change's order. A binary file is read by nobody,
 * whatever a source claims. `unreadBytes` (0 … `bytes`) sums what no source whose findings count reads: with no readings at all
 * it is every file's bytes, and of a file that is read in part the hunks left over, with its header.
 */
export const coverageOf = (change: Change, readings: readonly Reading[]): Coverage => ({
  files: change.files.map((file) => entryOf(file, readings)),
  bytes: change.bytes,
  unreadBytes: change.files.reduce((sum, file) => sum + unreadOf(file, counting(readings)), 0),
  messageBytes: change.bytes - change.files.reduce((sum, { bytes }) => sum + bytes, 0),
  messagesReadBy: readings.filter(({ readsMessages }) => readsMessages).map(({ source }) => source),
  sources: readings.map((reading) => totalOf(change.files, reading)),
});
