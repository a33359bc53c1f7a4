/**
 * The bootstrap (Efron and Tibshirani 1993, chapters 13 and 16): percentile intervals from resamples, each given as how
 * often every item counts, so that all statistics of one resample are of the same items and can be subtracted.
 */
import { aucOf, type Ranked } from './auc.ts';

/** Fills `weights` (one entry per item) with how often each item is drawn in one resample. */
export type Resampler = (weights: Float64Array, random: () => number) => void;

/** The two ends of an interval, `low` ≤ `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Draws as many good items and as many bad ones as there are, each class by itself. For independent items. */
export const stratified = (labels: Uint8Array): Resampler => {
  const classes = [0, 1].map((label) => Int32Array.from(labels.keys().filter((item) => labels[item] === label)));
  return (weights, random) => {
    weights.fill(0);
    for (const items of classes) {
      for (let draw = 0; draw < items.length; draw += 1) {
        const item = items[Math.floor(random() * items.length)] ?? 0;
        weights[item] = (weights[item] ?? 0) + 1;
      }
    }
  };
};

/** Draws as many items as there are, whatever their class. For independent items. */
export const independent: Resampler = (weights, random) => drawInto(weights, random);

const drawInto = (counts: Float64Array, random: () => number): void => {
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw += 1) {
    const drawn = Math.floor(random() * counts.length);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
};

/** Draws whole clusters, as many as there are. For items that hang together: `clusters` holds each item's, any number. */
export const clustered = (clusters: Int32Array): Resampler => {
  const places = new Map(Array.from(new Int32Array(new Set(clusters)).sort(), (id, place) => [id, place]));
  const placeOf = clusters.map((cluster) => places.get(cluster) ?? 0);
  const counts = new Float64Array(places.size);
  return (weights, random) => {
    drawInto(counts, random);
    placeOf.forEach((place, item) => {
      weights[item] = counts[place] ?? 0;
    });
  };
};

/** How many resamples to draw, and from which chance. */
export interface Draws {
  readonly resamples: number;
  readonly random: () => number;
}

/** A figure of a resample of which each item counts `weights[item]` times; NaN where it has none. */
export type Statistic = (weights: Float64Array) => number;

/** Every statistic of every resample: one array of `resamples` numbers each, in step, so that differences are paired. */
export const resampledOf = (
  statistics: readonly Statistic[],
  items: number,
  resampler: Resampler,
  { resamples, random }: Draws,
): Float64Array[] => {
  const weights = new Float64Array(items);
  const columns = statistics.map((statistic) => ({ statistic, values: new Float64Array(resamples) }));
  for (let sample = 0; sample < resamples; sample += 1) {
    resampler(weights, random);
    for (const { statistic, values } of columns) values[sample] = statistic(weights);
  }
  return columns.map(({ values }) => values);
};

/** The AUC of every ranking in every resample, as `resampledOf`. NaN where a resample holds no pair to compare. */
export const resampledAucs = (rankings: readonly Ranked[], resampler: Resampler, draws: Draws): Float64Array[] =>
  resampledOf(
    rankings.map((ranking) => (weights) => aucOf(ranking, weights)),
    rankings[0]?.labels.length ?? 0,
    resampler,
    draws,
  );

/** The 95 % percentile interval of resampled values; NaN ones are left out. NaN at both ends when none is left. */
export const intervalOf = (values: Float64Array): Interval => {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
};

/** The 95 % interval of a − b, from resamples in step. */
export const differenceInterval = (a: Float64Array, b: Float64Array): Interval =>
  intervalOf(a.map((value, sample) => value - (b[sample] ?? Number.NaN)));

/** The value at a share of the way through sorted values, between neighbours in proportion. */
const quantile = (sorted: Float64Array, share: number): number => {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const [below = Number.NaN, above = below] = sorted.subarray(low, low + 2);
  return below + (above - below) * (place - low);
};
