import type { AtUri, Did } from '../domain/index.ts';
import type { History, PastPull } from './history.ts';
import type { VouchEdge } from './ports.ts';

/** What ties are made of. */
export interface TiesFrom {
  readonly history: Pick<History, 'vouches'>;
  readonly past: readonly Pick<PastPull, 'pull' | 'author'>[];
  /** All of them, also of those who have no example. */
  readonly merged: readonly MergedChange[];
  /** Which pull request each row of the examples is, and its author's number. */
  readonly pulls: readonly AtUri[];
  readonly authors: Int32Array;
}

/**
 * Who was tied to whom, and since when: by positive vouches, and by changes merged into the same repository. Authors
 * keep the numbers they have among the examples; everybody else comes after them. As `judgeSage` takes it.
 */
export const contributorTies = ({ history, past, merged, pulls, authors }: TiesFrom) => {
  const authorOf = new Map(past.map(({ pull, author }) => [pull, author]));
  const people = new Map<Did, number>();
  pulls.forEach((pull, row) => {
    const author = authorOf.get(pull);
    if (author !== undefined) people.set(author, authors[row] ?? 0);
  });
  let next = authors.reduce((most, author) => Math.max(most, author), -1) + 1;
  const numberOf = (did: Did): number => {
    const number = people.get(did) ?? next++;
    people.set(did, number);
    return number;
  };
  const repositoryOf = numbering();
  const vouches = history.vouches
    .filter(({ polarity }) => polarity === 'vouch')
    .map(({ fromDid, toDid, heldFromUs, heldUntilUs }) => ({
      from: numberOf(fromDid),
      to: numberOf(toDid),
      fromUs: heldFromUs,
      untilUs: heldUntilUs ?? Number.POSITIVE_INFINITY,
    }));
  const merges = merged.map(({ author, repository, atUs }) => ({
    person: numberOf(author),
    repository: repositoryOf(repository),
    atUs,
  }));
  const names: string[] = [];
  for (const [did, number] of people) names[number] = did;
  return { people: next, names, vouches, merges };
};

/** Each name's number, in the order in which they are asked for. */
const numbering = (): ((name: string) => number) => {
  const numbers = new Map<string, number>();
  return (name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
};

/** That somebody had a change merged into a repository, and when, in microseconds since 1970. */
export interface MergedChange {
  readonly author: Did;
  readonly repository: string;
  readonly atUs: number;
}

/**
 * The same as of now. People are numbered in the order of their DIDs, so that the same facts give the same network in whatever
 * order they became known.
 */
export const tiesNow = (vouches: readonly VouchEdge[], merged: readonly MergedChange[]) => {
  const positive = vouches.filter(({ polarity }) => polarity === 'vouch');
  const all = new Set<Did>();
  for (const { fromDid, toDid } of positive) all.add(fromDid).add(toDid);
  for (const { author } of merged) all.add(author);
  const names = [...all].sort();
  const numbers = new Map(names.map((did, number) => [did, number]));
  const numberOf = (did: Did): number => numbers.get(did) ?? -1;
  const repositoryOf = numbering();
  const ties = {
    vouches: positive.map(({ fromDid, toDid, sinceUs }) => ({
      from: numberOf(fromDid),
      to: numberOf(toDid),
      fromUs: sinceUs,
      untilUs: Number.POSITIVE_INFINITY,
    })),
    merges: merged.map(({ author, repository, atUs }) => ({
      person: numberOf(author),
      repository: repositoryOf(repository),
      atUs,
    })),
  };
  return { names, numberOf, ties };
};
