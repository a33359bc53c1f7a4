import type { TrustGraph } from '../graph/graph.ts';

/** A node's own vouches: entries `start … end − 1` of two arrays, by target. */
export interface Row {
  readonly to: Int32Array;
  /** c(node→to) > 0; over a row they sum to 1. */
  readonly share: Float64Array;
  readonly start: number;
  readonly end: number;
}

interface OwnRow extends Row {
  readonly trust: Float64Array;
}

const emptyRow: OwnRow = {
  to: new Int32Array(),
  share: new Float64Array(),
  trust: new Float64Array(),
  start: 0,
  end: 0,
};

/**
 * The vouches of a graph as they change: the graph itself stays as it is, a voucher whose vouches changed has a row of
 * its own. Ids that the graph does not know become nodes after its last, in the order they come. Costs one number per
 * vouch to set up, and a copy of the voucher's row per change.
 */
export class DynamicGraph {
  readonly #graph: TrustGraph;
  readonly #share: Float64Array;
  readonly #ownRows = new Map<number, OwnRow>();
  /** Vouchers for a node that the graph has not, by target. */
  readonly #newVouchers = new Map<number, Set<number>>();
  readonly #newIds: string[] = [];
  readonly #newIndex = new Map<string, number>();

  /** The graph is not written to. */
  constructor(graph: TrustGraph) {
    this.#graph = graph;
    const { outStart, outEdge, trust, given } = graph.vouches;
    this.#share = new Float64Array(outEdge.length);
    for (let node = 0; node < given.length; node += 1) {
      const end = outStart[node + 1]!;
      for (let at = outStart[node]!; at < end; at += 1) this.#share[at] = trust[outEdge[at]!]! / given[node]!;
    }
  }

  get nodes(): number {
    return this.#graph.ids.length + this.#newIds.length;
  }

  /** The index of an id, or −1. */
  indexOf(id: string): number {
    const known = this.#graph.indexOf(id);
    return known >= 0 ? known : (this.#newIndex.get(id) ?? -1);
  }

  /** The index of an id, which becomes a node if it is none. */
  intern(id: string): number {
    const known = this.indexOf(id);
    if (known >= 0) return known;
    const node = this.nodes;
    this.#newIndex.set(id, node);
    this.#newIds.push(id);
    return node;
  }

  /** Ids in order of index, the graph's first; a new array. */
  ids(): string[] {
    return [...this.#graph.ids, ...this.#newIds];
  }

  /** What a node's vouches are now. Stays valid when they change, and then no longer says so. */
  row(node: number): Row {
    return this.#ownRows.get(node) ?? this.#graphRow(node);
  }

  /** Sets s(from→to), in the graph's unit, or takes the vouch away with 0. The ends are two different nodes. */
  set(from: number, to: number, trust: number): void {
    const { start, end, to: targets } = this.row(from);
    const own = this.#ownRows.get(from)?.trust ?? this.#graphTrust(from);
    const place = lowerBound(targets, to, start, end) - start;
    const skipped = start + place < end && targets[start + place] === to ? 1 : 0;
    const added = trust > 0 ? 1 : 0;
    const length = end - start - skipped + added;
    const row = { to: new Int32Array(length), trust: new Float64Array(length), share: new Float64Array(), start: 0 };
    row.to.set(targets.subarray(start, start + place));
    row.trust.set(own.subarray(0, place));
    row.to.set(targets.subarray(start + place + skipped, end), place + added);
    row.trust.set(own.subarray(place + skipped), place + added);
    if (added === 1) [row.to[place], row.trust[place]] = [to, trust];
    const given = row.trust.reduce((sum, each) => sum + each, 0);
    this.#ownRows.set(from, { ...row, share: row.trust.map((each) => each / given), end: length });
    this.#noteVoucher(from, to, trust > 0);
  }

  has(from: number, to: number): boolean {
    return find(this.row(from), to) >= 0;
  }

  /** Who vouches for a node now, each once. */
  *vouchersOf(node: number): Generator<number> {
    const { start, from } = this.#graph.vouches;
    const end = node < this.#graph.ids.length ? start[node + 1]! : 0;
    for (let edge = end === 0 ? 0 : start[node]!; edge < end; edge += 1) {
      const voucher = from[edge]!;
      const own = this.#ownRows.get(voucher);
      if (own === undefined || find(own, node) >= 0) yield voucher;
    }
    yield* this.#newVouchers.get(node) ?? [];
  }

  #graphRow(node: number): Row {
    if (node >= this.#graph.ids.length) return emptyRow;
    const { outStart, outTo } = this.#graph.vouches;
    return { to: outTo, share: this.#share, start: outStart[node]!, end: outStart[node + 1]! };
  }

  #graphTrust(node: number): Float64Array {
    const { start, end } = this.#graphRow(node);
    const { trust, outEdge } = this.#graph.vouches;
    return Float64Array.from(outEdge.subarray(start, end), (edge) => trust[edge]!);
  }

  #noteVoucher(from: number, to: number, vouches: boolean): void {
    if (find(this.#graphRow(from), to) >= 0) return;
    const vouchers = this.#newVouchers.get(to) ?? new Set();
    if (vouches) this.#newVouchers.set(to, vouchers.add(from));
    else vouchers.delete(from);
  }
}

const find = ({ to, start, end }: Row, target: number): number => {
  const at = lowerBound(to, target, start, end);
  return at < end && to[at] === target ? at : -1;
};

/** The first place in `start … end − 1` of an ascending array whose value is at least this, or `end`. */
const lowerBound = (sorted: Int32Array, value: number, start: number, end: number): number => {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};
