import type { Edge } from './edges.ts';
import { graphFrom } from './edges.ts';
import { readColumns } from './read-csv.ts';
import { drawnAmongMostVouched, earliestRaters, mostActive, type SeedChoice } from './seeds.ts';
import type { Labels, Task } from './task.ts';

/** Ratings −10 to 10, timed. */
export const readBitcoinAlpha = (file: string): Edge[] =>
  readColumns(file, ['source', 'target', 'weight', 'timestamp']).map(([source = '', target = '', weight, epoch]) => ({
    source,
    target,
    weight: Number(weight),
    epoch: Number(epoch),
  }));

const SEEDS = 10;
const FULL_WEIGHT = 10;

/**
 * The graph is the ratings before the 60 % point in time; people are judged by those after it, by `raters` people or
 * more: good when the mean is above 0, bad below. They have a rating received in the graph, or none can say a thing.
 */
export const laterRatings = (edges: readonly Edge[], raters: number): Task[] => {
  const split = epochAt(edges, 0.6);
  const before = edges.filter(({ epoch }) => epoch !== null && epoch < split);
  const after = edges.filter(({ epoch }) => epoch !== null && epoch >= split);
  const name = `Bitcoin-Alpha, later ratings (${raters} or more)`;
  return tasksFrom(name, { graphEdges: before, labels: labelsFrom(after, before, raters), fadedAt: split });
};

/**
 * After the rule of the published figures (Kumar et al. 2018, REV2): labels are the ratings by the founder (taken to be
 * node 1, who rated most people) and by whom the founder rated `trusted` or more; all of those people's ratings are taken
 * out of the graph, and they are not judged.
 */
export const founderLabels = (edges: readonly Edge[], trusted: number): Task[] => {
  const founder = '1';
  const circle = new Set([
    founder,
    ...edges.filter(({ source, weight }) => source === founder && weight >= trusted).map(({ target }) => target),
  ]);
  const graphEdges = edges.filter(({ source }) => !circle.has(source));
  const words = edges.filter(({ source, target }) => circle.has(source) && !circle.has(target));
  const name = `Bitcoin-Alpha, founder and ${circle.size - 1} trusted`;
  return tasksFrom(name, { graphEdges, labels: labelsFrom(words, graphEdges, 1) });
};

interface Split {
  readonly graphEdges: readonly Edge[];
  readonly labels: Labels;
  readonly fadedAt?: number;
}

/** The task with ratings as weights, with signs alone, and, where there is a moment, faded as the gate does. */
const tasksFrom = (name: string, { graphEdges, labels, fadedAt }: Split): Task[] => {
  const seedChoices: [SeedChoice, ...SeedChoice[]] = [
    { name: `${SEEDS} earliest raters`, seeds: earliestRaters(graphEdges, SEEDS) },
    { name: `${SEEDS} most active raters`, seeds: mostActive(graphEdges, SEEDS) },
    ...drawnAmongMostVouched(graphEdges),
  ];
  const form = { fullWeight: FULL_WEIGHT };
  const signs = { ...form, signsOnly: true };
  const common = { labels, seedChoices };
  const tasks = [
    { ...common, name: `${name}, weighted`, graph: graphFrom(graphEdges, form), isUnweighted: false },
    { ...common, name, graph: graphFrom(graphEdges, signs), isUnweighted: true },
  ];
  if (fadedAt === undefined) return tasks;
  const graph = graphFrom(graphEdges, { ...signs, fadedAt });
  return [...tasks, { ...common, name: `${name}, faded`, graph, isUnweighted: true }];
};

const epochAt = (edges: readonly Edge[], share: number): number => {
  const epochs = edges.map(({ epoch }) => epoch ?? 0).sort((a, b) => a - b);
  return epochs[Math.floor(epochs.length * share)] ?? 0;
};

/** Good or bad by the mean of what is said, for those whom `raters` or more rate and whom the graph knows as rated. */
const labelsFrom = (words: readonly Edge[], graphEdges: readonly Edge[], raters: number): Labels => {
  const present = new Set(graphEdges.map(({ target }) => target));
  const said = Map.groupBy(
    words.filter(({ target }) => present.has(target)),
    ({ target }) => target,
  );
  const labels = new Map<string, boolean>();
  for (const [id, ratings] of said) {
    const sum = ratings.reduce((total, { weight }) => total + weight, 0);
    if (ratings.length >= raters && sum !== 0) labels.set(id, sum > 0);
  }
  return labels;
};
