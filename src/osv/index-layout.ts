import { createHash } from 'node:crypto';

/** Counts up when the files of an index change, so that old ones are built anew. */
export const INDEX_FORMAT = 1;

/** JSON groups `[key, advisories]`, one behind the other, in the order of the index. */
export const RECORDS_FILE = 'records';
/** One row per group: 6 bytes of the key's hash, 6 of its offset, 4 of its length, all big-endian, sorted by hash. */
export const INDEX_FILE = 'index';
/** JSON of the counts; written last. */
export const COUNTS_FILE = 'counts.json';

const ROW_BYTES = 16;
const OFFSET_AT = 6;
const LENGTH_AT = 12;

/** The first 48 bits of a SHA-256, as an integer: keys may share one, so whoever reads compares the key too. */
export const hashOfKey = (key: string): number => createHash('sha256').update(key).digest().readUIntBE(0, 6);

/** Rows in the order of their groups. */
export class IndexRows {
  readonly #rows: Buffer[] = [];
  #offset = 0;

  add(key: string, length: number): void {
    const row = Buffer.alloc(ROW_BYTES);
    row.writeUIntBE(hashOfKey(key), 0, 6);
    row.writeUIntBE(this.#offset, OFFSET_AT, 6);
    row.writeUInt32BE(length, LENGTH_AT);
    this.#rows.push(row);
    this.#offset += length;
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#rows);
  }
}

/** Where the groups lie whose keys have this hash; nearly always one or none. */
export const findRows = (index: Buffer, hash: number): readonly { offset: number; length: number }[] => {
  const hashAt = (row: number): number => index.readUIntBE(row * ROW_BYTES, 6);
  const rows = Math.floor(index.length / ROW_BYTES);
  let [low, high] = [0, rows];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashAt(middle) < hash) low = middle + 1;
    else high = middle;
  }
  const found: { offset: number; length: number }[] = [];
  for (let row = low; row < rows && hashAt(row) === hash; row += 1) {
    const at = row * ROW_BYTES;
    found.push({ offset: index.readUIntBE(at + OFFSET_AT, 6), length: index.readUInt32BE(at + LENGTH_AT) });
  }
  return found;
};
