import type { Matrix } from '../matrix.ts';
import { checkColumns, type Trees, treeCountOf } from './trees.ts';

/** Rows that go through a tree together, so that the tree stays in the cache. */
const BLOCK = 512;

/** The log-odds of each row. An infinite number is larger or smaller than any other. @throws RangeError for other columns. */
export const marginsOf = (trees: Trees, matrix: Matrix): Float64Array => {
  checkColumns(trees, matrix.columns);
  const margins = new Float64Array(matrix.rows).fill(trees.bias);
  for (let first = 0; first < matrix.rows; first += BLOCK) {
    const block = margins.subarray(first, first + BLOCK);
    for (let tree = 0; tree < treeCountOf(trees); tree += 1) addTree(trees, tree, { matrix, first }, block);
  }
  return margins;
};

/** Adds what a tree says of the rows from `first` on to their margins. */
export const addTree = (
  trees: Trees,
  tree: number,
  rows: { matrix: Matrix; first: number },
  margins: Float64Array,
): void => {
  const { column, threshold, missingLeft, left, right, value } = trees;
  const { values, columns } = rows.matrix;
  const root = trees.start[tree] ?? 0;
  for (let row = 0; row < margins.length; row += 1) {
    const base = (rows.first + row) * columns.length;
    let node = root;
    for (let asked = column[node] ?? -1; asked >= 0; asked = column[node] ?? -1) {
      const number = values[base + asked] ?? Number.NaN;
      const bound = threshold[node] ?? 0;
      // A comparison with NaN is false.
      const goesLeft = missingLeft[node] === 1 ? !(number > bound) : number <= bound;
      node = (goesLeft ? left[node] : right[node]) ?? root;
    }
    margins[row] = (margins[row] ?? 0) + (value[node] ?? 0);
  }
};
