import type { Predictions } from '../../../src/learn/index.ts';
import type { Split } from '../../../src/learn/training/split.ts';
import type { VouchLists } from '../../networks/vouched.ts';
import {
  type BaselineSpec,
  baselinePredictions,
  type Judged,
  judgedOn,
  type ModelSpec,
  modelPredictions,
  type Tested,
} from '../judged.ts';
import { LAST_ROUND } from './change-part.ts';
import { GRAPH_RANK } from './graph-part.ts';
import type { PullData } from './pull-data.ts';
import type { Column } from './replay.ts';

/** How intervals and chance are made. */
export interface Draws {
  readonly resamples: number;
  readonly seed: number;
}

const BASELINES: readonly BaselineSpec[] = [
  { name: 'base rate', kind: 'base-rate', column: null },
  { name: "author's merge rate", kind: 'isotonic', column: 'author_merge_rate' },
  { name: 'lines added', kind: 'isotonic', column: 'lines_added' },
  { name: 'history: new, 1–2, 3–9, 10+', kind: 'buckets', column: 'author_pulls', bounds: [1, 3, 10] },
  { name: 'graph rank', kind: 'isotonic', column: GRAPH_RANK },
];

/** Grown so after a comparison on the calibration part of the split by time, the test unseen. */
const GROWTHS = [
  {
    trees: 1500,
    patience: 40,
    learningRate: 0.07,
    leaves: 31,
    minLeafRows: 20,
    lambda: 5,
    rowShare: 0.7,
    columnShare: 0.4,
  },
];

/** A model by name, and the columns it may not have. */
type Variant = readonly [name: string, isOut: (column: Column) => boolean];

const MAIN: Variant = ['trees, isotonic', () => false];
const WITHOUT_GRAPH: Variant = ['without the graph', ({ group }) => group === 'graph'];

/** What everything is worth, then without some of it. */
export const VARIANTS: readonly Variant[] = [
  MAIN,
  WITHOUT_GRAPH,
  ['without history', ({ group }) => group === 'history'],
  ['without history and graph', ({ group }) => group === 'history' || group === 'graph'],
  ['without the last round', ({ name }) => LAST_ROUND.includes(name)],
];

/** The ablation that is asked about above all. */
export const GRAPH_VARIANTS = [MAIN, WITHOUT_GRAPH];
export const MAIN_VARIANTS = [MAIN];

/** What models and baselines say of the tests of some splits, one after the other. */
export const testedOn = (
  { dataset, columns }: PullData,
  splits: readonly Split[],
  { variants, seed }: { readonly variants: readonly Variant[]; readonly seed: number },
): Tested => {
  const specs: ModelSpec[] = variants.map(([name, isOut]) => ({
    name,
    columns: columns.filter((column) => !isOut(column)).map((column) => column.name),
    ...(name === MAIN[0] && { rawName: 'trees, not calibrated' }),
  }));
  const parts = splits.map((split) => [
    ...modelPredictions(dataset, split, specs, { growths: GROWTHS, seed }),
    ...baselinePredictions(dataset, split, BASELINES),
  ]);
  return {
    dataset,
    rows: Int32Array.from(splits.flatMap(({ test }) => [...test])),
    predictions: (parts[0] ?? []).map((_, at) => joined(parts.map((part) => part[at]!))),
  };
};

const joined = (parts: readonly Predictions[]): Predictions => ({
  name: parts[0]!.name,
  probabilities: concatenated(parts.map(({ probabilities }) => probabilities)),
  // Scores of different models are on no common scale.
  ...(parts.length === 1 && parts[0]!.scores && { scores: parts[0]!.scores }),
});

const concatenated = (parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => [...part]));

/** Judges all, newcomers to the repository, unfamiliar authors, and (with lists) who is vouched for later. */
export const judgedPulls = (data: PullData, tested: Tested, lists: VouchLists | null, draws: Draws): Judged[] => {
  const { values, columns } = data.dataset.matrix;
  const isZero = (column: string) => {
    const place = columns.indexOf(column);
    return (row: number): boolean => values[row * columns.length + place] === 0;
  };
  const segments = [
    { name: 'all', counts: () => true },
    { name: 'newcomers to the repository', counts: isZero('author_here_pulls') },
    { name: 'unfamiliar authors', counts: isZero('author_pulls') },
    ...(lists ? vouchedSegments(data, lists) : []),
  ];
  return segments.map((segment) => judgedOn(tested, segment, draws));
};

const vouchedSegments = ({ pulls }: PullData, { vouched, startedAt }: VouchLists) => {
  const before = (row: number): boolean =>
    pulls[row]!.at < (startedAt.get(pulls[row]!.repo) ?? Number.NEGATIVE_INFINITY);
  const later = (row: number): boolean => vouched.has(`${pulls[row]!.repo} ${pulls[row]!.author}`);
  return [
    { name: 'before the list began, vouched for later', counts: (row: number) => before(row) && later(row) },
    { name: 'before the list began, never vouched for', counts: (row: number) => before(row) && !later(row) },
  ];
};
