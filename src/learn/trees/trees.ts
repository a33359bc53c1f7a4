/**
 * Boosted regression trees for the log-odds of a yes. All trees stand one after the other in flat arrays, one entry per
 * node; a tree's nodes stand together, its root first, every child after its parent.
 */
export interface Trees {
  /** What a row's numbers are, in their order. */
  readonly columns: readonly string[];
  /** Log-odds before any tree. */
  readonly bias: number;
  /** Trees + 1: the nodes of tree t are `start[t] … start[t + 1] - 1`. */
  readonly start: Int32Array;
  /** The column a node asks about; −1 for a leaf. */
  readonly column: Int32Array;
  /** Left where the row's number is ≤ this; finite. 0 for a leaf. */
  readonly threshold: Float64Array;
  /** 1 where a row that has NaN in the column goes left; 0 for a leaf. */
  readonly missingLeft: Uint8Array;
  /** The children of a node that asks; 0 for a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf adds to the log-odds, the learning rate included; 0 for a node that asks. */
  readonly value: Float64Array;
  /** Weight of the training rows that came through, > 0; that of a node that asks is its children's sum. */
  readonly cover: Float64Array;
}

/** No path from root to leaf asks more often than this. */
export const DEEPEST = 30;
/** No leaf says more than this, either way, nor does the bias. */
export const MOST_SAID = 1000;

/** The probability of a yes at these log-odds. */
export const probabilityOf = (margin: number): number =>
  margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));

/** How many trees there are. */
export const treeCountOf = ({ start }: Trees): number => start.length - 1;

/** @throws RangeError where columns are not those the trees were grown on. */
export const checkColumns = ({ columns }: Trees, given: readonly string[]): void => {
  if (given.length !== columns.length || given.some((name, at) => name !== columns[at])) {
    throw new RangeError(`columns must be ${columns.join(', ')}, got ${given.join(', ')}`);
  }
};
