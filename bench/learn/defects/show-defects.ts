import { AppError } from '../../../src/domain/index.ts';
import type { Dataset } from '../../../src/learn/index.ts';
import { reliabilityOf } from '../../../src/learn/index.ts';
import type { Split } from '../../../src/learn/training/split.ts';
import type { Table } from '../../networks/table.ts';
import { baselinePredictions, judgedOn, labelsOf, modelPredictions } from '../judged.ts';
import { judgedTable, reliabilityTable } from '../tables.ts';
import { COMMIT_COLUMNS, type Commit, learnable, readCommits } from './read-commits.ts';

/** Where training and test commits of one project are. */
export interface DefectFiles {
  readonly name: string;
  readonly train: string;
  readonly test: string;
}

/** Of the training part: the newest 15 % calibrate, the 15 % before say when to stop growing. */
const [STOP_FROM, CALIBRATE_FROM] = [0.7, 0.85];

const GROWTHS = [8, 15].map((leaves) => ({
  trees: 1500,
  patience: 60,
  learningRate: 0.05,
  leaves,
  minLeafRows: 20,
  lambda: 5,
  rowShare: 0.7,
  columnShare: 0.5,
}));

const BASELINES = [
  { name: 'base rate', kind: 'base-rate', column: null },
  { name: 'LApredict: lines added, logistic', kind: 'logistic', column: 'la' },
] as const;

/** Fewer to learn from, or to be tested on, say nothing. */
const LEAST = 200;

/**
 * Which commits bring a defect in; every commit is drawn by itself, for no author is given.
 *
 * @throws AppError when a file cannot be used, or too few commits are left.
 */
export const showDefects = (
  { name, train, test }: DefectFiles,
  draws: { readonly resamples: number; readonly seed: number },
  show: (table: Table) => void,
): void => {
  const asked = readCommits(test);
  const learned = learnable(readCommits(train), asked);
  if (Math.min(learned.length, asked.length) < LEAST) {
    throw new AppError(
      `${train}: ${learned.length} commits older than the ${asked.length} of ${test}, at least ${LEAST} of either are needed`,
    );
  }
  const dataset = datasetOf([...learned, ...asked]);
  const split = splitOf(learned.length, asked.length);
  const model = { name: 'trees, isotonic', columns: COMMIT_COLUMNS, rawName: 'trees, not calibrated' };
  const predictions = [
    ...modelPredictions(dataset, split, [model], { growths: GROWTHS, seed: draws.seed }),
    ...baselinePredictions(dataset, split, BASELINES),
  ];
  const tested = { dataset, rows: split.test, predictions };
  const judged = judgedOn(tested, { name: `${learned.length} learned from, tested on`, counts: () => true }, draws);
  show(judgedTable(`Defects, ${name}`, judged, { positive: 'with a defect', clusters: 'drawn by themselves' }));
  const [{ probabilities } = { probabilities: new Float64Array(0) }] = predictions;
  show(reliabilityTable(`Defects, ${name}`, reliabilityOf(probabilities, labelsOf(dataset, split.test))));
};

const datasetOf = (commits: readonly Commit[]): Dataset => {
  const atUs = Float64Array.from(commits, ({ at }) => at * 1e6);
  return {
    matrix: {
      rows: commits.length,
      columns: COMMIT_COLUMNS,
      values: Float64Array.from(commits.flatMap(({ values }) => values)),
    },
    labels: Uint8Array.from(commits, ({ bug }) => (bug ? 1 : 0)),
    asOfUs: atUs,
    knownAtUs: atUs,
    repositories: new Int32Array(commits.length),
    authors: Int32Array.from(commits.keys()),
  };
};

const splitOf = (learned: number, asked: number): Split => {
  const [stop, calibrate] = [STOP_FROM, CALIBRATE_FROM].map((share) => Math.floor(share * learned)) as [number, number];
  const between = (from: number, to: number): Int32Array =>
    Int32Array.from({ length: to - from }, (_, at) => from + at);
  return {
    fit: between(0, stop),
    stop: between(stop, calibrate),
    refit: between(0, calibrate),
    calibrate: between(calibrate, learned),
    test: between(learned, learned + asked),
    calibrateFromUs: Number.NaN,
    testFromUs: Number.NaN,
    testToUs: Number.NaN,
    maturityUs: 0,
    left: 0,
  };
};
