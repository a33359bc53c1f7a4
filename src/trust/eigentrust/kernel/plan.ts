import type { Vouches } from '../../graph/graph.ts';
import { reachedFrom } from '../reachable.ts';
import { fits, type KernelMemory, reserve } from './memory.ts';
import { weightCodesOf } from './weight-codes.ts';

/** The part of a graph that trust can reach, laid out for the kernel. */
export interface Plan extends KernelMemory {
  /** Node k of the plan is node `nodes[k]` of the graph: those who vouch, by falling number of vouchers, then the idle. */
  readonly nodes: Int32Array;
  /** How many nodes the graph has. */
  readonly graphNodes: number;
  /** How many of them vouch for somebody; only these are stepped, the idle get theirs at the end. */
  readonly active: number;
}

/** What a plan reads of a graph's vouches. */
export type VouchMatrix = Pick<Vouches, 'start' | 'from' | 'trust' | 'given' | 'outStart' | 'outTo'>;

/**
 * Lays a graph out, rows in an order in which the trust that is read most often lies close together: whoever many vouch
 * for is mostly who vouches for many, so in-degree does it. Null when it is over what WebAssembly can address, or when
 * somebody gives so little that dividing by it could overflow, or at a = 1, where nothing is passed on.
 */
export const planOf = (vouches: VouchMatrix, preTrust: Float64Array, alpha: number): Plan | null => {
  if (alpha === 1) return null;
  const degree = inDegrees(vouches, reachedFrom(vouches, preTrust).isReached);
  const { nodes, active } = inOrder(vouches, degree);
  const bounds = blocksOf(nodes, active, degree);
  const coded = weightCodesOf(vouches.trust);
  const edges = edgesInto(nodes, degree);
  const size = { rows: nodes.length, edges, blocks: bounds.length - 1, weights: coded?.weights.length ?? null };
  if (!fits(size) || leastGiven(vouches, nodes, active) < LEAST_GIVEN) return null;
  const parts = reserve(size);
  parts.bounds.set(bounds);
  parts.weight.set(coded?.weights ?? []);
  fill(parts, nodes, degree, vouches, coded?.codes ?? null);
  for (let row = 0; row < nodes.length; row += 1) {
    parts.preTrust[row] = preTrust[nodes[row]!]!;
    parts.unit[row] = row < active ? vouches.given[nodes[row]!]! / (1 - alpha) : 1;
  }
  return { ...parts, nodes, active, graphNodes: preTrust.length };
};

/** Trust over what its holder gives cannot overflow from here on; times an edge's weight, a part of that, it is trust again. */
const LEAST_GIVEN = 1e-290;

const leastGiven = ({ given }: VouchMatrix, nodes: Int32Array, active: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < active; row += 1) least = Math.min(least, given[nodes[row]!]!);
  return least;
};

/** How many reached nodes vouch for each; −1 for nodes that are not reached. */
const inDegrees = ({ start, from }: VouchMatrix, seen: Uint8Array): Int32Array => {
  const degree = new Int32Array(seen.length);
  for (let node = 0, edge = 0; node < seen.length; node += 1) {
    const end = start[node + 1]!;
    if (seen[node] === 0) {
      degree[node] = -1;
      edge = end;
      continue;
    }
    let vouchers = 0;
    for (; edge < end; edge += 1) vouchers += seen[from[edge]!]!;
    degree[node] = vouchers;
  }
  return degree;
};

/** Reached nodes: those who vouch first, then by falling degree, then by index. */
const inOrder = ({ given }: VouchMatrix, degree: Int32Array): Pick<Plan, 'nodes' | 'active'> => {
  let most = 0;
  for (const each of degree) most = Math.max(most, each);
  const place = new Int32Array(2 * (most + 1) + 1);
  const keyOf = (node: number): number => most - degree[node]! + (given[node]! > 0 ? 0 : most + 1);
  for (let node = 0; node < degree.length; node += 1) if (degree[node]! >= 0) place[keyOf(node) + 1]! += 1;
  for (let key = 1; key < place.length; key += 1) place[key]! += place[key - 1]!;
  const nodes = new Int32Array(place.at(-1) ?? 0);
  const active = place[most + 1]!;
  for (let node = 0; node < degree.length; node += 1) if (degree[node]! >= 0) nodes[place[keyOf(node)]!++] = node;
  return { nodes, active };
};

const edgesInto = (nodes: Int32Array, degree: Int32Array): number => {
  let edges = 0;
  for (let row = 0; row < nodes.length; row += 1) edges += degree[nodes[row]!]!;
  return edges;
};

/** Work per block at least, in edges read; and blocks at most. */
const LEAST_WORK = 16_384;
const MOST_BLOCKS = 512;
/** A row costs as much as so many edges, beside its own. */
const ROW_WORK = 4;

/** Cuts the active rows into blocks of about equal work, by the graph alone and never by the threads. */
const blocksOf = (nodes: Int32Array, active: number, degree: Int32Array): Int32Array => {
  let work = 0;
  for (let row = 0; row < active; row += 1) work += degree[nodes[row]!]! + ROW_WORK;
  const perBlock = Math.max(LEAST_WORK, Math.ceil(work / MOST_BLOCKS));
  const bounds = [0];
  let inBlock = 0;
  for (let row = 0; row < active; row += 1) {
    inBlock += degree[nodes[row]!]! + ROW_WORK;
    if (inBlock < perBlock && row + 1 < active) continue;
    bounds.push(row + 1);
    inBlock = 0;
  }
  return Int32Array.from(bounds);
};

/** Goes through the graph in its own order and writes each row where it belongs: half the time of the other way round. */
const fill = (
  parts: KernelMemory,
  nodes: Int32Array,
  degree: Int32Array,
  vouches: VouchMatrix,
  codes: Uint16Array | null,
): void => {
  const { start, from } = parts;
  const rowOf = new Int32Array(degree.length).fill(-1);
  for (let row = 0; row < nodes.length; row += 1) {
    rowOf[nodes[row]!] = row;
    start[row + 1] = start[row]! + degree[nodes[row]!]!;
  }
  const [to, values] = codes === null ? [parts.weight, vouches.trust] : [parts.code, codes];
  for (let node = 0, at = 0; node < degree.length; node += 1) {
    const end = vouches.start[node + 1]!;
    if (degree[node]! < 0) at = end;
    for (let edge = start[rowOf[node]!]!; at < end; at += 1) {
      const voucher = rowOf[vouches.from[at]!]!;
      if (voucher < 0) continue;
      from[edge] = voucher;
      to[edge] = values[at]!;
      edge += 1;
    }
  }
};
