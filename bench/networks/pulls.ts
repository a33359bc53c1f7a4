import type { Edge } from './edges.ts';
import { readColumns } from './read-csv.ts';

const DAY_SECONDS = 86_400;
/** An unmerged pull request counts as such this long after its last commit. */
const GIVEN_UP_SECONDS = 60 * DAY_SECONDS;

/** One finished pull request; epochs in seconds. */
export interface FinishedPull {
  readonly repo: string;
  readonly author: string;
  readonly merged: boolean;
  /** Of the last commit: when it is judged. When it was opened is not known. */
  readonly at: number;
  /** From when on its outcome may be known to anybody; `at` for the merged ones whose merge has no date. */
  readonly knownAt: number;
}

/** Whose pull request whom merged where, for merges that git shows: a squash names no merger. */
export interface MergeEdge extends Edge {
  readonly repo: string;
  readonly epoch: number;
}

/** The pull requests whose outcome can be used, by `at`. */
export const readPulls = (file: string): FinishedPull[] =>
  readColumns(file, ['repo', 'author', 'usable', 'merged', 'lastCommitAt', 'mergedAt'])
    .filter(([, , usable]) => usable === '1')
    .map(([repo = '', author = '', , mergedText, lastCommitAt, mergedAt]) => {
      const at = Number(lastCommitAt);
      const merged = mergedText === '1';
      return { repo, author, merged, at, knownAt: merged ? Math.max(at, Number(mergedAt)) : at + GIVEN_UP_SECONDS };
    })
    .sort((a, b) => a.at - b.at);

/** Edges merger → author, each of weight 1. */
export const readMergeEdges = (file: string): MergeEdge[] =>
  readColumns(file, ['repo', 'merger', 'author', 'mergedAt'])
    .map(([repo = '', source = '', target = '', mergedAt]) => ({
      repo,
      source,
      target,
      weight: 1,
      epoch: Number(mergedAt),
    }))
    .sort((a, b) => a.epoch - b.epoch);
