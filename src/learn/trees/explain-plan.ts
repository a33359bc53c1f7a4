import { type LeafPath, writeLeafShares } from './leaf-shares.ts';
import { type Trees, treeCountOf } from './trees.ts';

/** What is worked out once, to explain many rows. Everything per node, in the order of the trees' nodes. */
export interface ExplainPlan {
  /** Of a node that asks: the bit, among those of the columns on its path, of its own. */
  readonly bits: Int32Array;
  /** Of a leaf: the columns on its path are `columns[first … first + widths − 1]`. */
  readonly widths: Int32Array;
  readonly first: Int32Array;
  readonly columns: Int32Array;
  /** Of a leaf that is not long: where its table begins in `numbers`, shares for the bit set `failed` from `failed · width` on. */
  readonly tables: Int32Array;
  readonly numbers: Float64Array;
  /** Of a leaf without a table: its path. */
  readonly long: ReadonlyMap<number, LeafPath>;
  /** What the trees say on average over the rows they were grown on, the bias included. */
  readonly expected: number;
}

/** Numbers in all tables, at most. */
const MOST_NUMBERS = 2 ** 22;
const MOST_COLUMNS = 10;

/** Tables of all bit sets as far as they fit, those of the shortest paths first (as Yang 2021, "Fast TreeSHAP", v2). */
export const explainPlanOf = (trees: Trees): ExplainPlan => {
  const bits = new Int32Array(trees.column.length);
  const paths = new Map<number, LeafPath>();
  let expected = trees.bias;
  for (let tree = 0; tree < treeCountOf(trees); tree += 1) {
    const root = trees.start[tree] ?? 0;
    walk(trees, root, bits, (node, path) => {
      paths.set(node, path);
      expected += path.value * ((trees.cover[node] ?? 0) / (trees.cover[root] ?? 1));
    });
  }
  return { bits, ...tabled(paths, trees.column.length), expected };
};

const tabled = (paths: ReadonlyMap<number, LeafPath>, nodes: number): Omit<ExplainPlan, 'bits' | 'expected'> => {
  const { most, numbers: size } = mostInTables([...paths.values()]);
  const widths = new Int32Array(nodes);
  const first = new Int32Array(nodes);
  const tables = new Int32Array(nodes);
  const numbers = new Float64Array(size);
  const long = new Map<number, LeafPath>();
  const columns: number[] = [];
  let free = 0;
  for (const [node, path] of paths) {
    const width = path.columns.length;
    widths[node] = width;
    first[node] = columns.length;
    columns.push(...path.columns);
    if (width > most) {
      long.set(node, path);
      continue;
    }
    tables[node] = free;
    for (let failed = 0; failed < 1 << width; failed += 1, free += width) writeLeafShares(path, failed, numbers, free);
  }
  return { widths, first, columns: Int32Array.from(columns), tables, numbers, long };
};

/** Visits the leaves under a root with their paths and writes the bits of the nodes between. */
const walk = (trees: Trees, root: number, bits: Int32Array, visit: (node: number, path: LeafPath) => void): void => {
  const open = [{ node: root, columns: [] as readonly number[], shares: [] as readonly number[] }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { node, columns, shares } = step;
    const column = trees.column[node] ?? -1;
    if (column < 0) {
      visit(node, { columns, shares, value: trees.value[node] ?? 0 });
      continue;
    }
    const known = columns.indexOf(column);
    const place = known < 0 ? columns.length : known;
    bits[node] = 1 << place;
    for (const child of [trees.right[node] ?? 0, trees.left[node] ?? 0]) {
      const share = (shares[place] ?? 1) * ((trees.cover[child] ?? 0) / (trees.cover[node] ?? 1));
      open.push({
        node: child,
        columns: known < 0 ? [...columns, column] : columns,
        shares: withAt(shares, place, share),
      });
    }
  }
};

const withAt = (shares: readonly number[], place: number, share: number): readonly number[] => {
  const changed = [...shares];
  changed[place] = share;
  return changed;
};

/** The longest paths that may have tables, and how many numbers those are in all. */
const mostInTables = (paths: readonly LeafPath[]): { readonly most: number; readonly numbers: number } => {
  let numbers = 0;
  for (let most = 0; most <= MOST_COLUMNS; most += 1) {
    const more = paths.filter(({ columns }) => columns.length === most).length * most * 2 ** most;
    if (numbers + more > MOST_NUMBERS) return { most: most - 1, numbers };
    numbers += more;
  }
  return { most: MOST_COLUMNS, numbers };
};
