import { tinyGnnModel } from '../../learn/graphsage/gnn.testing.ts';
import { namedGnnModel } from '../../learn/graphsage/gnn-model.ts';
import { type FeatureSet, type GnnModel, isGiven, type Model } from '../../learn/index.ts';
import { namedModel } from '../../learn/model-file/model-text.ts';
import { featureSet } from '../features/feature-set.ts';

/** A model of one tree that asks one question: up to `at` of a feature the lower log-odds, above it the higher. */
export interface StubModel {
  readonly feature?: string;
  readonly at?: number;
  /** Log-odds at and below, and above; a value that is not known counts as below. */
  readonly low?: number;
  readonly high?: number;
  /** The guaranteed threshold; null: none. */
  readonly threshold?: number | null;
  readonly needed?: number | null;
  readonly features?: FeatureSet;
}

const within = (value: number) => ({ value, low: value, high: value });

const WHOLE = Array.from({ length: 13 }, (_, at) => at - 6);

/** Such a model, whole and valid, of the columns that a model is given; its probabilities are those of its log-odds, where these are whole numbers. */
export const stubModel = ({
  feature = 'merged_here',
  at = 0.5,
  low = -2,
  high = 3,
  threshold = 0.9,
  needed = threshold === null ? 120 : 0,
  features = featureSet,
}: StubModel = {}): Model => {
  const columns = features.columns.filter(isGiven).map(({ name }) => name);
  return namedModel({
    ...{ format: 1, schema: 1, featureHash: features.hash, columns },
    window: { fromUs: 0, toUs: 1000 },
    heldOut: { fromUs: 1000, toUs: 2000 },
    rows: { fit: 600, stop: 60, calibrate: 200, test: 300, testClean: 240 },
    metrics: {
      ...{ auc: within(0.9), brier: within(0.1), logLoss: within(0.3), ece: within(0.02) },
      baselines: { 'merge rate only': 0.8 },
      reliability: [{ count: 300, predicted: 0.8, observed: 0.8, low: 0.75, high: 0.85 }],
    },
    threshold: {
      ...{ value: threshold, target: 0.05, confidence: 0.95, needed, tried: 20, words: 'so it was tested.' },
      ...(threshold === null ? { approved: 0, bad: 0, upper: null } : { approved: 100, bad: 1, upper: 0.04 }),
    },
    trees: {
      ...{ columns, bias: 0, start: Int32Array.from([0, 3]) },
      column: Int32Array.from([columns.indexOf(feature), -1, -1]),
      threshold: Float64Array.from([at, 0, 0]),
      missingLeft: Uint8Array.from([1, 0, 0]),
      left: Int32Array.from([1, 0, 0]),
      right: Int32Array.from([2, 0, 0]),
      value: Float64Array.from([0, low, high]),
      cover: Float64Array.from([100, 50, 50]),
    },
    isotonic: { thresholds: WHOLE, values: WHOLE.map((margin) => 1 / (1 + Math.exp(-margin))) },
  });
};

/** A GraphSAGE whose log-odds are `base`, and `perMerge` more for each merged change of neighbours, on average over these. */
export interface StubGnn {
  readonly base?: number;
  readonly perMerge?: number;
  readonly threshold?: number | null;
  /** Merged changes of people as they were known when it was made. */
  readonly people?: Readonly<Record<string, number>>;
  readonly features?: FeatureSet;
}

/** Such a model, whole and valid; its probabilities are those of its log-odds, where these are whole numbers. */
export const stubGnn = ({
  base = -1,
  perMerge = 2,
  threshold = 0.9,
  people = {},
  features = featureSet,
}: StubGnn = {}): GnnModel => {
  const { trees: _, id: __, ...said } = stubModel({ threshold, features });
  const scale = (...columns: string[]) => ({
    columns,
    mean: new Float64Array(columns.length),
    perDeviation: new Float64Array(columns.length).fill(1),
    gaps: new Uint8Array(columns.length),
  });
  const columns = ['merged_here', 'standing'];
  return namedGnnModel({
    ...said,
    columns,
    rows: tinyGnnModel(features.hash).rows,
    sage: {
      ...{ hidden: 1, epochs: 1, nodeScales: scale('merged_here'), ownScales: scale(...columns) },
      // W₁ (own, neighbours'), b₁, W₂ (own, neighbours'), Wₑ, b₂, w, c.
      weights: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, perMerge, base),
    },
    people: { names: Object.keys(people), values: Float64Array.from(Object.values(people)) },
  });
};

/** A row of features in which those named have these values, and all others are not known. */
export const rowWith = (values: Readonly<Record<string, number>>, features: FeatureSet = featureSet): Float64Array =>
  Float64Array.from(features.columns, ({ name }) => values[name] ?? Number.NaN);
