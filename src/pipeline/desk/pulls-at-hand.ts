import type { AtUri, Decision, Did, Lane } from '../../domain/index.ts';
import { patchName } from '../analyse.ts';
import type { OpenPull } from '../ports.ts';
import type { PersonTrust } from '../trust-view.ts';

/** Hashes over the inputs and over the words of a decision. */
export interface DecidedUpon {
  readonly inputsHash: string;
  readonly wordsHash: string | null;
}

/** An open pull request, and what it was decided upon last. */
export interface AtHand {
  readonly pull: OpenPull;
  /** Of the decision in force; null before the first. */
  decided: DecidedUpon | null;
  /** Null until it was decided, or found unchanged, by this process. */
  lane: Lane | null;
  /** All of trust in its author that a decision and its words say, in this pull request's view; null while not looked at. */
  trust: string | null;
  /** Trust in its author as it is now, looked at ahead of the decision; null when it is to be looked at anew. */
  seen: PersonTrust | null;
  /** The author's standing, and those who rate them and are trusted through them, as in `PersonTrust`; null while not known. */
  told: Pick<PersonTrust, 'standing' | 'fedBack'> | null;
  /** What the decision was told of the author's attestation: see `attestationKey`. */
  attestation: string | null;
}

/** The open pull requests, found by what changes may be about. */
export interface PullsAtHand {
  readonly size: number;
  get(uri: AtUri): AtHand | undefined;
  all(): Iterable<AtHand>;
  by(author: Did): Iterable<AtHand>;
  authors(): Iterable<readonly [Did, Iterable<AtHand>]>;
  withPatch(name: string): Iterable<AtHand>;
  /** Those whose author, or somebody on the path to whom, is one of these. */
  naming(people: readonly Did[]): Iterable<AtHand>;
  /** Takes in a pull request as it is now. @returns whether it is another than it was. */
  put(pull: OpenPull, decided?: DecidedUpon | null): boolean;
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
    authors: () => byAuthor,
    withPatch: (name) => byPatch.get(name) ?? [],
    naming: (people) => {
      if (people.length === 0) return [];
      return [...all.values()].filter(({ trust }) => people.some((did) => trust?.includes(did)));
    },
    put(pull, decided) {
      const known = all.get(pull.uri);
      if (known !== undefined && JSON.stringify(known.pull) === JSON.stringify(pull)) return false;
      remove(pull.uri);
      const { decided: before = null, lane = null } = known ?? {};
      const entry = { pull, decided: decided ?? before, lane, trust: null, seen: null, told: null, attestation: null };
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

/** Whether a decision, or its words, are other ones than those in force. */
export const isOther = ({ inputsHash, wordsHash = '' }: Decision, known: DecidedUpon | null): boolean =>
  known?.inputsHash !== inputsHash || known.wordsHash !== wordsHash;

/** Whether somebody is attested, and by which record. */
export const attestationKey = (attested: boolean, named: { readonly uri: AtUri } | null): string =>
  `${attested} ${named?.uri ?? ''}`;

/** For sorting: those of one repository beside each other. */
export const byRepository = (a: AtHand, b: AtHand): number => (String(a.pull.repo) < String(b.pull.repo) ? -1 : 1);

/** Keeps what a decision was told of trust in its author. */
export const rememberTrust = (entry: AtHand, seen: PersonTrust): void => {
  const { structural, standing, path, opinion, reach, fedBack } = seen;
  entry.trust = JSON.stringify([structural, path, opinion < 0, reach]);
  entry.told = { standing, fedBack };
  entry.seen = null;
};

/** How many there are in each lane, as far as this process knows. */
export const lanesOf = (pulls: PullsAtHand): Record<Lane, number> => {
  const lanes = { fast_lane: 0, normal_queue: 0, needs_human: 0 };
  for (const { lane } of pulls.all()) if (lane !== null) lanes[lane] += 1;
  return lanes;
};
