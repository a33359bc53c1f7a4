import type { EdgeBlock, EdgeTable } from './edge-table.ts';

/** Rows of one polarity by target: those into node j are `start[j] … start[j + 1] - 1`, ordered by source. */
export interface SortedRows {
  /** n + 1. */
  readonly start: Int32Array;
  readonly from: Int32Array;
  /** Magnitudes, above 0. Rows with the same ends stand together, in the order they came. */
  readonly weight: Float64Array;
  /** Milliseconds, ≥ 0; null where every age is 0. */
  readonly ageMs: Float64Array | null;
}

/**
 * The rows of a table, vouches and denounces apart, node i renumbered to `numberOf[i]`. Two counting sorts that move the
 * rows themselves, because an order of row numbers would make every later read a jump. Takes the rows out of the table.
 */
export const sortRows = (
  table: EdgeTable,
  numberOf: Int32Array,
): { readonly vouches: SortedRows; readonly denounces: SortedRows } => {
  const vouches = bySource(table.blocks, numberOf, 1);
  const denounces = bySource(table.blocks, numberOf, -1);
  table.release();
  return { vouches: byTarget(vouches), denounces: byTarget(denounces) };
};

/** Rows by source: those of node i are `start[i] … start[i + 1] - 1`. */
interface RowsBySource extends Omit<SortedRows, 'from'> {
  readonly to: Int32Array;
}

const bySource = (blocks: readonly EdgeBlock[], numberOf: Int32Array, sign: 1 | -1): RowsBySource => {
  const start = new Int32Array(numberOf.length + 1);
  let anyAge = false;
  for (const { rows, from, weight, ageMs } of blocks) {
    anyAge ||= ageMs !== null;
    for (let row = 0; row < rows; row += 1) if (weight[row]! * sign > 0) start[numberOf[from[row]!]! + 1]! += 1;
  }
  const place = placesFrom(start);
  const count = start[numberOf.length]!;
  const to = new Int32Array(count);
  const weight = new Float64Array(count);
  const ageMs = anyAge ? new Float64Array(count) : null;
  for (const block of blocks) {
    for (let row = 0; row < block.rows; row += 1) {
      const magnitude = block.weight[row]! * sign;
      if (!(magnitude > 0)) continue;
      const at = place[numberOf[block.from[row]!]!]!++;
      to[at] = numberOf[block.to[row]!]!;
      weight[at] = magnitude;
      if (ageMs !== null && block.ageMs !== null) ageMs[at] = block.ageMs[row]!;
    }
  }
  return { start, to, weight, ageMs };
};

const byTarget = (rows: RowsBySource): SortedRows => {
  const start = new Int32Array(rows.start.length);
  const count = rows.to.length;
  for (let row = 0; row < count; row += 1) start[rows.to[row]! + 1]! += 1;
  const place = placesFrom(start);
  const from = new Int32Array(count);
  const weight = new Float64Array(count);
  const ageMs = rows.ageMs === null ? null : new Float64Array(count);
  for (let source = 0, row = 0; source < rows.start.length - 1; source += 1) {
    for (const end = rows.start[source + 1]!; row < end; row += 1) {
      const at = place[rows.to[row]!]!++;
      from[at] = source;
      weight[at] = rows.weight[row]!;
      if (ageMs !== null) ageMs[at] = rows.ageMs![row]!;
    }
  }
  return { start, from, weight, ageMs };
};

/** Turns counts, each one place late, into where each key's rows start; returns a copy to count up from. */
const placesFrom = (start: Int32Array): Int32Array => {
  for (let key = 1; key < start.length; key += 1) start[key]! += start[key - 1]!;
  return start.slice();
};
