import type { AtUri, Did } from '../../domain/index.ts';

/** Who waits to be decided. */
export interface FairQueue {
  readonly size: number;
  /** All who wait, in no particular order. */
  waiting(): AtUri[];
  /** Puts a pull request in line, behind its author's others. One that waits already stays where it is. */
  add(pull: AtUri, author: Did, kind: 'news' | 'backlog'): void;
  remove(pull: AtUri): void;
  /** The next at most `most`, which leave the line. */
  take(most: number): AtUri[];
}

/**
 * Each author in turn, so that nobody's many keep others' waiting; and news and the backlog of a whole pass by turns, so
 * that neither does.
 */
export const fairQueue = (): FairQueue => {
  const lines = { news: turns(), backlog: turns() };
  const waiting = new Map<AtUri, keyof typeof lines>();
  const remove = (pull: AtUri): void => {
    const kind = waiting.get(pull);
    if (kind === undefined) return;
    waiting.delete(pull);
    lines[kind].drop(pull);
  };
  return {
    get size() {
      return waiting.size;
    },
    waiting: () => [...waiting.keys()],
    add(pull, author, kind) {
      const known = waiting.get(pull);
      if (known === 'news' || known === kind) return;
      remove(pull);
      waiting.set(pull, kind);
      lines[kind].add(pull, author);
    },
    remove,
    take(most) {
      const taken: AtUri[] = [];
      while (taken.length < most && waiting.size > 0) {
        for (const kind of ['news', 'backlog'] as const) {
          const next = taken.length < most ? lines[kind].next() : undefined;
          if (next === undefined) continue;
          waiting.delete(next);
          taken.push(next);
        }
      }
      return taken;
    },
  };
};

/** Authors in turn; of each, the oldest first. */
const turns = () => {
  const byAuthor = new Map<Did, Set<AtUri>>();
  const authorOf = new Map<AtUri, Did>();
  const drop = (pull: AtUri): void => {
    const author = authorOf.get(pull);
    if (author === undefined) return;
    authorOf.delete(pull);
    const own = byAuthor.get(author);
    own?.delete(pull);
    if (own?.size === 0) byAuthor.delete(author);
  };
  return {
    add(pull: AtUri, author: Did): void {
      authorOf.set(pull, author);
      const own = byAuthor.get(author) ?? new Set();
      own.add(pull);
      byAuthor.set(author, own);
    },
    drop,
    next(): AtUri | undefined {
      const [first] = byAuthor;
      if (first === undefined) return undefined;
      const [author, own] = first;
      const [pull] = own;
      if (pull === undefined) return undefined;
      drop(pull);
      // Behind everybody else, with what is left.
      if (byAuthor.delete(author)) byAuthor.set(author, own);
      return pull;
    },
  };
};
