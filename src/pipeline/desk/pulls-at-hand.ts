import type { AtUri, Did, Lane } from '../../domain/index.ts';
import { patchName } from '../analyse.ts';
import type { OpenPull } from '../ports.ts';
import type { PersonTrust } from '../trust-view.ts';

/** An open pull request, and what it was decided upon last. */
export interface AtHand {
  readonly pull: OpenPull;
  /** The inputs' hash of the decision in force; null before the first. */
  hash: string | null;
  /** Null until it was decided, or found unchanged, by this process. */
  lane: Lane | null;
  /** All that trust in its author says, in this pull request's view; null while that was not looked at. */
  trust: string | null;
  /** Trust in its author as it is now, looked at ahead of the decision; null when it is to be looked at anew. */
  seen: PersonTrust | null;
  /** The author's standing in this view where some who rate them are trusted through them, else 0; 1 while not known. */
  fedBack: number;
  attested: boolean;
}

/** The open pull requests, found by what changes may be about. */
export interface PullsAtHand {
  readonly size: number;
  get(uri: AtUri): AtHand | undefined;
  all(): Iterable<AtHand>;
  by(author: Did): Iterable<AtHand>;
  withPatch(name: string): Iterable<AtHand>;
  /** Takes in a pull request as it is now. @returns whether it is another than it was. */
  put(pull: OpenPull, hash?: string | null): boolean;
  remove(uri: AtUri): void;
}

export const pullsAtHand = (): PullsAtHand => {
  const all = new Map<AtUri, AtHand>();
  const byAuthor = new Map<Did, Set<AtHand>>();
  const byPatch = new Map<string, Set<AtHand>>();
  const remove = (uri: AtUri): void => {
    const known = all.get(uri);
    if (known === undefined) return;
    all.delete(uri);
    take(byAuthor, known.pull.author, known);
    take(byPatch, patchName(known.pull) ?? '', known);
  };
  return {
    get size() {
      return all.size;
    },
    get: (uri) => all.get(uri),
    all: () => all.values(),
    by: (author) => byAuthor.get(author) ?? [],
    withPatch: (name) => byPatch.get(name) ?? [],
    put(pull, hash) {
      const known = all.get(pull.uri);
      if (known !== undefined && JSON.stringify(known.pull) === JSON.stringify(pull)) return false;
      remove(pull.uri);
      const { hash: before = null, lane = null } = known ?? {};
      const entry = { pull, hash: hash ?? before, lane, trust: null, seen: null, fedBack: 1, attested: false };
      all.set(pull.uri, entry);
      add(byAuthor, pull.author, entry);
      add(byPatch, patchName(pull) ?? '', entry);
      return true;
    },
    remove,
  };
};

const add = <Key>(sets: Map<Key, Set<AtHand>>, key: Key, entry: AtHand): void => {
  const own = sets.get(key);
  if (own === undefined) sets.set(key, new Set([entry]));
  else own.add(entry);
};

const take = <Key>(sets: Map<Key, Set<AtHand>>, key: Key, entry: AtHand): void => {
  const own = sets.get(key);
  own?.delete(entry);
  if (own?.size === 0) sets.delete(key);
};
