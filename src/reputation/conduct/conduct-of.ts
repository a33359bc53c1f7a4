import { CONDUCT_DIMENSIONS, type ConductDimension, type ConductSignal } from '../../domain/index.ts';
import { type ConductTier, conductTier } from './conduct-tier.ts';
import { CONDUCT_WEIGHTS, type ConductWeights } from './conduct-weights.ts';
import { inOrder, keptSignals, WINDOW } from './kept-signals.ts';

/** One dimension's part in a total. */
export interface DimensionScore {
  /** 0..100; 50 where nothing is known. */
  readonly score: number;
  /** How many signals of it are kept. */
  readonly signalCount: number;
  /** Its share of the total, 0..1. */
  readonly weight: number;
  /** `score` times `weight`. */
  readonly contribution: number;
}

/** What somebody's signals come to. */
export interface Conduct {
  /** 0..1000; 500 where nothing is known. */
  readonly total: number;
  readonly tier: ConductTier;
  readonly dimensions: Readonly<Record<ConductDimension, DimensionScore>>;
  /** Those kept, oldest first: the newest thousand, and of each dimension at least the newest hundred. */
  readonly signals: readonly ConductSignal[];
}

/**
 * What signals come to, in whatever order they are given. Those later than `nowUs`, of an unknown dimension or with a value
 * outside 0..1 are left out. Without any: 500.
 */
export const conductOf = (
  signals: readonly ConductSignal[],
  weights: ConductWeights = CONDUCT_WEIGHTS,
  nowUs?: number,
): Conduct => {
  const kept = keptSignals(inOrder(signals, nowUs));
  const values = valuesOf(kept);
  const total = totalOf((dimension) => dimensionScore(values[dimension]), weights);
  const partOf = (dimension: ConductDimension): DimensionScore => {
    const score = dimensionScore(values[dimension]);
    const weight = weights[dimension];
    return { score, signalCount: values[dimension].length, weight, contribution: score * weight };
  };
  return { total, tier: conductTier(total), dimensions: perDimension(partOf), signals: kept };
};

/** Something for each dimension, by its name. */
export const perDimension = <T>(make: (dimension: ConductDimension) => T): Record<ConductDimension, T> => ({
  policy_compliance: make('policy_compliance'),
  resource_efficiency: make('resource_efficiency'),
  output_quality: make('output_quality'),
  security_posture: make('security_posture'),
  collaboration_health: make('collaboration_health'),
});

const valuesOf = (signals: readonly ConductSignal[]): Record<ConductDimension, number[]> => {
  const values = perDimension((): number[] => []);
  for (const { dimension, value } of signals) values[dimension].push(value);
  return values;
};

/**
 * A dimension's score, 0..100, from its values, oldest first: the weighted mean of the last hundred, the i-th of which (from
 * 0) weighs 1 + i/100. 50 without any.
 */
export const dimensionScore = (values: readonly number[]): number => {
  const from = Math.max(0, values.length - WINDOW);
  if (values.length === 0) return 50;
  let [sum, weights] = [0, 0];
  for (let at = from; at < values.length; at += 1) {
    const weight = 1 + (at - from) / 100;
    sum += (values[at] ?? 0) * weight;
    weights += weight;
  }
  return (100 * sum) / weights;
};

/**
 * The total, 0..1000: ten times the weighted sum of the dimensions' scores, cut to a whole number. What is whole but for the
 * rounding of sums of fractions (less than 1e-9 short) counts as whole.
 */
export const totalOf = (scoreOf: (dimension: ConductDimension) => number, weights: ConductWeights): number => {
  const sum = CONDUCT_DIMENSIONS.reduce((so, dimension) => so + scoreOf(dimension) * weights[dimension], 0);
  return Math.min(1000, Math.max(0, Math.floor(10 * sum + 1e-9)));
};
