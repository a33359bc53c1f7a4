import type { Grown, Node } from './grow-tree.ts';
import type { Trees } from './trees.ts';

/** A grown tree alone, its covers summed up over the weights of the rows in its leaves. */
export const singleTree = (grown: Grown, weightOf: (from: number, to: number) => number): Trees => {
  const { nodes, leaves } = grown;
  const cover = new Float64Array(nodes.length);
  for (const { node, begin, end } of leaves) cover[node] = weightOf(begin, end);
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const { column, left, right } = nodes[at] ?? NO_NODE;
    if (column >= 0) cover[at] = (cover[left] ?? 0) + (cover[right] ?? 0);
  }
  return {
    columns: [],
    bias: 0,
    start: Int32Array.of(0, nodes.length),
    column: Int32Array.from(nodes, ({ column }) => column),
    threshold: Float64Array.from(nodes, ({ threshold }) => threshold),
    missingLeft: Uint8Array.from(nodes, ({ missingLeft }) => Number(missingLeft)),
    left: Int32Array.from(nodes, ({ left }) => left),
    right: Int32Array.from(nodes, ({ right }) => right),
    value: Float64Array.from(nodes, ({ value }) => value),
    cover,
  };
};

const NO_NODE: Node = { column: -1, threshold: 0, missingLeft: false, left: 0, right: 0, value: 0 };

/** Single trees one after the other. */
export const joinedTrees = (columns: readonly string[], bias: number, parts: readonly Trees[]): Trees => {
  const start = new Int32Array(parts.length + 1);
  parts.forEach(({ column }, tree) => {
    start[tree + 1] = (start[tree] ?? 0) + column.length;
  });
  const shifted = (name: 'left' | 'right'): Int32Array =>
    Int32Array.from(parts.flatMap((part, tree) => [...part[name]].map((node) => node && node + (start[tree] ?? 0))));
  return {
    columns: [...columns],
    bias,
    start,
    column: Int32Array.from(parts.flatMap(({ column }) => [...column])),
    threshold: Float64Array.from(parts.flatMap(({ threshold }) => [...threshold])),
    missingLeft: Uint8Array.from(parts.flatMap(({ missingLeft }) => [...missingLeft])),
    left: shifted('left'),
    right: shifted('right'),
    value: Float64Array.from(parts.flatMap(({ value }) => [...value])),
    cover: Float64Array.from(parts.flatMap(({ cover }) => [...cover])),
  };
};
