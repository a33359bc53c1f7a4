import { didOf } from '../ids.ts';
import { BEGIN_US, between, END_US, HOUR_US } from './calendar.ts';
import type { LargeCounts } from './counts.ts';
import { below, diceFor, mostlyLow } from './dice.ts';

/** Accounts that stand up for each other. */
export interface Clique {
  /** Number of the first; the others follow. */
  readonly first: number;
  readonly size: number;
  /** Who vouched for the first by mistake; null for a clique that nobody honest vouches for. */
  readonly fooled: number | null;
}

/**
 * Who lives in the large world and where they belong. People are numbers: first the founders of repositories, one each,
 * then all other honest people by when they came, then those in cliques.
 */
export interface Society {
  readonly counts: LargeCounts;
  /** Those below this number are honest. */
  readonly honest: number;
  readonly cliques: readonly Clique[];
  /** The repository a person mostly works on; of honest people. */
  homeOf(person: number): number;
  /** The honest people at home in a repository, its founder first, then by when they came. Not to be changed. */
  membersOf(repo: number): Int32Array;
  /** The owner first, then collaborators. */
  maintainersOf(repo: number): readonly number[];
  didOf(person: number): string;
  /** When somebody first appears. */
  sinceUs(person: number): number;
}

/** Of a hundred accounts. */
const SYBILS_PERCENT = 3;
/** One clique in so many is behind a mistaken vouch. */
const FOOLED_EVERY = 12;

const home = diceFor('home');
const cliqueSize = diceFor('clique size');
const fooledOne = diceFor('who is fooled');
const collaborators = diceFor('collaborators');
const arrival = diceFor('arrival');

/** Of nine repositories two have no collaborator, and one has four. */
const COLLABORATORS = [0, 0, 1, 1, 1, 2, 2, 3, 4];

const cliquesOf = (first: number, people: number, repos: number): Clique[] => {
  const cliques: Clique[] = [];
  for (let next = first; next < people; ) {
    const number = cliques.length;
    const size = Math.min(5 + below(8, cliqueSize(number)), people - next);
    const fooled = number % FOOLED_EVERY === 1 ? below(repos, fooledOne(number)) : null;
    cliques.push({ first: next, size, fooled });
    next += size;
  }
  return cliques;
};

/** Everybody's home, and the people of each: those of repository r from `start[r]` to below `start[r + 1]`. */
const settle = (honest: number, repos: number) => {
  const homes = Int32Array.from({ length: honest }, (_, person) =>
    person < repos ? person : mostlyLow(repos, home(person)),
  );
  const start = new Int32Array(repos + 1);
  for (const repo of homes) start[repo + 1] = (start[repo + 1] ?? 0) + 1;
  for (let repo = 0; repo < repos; repo += 1) start[repo + 1] = (start[repo + 1] ?? 0) + (start[repo] ?? 0);
  const next = start.slice();
  const members = new Int32Array(honest);
  homes.forEach((repo, person) => {
    const place = next[repo] ?? 0;
    members[place] = person;
    next[repo] = place + 1;
  });
  return { homes, start, members };
};

/** The society of a world so large; it takes some tens of bytes for each person, and a name once asked for. */
export const societyOf = (counts: LargeCounts): Society => {
  const { people, repos } = counts;
  const honest = people - Math.round((people * SYBILS_PERCENT) / 100);
  const { homes, start, members } = settle(honest, repos);
  const dids: string[] = [];
  const membersOf = (repo: number): Int32Array => members.subarray(start[repo] ?? 0, start[repo + 1] ?? 0);
  /** Eight in a row belong to seven people. */
  const ownerOf = (repo: number): number => (repo % 8 === 7 ? repo - 1 : repo);
  return {
    counts,
    honest,
    cliques: cliquesOf(honest, people, repos),
    homeOf: (person) => homes[person] ?? 0,
    membersOf,
    maintainersOf: (repo) => {
      const wanted = COLLABORATORS[below(COLLABORATORS.length, collaborators(repo))] ?? 0;
      const others = membersOf(repo).subarray(0, wanted + 1);
      return [...new Set([ownerOf(repo), ...others])].slice(0, wanted + 1);
    },
    didOf: (person) => {
      dids[person] ??= didOf(`person ${person} of the large world`);
      return dids[person];
    },
    sinceUs: (person) => arrivalOf(person, people),
  };
};

/** Founders come first, cliques last, and nobody in the last eight weeks. */
const arrivalOf = (person: number, people: number): number => {
  const whole = (END_US - BEGIN_US) * 0.95;
  const earliestUs = BEGIN_US + Math.floor((whole * 0.8 * person) / people);
  return between(earliestUs, earliestUs + Math.floor(whole * 0.2) - HOUR_US, arrival(person));
};
