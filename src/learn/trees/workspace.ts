/** What the growing of trees keeps in memory that its kernel reads and writes. */
export interface Workspace {
  readonly size: WorkspaceSize;
  /** The bin of each number, row by row; see `bins.ts`. */
  readonly bins: Uint8Array;
  /** Columns + 1: where each column's cells begin in a histogram. */
  readonly offsets: Int32Array;
  /** Gradient and packed hessian of each row, see `gradients.ts`: whole numbers whose sums are exact. */
  readonly gradients: Float64Array;
  /** The rows a tree is grown on; those of a leaf stand together, ascending. */
  readonly indices: Int32Array;
  /** One after the other, each with two sums per cell. */
  readonly histograms: Float64Array;
}

/** How large it is. */
export interface WorkspaceSize {
  readonly rows: number;
  readonly columns: number;
  /** Cells of a histogram. */
  readonly cells: number;
  /** How many histograms there is place for. */
  readonly histograms: number;
}

/** The part of the work that goes over all rows. Each implementation leaves the same bits. */
export interface HistogramKernel {
  readonly workspace: Workspace;
  /** Sums, cell by cell, the rows at `indices[begin … end - 1]` into the histogram at `place`. */
  build(place: number, begin: number, end: number): void;
  /** Takes the histogram at `other` from the one at `place`. */
  subtract(place: number, other: number): void;
  /** Puts those of `indices[begin … end - 1]` first that go left, each side in its order. Returns how many do. */
  partition(begin: number, end: number, asked: Asked): number;
}

/** Left: whose bin in the column is at most `bin`, but of `missing`, the bin of NaN, those if `missingLeft`. */
export interface Asked {
  readonly column: number;
  readonly bin: number;
  readonly missing: number;
  readonly missingLeft: boolean;
}
