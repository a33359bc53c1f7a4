import type { TrustGraph } from './graph.ts';

/** A graph without its functions: what a thread can hand to another. */
export type GraphParts = Omit<TrustGraph, 'indexOf'>;

/** What stays of a graph when its functions are left out; the arrays are the graph's own. */
export const partsOf = ({ ids, vouches, denounces, scale, dropped }: TrustGraph): GraphParts => ({
  ids,
  vouches,
  denounces,
  scale,
  dropped,
});

/** The graph of such parts, which it takes over. Where its ids are those of a graph from before, that one finds them. */
export const graphFrom = (parts: GraphParts, before?: TrustGraph): TrustGraph => {
  if (before?.ids === parts.ids) return { ...parts, indexOf: before.indexOf };
  const numbers = new Map(parts.ids.map((id, node) => [id, node]));
  return { ...parts, indexOf: (id) => numbers.get(id) ?? -1 };
};

/** The memory of all typed arrays in plain data, each once: what can be handed over without a copy. */
export const buffersOf = (data: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] => {
  if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer) found.add(data.buffer);
  } else if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    for (const value of Object.values(data)) buffersOf(value, found);
  }
  return [...found];
};
