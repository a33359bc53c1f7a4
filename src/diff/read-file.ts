import type { FileChange, Hunk } from '../domain/index.ts';
import { readBinary } from './binary.ts';
import { readFileHeader } from './file-header.ts';
import { readHunk } from './hunk.ts';
import type { LineReader } from './line-reader.ts';
import type { Stripping } from './plain-names.ts';
import { Unreadable } from './unreadable.ts';

/** Nobody reads what a submodule's line points to. Its mode may go unsaid, and git applies the line all the same. */
const pointsElsewhere = (hunks: readonly Hunk[]): boolean =>
  hunks.length > 0 &&
  hunks.every(({ lines }) => lines.every(({ text }) => /^Subproject commit [0-9a-f]{7,64}(?:-dirty)?\r?$/.test(text)));

/** Hunks of as many parents as the header announces: git passes over combined ones, and finds others among them. */
const readHunks = (reader: LineReader, isCombined: boolean): Pick<FileChange, 'hunks' | 'added' | 'deleted'> => {
  const hunks: Hunk[] = [];
  let parents = isCombined ? null : 1;
  let [added, deleted] = [0, 0];
  while (reader.startsWith('@@')) {
    const { number } = reader;
    const read = readHunk(reader);
    parents ??= read.parents;
    if (read.parents !== parents || (isCombined && parents === 1)) {
      throw new Unreadable(`the hunk at line ${number} is one of another number of parents than its file`);
    }
    hunks.push(read.hunk);
    added += read.added;
    deleted += read.deleted;
  }
  return { hunks, added, deleted };
};

/** Git holds a new file to have no old lines, and a deleted one no new ones. */
const refuseRemains = ({ kind }: Pick<FileChange, 'kind'>, hunks: readonly Hunk[]): void => {
  if (kind !== 'added' && kind !== 'deleted') return;
  if (hunks.some(({ lines }) => lines.some((line) => line.kind !== kind))) {
    throw new Unreadable(kind === 'added' ? 'a new file has lines of an old one' : 'a deleted file still has lines');
  }
};

/** The file at the reader, which then stands after it; null, with the reader where it was, when no file stands there. */
export const readFile = (reader: LineReader, stripping: Stripping): FileChange | null => {
  const from = reader.start;
  const isCombined = reader.startsWith('diff --c');
  const header = readFileHeader(reader, stripping);
  if (header === null) return null;
  const { hunks, added, deleted } = readHunks(reader, isCombined);
  if (!isCombined) refuseRemains(header, hunks);
  const content = hunks.length === 0 ? readBinary(reader) : null;
  const binary = content !== null || header.binary || pointsElsewhere(hunks);
  return {
    ...header,
    kind: header.kind === 'mode' && (binary || hunks.length > 0) ? 'modified' : header.kind,
    binary,
    content,
    hunks,
    added,
    deleted,
    bytes: Math.min(reader.start, reader.raw.length) - from,
  };
};
