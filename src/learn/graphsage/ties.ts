import type { SageGraph } from './sage-graph.ts';

/** Somebody vouched for somebody, from when until when that stood (Infinity: to this day). People are numbers from 0. */
export interface TimedVouch {
  readonly from: number;
  readonly to: number;
  readonly fromUs: number;
  readonly untilUs: number;
}

/** Somebody's change was merged into a repository, known from `atUs` on. */
export interface TimedMerge {
  readonly person: number;
  readonly repository: number;
  readonly atUs: number;
}

/** All that ties people together, and when it could be known. Microseconds since 1970. */
export interface Ties {
  readonly people: number;
  /** Who each is, by number; absent, or shorter: nobody says of those, and nothing is kept of them. */
  readonly names?: readonly string[];
  /** Positive ones only: a denounce is no tie, but a feature. */
  readonly vouches: readonly TimedVouch[];
  readonly merges: readonly TimedMerge[];
}

/** So many neighbours are kept of each person, the latest ones: what a busy repository or a vouching ring can add is bounded. */
export const MOST_NEIGHBOURS = 32;

/**
 * Who was whose neighbour right before a moment: those one vouched for or who vouched for one, and those whose changes
 * were merged into the same repositories. Of each person the `MOST_NEIGHBOURS` latest, of equally late ones those of lower number;
 * so somebody may be a neighbour without having that one as theirs.
 */
export const graphBefore = (ties: Ties, us: number): SageGraph => {
  const { people } = ties;
  const neighboursOf = neighboursBefore(ties, us);
  const start = new Int32Array(people + 1);
  const lists: (readonly number[])[] = [];
  for (let person = 0; person < people; person += 1) {
    const kept = neighboursOf(person);
    lists.push(kept);
    start[person + 1] = (start[person] ?? 0) + kept.length;
  }
  return { nodes: people, start, neighbours: Int32Array.from(lists.flat()) };
};

/** The same person by person, for who asks about few: those of lower number first. Linear in the ties beforehand. */
export const neighboursBefore = (
  { vouches, merges }: Pick<Ties, 'vouches' | 'merges'>,
  us: number,
): ((person: number) => readonly number[]) => {
  const since = new Map<number, Map<number, number>>();
  for (const { from, to, fromUs, untilUs } of vouches) {
    if (from === to || !(fromUs < us && untilUs >= us)) continue;
    noteLatest(madeIn(since, from), to, fromUs);
    noteLatest(madeIn(since, to), from, fromUs);
  }
  const places = new Map<number, Repository[]>();
  for (const members of membersBefore(merges, us)) {
    // One more than is kept, as oneself is among them.
    const place = { latest: latestOf(members, MOST_NEIGHBOURS + 1) };
    for (const person of members.keys()) {
      const own = places.get(person);
      if (own === undefined) places.set(person, [place]);
      else own.push(place);
    }
  }
  return (person) => {
    const times = new Map(since.get(person));
    for (const { latest } of places.get(person) ?? []) {
      for (const [other, atUs] of latest) if (other !== person) noteLatest(times, other, atUs);
    }
    return latestOf(times, MOST_NEIGHBOURS)
      .map(([other]) => other)
      .sort((a, b) => a - b);
  };
};

/** Whose changes were merged into one repository last, and when. */
interface Repository {
  readonly latest: readonly (readonly [number, number])[];
}

/** For each repository, who had a change merged, and when last. */
const membersBefore = (merges: readonly TimedMerge[], us: number): Iterable<Map<number, number>> => {
  const repositories = new Map<number, Map<number, number>>();
  for (const { person, repository, atUs } of merges) {
    if (!(atUs < us)) continue;
    noteLatest(madeIn(repositories, repository), person, atUs);
  }
  return repositories.values();
};

/** The map of this key, an empty one where there was none. */
const madeIn = (maps: Map<number, Map<number, number>>, key: number): Map<number, number> => {
  const known = maps.get(key) ?? new Map<number, number>();
  maps.set(key, known);
  return known;
};

const noteLatest = (times: Map<number, number>, key: number, atUs: number): void => {
  times.set(key, Math.max(times.get(key) ?? Number.NEGATIVE_INFINITY, atUs));
};

const latestOf = (people: ReadonlyMap<number, number>, most: number): (readonly [number, number])[] =>
  [...people].sort(([a, aUs], [b, bUs]) => bUs - aUs || a - b).slice(0, most);
