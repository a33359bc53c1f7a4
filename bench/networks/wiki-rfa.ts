import { createHash } from 'node:crypto';
import { type Edge, graphFrom } from './edges.ts';
import { readCsv } from './read-csv.ts';
import { drawnAmongMostVouched, mostActive } from './seeds.ts';
import type { Labels, Task } from './task.ts';

/** Votes −1, 0 or 1 on who becomes administrator, neither headed nor timed; neutral ones are left out. */
export const readWikiRfa = (file: string): Edge[] =>
  readCsv(file)
    .map(({ fields: [source = '', target = '', vote] }) => ({ source, target, weight: Number(vote), epoch: null }))
    .filter(({ weight }) => weight !== 0);

const SEEDS = 10;
const HIDDEN_VOTES = 10;
/** English Wikipedia's discretion begins at 65 and ends at 75 % support. */
const SUPPORT = 0.7;

/**
 * Half of the pairs (voter, candidate), by a hash of both, are the graph; the other half judge: good with 70 % support
 * or more among at least ten hidden votes. The file has no times, so this is filling in, not foretelling.
 */
export const hiddenHalf = (votes: readonly Edge[]): Task => {
  const isHidden = ({ source, target }: Edge): boolean => halfOf(`${source} ${target}`) === 1;
  const graphEdges = votes.filter((vote) => !isHidden(vote));
  return {
    name: 'Wiki-RfA, hidden half of the votes',
    graph: graphFrom(graphEdges, { fullWeight: 1 }),
    labels: outcomes(votes.filter(isHidden)),
    isUnweighted: true,
    seedChoices: [
      { name: `${SEEDS} most active voters`, seeds: mostActive(graphEdges, SEEDS) },
      ...drawnAmongMostVouched(graphEdges),
    ],
  };
};

const halfOf = (text: string): number => createHash('sha256').update(text).digest().readUInt8(0) & 1;

const outcomes = (hidden: readonly Edge[]): Labels => {
  const labels = new Map<string, boolean>();
  for (const [candidate, votes] of Map.groupBy(hidden, ({ target }) => target)) {
    const support = votes.filter(({ weight }) => weight > 0).length / votes.length;
    if (votes.length >= HIDDEN_VOTES) labels.set(candidate, support >= SUPPORT);
  }
  return labels;
};
