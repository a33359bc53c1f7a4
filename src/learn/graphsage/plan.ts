import type { Matrix } from '../matrix.ts';
import type { Picks } from './loops.ts';
import { checkGraph, type SageGraph } from './sage-graph.ts';
import { type SageAsked, type SageNetwork, type SageSize, sizeOf, type Untrained } from './sage-model.ts';
import { scaled } from './scales.ts';

/** One pass over a network, laid out: only nodes are computed whose embedding some example needs. */
export interface Plan {
  readonly size: SageSize;
  readonly examples: number;
  /** How many nodes have an embedding of the first layer. */
  readonly firsts: number;
  /** How many have one of the second: those with examples. */
  readonly targets: number;
  /** firsts · 2·inputs: each node's own inputs, then the mean of its neighbours'. */
  readonly z1: Float64Array;
  /** examples · own inputs. */
  readonly own: Float64Array;
  /** For each target, itself among the firsts. */
  readonly self: Picks;
  /** For each target, its neighbours among the firsts. */
  readonly around: Picks;
  /** For each example, its node among the targets. */
  readonly owner: Picks;
}

/**
 * Lays out a pass of a model over a network for these examples.
 *
 * @throws RangeError where sizes or columns do not fit, or an example's node is none.
 */
export const planOf = (model: Untrained, { graph, features }: SageNetwork, asked: SageAsked): Plan => {
  checkGraph(graph);
  if (features.rows !== graph.nodes) {
    throw new RangeError(`features must have one row per node (${graph.nodes}), got ${features.rows}`);
  }
  const size = sizeOf(model);
  const own = ownOf(asked);
  const targets = distinct(asked.nodes, graph.nodes);
  const firsts = distinct([...targets.list, ...targets.list.flatMap((node) => around(graph, node))], graph.nodes);
  const z1 = new Float64Array(firsts.list.length * 2 * size.inputs);
  fillFirst(z1, scaled(model.nodeScales, features), graph, { nodes: firsts.list, width: size.inputs });
  return {
    size,
    examples: asked.nodes.length,
    firsts: firsts.list.length,
    targets: targets.list.length,
    z1,
    own: scaled(model.ownScales, own),
    self: picksOf(targets.list.map((node) => [firsts.place[node] ?? 0])),
    around: picksOf(targets.list.map((node) => around(graph, node).map((other) => firsts.place[other] ?? 0))),
    owner: picksOf(Array.from(asked.nodes, (node) => [targets.place[node] ?? 0])),
  };
};

const NO_COLUMNS: readonly string[] = [];

/** What is about each example alone; no columns where nothing is. */
export const ownOf = ({ nodes, own }: SageAsked): Matrix => {
  if (own && own.rows !== nodes.length) {
    throw new RangeError(`own must have one row per example (${nodes.length}), got ${own.rows}`);
  }
  return own ?? { rows: nodes.length, columns: NO_COLUMNS, values: new Float64Array(0) };
};

const around = ({ start, neighbours }: SageGraph, node: number): number[] =>
  Array.from(neighbours.subarray(start[node], start[node + 1]));

/** Each of the nodes once, by index, and where in that list each stands. */
const distinct = (
  nodes: Int32Array | readonly number[],
  count: number,
): { readonly list: readonly number[]; readonly place: Int32Array } => {
  const place = new Int32Array(count).fill(-1);
  for (const node of nodes) {
    if (node < 0 || node >= count) throw new RangeError(`nodes must be 0 to ${count - 1}, got ${node}`);
    place[node] = 0;
  }
  const list: number[] = [];
  for (let node = 0; node < count; node += 1) if (place[node] === 0) place[node] = list.push(node) - 1;
  return { list, place };
};

const fillFirst = (
  z1: Float64Array,
  inputs: Float64Array,
  { start, neighbours }: SageGraph,
  { nodes, width }: { readonly nodes: readonly number[]; readonly width: number },
): void => {
  nodes.forEach((node, row) => {
    z1.set(inputs.subarray(node * width, (node + 1) * width), row * 2 * width);
    const from = start[node] ?? 0;
    const end = start[node + 1] ?? 0;
    const mean = row * 2 * width + width;
    for (let pick = from; pick < end; pick += 1) {
      const at = (neighbours[pick] ?? 0) * width;
      for (let j = 0; j < width; j += 1) z1[mean + j] = (z1[mean + j] ?? 0) + (inputs[at + j] ?? 0) / (end - from);
    }
  });
};

const picksOf = (rows: readonly (readonly number[])[]): Picks => {
  const start = new Int32Array(rows.length + 1);
  rows.forEach((those, row) => {
    start[row + 1] = (start[row] ?? 0) + those.length;
  });
  const nodes = new Int32Array(start[rows.length] ?? 0);
  const scale = new Float64Array(rows.length);
  rows.forEach((those, row) => {
    nodes.set(those, start[row] ?? 0);
    scale[row] = those.length === 0 ? 0 : 1 / those.length;
  });
  return { rows: rows.length, start, nodes, scale };
};
