import type { FeatureSet } from '../dataset.ts';
import { MODEL_FORMAT, MODEL_SCHEMA, type Model } from './model.ts';
import { namedModel, type UnnamedModel } from './model-text.ts';

const within = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });

/** The features that `tinyModel` is made for, and one about the change, which it is not given. */
export const TINY_FEATURES: FeatureSet = {
  columns: (
    [
      ['merged', 'history'],
      ['rank', 'graph'],
      ['added', 'change'],
    ] as const
  ).map(([name, group]) => ({ name, group, unit: 'count', meaning: name, words: name })),
  hash: 'f'.repeat(64),
};

/**
 * A whole model of one tree on the columns `merged` and `rank`: who has merged more than 2 gets log-odds of 2, else −1, and the
 * calibration makes .9 and .3 of them. For tests.
 */
export const tinyModel = (changes: Partial<UnnamedModel> = {}): Model =>
  namedModel({
    format: MODEL_FORMAT,
    schema: MODEL_SCHEMA,
    featureHash: TINY_FEATURES.hash,
    columns: ['merged', 'rank'],
    window: { fromUs: 1e15, toUs: 2e15 },
    heldOut: { fromUs: 2e15, toUs: 3e15 },
    rows: { fit: 600, stop: 100, calibrate: 150, test: 250, testClean: 200 },
    metrics: {
      ...{ auc: within(0.85), brier: within(0.1), logLoss: within(0.4), ece: within(0.03) },
      baselines: { 'the base rate': 0.5, 'the rank': 0.7 },
      reliability: [
        { count: 100, predicted: 0.3, observed: 0.32, low: 0.23, high: 0.42 },
        { count: 150, predicted: 0.9, observed: 0.91, low: 0.85, high: 0.95 },
      ],
    },
    threshold: {
      ...{ value: 0.8, target: 0.05, confidence: 0.95, approved: 150, bad: 2, upper: 0.0475, tried: 8, needed: 0 },
      words: 'from 0.800 on 150 of 250 held-out changes would have been approved, 2 of them wrongly',
    },
    trees: {
      columns: ['merged', 'rank'],
      bias: 0,
      start: Int32Array.of(0, 3),
      column: Int32Array.of(0, -1, -1),
      threshold: Float64Array.of(2, 0, 0),
      missingLeft: Uint8Array.of(1, 0, 0),
      left: Int32Array.of(1, 0, 0),
      right: Int32Array.of(2, 0, 0),
      value: Float64Array.of(0, -1, 2),
      cover: Float64Array.of(10, 4, 6),
    },
    isotonic: { thresholds: [-1, 2], values: [0.3, 0.9] },
    ...changes,
  });
