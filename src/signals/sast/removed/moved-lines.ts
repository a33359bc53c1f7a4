import type { Change, DiffLine, FileChange } from '../../../domain/index.ts';
import { deadLines } from './dead-lines.ts';
import { judgedIn } from './judged-by.ts';
import { familyOf, TEST_PATH } from './paths.ts';

/** Shorter lines (`}`, `);`) say nothing about where they came from. */
const TELLING_CHARS = 3;
/** A line this long that turns up in another file was moved there rather than written twice. */
const MOVED_FILE_CHARS = 12;

/** A line's text whatever its indentation. */
const bare = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A changed line, and what another must have too to be the same one: the bare text, and whether it runs. */
interface Changed {
  readonly line: DiffLine;
  readonly key: string;
}

/** The lines of a file that say where they came from. */
interface ChangedFile {
  readonly file: FileChange;
  /** The name that it is judged by. */
  readonly path: string;
  readonly deleted: readonly Changed[];
  readonly added: readonly Changed[];
}

const changedIn = (file: FileChange, path: string): ChangedFile => {
  const [deleted, added]: [Changed[], Changed[]] = [[], []];
  const dead = deadLines(file, path);
  for (const { lines } of file.hunks) {
    for (const line of lines) {
      if (line.kind === 'context' || line.text.length < TELLING_CHARS) continue;
      const text = bare(line.text);
      if (text.length < TELLING_CHARS) continue;
      (line.kind === 'added' ? added : deleted).push({ line, key: dead.has(line) ? `\0${text}` : text });
    }
  }
  return { file, path, deleted, added };
};

/** Pairs deleted and added lines of the same key, one for one, and puts both into `moved`. */
const pair = (files: readonly ChangedFile[], leastChars: number, moved: Set<DiffLine>): void => {
  const waiting = new Map<string, DiffLine[]>();
  const isOpen = ({ line, key }: Changed): boolean => key.length >= leastChars && !moved.has(line);
  if (!files.some(({ deleted }) => deleted.length > 0)) return;
  for (const { added } of files) {
    for (const each of added) {
      if (!isOpen(each)) continue;
      const lines = waiting.get(each.key);
      if (lines === undefined) waiting.set(each.key, [each.line]);
      else lines.push(each.line);
    }
  }
  if (waiting.size === 0) return;
  for (const { deleted } of files) {
    for (const each of deleted) {
      const again = isOpen(each) ? waiting.get(each.key)?.pop() : undefined;
      if (again !== undefined) moved.add(again).add(each.line);
    }
  }
};

/**
 * Files between which lines may move: source code of one family of languages, tests by themselves; of what is no source
 * code (workflows, recipes), files of one folder and ending.
 */
const kin = (path: string): string => {
  const family = familyOf(path);
  if (family !== null) return `${TEST_PATH.test(path) ? 'test' : 'code'} ${family}`;
  const [name = ''] = path.split('/').slice(-1);
  return `${path.slice(0, path.length - name.length)} ${name.includes('.') ? name.slice(name.lastIndexOf('.')) : name}`;
};

const pairAll = (change: Change): ReadonlySet<DiffLine> => {
  const moved = new Set<DiffLine>();
  const judged = judgedIn(change);
  const code = change.files
    .filter((file) => !file.binary && !judged(file).isProse)
    .map((file) => changedIn(file, judged(file).path));
  const byName = [
    ...Map.groupBy(code, ({ file }) => file.oldPath ?? file.path).values(),
    ...[...Map.groupBy(code, ({ file }) => file.path).values()].filter(({ length }) => length > 1),
  ];
  for (const files of byName) pair(files, TELLING_CHARS, moved);
  for (const files of Map.groupBy(code, ({ path }) => kin(path)).values())
    if (files.length > 1) pair(files, MOVED_FILE_CHARS, moved);
  return moved;
};

/** Several readers ask it of one change. */
const answers = new WeakMap<Change, ReadonlySet<DiffLine>>();

/**
 * The lines that a change deletes in one place and adds in another, or only indents anew, one for one: first within a
 * file (whatever its names in a series), then between files of one kind. Such a line neither goes nor comes. One that
 * comes back where it does not run (a comment, a text, behind a `return`) is not the same line.
 */
export const movedLines = (change: Change): ReadonlySet<DiffLine> => {
  const known = answers.get(change) ?? pairAll(change);
  answers.set(change, known);
  return known;
};
