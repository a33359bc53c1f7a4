import { EdgeTable } from './edge-table.ts';
import type { Opinion } from './local-trust.ts';
import { type MergedEdges, mergeRows } from './merge-rows.ts';
import { sortRows } from './sort-rows.ts';

/** Vouches, one per (from, to), by target and by source. `n` nodes, `m` edges. */
export interface Vouches {
  /** n + 1: the vouches into node j are edges `start[j] … start[j + 1] - 1`, ordered by voucher. */
  readonly start: Int32Array;
  /** m: the voucher of each edge. */
  readonly from: Int32Array;
  /** m: faded local trust s(from→to) > 0 for EigenTrust, up to one factor for the whole graph; not normalised. */
  readonly trust: Float64Array;
  /** m: w in (0,1], the unfaded weight relative to a full one. */
  readonly weight: Float64Array;
  /** m: standing fade in (0,1]. */
  readonly fade: Float64Array;
  /** n + 1: the vouches by node i are entries `outStart[i] … outStart[i + 1] - 1` of the next two, ordered by target. */
  readonly outStart: Int32Array;
  /** m: whom each of them is for. */
  readonly outTo: Int32Array;
  /** m: its edge number. */
  readonly outEdge: Int32Array;
  /** n: sum of `trust` over a node's own vouches, 0 where it has none. */
  readonly given: Float64Array;
}

/** Denounces, one per (from, to), by target as in `Vouches`; `weight` in (0,1] is a magnitude. They do not fade. */
export interface Denounces {
  readonly start: Int32Array;
  readonly from: Int32Array;
  readonly weight: Float64Array;
}

/**
 * Who vouches for and denounces whom, as typed arrays over node indices. Index order is id order. Nobody may write to
 * the arrays, and two of them may be one where their entries are equal; equal opinions in any order give equal arrays,
 * bit for bit.
 */
export interface TrustGraph {
  readonly ids: readonly string[];
  /** The index of an id, or −1. */
  readonly indexOf: (id: string) => number;
  readonly vouches: Vouches;
  readonly denounces: Denounces;
  /** The power of two that weights were divided by: a new vouch of weight w has `trust` w / scale. */
  readonly scale: number;
  /** Opinions left out: of oneself, and with a weight or an age that is no finite number or a weight of 0. */
  readonly dropped: { readonly selfEdges: number; readonly invalid: number };
}

/** How to read opinions. */
export interface GraphOptions {
  /** Milliseconds, finite and > 0. */
  readonly halfLifeMs: number;
  /** Nodes to have even if no opinion names them, e.g. the seeds. */
  readonly extraIds?: Iterable<string>;
  /**
   * The weight that counts as a full vouch or denounce (w = 1), as do all above it. Default: the heaviest vouch, after
   * summing. Give it wherever strangers choose weights or can repeat themselves, for one heavy vouch
   * would otherwise make all others light.
   */
  readonly fullWeight?: number;
}

/**
 * The graph of a set of opinions. Rows with the same ends are summed per polarity: a vouch and a denounce between the
 * same two stand side by side (Kamvar et al. 2003 §4.1 nets them, which has no meaning for two fades). Bad rows are
 * dropped and counted, their ends stay as nodes. No opinions: a graph of `extraIds` alone.
 *
 * @throws RangeError when `halfLifeMs` or `fullWeight` is not finite and above 0.
 */
export const buildGraph = (opinions: Iterable<Opinion>, options: GraphOptions): TrustGraph => {
  requireOptions(options);
  return buildGraphOf(EdgeTable.of(opinions), options);
};

/**
 * The graph of a table of edges: what `buildGraph` makes of the same opinions, bit for bit, without an object for each.
 * Takes the table over; the caller must not use it again.
 *
 * @throws RangeError when `halfLifeMs` or `fullWeight` is not finite and above 0; AppError for more ids than fit.
 */
export const buildGraphOf = (table: EdgeTable, options: GraphOptions): TrustGraph => {
  requireOptions(options);
  const { ids } = table;
  for (const id of options.extraIds ?? []) ids.intern(id);
  const numberOf = ids.sort();
  return graphOfRows(table, { ids: ids.all, numberOf, indexOf: (id) => ids.find(id) }, options);
};

/** The nodes of a graph, and where the numbers that a table's rows go by are among them. */
export interface NamedNodes extends Pick<TrustGraph, 'ids' | 'indexOf'> {
  /** Of each number of the table: its node. */
  readonly numberOf: Int32Array;
}

/** The graph of a table whose ids are sorted already. Takes the table's rows over. @throws RangeError as `buildGraphOf`. */
export const graphOfRows = (
  table: EdgeTable,
  { ids, numberOf, indexOf }: NamedNodes,
  options: Omit<GraphOptions, 'extraIds'>,
): TrustGraph => {
  requireOptions(options);
  const { halfLifeMs, fullWeight } = options;
  const { selfEdges, invalid } = table;
  const rows = sortRows(table, numberOf);
  const scale = powerOfTwoBelow(Math.max(heaviest(rows.vouches.weight), heaviest(rows.denounces.weight)));
  const positive = mergeRows(rows.vouches, { scale, halfLifeMs });
  const negative = mergeRows(rows.denounces, { scale, halfLifeMs });
  const most = heaviest(positive.weight) || heaviest(negative.weight);
  const full = fullWeight === undefined ? most : fullWeight / scale;
  return {
    ids,
    indexOf,
    vouches: withOutEdges({ ...positive, ...relativeTo(full, positive) }),
    denounces: { start: negative.start, from: negative.from, weight: relativeTo(full, negative).weight },
    scale,
    dropped: { selfEdges, invalid },
  };
};

const requireOptions = ({ halfLifeMs, fullWeight }: GraphOptions): void => {
  requirePositive('halfLifeMs', halfLifeMs);
  if (fullWeight !== undefined) requirePositive('fullWeight', fullWeight);
};

const requirePositive = (name: string, value: number): void => {
  if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`${name} must be finite and above 0, got ${value}`);
};

/** The largest entry, 0 without any. */
const heaviest = (weights: Float64Array): number => {
  let most = 0;
  for (let row = 0; row < weights.length; row += 1) most = Math.max(most, weights[row]!);
  return most;
};

/** Dividing by a power of two changes no digit: one heavy row moves nobody else's numbers. */
const powerOfTwoBelow = (value: number): number => 2 ** Math.floor(Math.log2(value));

/**
 * Weights relative to a full one. Where rows add up to more than that, so do their faded weights, up to a full one: an old
 * row beside a fresh one takes nothing from it.
 */
const relativeTo = (full: number, { weight, fade }: MergedEdges): Pick<MergedEdges, 'weight' | 'fade'> => {
  if (full === 1 && heaviest(weight) <= 1) return { weight, fade };
  const relative = new Float64Array(weight.length);
  const kept = new Float64Array(weight.length);
  for (let edge = 0; edge < weight.length; edge += 1) {
    const own = weight[edge]! / full;
    relative[edge] = Math.max(Number.MIN_VALUE, Math.min(1, own));
    kept[edge] = own > 1 ? Math.min(1, fade[edge]! * own) : fade[edge]!;
  }
  return { weight: relative, fade: kept };
};

const withOutEdges = (edges: MergedEdges): Vouches => {
  const nodes = edges.start.length - 1;
  const outStart = new Int32Array(nodes + 1);
  const given = new Float64Array(nodes);
  edges.from.forEach((voucher, edge) => {
    outStart[voucher + 1]! += 1;
    given[voucher]! += edges.trust[edge]!;
  });
  for (let node = 1; node <= nodes; node += 1) outStart[node]! += outStart[node - 1]!;
  const place = outStart.slice();
  const outTo = new Int32Array(edges.from.length);
  const outEdge = new Int32Array(edges.from.length);
  for (let target = 0; target < nodes; target += 1) {
    for (let edge = edges.start[target]!; edge < edges.start[target + 1]!; edge += 1) {
      const at = place[edges.from[edge]!]!++;
      outTo[at] = target;
      outEdge[at] = edge;
    }
  }
  return { ...edges, outStart, outTo, outEdge, given };
};
