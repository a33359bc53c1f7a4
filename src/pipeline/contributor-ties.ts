import type { AtUri, Did } from '../domain/index.ts';
import type { History, PastPull } from './history.ts';

/** What ties are made of. */
export interface TiesFrom {
  readonly history: Pick<History, 'vouches'>;
  readonly past: readonly Pick<PastPull, 'pull' | 'author' | 'repo' | 'targetRepo' | 'outcome' | 'finishedAtUs'>[];
  /** Which pull request each row of the examples is, and its author's number. */
  readonly pulls: readonly AtUri[];
  readonly authors: Int32Array;
}

/**
 * Who was tied to whom, and since when: by positive vouches, and by changes merged into the same repository. Authors
 * keep the numbers they have among the examples; everybody else comes after them. As `judgeSage` takes it.
 */
export const contributorTies = ({ history, past, pulls, authors }: TiesFrom) => {
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
  const repositories = new Map<string, number>();
  const repositoryOf = (name: string): number => {
    const number = repositories.get(name) ?? repositories.size;
    repositories.set(name, number);
    return number;
  };
  const vouches = history.vouches
    .filter(({ polarity }) => polarity === 'vouch')
    .map(({ fromDid, toDid, heldFromUs, heldUntilUs }) => ({
      from: numberOf(fromDid),
      to: numberOf(toDid),
      fromUs: heldFromUs,
      untilUs: heldUntilUs ?? Number.POSITIVE_INFINITY,
    }));
  const merges = past
    .filter(({ outcome }) => outcome === 'merged')
    .map(({ author, repo, targetRepo, finishedAtUs }) => ({
      person: numberOf(author),
      repository: repositoryOf(repo ?? targetRepo),
      atUs: finishedAtUs,
    }));
  return { people: next, vouches, merges };
};
