import type { Ranked } from './auc.ts';

/** Examples of about equal probability, taken together. */
export interface Bin {
  /** Their total weight, > 0. */
  readonly weight: number;
  /** Mean probability given, and share that was clean; both in [0,1]. */
  readonly predicted: number;
  readonly observed: number;
}

/** How many bins, unless said otherwise. */
export const BINS = 15;

/**
 * Bins of about equal weight, by probability ascending, at most `bins`: whoever lies in the middle of his equals at share s
 * of all is in bin ⌊s · bins⌋, so that equal probabilities are never parted and empty bins are left out. `ranked` ranks
 * the examples by these probabilities; `weights` as in a resample.
 */
export const binsOf = (ranked: Ranked, probabilities: Float64Array, bins: number, weights?: Float64Array): Bin[] => {
  const { order, isNewLevel, labels } = ranked;
  const sums = new Float64Array(3 * bins);
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : order.length;
  let [before, start] = [0, 0];
  for (let place = 1; place <= order.length; place += 1) {
    if (place < order.length && isNewLevel[place] === 0) continue;
    let [weight, clean] = [0, 0];
    for (let at = start; at < place; at += 1) {
      const item = order[at] ?? 0;
      const each = weights ? (weights[item] ?? 0) : 1;
      weight += each;
      clean += each * (labels[item] ?? 0);
    }
    if (weight > 0) {
      const bin = Math.min(bins - 1, Math.floor(((before + weight / 2) / total) * bins));
      add(sums, bin, { weight, clean, given: weight * (probabilities[order[start] ?? 0] ?? 0) });
    }
    before += weight;
    start = place;
  }
  return filledOf(sums);
};

const add = (sums: Float64Array, bin: number, level: { weight: number; clean: number; given: number }): void => {
  sums[3 * bin] = (sums[3 * bin] ?? 0) + level.weight;
  sums[3 * bin + 1] = (sums[3 * bin + 1] ?? 0) + level.given;
  sums[3 * bin + 2] = (sums[3 * bin + 2] ?? 0) + level.clean;
};

const filledOf = (sums: Float64Array): Bin[] => {
  const filled: Bin[] = [];
  for (let at = 0; at < sums.length; at += 3) {
    const [weight = 0, given = 0, clean = 0] = sums.subarray(at, at + 3);
    if (weight > 0) filled.push({ weight, predicted: given / weight, observed: clean / weight });
  }
  return filled;
};
