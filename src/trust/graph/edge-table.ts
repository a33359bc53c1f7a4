import { AppError } from '../../domain/index.ts';
import { IdTable } from './id-table.ts';
import type { Opinion } from './local-trust.ts';

/** The most edges one graph can have: they are numbered by 32-bit integers. */
const MAX_EDGES = 2 ** 31 - 1;

/** Some opinions of a table, in order. Of each array only the first `rows` entries are filled. */
export interface EdgeBlock {
  readonly rows: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Finite and not 0: above 0 a vouch, below 0 a denounce. */
  readonly weight: Float64Array;
  /** Milliseconds, finite and ≥ 0; null where every age is 0. */
  readonly ageMs: Float64Array | null;
}

type Filling = { -readonly [Name in keyof EdgeBlock]: EdgeBlock[Name] };

const BLOCK_ROWS = { least: 2 ** 6, most: 2 ** 18 };

/**
 * Opinions in columns, 16 bytes for each (24 in blocks that have an age), their ids interned once. Grows by blocks, so
 * that growing copies nothing. What cannot be an edge is counted instead of kept; its ends are ids all the same:
 * somebody named them.
 */
export class EdgeTable {
  readonly ids: IdTable;
  readonly #blocks: Filling[] = [];
  #edges = 0;
  #selfEdges = 0;
  #invalid = 0;

  readonly #maxEdges: number;

  constructor(ids = new IdTable(), maxEdges = MAX_EDGES) {
    this.ids = ids;
    this.#maxEdges = maxEdges;
  }

  /** A table of opinions in the order they come. */
  static of(opinions: Iterable<Opinion>): EdgeTable {
    const table = new EdgeTable();
    for (const { from, to, weight, ageMs } of opinions) {
      table.add(table.ids.intern(from), table.ids.intern(to), weight, ageMs);
    }
    return table;
  }

  /** Rows kept. */
  get edges(): number {
    return this.#edges;
  }

  /** Rows from an id to itself, left out. */
  get selfEdges(): number {
    return this.#selfEdges;
  }

  /** Rows left out for a weight or an age that is no finite number, or a weight of 0. */
  get invalid(): number {
    return this.#invalid;
  }

  /** Rows that came, kept or not. */
  get rows(): number {
    return this.#edges + this.#selfEdges + this.#invalid;
  }

  /**
   * One opinion between two numbers of `ids`. An age below 0 (a date in the future) counts as 0.
   *
   * @throws AppError when the table is full.
   */
  add(from: number, to: number, weight: number, ageMs = 0): void {
    if (from === to) this.#selfEdges += 1;
    else if (weight === 0 || !Number.isFinite(weight) || !Number.isFinite(ageMs)) this.#invalid += 1;
    else this.#append(from, to, weight, ageMs);
  }

  /** The kept rows in order. */
  get blocks(): readonly EdgeBlock[] {
    return this.#blocks;
  }

  /** Gives up the rows, not the counts and the ids: whoever has what it needs of them frees their memory. */
  release(): void {
    this.#blocks.length = 0;
  }

  #append(from: number, to: number, weight: number, ageMs: number): void {
    let block = this.#blocks[this.#blocks.length - 1];
    if (block === undefined || block.rows === block.from.length) block = this.#addBlock();
    const at = block.rows++;
    block.from[at] = from;
    block.to[at] = to;
    block.weight[at] = weight;
    if (ageMs > 0) {
      block.ageMs ??= new Float64Array(block.from.length);
      block.ageMs[at] = ageMs;
    }
    this.#edges += 1;
  }

  #addBlock(): Filling {
    const room = this.#maxEdges - this.#edges;
    if (room === 0) throw new AppError(`more than ${this.#maxEdges} edges`);
    const rows = Math.min(room, BLOCK_ROWS.most, Math.max(BLOCK_ROWS.least, this.#edges));
    const columns = { from: new Int32Array(rows), to: new Int32Array(rows), weight: new Float64Array(rows) };
    const block = { rows: 0, ...columns, ageMs: null };
    this.#blocks.push(block);
    return block;
  }
}
