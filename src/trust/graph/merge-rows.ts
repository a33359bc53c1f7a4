import { standingFade, trustFade } from './local-trust.ts';
import type { SortedRows } from './sort-rows.ts';

/** Edges by target: those into node j are `start[j] … start[j + 1] - 1`, ordered by source, each source once. */
export interface MergedEdges {
  readonly start: Int32Array;
  readonly from: Int32Array;
  /** Sum of the weights, each divided by `scale`. */
  readonly weight: Float64Array;
  /** The same sum with every weight faded as EigenTrust fades it; `weight` itself where every age is 0. */
  readonly trust: Float64Array;
  /** Mean standing fade of the rows, by weight, in (0,1]. */
  readonly fade: Float64Array;
}

/** Divide-by and fade-by of one merge. No row is heavier than a few times `scale`, so no sum can overflow. */
export interface MergeOptions {
  readonly scale: number;
  readonly halfLifeMs: number;
}

/**
 * Sums the rows of each (from, to) in an order that depends on their values alone, so that any permutation of the rows
 * gives the same bits. What underflows is held at the smallest double: a vouch fades, but never out of existence.
 * Works in the rows' own arrays, which are the answer's afterwards.
 */
export const mergeRows = (rows: SortedRows, options: MergeOptions): MergedEdges => {
  const { from, weight, ageMs } = rows;
  const trust = ageMs === null ? weight : new Float64Array(weight.length);
  const fade = new Float64Array(weight.length);
  const start = new Int32Array(rows.start.length);
  let edge = 0;
  for (let target = 0, first = 0; target < start.length - 1; target += 1) {
    const end = rows.start[target + 1]!;
    for (let next = first; first < end; first = next) {
      const source = from[first]!;
      next = first + 1;
      while (next < end && from[next] === source) next += 1;
      if (next - first > 2) sortByValue(rows, first, next);
      const sums = sumRows(rows, first, next, options);
      from[edge] = source;
      fade[edge] = Math.max(Number.MIN_VALUE, sums.weight === 0 ? 0 : sums.carried / sums.weight);
      weight[edge] = Math.max(Number.MIN_VALUE, sums.weight);
      trust[edge] = Math.max(Number.MIN_VALUE, sums.trust);
      edge += 1;
    }
    start[target + 1] = edge;
  }
  const cut = (values: Float64Array) => (edge === values.length ? values : values.slice(0, edge));
  const merged = cut(weight);
  return {
    start,
    from: edge === from.length ? from : from.slice(0, edge),
    weight: merged,
    trust: trust === weight ? merged : cut(trust),
    fade: cut(fade),
  };
};

const sumRows = ({ weight, ageMs }: SortedRows, first: number, next: number, { scale, halfLifeMs }: MergeOptions) => {
  const sums = { weight: 0, trust: 0, carried: 0 };
  for (let row = first; row < next; row += 1) {
    const relative = weight[row]! / scale;
    const age = ageMs === null ? 0 : ageMs[row]!;
    sums.weight += relative;
    sums.trust += age === 0 ? relative : relative * trustFade(age, halfLifeMs);
    sums.carried += age <= halfLifeMs ? relative : relative * standingFade(age, halfLifeMs);
  }
  return sums;
};

/** Rows of one pair by weight, then age. Two need no order: their sum is the same either way. */
const sortByValue = ({ weight, ageMs }: SortedRows, first: number, next: number): void => {
  const weights = weight.subarray(first, next);
  if (ageMs === null) {
    weights.sort();
    return;
  }
  const ages = ageMs.subarray(first, next);
  const pairs = Array.from(weights, (value, row) => [value, ages[row]!] as const);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  pairs.forEach(([value, age], row) => {
    weights[row] = value;
    ages[row] = age;
  });
};
