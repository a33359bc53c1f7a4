/** How far two numberings of the same items agree. */

/** Spearman's ρ in [−1,1]: the correlation of ranks, equals sharing their mean rank. NaN when either is constant. */
export const spearman = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  requireEqualLengths(a, b);
  return correlation(midranks(a), midranks(b));
};

/**
 * Kendall's τ-b in [−1,1] (Kendall 1945): pairs in the same order less pairs in opposite order, over the geometric mean
 * of the pairs that each side does not tie. NaN when either is constant. Takes time with the square of the items.
 */
export const kendall = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  requireEqualLengths(a, b);
  let [surplus, untiedA, untiedB] = [0, 0, 0];
  for (let i = 1; i < a.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const signA = Math.sign(a[i]! - a[j]!);
      const signB = Math.sign(b[i]! - b[j]!);
      surplus += signA * signB;
      untiedA += Math.abs(signA);
      untiedB += Math.abs(signB);
    }
  }
  return surplus / Math.sqrt(untiedA * untiedB);
};

/**
 * Gives levels to scores so that each level is awarded as often as in `awarded` (integers from 0, higher is better):
 * the best-scored get the highest level. Equal scores at an edge go by item number, so ties count as chance.
 */
export const levelsByQuota = (scores: ArrayLike<number>, awarded: ArrayLike<number>): Int32Array => {
  requireEqualLengths(scores, awarded);
  const best = Array.from(scores, (_, item) => item).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const quota = Array.from(awarded).sort((a, b) => b - a);
  const levels = new Int32Array(scores.length);
  best.forEach((item, place) => {
    levels[item] = quota[place]!;
  });
  return levels;
};

/** `confusion[x][y]`: how many items have level x in `awarded` and level y in `given`; `levels` × `levels`. */
export const confusionOf = (awarded: ArrayLike<number>, given: ArrayLike<number>, levels: number): number[][] => {
  requireEqualLengths(awarded, given);
  const table = Array.from({ length: levels }, () => Array<number>(levels).fill(0));
  for (let item = 0; item < awarded.length; item += 1) table[awarded[item]!]![given[item]!]! += 1;
  return table;
};

/** The share of items on the diagonal of a confusion table, in [0,1]; NaN for an empty one. */
export const sameShare = (table: readonly (readonly number[])[]): number => {
  const total = table.flat().reduce((sum, count) => sum + count, 0);
  return table.reduce((sum, row, level) => sum + row[level]!, 0) / total;
};

const midranks = (values: ArrayLike<number>): Float64Array => {
  const order = Array.from(values, (_, item) => item).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end]!] === values[order[first]!]) end += 1;
    for (let place = first; place < end; place += 1) ranks[order[place]!] = (first + end - 1) / 2;
    first = end;
  }
  return ranks;
};

const correlation = (a: Float64Array, b: Float64Array): number => {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  a.forEach((value, item) => {
    both += (value - meanA) * (b[item]! - meanB);
    squareA += (value - meanA) ** 2;
    squareB += (b[item]! - meanB) ** 2;
  });
  return both / Math.sqrt(squareA * squareB);
};

const requireEqualLengths = (a: ArrayLike<number>, b: ArrayLike<number>): void => {
  if (a.length !== b.length) throw new RangeError(`both must have as many items, got ${a.length} and ${b.length}`);
};
