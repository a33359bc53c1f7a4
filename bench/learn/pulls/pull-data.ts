import type { Dataset } from '../../../src/learn/index.ts';
import type { MergeEdge } from '../../networks/pulls.ts';
import { activityPart } from './activity-part.ts';
import { changePart } from './change-part.ts';
import { graphPart } from './graph-part.ts';
import { overlapsPart } from './overlaps-part.ts';
import { placesPart } from './places-part.ts';
import { knownAt, type Protocol } from './protocol.ts';
import type { Pull } from './read-pulls.ts';
import { recordsPart } from './records-part.ts';
import { type Column, replay } from './replay.ts';

/** These tell which repository it is, and little else. */
const UNUSED = ['repository_days_known', 'repository_pulls', 'repository_outcomes'];

/** Pull requests as examples: label 1 for a merged one. */
export interface PullData {
  readonly pulls: readonly Pull[];
  /** What a model may learn from; the matrix has a few columns more. */
  readonly columns: readonly Column[];
  readonly dataset: Dataset;
}

/** Every pull request (sorted) as of right before its last commit, by what the protocol lets be known then. */
export const pullData = (pulls: readonly Pull[], edges: readonly MergeEdge[], protocol: Protocol): PullData => {
  const parts = [recordsPart(), placesPart(), overlapsPart(), changePart(), activityPart(), graphPart(edges)];
  const { columns, values } = replay(pulls, protocol, parts);
  return {
    pulls,
    columns: columns.filter(({ name }) => !UNUSED.includes(name)),
    dataset: {
      matrix: { rows: pulls.length, columns: columns.map(({ name }) => name), values },
      labels: Uint8Array.from(pulls, ({ merged }) => (merged ? 1 : 0)),
      asOfUs: Float64Array.from(pulls, ({ at }) => at * 1e6),
      knownAtUs: Float64Array.from(pulls, (pull) => knownAt(pull, protocol) * 1e6),
      repositories: numbered(pulls.map(({ repo }) => repo)),
      authors: numbered(pulls.map(({ author }) => author)),
    },
  };
};

/** Numbers from 0 for texts, equal ones alike, in order of appearance. */
const numbered = (texts: readonly string[]): Int32Array => {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
};
