import type { Change, FileChange } from '../../domain/index.ts';

/** The names that a file has in a change, in no order. Files that share their names share the array. */
export type NamesOf = (file: FileChange) => readonly string[];

/** Paths in groups: each path leads towards the one that stands for its group. */
class Groups {
  readonly #above = new Map<string, string>();

  rootOf(path: string): string {
    let root = path;
    for (let above = this.#above.get(root); above !== undefined; above = this.#above.get(root)) root = above;
    // Every path on the way now leads there at once, which keeps all of them near-linear.
    for (let at = path; at !== root; ) {
      const above = this.#above.get(at) ?? root;
      this.#above.set(at, root);
      at = above;
    }
    return root;
  }

  join(one: string, other: string): void {
    const [from, to] = [this.rootOf(one), this.rootOf(other)];
    if (from !== to) this.#above.set(from, to);
  }
}

/**
 * Every name that a file's content has in a change: in a series of mails, what one adds under a harmless name another
 * may rename or copy to where it runs, and that mail does not show it again. Names are joined whatever their order, so
 * a file may be judged by one that it no longer has, never by fewer than it gets. A file that is not renamed has its
 * path alone. Linear in the change.
 */
export const namesOf = ({ files }: Change): NamesOf => {
  const groups = new Groups();
  const renamed = files.filter(({ oldPath }) => oldPath !== null);
  for (const { path, oldPath } of renamed) groups.join(path, oldPath ?? path);
  const names = new Map<string, Set<string>>();
  for (const { path, oldPath } of renamed) {
    const root = groups.rootOf(path);
    const known = names.get(root) ?? new Set<string>();
    names.set(root, known.add(path).add(oldPath ?? path));
  }
  const lists = new Map([...names].map(([root, set]): [string, readonly string[]] => [root, [...set]]));
  const single = new Map<string, readonly string[]>();
  return ({ path }) => {
    const list = lists.get(groups.rootOf(path)) ?? single.get(path) ?? [path];
    if (list.length === 1) single.set(path, list);
    return list;
  };
};

/** An answer about names that is made once for each array of them: a thousand files may share a thousand names. */
export const oncePerNames = <Answer>(
  answer: (names: readonly string[]) => Answer,
): ((names: readonly string[]) => Answer) => {
  const known = new WeakMap<readonly string[], { readonly answer: Answer }>();
  return (names) => {
    const given = known.get(names) ?? { answer: answer(names) };
    known.set(names, given);
    return given.answer;
  };
};
