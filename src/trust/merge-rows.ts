import type { Rows } from './columns.ts';
import { standingFade, trustFade } from './local-trust.ts';

/** Edges by target: those into node j are `start[j] … start[j + 1] - 1`, ordered by source, each source once. */
export interface MergedEdges {
  readonly start: Int32Array;
  readonly from: Int32Array;
  /** Sum of the weights, each divided by `scale`. */
  readonly weight: Float64Array;
  /** The same sum with every weight faded as EigenTrust fades it. */
  readonly trust: Float64Array;
  /** Mean standing fade of the rows, by weight, in (0,1]. */
  readonly fade: Float64Array;
}

/** Divide-by and fade-by of one merge. No row is heavier than a few times `scale`, so no sum can overflow. */
export interface MergeOptions {
  readonly nodes: number;
  readonly scale: number;
  readonly halfLifeMs: number;
}

/**
 * Sums the rows of each (from, to) in an order that depends on their values alone, so that any permutation of the rows
 * gives the same bits. What underflows is held at the smallest double: a vouch fades, but never out of existence.
 */
export const mergeRows = (rows: Rows, options: MergeOptions): MergedEdges => {
  const order = canonicalOrder(rows, options.nodes);
  const start = new Int32Array(options.nodes + 1);
  const from = new Int32Array(order.length);
  const weight = new Float64Array(order.length);
  const trust = new Float64Array(order.length);
  const fade = new Float64Array(order.length);
  let edge = 0;
  for (let first = 0, next = 0; first < order.length; first = next) {
    next = endOfPair(rows, order, first);
    const sums = sumPair(rows, order.subarray(first, next), options);
    from[edge] = rows.from[order[first]!]!;
    weight[edge] = Math.max(Number.MIN_VALUE, sums.weight);
    trust[edge] = Math.max(Number.MIN_VALUE, sums.trust);
    fade[edge] = Math.max(Number.MIN_VALUE, sums.weight === 0 ? 0 : sums.carried / sums.weight);
    edge += 1;
    start[rows.to[order[first]!]! + 1] = edge;
  }
  for (let node = 1; node <= options.nodes; node += 1) start[node] = Math.max(start[node]!, start[node - 1]!);
  return {
    start,
    from: from.slice(0, edge),
    weight: weight.slice(0, edge),
    trust: trust.slice(0, edge),
    fade: fade.slice(0, edge),
  };
};

const sumPair = (rows: Rows, pair: Uint32Array, { scale, halfLifeMs }: MergeOptions) => {
  const sums = { weight: 0, trust: 0, carried: 0 };
  for (const row of pair) {
    const relative = rows.weight[row]! / scale;
    sums.weight += relative;
    sums.trust += relative * trustFade(rows.ageMs[row]!, halfLifeMs);
    sums.carried += relative * standingFade(rows.ageMs[row]!, halfLifeMs);
  }
  return sums;
};

/** Rows by target, then source, then weight, then age. */
const canonicalOrder = (rows: Rows, nodes: number): Uint32Array => {
  const asGiven = Uint32Array.from(rows.from, (_, row) => row);
  const order = sortedBy(rows.to, sortedBy(rows.from, asGiven, nodes), nodes);
  for (let first = 0, next = 0; first < order.length; first = next) {
    next = endOfPair(rows, order, first);
    if (next - first === 1) continue;
    const byValue = (a: number, b: number) => rows.weight[a]! - rows.weight[b]! || rows.ageMs[a]! - rows.ageMs[b]!;
    order.subarray(first, next).sort(byValue);
  }
  return order;
};

const endOfPair = ({ from, to }: Rows, order: Uint32Array, first: number): number => {
  let next = first + 1;
  while (next < order.length && to[order[next]!] === to[order[first]!] && from[order[next]!] === from[order[first]!]) {
    next += 1;
  }
  return next;
};

/** A stable counting sort of `order` by a key below `keys`. */
const sortedBy = (key: readonly number[], order: Uint32Array, keys: number): Uint32Array => {
  const place = new Uint32Array(keys + 1);
  for (const row of order) place[key[row]! + 1]! += 1;
  for (let value = 1; value <= keys; value += 1) place[value]! += place[value - 1]!;
  const sorted = new Uint32Array(order.length);
  for (const row of order) {
    const value = key[row]!;
    sorted[place[value]!] = row;
    place[value]! += 1;
  }
  return sorted;
};
