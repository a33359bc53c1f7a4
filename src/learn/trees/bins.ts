import type { Matrix } from '../matrix.ts';

/** How the numbers of each column are put into a few ranges, counted from 0. */
export interface Ranges {
  /** Per column, ascending: bin b holds what is ≤ `cuts[b]` and in no bin before; the last has no cut. */
  readonly cuts: readonly Float64Array[];
  /** Columns + 1: where the cells of each column begin in a histogram. A column's last cell is for NaN. */
  readonly offsets: Int32Array;
}

/** At most `most` ranges per column, of about equally many rows, cut half way between two numbers that occur. */
export const rangesOf = (matrix: Matrix, most: number): Ranges => {
  const width = matrix.columns.length;
  const cuts: Float64Array[] = [];
  const offsets = new Int32Array(width + 1);
  for (let column = 0; column < width; column += 1) {
    const columnCuts = cutsOf(sortedColumn(matrix, column), most);
    cuts.push(columnCuts);
    offsets[column + 1] = (offsets[column] ?? 0) + columnCuts.length + 2;
  }
  return { cuts, offsets };
};

/** The column's numbers, ascending; NaN left out. */
const sortedColumn = ({ rows, columns, values }: Matrix, column: number): Float64Array => {
  const found = new Float64Array(rows);
  let count = 0;
  for (let at = column; at < values.length; at += columns.length) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isNaN(value)) found[count++] = value;
  }
  return found.subarray(0, count).sort();
};

/** Each different number with its count, first to last. */
const runsOf = (sorted: Float64Array): { readonly numbers: number[]; readonly counts: number[] } => {
  const numbers: number[] = [];
  const counts: number[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from] ?? 0;
    while (to < sorted.length && sorted[to] === value) to += 1;
    numbers.push(value);
    counts.push(to - from);
  }
  return { numbers, counts };
};

/** Greedy: a range is closed once it has its share of the rows that are left, and before a number that has one alone. */
const cutsOf = (sorted: Float64Array, most: number): Float64Array => {
  const { numbers, counts } = runsOf(sorted);
  const cuts: number[] = [];
  let left = sorted.length;
  let held = 0;
  for (let at = 0; at + 1 < numbers.length; at += 1) {
    held += counts[at] ?? 0;
    const ranges = most - cuts.length;
    const share = left / ranges;
    const nextAlone = (counts[at + 1] ?? 0) >= share;
    if (ranges > 1 && (numbers.length <= most || held >= share || nextAlone)) {
      cuts.push(between(numbers[at] ?? 0, numbers[at + 1] ?? 0));
      left -= held;
      held = 0;
    }
  }
  return Float64Array.from(cuts);
};

/** A number that is ≥ a and < b, half way where there is room. */
const between = (a: number, b: number): number => {
  const middle = a / 2 + b / 2;
  return middle >= a && middle < b ? middle : a;
};

/** Writes the bin of each number, row by row, into `bins`. */
export const fillBins = ({ columns, values }: Matrix, { cuts }: Ranges, bins: Uint8Array): void => {
  const width = columns.length;
  for (let column = 0; column < width; column += 1) {
    const columnCuts = cuts[column] ?? new Float64Array();
    const find = finder(columnCuts);
    for (let at = column; at < values.length; at += width) {
      const value = values[at] ?? Number.NaN;
      bins[at] = Number.isNaN(value) ? columnCuts.length + 1 : find(value);
    }
  }
};

/** Finds how many cuts are < a number: a binary search without unpredictable jumps over cuts filled up to 255. */
const finder = (cuts: Float64Array): ((value: number) => number) => {
  const padded = new Float64Array(256).fill(Number.POSITIVE_INFINITY);
  padded.set(cuts);
  return (value) => {
    let below = 0;
    for (let step = 128; step > 0; step >>= 1) below += (padded[below + step - 1] ?? 0) < value ? step : 0;
    return below;
  };
};
