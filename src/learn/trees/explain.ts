import type { Matrix } from '../matrix.ts';
import { type ExplainPlan, explainPlanOf } from './explain-plan.ts';
import { writeLeafShares } from './leaf-shares.ts';
import { checkColumns, DEEPEST, type Trees, treeCountOf } from './trees.ts';

/** How a row came to its log-odds: `bias` plus all `contributions`, to 1e-9. */
export interface Explanation {
  /** What each column adds to the log-odds of this row: its Shapley value. */
  readonly contributions: Float64Array;
  /** The log-odds on average over the rows the trees were grown on. */
  readonly bias: number;
}

/** The same for many: row r's contributions are `contributions[r · columns …]`. */
export type Explanations = Explanation;

const plans = new WeakMap<Trees, ExplainPlan>();

const planFor = (trees: Trees): ExplainPlan => {
  const known = plans.get(trees);
  if (known !== undefined) return known;
  const plan = explainPlanOf(trees);
  plans.set(trees, plan);
  return plan;
};

/**
 * Exact TreeSHAP of one row, path-dependent: a column that is not known is averaged out by how the training rows went
 * (Lundberg, Lee 2018, "Consistent individualized feature attribution for tree ensembles"). @throws RangeError for a row of another length.
 */
export const explainRow = (trees: Trees, row: Float64Array): Explanation => {
  if (row.length !== trees.columns.length) {
    throw new RangeError(`row must have ${trees.columns.length} numbers, got ${row.length}`);
  }
  return explainRows(trees, { rows: 1, columns: trees.columns, values: row });
};

/** Rows that go through a tree together: node by node, so that its tables stay in the cache and no jump is to be guessed. */
const BLOCK = 64;

/** Exact TreeSHAP of many rows. @throws RangeError for other columns. */
export const explainRows = (trees: Trees, matrix: Matrix): Explanations => {
  checkColumns(trees, matrix.columns);
  const plan = planFor(trees);
  const width = matrix.columns.length;
  const contributions = new Float64Array(matrix.rows * width);
  const largest = trees.start.reduce((most, end, at) => Math.max(most, end - (trees.start[at - 1] ?? end)), 0);
  const failed = new Int32Array(largest * BLOCK);
  for (let first = 0; first < matrix.rows; first += BLOCK) {
    const rows = Math.min(BLOCK, matrix.rows - first);
    const span = [first * width, (first + rows) * width] as const;
    const block = { rows, failed, values: matrix.values.subarray(...span), sums: contributions.subarray(...span) };
    for (let tree = 0; tree < treeCountOf(trees); tree += 1) addTree(trees, plan, tree, block);
  }
  return { contributions, bias: plan.expected };
};

interface Block {
  readonly rows: number;
  readonly values: Float64Array;
  /** The contributions so far. */
  readonly sums: Float64Array;
  /** By node of the tree, then by row: the bits of the columns that the row fails on the way there. */
  readonly failed: Int32Array;
}

const addTree = (trees: Trees, plan: ExplainPlan, tree: number, block: Block): void => {
  const root = trees.start[tree] ?? 0;
  const end = trees.start[tree + 1] ?? 0;
  block.failed.fill(0, 0, BLOCK);
  for (let node = root; node < end; node += 1) {
    if ((trees.column[node] ?? -1) >= 0) ask(trees, node, root, plan.bits[node] ?? 0, block);
    else if (plan.long.has(node)) addLong(plan, node, (node - root) * BLOCK, trees.columns.length, block);
    else addLeaf(plan, node, (node - root) * BLOCK, trees.columns.length, block);
  }
};

/** Hands on to both children what the rows have failed, with the node's bit to the one where a row does not go. */
const ask = (trees: Trees, node: number, root: number, bit: number, { rows, failed, values }: Block): void => {
  const bound = trees.threshold[node] ?? 0;
  const missingLeft = trees.missingLeft[node] === 1;
  const from = (node - root) * BLOCK;
  const left = ((trees.left[node] ?? 0) - root) * BLOCK;
  const right = ((trees.right[node] ?? 0) - root) * BLOCK;
  let at = trees.column[node] ?? 0;
  for (let row = 0; row < rows; row += 1, at += trees.columns.length) {
    const number = values[at] ?? Number.NaN;
    const own = failed[from + row] ?? 0;
    const wrongLeft = (missingLeft ? number > bound : !(number <= bound)) ? bit : 0;
    failed[left + row] = own | wrongLeft;
    failed[right + row] = own | (bit ^ wrongLeft);
  }
};

const addLeaf = (plan: ExplainPlan, node: number, from: number, stride: number, block: Block): void => {
  const { rows, failed, sums } = block;
  const { columns, numbers } = plan;
  const table = plan.tables[node] ?? 0;
  const width = plan.widths[node] ?? 0;
  const first = plan.first[node] ?? 0;
  for (let place = 0; place < width; place += 1) {
    let to = columns[first + place] ?? 0;
    for (let row = 0; row < rows; row += 1, to += stride) {
      sums[to] = (sums[to] ?? 0) + (numbers[table + (failed[from + row] ?? 0) * width + place] ?? 0);
    }
  }
};

const scratch = new Float64Array(DEEPEST);

const addLong = (plan: ExplainPlan, node: number, from: number, stride: number, block: Block): void => {
  const path = plan.long.get(node);
  if (path === undefined) return;
  for (let row = 0; row < block.rows; row += 1) {
    writeLeafShares(path, block.failed[from + row] ?? 0, scratch, 0);
    path.columns.forEach((column, at) => {
      const to = row * stride + column;
      block.sums[to] = (block.sums[to] ?? 0) + (scratch[at] ?? 0);
    });
  }
};
