import type { Pull } from './read-pulls.ts';
import type { Part } from './replay.ts';
import { RECORD_FIGURES, TrackRecord } from './track-record.ts';

/** Whose records are kept: the repository's, that of newcomers to it, the author's, the author's in the repository. */
const KINDS = ['repository', 'newcomers', 'author', 'author_here'] as const;

/** The rate before any outcome is known, worth ten outcomes. */
const FIRST_GUESS = 0.8;
const GUESS_OUTCOMES = 10;

/**
 * What became of earlier pull requests. Rates of authors and newcomers are drawn towards the repository's recent rate,
 * that towards the rate of all.
 */
export const recordsPart = (): Part => {
  const records = new Map<string, TrackRecord>();
  const newcomers = new Set<Pull>();
  const all = { merged: 0, outcomes: 0 };
  const recordOf = (key: string): TrackRecord => {
    const found = records.get(key) ?? new TrackRecord();
    records.set(key, found);
    return found;
  };
  const keysOf = ({ repo, author }: Pull): string[] => [`r ${repo}`, `n ${repo}`, `a ${author}`, `h ${repo} ${author}`];
  const concerned = (pull: Pull): TrackRecord[] =>
    keysOf(pull)
      .filter((key) => !key.startsWith('n ') || newcomers.has(pull))
      .map(recordOf);
  return {
    columns: KINDS.flatMap((kind) =>
      RECORD_FIGURES.map((figure) => ({ name: `${kind}_${figure}`, group: 'history' as const })),
    ),
    read: (pull) => {
      const [repository, ...others] = keysOf(pull).map(recordOf);
      const prior = (all.merged + GUESS_OUTCOMES * FIRST_GUESS) / (all.outcomes + GUESS_OUTCOMES);
      const rate = repository!.recentRate(pull.at, prior);
      return [repository!.figures(pull.at, prior), ...others.map((record) => record.figures(pull.at, rate))].flat();
    },
    asked: (pull) => {
      if (recordOf(keysOf(pull)[3]!).pulls === 0) newcomers.add(pull);
      for (const record of concerned(pull)) record.ask(pull);
    },
    settled: (pull, knownAt) => {
      all.outcomes += 1;
      all.merged += pull.merged ? 1 : 0;
      for (const record of concerned(pull)) record.settle(pull, knownAt);
    },
  };
};
