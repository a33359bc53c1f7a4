import type { StandingView } from './standing.ts';

/** Where one person alone sees others at least as high as the operator does. All others have no standing in it. */
export interface Sheet extends StandingView {
  /** How many rows it takes in memory, 16 bytes each. */
  readonly rows: number;
  /** Whether there is a node in it, of such a standing, that this is true of. */
  some(test: (node: number, standing: number) => boolean): boolean;
  /** The same sheet where each node has the number `numbers[node]`. */
  renumbered(numbers: Int32Array): Sheet;
}

/** Copies the nodes named, each once, out of dense arrays into a hash table: open addressing, at most two thirds full. */
export const sheetOf = (nodes: readonly number[], dense: { standing: Float64Array; via: Int32Array }): Sheet => {
  const table = tableFor(nodes.length);
  for (const node of nodes) table.put(node, dense.standing[node]!, dense.via[node]!);
  return sheetIn(table);
};

const tableFor = (count: number) => {
  const bits = Math.ceil(Math.log2(1.5 * count + 1));
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
  const put = (node: number, own: number, voucher: number): void => {
    const row = rowOf(node);
    keys[row] = node;
    standing[row] = own;
    via[row] = voucher;
  };
  return { count, keys, standing, via, rowOf, put };
};

const sheetIn = ({ count, keys, standing, via, rowOf }: ReturnType<typeof tableFor>): Sheet => ({
  rows: keys.length,
  standing: (node) => standing[rowOf(node)]!,
  via: (node) => via[rowOf(node)]!,
  some: (test) => {
    for (let row = 0; row < keys.length; row += 1) if (keys[row]! >= 0 && test(keys[row]!, standing[row]!)) return true;
    return false;
  },
  renumbered: (numbers) => {
    const table = tableFor(count);
    for (let row = 0; row < keys.length; row += 1) {
      if (keys[row]! >= 0) table.put(numbers[keys[row]!]!, standing[row]!, via[row]! < 0 ? -1 : numbers[via[row]!]!);
    }
    return sheetIn(table);
  },
});
