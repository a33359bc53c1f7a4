import type { Change, DiffLine, FileChange } from '../../../domain/index.ts';
import { PROSE } from '../constant-time/compare-replaced.ts';

/** Shorter lines (`}`, `);`) say nothing about where they came from. */
const TELLING_CHARS = 3;
/** A line this long that turns up in another file was moved there rather than written twice. */
const MOVED_FILE_CHARS = 12;

/** A line's text whatever its indentation. */
const bare = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A changed line with its bare text. */
interface Changed {
  readonly line: DiffLine;
  readonly text: string;
}

/** The lines of a file that say where they came from. */
interface ChangedFile {
  readonly file: FileChange;
  readonly deleted: readonly Changed[];
  readonly added: readonly Changed[];
}

const changedIn = (file: FileChange): ChangedFile => {
  const [deleted, added]: [Changed[], Changed[]] = [[], []];
  for (const { lines } of file.hunks) {
    for (const line of lines) {
      if (line.kind === 'context' || line.text.length < TELLING_CHARS) continue;
      const text = bare(line.text);
      if (text.length >= TELLING_CHARS) (line.kind === 'added' ? added : deleted).push({ line, text });
    }
  }
  return { file, deleted, added };
};

/** Pairs deleted and added lines of the same text, one for one, and puts both into `moved`. */
const pair = (files: readonly ChangedFile[], leastChars: number, moved: Set<DiffLine>): void => {
  const waiting = new Map<string, DiffLine[]>();
  const isOpen = ({ line, text }: Changed): boolean => text.length >= leastChars && !moved.has(line);
  if (!files.some(({ deleted }) => deleted.length > 0)) return;
  for (const { added } of files) {
    for (const each of added) {
      if (!isOpen(each)) continue;
      const lines = waiting.get(each.text);
      if (lines === undefined) waiting.set(each.text, [each.line]);
      else lines.push(each.line);
    }
  }
  if (waiting.size === 0) return;
  for (const { deleted } of files) {
    for (const each of deleted) {
      const again = isOpen(each) ? waiting.get(each.text)?.pop() : undefined;
      if (again !== undefined) moved.add(again).add(each.line);
    }
  }
};

/**
 * The lines that a change deletes in one place and adds in another, or only indents anew, one for one: first within a
 * file (whatever its names in a series), then between files that are not prose. Such a line neither goes nor comes.
 */
export const movedLines = (change: Change): ReadonlySet<DiffLine> => {
  const moved = new Set<DiffLine>();
  const code = change.files.filter(({ binary, path }) => !binary && !PROSE.test(path)).map(changedIn);
  const byName = [
    ...Map.groupBy(code, ({ file }) => file.oldPath ?? file.path).values(),
    ...[...Map.groupBy(code, ({ file }) => file.path).values()].filter(({ length }) => length > 1),
  ];
  for (const files of byName) pair(files, TELLING_CHARS, moved);
  if (code.length > 1) pair(code, MOVED_FILE_CHARS, moved);
  return moved;
};
