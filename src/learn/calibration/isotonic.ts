/** A curve that never falls, from scores to probabilities. Plain data: both lists equally long, at least one entry. */
export interface Isotonic {
  /** Scores, finite, each above the one before. */
  readonly thresholds: readonly number[];
  /** What each stands for, in [0,1], none below the one before. Between two thresholds the curve is a straight line. */
  readonly values: readonly number[];
}

/** What a fit may weigh besides labels. */
export interface IsotonicOptions {
  /** How often each example counts, finite and ≥ 0; absent: once. */
  readonly weights?: Float64Array | undefined;
  /**
   * Pseudo-examples, ≥ 0 (default 0): so many clean ones at the lowest score, so many unclean ones at the highest. With 1
   * a few examples in a row never give exactly 0 or 1, as by the rule of succession; the curve still never falls.
   */
  readonly doubt?: number;
}

/**
 * Isotonic regression of labels (1 clean, 0 not) on scores by pooling adjacent violators (Ayer et al. 1955): of all
 * curves that never fall, the one with the least weighted squared error. Equal scores are pooled first. As in
 * scikit-learn the curve is flat over each pool and straight between pools, so that it has no jump to stand beside; and
 * an example of weight 0 counts nothing.
 *
 * @throws RangeError when there is nothing to fit, lengths differ, a score is not finite, a label is not 0 or 1, or a
 * weight or `doubt` is negative or not finite.
 */
export const isotonicOf = (
  scores: Float64Array,
  labels: Uint8Array,
  { weights, doubt = 0 }: IsotonicOptions = {},
): Isotonic => {
  check(scores, labels, weights);
  if (!(doubt >= 0 && doubt < Number.POSITIVE_INFINITY)) throw new RangeError(`doubt must be ≥ 0, got ${doubt}`);
  const levels = levelsOf(scores, labels, weights);
  const [lowest, highest] = [levels[0], levels.at(-1)];
  if (!lowest || !highest) throw new RangeError('scores must have an entry of positive weight, got none');
  lowest.good += doubt;
  lowest.weight += doubt;
  highest.weight += doubt;
  const pools = pooled(levels);
  return {
    thresholds: pools.flatMap(({ from, to }) => (from < to ? [from, to] : [from])),
    values: pools.flatMap(({ from, to, good, weight }) => {
      const value = good / weight;
      return from < to ? [value, value] : [value];
    }),
  };
};

/**
 * What a score stands for, in [0,1]: on the line between the thresholds around it, flat beyond the first and the last.
 * Never falls as the score rises. @throws RangeError for a score that is no number.
 */
export const calibrated = ({ thresholds, values }: Isotonic, score: number): number => {
  if (Number.isNaN(score)) throw new RangeError(`score must be a number, got ${score}`);
  const above = firstAbove(thresholds, score);
  const [low = 0, high = low] = [values[Math.max(0, above - 1)], values[above]];
  if (above === 0 || above === thresholds.length) return low;
  const [from = 0, to = 0] = [thresholds[above - 1], thresholds[above]];
  const half = Number.isFinite(to - from) ? 1 : 0.5;
  const share = (score * half - from * half) / (to * half - from * half);
  // Rounding may leave the line.
  return Math.min(high, Math.max(low, low + (high - low) * share));
};

/** The place of the first threshold above a score; their number if there is none. */
const firstAbove = (thresholds: readonly number[], score: number): number => {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] ?? 0) > score) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Neighbouring scores that share a value. */
interface Pool {
  from: number;
  to: number;
  /** Weight of all, and of the clean ones. */
  weight: number;
  good: number;
}

const levelsOf = (scores: Float64Array, labels: Uint8Array, weights?: Float64Array): Pool[] => {
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
  const levels: Pool[] = [];
  for (const item of order) {
    const [score = 0, weight = 0] = [scores[item], weights ? weights[item] : 1];
    if (weight === 0) continue;
    let level = levels.at(-1);
    if (level?.to !== score) {
      level = { from: score, to: score, weight: 0, good: 0 };
      levels.push(level);
    }
    level.weight += weight;
    if (labels[item] === 1) level.good += weight;
  }
  return levels;
};

const pooled = (levels: readonly Pool[]): Pool[] => {
  const pools: Pool[] = [];
  for (const level of levels) {
    const pool = { ...level };
    for (let last = pools.at(-1); last && last.good / last.weight >= pool.good / pool.weight; last = pools.at(-1)) {
      pools.pop();
      pool.from = last.from;
      pool.good += last.good;
      pool.weight += last.weight;
    }
    pools.push(pool);
  }
  return pools;
};

const check = (scores: Float64Array, labels: Uint8Array, weights?: Float64Array): void => {
  for (const [name, column] of Object.entries({ labels, weights })) {
    if (column && column.length !== scores.length) {
      throw new RangeError(`${name} must have one entry per score (${scores.length}), got ${column.length}`);
    }
  }
  const score = scores.find((each) => !Number.isFinite(each));
  if (score !== undefined) throw new RangeError(`scores must be finite, got ${score}`);
  const label = labels.find((each) => each > 1);
  if (label !== undefined) throw new RangeError(`labels must be 0 or 1, got ${label}`);
  const weight = weights?.find((each) => !(each >= 0 && each < Number.POSITIVE_INFINITY));
  if (weight !== undefined) throw new RangeError(`weights must be finite and at least 0, got ${weight}`);
};
