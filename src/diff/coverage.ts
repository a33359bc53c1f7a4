import type { Change, Coverage, FileChange } from '../domain/index.ts';

/** What one source says of itself: which files it read to the last line. */
export interface Reading {
  readonly source: string;
  readonly reads: (file: FileChange) => boolean;
}

/**
 * Who read what. Every file of the change is listed, in the change's order. A binary file is read by nobody,
 * whatever a source claims. `unreadBytes` (0 … `bytes`) sums the bytes of the files that no source reads, so with no
 * readings at all it is every file's bytes. Text between files (mail headers, commit messages, signatures) is not
 * content that could be merged: it counts in `bytes` and never as unread.
 */
export const coverageOf = (change: Change, readings: readonly Reading[]): Coverage => {
  const readersOf = (file: FileChange): readonly string[] =>
    file.binary ? [] : readings.filter((reading) => reading.reads(file)).map((reading) => reading.source);
  const listed = change.files.map((file) => ({ file, readBy: readersOf(file) }));
  return {
    files: listed.map(({ file, readBy }) => ({
      path: file.path,
      added: file.added,
      deleted: file.deleted,
      hunks: file.hunks.length,
      readBy,
    })),
    bytes: change.bytes,
    unreadBytes: listed.reduce((sum, { file, readBy }) => sum + (readBy.length === 0 ? file.bytes : 0), 0),
  };
};
