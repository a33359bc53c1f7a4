/** Who is whose neighbour, nodes being 0 … nodes − 1. Meant undirected: who is somebody's neighbour has them as one. */
export interface SageGraph {
  readonly nodes: number;
  /** nodes + 1: the neighbours of node i are `neighbours[start[i]] … neighbours[start[i + 1] - 1]`. */
  readonly start: Int32Array;
  readonly neighbours: Int32Array;
}

/** One tie between two nodes, whichever comes first. */
export interface Tie {
  readonly a: number;
  readonly b: number;
}

/**
 * The graph of these ties: each once, none from a node to itself, neighbours by index. Linear but for sorting.
 *
 * @throws RangeError for an end that is no node.
 */
export const sageGraphOf = (nodes: number, ties: Iterable<Tie>): SageGraph => {
  const around = new Map<number, Set<number>>();
  const neighboursOf = (node: number): Set<number> => {
    const known = around.get(node);
    if (known) return known;
    if (!Number.isInteger(node) || node < 0 || node >= nodes) {
      throw new RangeError(`ties must be between nodes 0 to ${nodes - 1}, got ${node}`);
    }
    const none = new Set<number>();
    around.set(node, none);
    return none;
  };
  for (const { a, b } of ties) {
    const [ofA, ofB] = [neighboursOf(a), neighboursOf(b)];
    if (a === b) continue;
    ofA.add(b);
    ofB.add(a);
  }
  const start = new Int32Array(nodes + 1);
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node] ?? 0) + (around.get(node)?.size ?? 0);
  const neighbours = new Int32Array(start[nodes] ?? 0);
  for (const [node, those] of around) neighbours.set(Int32Array.from(those).sort(), start[node] ?? 0);
  return { nodes, start, neighbours };
};

/** The same nodes with no neighbours at all: what a model would say that knows no graph. */
export const withoutTies = ({ nodes }: SageGraph): SageGraph => sageGraphOf(nodes, []);

/** @throws RangeError where a graph's arrays do not fit each other. */
export const checkGraph = ({ nodes, start, neighbours }: SageGraph): void => {
  if (start.length !== nodes + 1 || start[0] !== 0 || start[nodes] !== neighbours.length) {
    throw new RangeError(`start must lead from 0 to ${neighbours.length} in ${nodes + 1} steps, got ${start.length}`);
  }
  if (start.some((from, node) => from < (start[node - 1] ?? 0))) throw new RangeError('start must never fall');
  const stranger = neighbours.find((node) => node < 0 || node >= nodes);
  if (stranger !== undefined) throw new RangeError(`neighbours must be nodes 0 to ${nodes - 1}, got ${stranger}`);
};
