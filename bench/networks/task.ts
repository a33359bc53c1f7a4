import {
  aucOf,
  differenceInterval,
  type Interval,
  intervalOf,
  randomFrom,
  rankedBy,
  resampledAucs,
  stratified,
} from '../../src/learn/index.ts';
import type { TrustGraph } from '../../src/trust/index.ts';
import type { Compared } from './compared.ts';
import type { SeedChoice } from './seeds.ts';

/** Good or bad, as found out from what the graph does not hold. */
export type Labels = ReadonlyMap<string, boolean>;

/** People to tell apart by a graph, from seeds; no label may be in the graph, or have chosen the seeds. */
export interface Task {
  readonly name: string;
  readonly graph: TrustGraph;
  readonly labels: Labels;
  /** Every vouch counts in full, as on Tangled: only then do the gate's thresholds mean anything. */
  readonly isUnweighted: boolean;
  /** The first is the one all figures are for; the others show how much hangs on the choice. At least one. */
  readonly seedChoices: readonly [SeedChoice, ...SeedChoice[]];
}

/** What one measure does on a task. */
export interface Outcome {
  readonly measure: Compared;
  readonly auc: number;
  readonly interval: Interval;
  /** AUC less the best baseline's, paired. */
  readonly difference: number;
  readonly differenceInterval: Interval;
  /** Lowest and highest AUC over all seed choices; null for slow measures. */
  readonly overSeeds: Interval | null;
}

/** The outcomes of a task's measures, and whom they are about. */
export interface Comparison {
  readonly task: Task;
  /** People judged: labelled, in the graph, no seeds. */
  readonly good: number;
  readonly bad: number;
  /** Which baseline has the highest AUC here: picked on these very labels, so in its favour. */
  readonly bestBaseline: string;
  readonly outcomes: readonly Outcome[];
  readonly reaching: (measure: string, threshold: number) => Reaching;
  /** The AUC of one measure less that of another, by their names, paired. */
  readonly less: (measure: string, other: string) => Interval & { readonly value: number };
}

/** The shares, in [0,1], of the good and of the bad people whose score is at or above a threshold. */
export interface Reaching {
  readonly good: number;
  readonly bad: number;
}

/** Every measure's AUC on a task, with stratified bootstrap intervals; the same resamples for all. */
export const comparisonOf = (task: Task, measures: readonly Compared[], resamples: number): Comparison => {
  const [main] = task.seedChoices;
  const { nodes, labels } = judgedIn(task, main.seeds);
  const columns = measures.map((measure) => scoresOf(task.graph, measure));
  const rankings = columns.map((from) => rankedBy(at(nodes, from(main.seeds)), labels));
  const aucs = rankings.map((ranking) => aucOf(ranking));
  const best = bestBaseline(measures, aucs);
  const samples = resampledAucs(rankings, stratified(labels), { resamples, random: randomFrom(1) });
  const outcomes = measures.map((measure, column) => ({
    measure,
    auc: aucs[column]!,
    interval: intervalOf(samples[column]!),
    difference: aucs[column]! - aucs[best]!,
    differenceInterval: differenceInterval(samples[column]!, samples[best]!),
    overSeeds: measure.isSlow ? null : overSeeds(task, columns[column]!),
  }));
  const good = labels.reduce((sum, label) => sum + label, 0);
  const reaching = (name: string, threshold: number): Reaching => {
    const scores = at(nodes, columns[measures.findIndex((measure) => measure.name === name)]!(main.seeds));
    const [bad, ofGood] = [0, 1].map((label) => shareReaching(scores, threshold, (item) => labels[item] === label));
    return { good: ofGood!, bad: bad! };
  };
  const less: Comparison['less'] = (...names) => {
    const [a = 0, b = 0] = names.map((name) => measures.findIndex((measure) => measure.name === name));
    return { value: aucs[a]! - aucs[b]!, ...differenceInterval(samples[a]!, samples[b]!) };
  };
  return { task, good, bad: labels.length - good, bestBaseline: measures[best]!.name, outcomes, reaching, less };
};

/** The place of the baseline with the highest AUC; 0 when there is none. */
const bestBaseline = (measures: readonly Compared[], aucs: readonly number[]): number => {
  const baselines = [...measures.keys()].filter((place) => measures[place]!.isBaseline);
  return baselines.sort((a, b) => aucs[b]! - aucs[a]! || a - b)[0] ?? 0;
};

/** A measure's scores by seeds, each computed once; once in all when seeds make no difference. */
const scoresOf = (graph: TrustGraph, { seeded, scores }: Compared): ScoresFrom => {
  const known = new Map<string, Float64Array>();
  return (seeds) => {
    const key = seeded ? seeds.join('\n') : '';
    const found = known.get(key) ?? scores(graph, seeds);
    known.set(key, found);
    return found;
  };
};

type ScoresFrom = (seeds: readonly string[]) => Float64Array;

const judgedIn = ({ graph, labels }: Task, seeds: readonly string[]) => {
  const judged = [...labels].filter(([id]) => graph.indexOf(id) >= 0 && !seeds.includes(id));
  return {
    nodes: Int32Array.from(judged, ([id]) => graph.indexOf(id)),
    labels: Uint8Array.from(judged, ([, good]) => (good ? 1 : 0)),
  };
};

const at = (nodes: Int32Array, scores: Float64Array): Float64Array => Float64Array.from(nodes, (node) => scores[node]!);

const overSeeds = (task: Task, from: ScoresFrom): Interval => {
  const aucs = task.seedChoices.map(({ seeds }) => {
    const { nodes, labels } = judgedIn(task, seeds);
    return aucOf(rankedBy(at(nodes, from(seeds)), labels));
  });
  return { low: Math.min(...aucs), high: Math.max(...aucs) };
};

const shareReaching = (scores: Float64Array, threshold: number, counts: (item: number) => boolean): number => {
  const counted = scores.filter((_, item) => counts(item));
  return counted.filter((score) => score >= threshold).length / counted.length;
};
