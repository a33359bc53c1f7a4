import type { AtUri } from '../domain/index.ts';
import type { Neighbour } from '../signals/index.ts';
import { alikePatches, type Compare, type Likeness } from './alike.ts';
import type { VectorSpace } from './embed-diffs.ts';

/** A pull request that is open or bad now and has a vector in the space in use. */
export interface ComparedPull {
  readonly pull: AtUri;
  readonly patch: string;
  readonly standing: 'bad' | 'open';
  readonly repo: AtUri | null;
  /** What its repository says it was forked from, where that is known. */
  readonly source: AtUri | null;
  /** The pull request it says it stands on. */
  readonly dependsOn: string | null;
}

/** What finding neighbours reads. Each call is one short lease of the database. */
export interface NeighbourStore {
  /** The space in use and who is in it, by address; null while there is none. */
  compared(): Promise<{ readonly space: VectorSpace; readonly pulls: readonly ComparedPull[] } | null>;
  readonly compare: Compare;
}

/** Finds neighbours for pass after pass. */
export interface NeighbourFinder {
  /**
   * The neighbours of every open pull request that has a vector. One that is not in the answer has none, or its turn
   * has not come: see `alikePatches`.
   */
  find(): Promise<ReadonlyMap<AtUri, readonly Neighbour[]>>;
}

/** Named of each standing. */
const MOST_NAMED = 5;
const LEAST_SIMILARITY = 0.6;
/** More than are named, because a pull request's own stack is not. */
const KEPT = 32;
/** About three seconds with vectors of 1024 numbers, each for bad and for open ones. */
const PAIRS_A_PASS = 2_000_000;
/** Of pull requests with one and the same patch. */
const SAME_PATCH = 64;

/**
 * What an open pull request is like: of those that are bad now and of the other open ones, the five most alike each, at
 * least .6. Who wrote them does not matter. At equal percentages those of the same repository, or of one forked from it
 * or from the same, come first. Open ones of its own stack are left out; bad ones never, for anybody can say that he
 * stands on one. Labels are read anew each time, so a pull request that is no longer bad is gone at once.
 */
export const neighbourFinder = (store: NeighbourStore): NeighbourFinder => {
  const options = { least: LEAST_SIMILARITY, most: KEPT, budget: PAIRS_A_PASS };
  const alike = { bad: alikePatches(store.compare, options), open: alikePatches(store.compare, options) };
  return {
    async find() {
      const compared = await store.compared();
      if (compared === null) return new Map();
      const { space, pulls } = compared;
      const { bad = [], open = [] } = Object.groupBy(pulls, ({ standing }) => standing);
      const lefts = patchesOf(open);
      const likeBad = await alike.bad.among(space, lefts, patchesOf(bad));
      const likeOpen = await alike.open.among(space, lefts, lefts);
      const stackOf = stacks(open);
      const familyOf = families(pulls);
      const byPatch = { bad: withPatch(bad), open: withPatch(open) };
      const found = new Map<AtUri, readonly Neighbour[]>();
      for (const pull of open) {
        const [toBad, toOpen] = [likeBad.get(pull.patch), likeOpen.get(pull.patch)];
        if (toBad === undefined || toOpen === undefined) continue;
        const others = candidates(toOpen, byPatch.open).filter(
          (each) => each.other !== pull && stackOf(each.other.pull) !== stackOf(pull.pull),
        );
        found.set(pull.pull, [
          ...nearest(pull, candidates(toBad, byPatch.bad), familyOf),
          ...nearest(pull, others, familyOf),
        ]);
      }
      return found;
    },
  };
};

const patchesOf = (pulls: readonly ComparedPull[]): readonly string[] => [...new Set(pulls.map(({ patch }) => patch))];

const withPatch = (pulls: readonly ComparedPull[]): ReadonlyMap<string, readonly ComparedPull[]> =>
  new Map([...Map.groupBy(pulls, ({ patch }) => patch)].map(([patch, same]) => [patch, same.slice(0, SAME_PATCH)]));

interface Candidate {
  readonly other: ComparedPull;
  readonly similarity: number;
}

const candidates = (
  row: readonly Likeness[],
  byPatch: ReadonlyMap<string, readonly ComparedPull[]>,
): readonly Candidate[] =>
  row.flatMap(({ right, similarity }) => (byPatch.get(right) ?? []).map((other) => ({ other, similarity })));

const nearest = (
  pull: ComparedPull,
  found: readonly Candidate[],
  familyOf: (repo: AtUri | null) => string | null,
): readonly Neighbour[] => {
  const family = familyOf(pull.repo);
  const isKin = ({ other }: Candidate): number => Number(family !== null && familyOf(other.repo) === family);
  return [...found]
    .sort(
      (a, b) =>
        percent(b.similarity) - percent(a.similarity) ||
        isKin(b) - isKin(a) ||
        b.similarity - a.similarity ||
        Number(a.other.pull > b.other.pull) - Number(a.other.pull < b.other.pull),
    )
    .slice(0, MOST_NAMED)
    .map(({ other, similarity }) => ({ pull: other.pull, similarity, standing: other.standing }));
};

const percent = (similarity: number): number => Math.floor(similarity * 100);

/** To which stack an open pull request belongs: those that stand on each other, however far apart. */
const stacks = (open: readonly ComparedPull[]): ((pull: string) => string) => {
  const below = new Map<string, string>();
  const bottomOf = (pull: string): string => {
    let bottom = pull;
    for (let next = below.get(bottom); next !== undefined; next = below.get(bottom)) {
      const after = below.get(next);
      if (after !== undefined) below.set(bottom, after);
      bottom = next;
    }
    return bottom;
  };
  const here = new Set<string>(open.map(({ pull }) => pull));
  for (const { pull, dependsOn } of open) {
    if (dependsOn === null || !here.has(dependsOn)) continue;
    const [own, other] = [bottomOf(pull), bottomOf(dependsOn)];
    if (own !== other) below.set(own, other);
  }
  return bottomOf;
};

const LONGEST_LINE = 16;

/** The repository from which another descends by what repositories say themselves, as far as is known. */
const families = (pulls: readonly ComparedPull[]): ((repo: AtUri | null) => string | null) => {
  const sources = new Map(pulls.map(({ repo, source }) => [repo, source]));
  return (repo) => {
    let oldest = repo;
    for (let step = 0; step < LONGEST_LINE; step += 1) {
      const source = sources.get(oldest) ?? null;
      if (source === null) break;
      oldest = source;
    }
    return oldest;
  };
};
