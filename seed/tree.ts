import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Commit, FileEdit, Replacement } from './script.ts';

/** A repository's files: path → text. */
export type Tree = ReadonlyMap<string, string>;

/** One file before and after a commit; null where it does not exist. */
export interface FileDelta {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A repository as it stood when the demo world begins. */
export const readTree = (repo: string): Tree => {
  const root = new URL(`sources/${repo}/`, import.meta.url);
  const names = readdirSync(fileURLToPath(root), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return new Map(names.map((name) => [name.slice(0, -'.txt'.length), readFileSync(new URL(name, root), 'utf8')]));
};

const placesOf = (find: readonly string[], lines: readonly string[]): number[] =>
  lines.flatMap((_, start) => (find.every((line, offset) => lines[start + offset] === line) ? [start] : []));

const replaced = (text: string, { find, put }: Replacement, path: string): string => {
  const lines = text.split('\n');
  const places = placesOf(find, lines);
  const start = places[0];
  if (start === undefined || places.length > 1 || find.length === 0) {
    throw new TypeError(`${path}: these lines occur ${places.length} times, not once:\n${find.join('\n')}`);
  }
  return lines.toSpliced(start, find.length, ...put).join('\n');
};

const deltaOf = (tree: Tree, edit: FileEdit): FileDelta => {
  const before = tree.get(edit.path) ?? null;
  if ((before === null) !== (edit.kind === 'create')) throw new TypeError(`cannot ${edit.kind} ${edit.path}`);
  if (edit.kind === 'create') return { path: edit.path, before, after: `${edit.lines.join('\n')}\n` };
  if (edit.kind === 'delete') return { path: edit.path, before, after: null };
  const after = edit.replacements.reduce((text, replacement) => replaced(text, replacement, edit.path), before ?? '');
  return { path: edit.path, before, after };
};

/** What the commit changes, and the tree after it. */
export const applyCommit = (
  tree: Tree,
  commit: Commit,
): { readonly deltas: readonly FileDelta[]; readonly tree: Tree } => {
  const after = new Map(tree);
  const deltas = commit.edits.map((edit) => deltaOf(tree, edit)).sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const delta of deltas) {
    if (delta.after === null) after.delete(delta.path);
    else after.set(delta.path, delta.after);
  }
  return { deltas, tree: after };
};

const backwards = (edit: FileEdit): FileEdit => {
  if (edit.kind === 'create') return { ...edit, kind: 'delete' };
  if (edit.kind === 'delete') return { ...edit, kind: 'create' };
  const replacements = edit.replacements.toReversed().map(({ find, put }) => ({ find: put, put: find }));
  return { ...edit, replacements };
};

/** The one commit that takes back a series of commits. */
export const revertOf = (title: string, commits: readonly Commit[]): Commit => ({
  subject: `Revert "${title}"`,
  edits: commits.toReversed().flatMap(({ edits }) => edits.toReversed().map(backwards)),
});
