import {
  aucOf,
  clustered,
  differenceInterval,
  fitLogistic,
  type Interval,
  intervalOf,
  randomFrom,
  rankedBy,
  resampledAucs,
} from '../../src/learn/index.ts';
import type { PullFeatures } from './merge-graph.ts';

/** What one way of scoring pull requests does on some of them. */
export interface MergeOutcome {
  readonly name: string;
  readonly auc: number;
  readonly interval: Interval;
  /** Comparing pull requests of one repository only. */
  readonly withinRepo: number;
  readonly withinInterval: Interval;
  /** `withinRepo` less that of the outcome before it which it is meant to improve on, paired; null for those that have none. */
  readonly gain: (Interval & { readonly value: number }) | null;
}

/** Some pull requests, and how each way of scoring tells which are merged. */
export interface MergeComparison {
  readonly name: string;
  readonly pulls: number;
  readonly merged: number;
  readonly authors: number;
  /** Pull requests whose author had received a merge anywhere, or done one: of the others the graph knows nothing. */
  readonly known: number;
  readonly outcomes: readonly MergeOutcome[];
}

type Score = (features: PullFeatures) => number;

const record: readonly Score[] = [({ mergeRate }) => mergeRate, ({ outcomes }) => Math.log1p(outcomes)];
const graph: readonly Score[] = [
  ({ structuralOwn }) => structuralOwn,
  ({ structuralAll }) => structuralAll,
  ({ mergeEdges }) => Math.log1p(mergeEdges),
];

const SINGLE: readonly (readonly [name: string, score: Score])[] = [
  ["author's merge rate", ({ mergeRate }) => mergeRate],
  ['merges received', ({ mergeEdges }) => mergeEdges],
  ["structural, the repository's mergers as seeds", ({ structuralOwn }) => structuralOwn],
  ['structural, all mergers as seeds', ({ structuralAll }) => structuralAll],
  ["EigenTrust, the repository's mergers as seeds", ({ eigentrustOwn }) => eigentrustOwn],
];

/**
 * Each score by itself on `judged`; then two logistic regressions fitted on `earlier` pull requests, one on the author's
 * record (merge rate, number of outcomes), one on that and the graph, whose gain is what merge edges add.
 * Whole authors are resampled.
 */
export const mergeComparison = (
  name: string,
  { judged, earlier }: { readonly judged: readonly PullFeatures[]; readonly earlier: readonly PullFeatures[] },
  resamples: number,
): MergeComparison => {
  const fitted = (of: readonly Score[]): Score => {
    const rowOf = (features: PullFeatures): number[] => of.map((score) => score(features));
    const predict = fitLogistic(
      earlier.map(rowOf),
      earlier.map(({ pull }) => (pull.merged ? 1 : 0)),
    );
    return (features) => predict(rowOf(features));
  };
  const scores = [
    ...SINGLE,
    ['record, fitted', fitted(record)] as const,
    ['record and merge graph, fitted', fitted([...record, ...graph])] as const,
  ];
  const authors = numbered(judged.map(({ pull }) => pull.author));
  return {
    name,
    pulls: judged.length,
    merged: judged.filter(({ pull }) => pull.merged).length,
    authors: new Set(authors).size,
    known: judged.filter(({ mergeEdges, structuralAll }) => mergeEdges > 0 || structuralAll > 0).length,
    outcomes: outcomesOf(judged, scores, { authors, resamples }),
  };
};

const outcomesOf = (
  judged: readonly PullFeatures[],
  scores: readonly (readonly [name: string, score: Score])[],
  { authors, resamples }: { readonly authors: Int32Array; readonly resamples: number },
): MergeOutcome[] => {
  const labels = Uint8Array.from(judged, ({ pull }) => (pull.merged ? 1 : 0));
  const repos = numbered(judged.map(({ pull }) => pull.repo));
  const columns = scores.map(([, score]) => Float64Array.from(judged, score));
  const rankings = [
    ...columns.map((column) => rankedBy(column, labels)),
    ...columns.map((column) => rankedBy(column, labels, repos)),
  ];
  const samples = resampledAucs(rankings, clustered(authors), { resamples, random: randomFrom(2) });
  const last = scores.length - 1;
  return scores.map(([name], at) => {
    const within = aucOf(rankings[scores.length + at]!);
    const withinSamples = samples[scores.length + at]!;
    const before = scores.length + at - 1;
    return {
      name,
      auc: aucOf(rankings[at]!),
      interval: intervalOf(samples[at]!),
      withinRepo: within,
      withinInterval: intervalOf(withinSamples),
      gain:
        at === last
          ? { value: within - aucOf(rankings[before]!), ...differenceInterval(withinSamples, samples[before]!) }
          : null,
    };
  });
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
