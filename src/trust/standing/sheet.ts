import type { StandingView } from './standing.ts';

/** Where one person alone sees others at least as high as the operator does. All others have no standing in it. */
export interface Sheet extends StandingView {
  /** How many rows it takes in memory, 16 bytes each. */
  readonly rows: number;
}

/** Copies the nodes named, each once, out of dense arrays into a hash table: open addressing, at most two thirds full. */
export const sheetOf = (nodes: readonly number[], dense: { standing: Float64Array; via: Int32Array }): Sheet => {
  const bits = Math.ceil(Math.log2(1.5 * nodes.length + 1));
  const rows = 2 ** bits;
  const keys = new Int32Array(rows).fill(-1);
  const standing = new Float64Array(rows);
  const via = new Int32Array(rows).fill(-1);
  /** Where a node is, or else the empty row where it would be. Fibonacci hashing spreads neighbours. */
  const rowOf = (node: number): number => {
    let row = bits === 0 ? 0 : Math.imul(node, 0x9e3779b1) >>> (32 - bits);
    while (keys[row] !== node && keys[row] !== -1) row = row + 1 === rows ? 0 : row + 1;
    return row;
  };
  for (const node of nodes) {
    const row = rowOf(node);
    keys[row] = node;
    standing[row] = dense.standing[node]!;
    via[row] = dense.via[node]!;
  }
  return { rows, standing: (node) => standing[rowOf(node)]!, via: (node) => via[rowOf(node)]! };
};
