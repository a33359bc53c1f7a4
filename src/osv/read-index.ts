import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportCounts } from './build-index.ts';
import { COUNTS_FILE, findRows, hashOfKey, INDEX_FILE, RECORDS_FILE } from './index-layout.ts';
import type { KeptAdvisory } from './osv-record.ts';

/** Packages whose advisories stay in memory. */
const REMEMBERED = 1_000;

/** An index on the disk, open for questions. */
export class IndexReader implements AsyncDisposable {
  readonly counts: ExportCounts;
  readonly #index: Buffer;
  readonly #records: FileHandle;
  readonly #remembered = new Map<string, readonly KeptAdvisory[]>();

  private constructor(counts: ExportCounts, index: Buffer, records: FileHandle) {
    this.counts = counts;
    this.#index = index;
    this.#records = records;
  }

  /** Null when the directory holds no finished index. */
  static async open(directory: string): Promise<IndexReader | null> {
    try {
      const counts = JSON.parse(await readFile(join(directory, COUNTS_FILE), 'utf8')) as ExportCounts;
      const index = await readFile(join(directory, INDEX_FILE));
      return new IndexReader(counts, index, await open(join(directory, RECORDS_FILE)));
    } catch {
      return null;
    }
  }

  /** What is kept of a package; empty for one that is not named. */
  async advisoriesOf(key: string): Promise<readonly KeptAdvisory[]> {
    const known = this.#remembered.get(key);
    if (known !== undefined) {
      this.#remembered.delete(key);
      this.#remembered.set(key, known);
      return known;
    }
    const rows = findRows(this.#index, hashOfKey(key));
    if (rows.length === 0) return [];
    const found = (await Promise.all(rows.map((row) => this.#read(row, key)))).flat();
    this.#remembered.set(key, found);
    const oldest = this.#remembered.keys().next().value;
    if (this.#remembered.size > REMEMBERED && oldest !== undefined) this.#remembered.delete(oldest);
    return found;
  }

  async #read({ offset, length }: { offset: number; length: number }, key: string): Promise<readonly KeptAdvisory[]> {
    const { buffer } = await this.#records.read(Buffer.alloc(length), 0, length, offset);
    const [found, advisories] = JSON.parse(buffer.toString('utf8')) as [string, readonly KeptAdvisory[]];
    return found === key ? advisories : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#records.close();
  }
}
