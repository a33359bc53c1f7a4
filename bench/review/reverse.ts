import { parsePatch } from '../../src/diff/index.ts';
import { writeDiff } from '../../src/diff/write.ts';
import type { Change, DiffLine, FileChange, Hunk } from '../../src/domain/index.ts';

const KINDS = {
  added: 'deleted',
  deleted: 'added',
  modified: 'modified',
  renamed: 'renamed',
  mode: 'mode',
} as const satisfies Partial<Record<FileChange['kind'], FileChange['kind']>>;

const reversedLine = (line: DiffLine): DiffLine => {
  const kind = line.kind === 'added' ? 'deleted' : line.kind === 'deleted' ? 'added' : 'context';
  return { ...line, kind, oldLine: line.newLine, newLine: line.oldLine };
};

/** In each run of changed lines those deleted first, as git writes them: their order must not tell which way a diff goes. */
const deletedFirst = (lines: readonly DiffLine[]): readonly DiffLine[] => {
  const ordered: DiffLine[] = [];
  let added: DiffLine[] = [];
  for (const line of lines) {
    if (line.kind === 'added') added.push(line);
    else if (line.kind === 'deleted') ordered.push(line);
    else {
      ordered.push(...added, line);
      added = [];
    }
  }
  return [...ordered, ...added];
};

const isOfOneParent = ({ lines, oldStart, newStart }: Hunk): boolean => {
  const next = { old: oldStart, new: newStart };
  return lines.every(
    ({ kind, oldLine, newLine }) =>
      (kind === 'added' || oldLine === next.old++) && (kind === 'deleted' || newLine === next.new++),
  );
};

const reversedHunk = (hunk: Hunk): Hunk => ({
  ...hunk,
  oldStart: hunk.newStart,
  newStart: hunk.oldStart,
  lines: deletedFirst(hunk.lines.map(reversedLine)),
});

const reversedFile = (file: FileChange): FileChange => {
  const { path, oldPath, kind, oldMode, newMode, hunks, added, deleted } = file;
  if (kind === 'copied') throw new RangeError(`${path}: a copy cannot be reversed, for its content is not in the diff`);
  if (!hunks.every(isOfOneParent)) throw new RangeError(`${path}: a diff against two parents cannot be reversed`);
  return {
    ...file,
    ...(oldPath === null ? {} : { path: oldPath, oldPath: path }),
    kind: KINDS[kind],
    oldMode: newMode,
    newMode: oldMode,
    hunks: hunks.map(reversedHunk),
    added: deleted,
    deleted: added,
  };
};

/**
 * The change that undoes a change, as a git diff that `parsePatch` reads: added and deleted lines and files change
 * places, renames go back, modes return; binary content stays unstated, and messages, blob ids and dates are left out.
 * Files that are named twice (a series) are undone from the last to the first. In every run of changed lines those
 * deleted come first. Reversing what it gives gives the change again, for any change that git wrote.
 * @throws RangeError for a copy, and for a combined diff: neither holds what would have to be written.
 */
export const reversed = ({ files }: Pick<Change, 'files'>): string => {
  const names = files.flatMap(({ path, oldPath }) => (oldPath === null ? [path] : [path, oldPath]));
  const isSeries = new Set(names).size < names.length;
  const undone = files.map(reversedFile);
  return writeDiff(isSeries ? undone.toReversed() : undone);
};

/** The same of a diff's text. @throws RangeError when it cannot be parsed, and as `reversed`. */
export const reversedDiff = (diff: Uint8Array | string): string => {
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new RangeError(`the diff cannot be read: ${parsed.reason}`);
  return reversed(parsed.change);
};
