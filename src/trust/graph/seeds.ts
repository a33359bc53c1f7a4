import type { TrustGraph } from './graph.ts';

/** The seeds' node indices, ascending, each once; seeds that are no node of the graph are left out. */
export const seedNodes = (graph: TrustGraph, seeds: Iterable<string>): Int32Array => {
  const isSeed = new Uint8Array(graph.ids.length);
  let count = 0;
  for (const id of seeds) {
    const node = graph.indexOf(id);
    if (node < 0 || isSeed[node] === 1) continue;
    isSeed[node] = 1;
    count += 1;
  }
  const nodes = new Int32Array(count);
  for (let node = 0, at = 0; at < count; node += 1) if (isSeed[node] === 1) nodes[at++] = node;
  return nodes;
};

/**
 * The distribution trust starts from: 1/k at each of the k seeds in the graph (Kamvar et al. 2003 §4.4), a new array
 * that sums to 1. Seeds the graph does not know are ignored; when it knows none, all zeros, and then nobody is trusted.
 */
export const preTrustOf = (graph: TrustGraph, seeds: Iterable<string>): Float64Array => {
  const preTrust = new Float64Array(graph.ids.length);
  const nodes = seedNodes(graph, seeds);
  for (const node of nodes) preTrust[node] = 1 / nodes.length;
  return preTrust;
};
