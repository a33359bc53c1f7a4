import type { Isotonic } from '../calibration/isotonic.ts';
import type { Measured } from '../evaluation/evaluate.ts';
import type { ReliabilityPoint } from '../evaluation/reliability.ts';
import type { GuaranteedThreshold } from '../guarantee/guaranteed-threshold.ts';
import type { Trees } from '../trees/trees.ts';

/** How a model file is laid out. A higher one is of a later version of this program, and refused. */
export const MODEL_FORMAT = 1;

/**
 * What the number means: the probability that a change turns out clean (docs/labels.md), by margin, logistic function and
 * isotonic calibration. It rises when the label's definition, or a step of these, changes.
 */
export const MODEL_SCHEMA = 1;

/** How good the model is on changes it never saw. */
export interface ModelMetrics {
  /** Share of pairs (clean, not clean) it puts in the right order. */
  readonly auc: Measured;
  /** Mean squared error of the probability. */
  readonly brier: Measured;
  readonly logLoss: Measured;
  /** Expected calibration error: how far probabilities are from shares, on average over bins; in [0,1]. */
  readonly ece: Measured;
  /** The AUC of each baseline on the same changes. */
  readonly baselines: Readonly<Record<string, number>>;
  readonly reliability: readonly ReliabilityPoint[];
}

/** A span of time, in microseconds since 1970; `toUs` is not in it. */
export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
}

/** How many labelled changes each step had. */
export interface ModelRows {
  /** Trees were grown on. */
  readonly fit: number;
  /** Of these, the newest, which told when to stop before trees were grown anew on all. */
  readonly stop: number;
  /** Probabilities were calibrated on. */
  readonly calibrate: number;
  /** Figures and threshold are of: never learned from. */
  readonly test: number;
  /** Those of the test that were clean. */
  readonly testClean: number;
}

/** What gives a change its probability of turning out clean. Plain data, never changed once made. */
export interface Model {
  readonly format: typeof MODEL_FORMAT;
  readonly schema: typeof MODEL_SCHEMA;
  /** Of the feature set it was made for (`FeatureSet.hash`). */
  readonly featureHash: string;
  /** The columns of a row, in order. */
  readonly columns: readonly string[];
  /** When the changes were made that it has learned from, calibration included. */
  readonly window: Window;
  /** When those were made that it was measured on; begins where `window` ends, or later. */
  readonly heldOut: Window;
  readonly rows: ModelRows;
  readonly metrics: ModelMetrics;
  /** From which probability on the fast lane is open, and what is promised of it. */
  readonly threshold: GuaranteedThreshold;
  readonly trees: Trees;
  readonly isotonic: Isotonic;
  /** Hex SHA-256 over everything else: names the model. */
  readonly id: string;
}
