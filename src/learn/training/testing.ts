import type { Dataset, Feature, FeatureSet } from '../dataset.ts';
import { randomFrom } from '../random.ts';
import type { BaselineSpec } from './baselines.ts';

const DAY_US = 24 * 3600 * 1e6;

const column = (name: string, group: Feature['group'], direction?: 1 | -1): Feature => ({
  ...{ name, group, unit: 'share', meaning: name, words: name },
  ...(direction && { direction }),
});

/** Features of the planted worlds. */
export const PLANTED_FEATURES: FeatureSet = {
  columns: [
    column('rank', 'graph', 1),
    column('merge_rate', 'history'),
    column('merged', 'history'),
    column('lines_added', 'change', -1),
    column('noise', 'activity'),
  ],
  hash: '5'.repeat(64),
};

export const PLANTED_BASELINES: readonly BaselineSpec[] = [
  { name: 'the base rate', kind: 'base-rate', column: null },
  { name: 'the merge rate', kind: 'isotonic', column: 'merge_rate' },
  { name: 'lines added', kind: 'logistic', column: 'lines_added' },
  { name: 'the history bucket', kind: 'buckets', column: 'merged', bounds: [1, 3, 10] },
  { name: 'the rank', kind: 'isotonic', column: 'rank' },
];

/** A made-up dataset whose true probabilities are known. */
export interface Planted {
  readonly dataset: Dataset;
  /** That each row is clean. */
  readonly truth: Float64Array;
}

/**
 * `rows` changes over a year in 30 repositories, by a hundred authors at a time of whom most move on.
 * Clean ones are known 14 days after they are merged, others at
 * once. `isNoise`: nothing tells them apart.
 */
export const planted = (rows: number, { seed = 1, isNoise = false } = {}): Planted => {
  const random = randomFrom(seed);
  const width = PLANTED_FEATURES.columns.length;
  const values = new Float64Array(rows * width);
  const truth = new Float64Array(rows);
  const dataset: Dataset = {
    matrix: { rows, columns: PLANTED_FEATURES.columns.map(({ name }) => name), values },
    labels: new Uint8Array(rows),
    asOfUs: new Float64Array(rows),
    knownAtUs: new Float64Array(rows),
    repositories: new Int32Array(rows),
    authors: new Int32Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    const author = Math.floor(random() * 100 + (row / rows) * 300);
    const [rank, mergeRate, lines] = [random(), random() < 0.2 ? Number.NaN : random(), random() * 6];
    values.set([rank, mergeRate, Math.floor(random() * 15), lines, random()], row * width);
    const history = Number.isNaN(mergeRate) ? -0.5 : 5 * (mergeRate - 0.5);
    truth[row] = isNoise ? 0.7 : 1 / (1 + Math.exp(-(1.5 + 4 * (rank - 0.5) + history - 0.5 * (lines - 3))));
    const label = random() < (truth[row] ?? 0) ? 1 : 0;
    const asOf = 1e15 + Math.floor((row / rows) * 365 * DAY_US);
    dataset.labels[row] = label;
    dataset.asOfUs[row] = asOf;
    dataset.knownAtUs[row] = asOf + Math.floor(random() * 2 * DAY_US) + (label === 1 ? 14 * DAY_US : 0);
    dataset.repositories[row] = Math.floor(random() * 30);
    dataset.authors[row] = author;
  }
  return { dataset, truth };
};
