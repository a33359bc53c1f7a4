import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/index.ts';
import type { ExportFile } from './export-files.ts';
import { recordsIn } from './export-records.ts';
import { hashOfKey, INDEX_FILE, IndexRows, RECORDS_FILE } from './index-layout.ts';
import { type KeptAdvisory, readRecord } from './osv-record.ts';

/** What became of the records of an export. They sum to all that were met. */
export interface ExportCounts {
  readonly kept: number;
  readonly withdrawn: number;
  readonly otherEcosystem: number;
  /** Not JSON, not an OSV record, too large, or in a zip that is broken there. */
  readonly unreadable: number;
}

/** The export is too large to sort in memory, one bucket of it is not. */
const BUCKETS = 64;
const BUFFERED_CHARS = 2 ** 18;
const PROGRESS_EVERY = 5_000;

/** Lines on their way into files, one file per bucket of the hash. */
class Buckets {
  readonly #directory: string;
  readonly #waiting = Array.from({ length: BUCKETS }, () => ({ lines: [] as string[], chars: 0 }));

  constructor(directory: string) {
    this.#directory = directory;
  }

  pathOf(bucket: number): string {
    return join(this.#directory, `bucket-${bucket}`);
  }

  async add(key: string, advisory: KeptAdvisory): Promise<void> {
    const bucket = Math.floor(hashOfKey(key) / (2 ** 48 / BUCKETS));
    const line = `${key}\t${JSON.stringify(advisory)}\n`;
    const waiting = this.#waiting[bucket];
    if (waiting === undefined) return;
    waiting.lines.push(line);
    waiting.chars += line.length;
    if (waiting.chars >= BUFFERED_CHARS) await this.flush(bucket);
  }

  async flush(bucket: number): Promise<void> {
    const lines = this.#waiting[bucket]?.lines ?? [];
    this.#waiting[bucket] = { lines: [], chars: 0 };
    await appendFile(this.pathOf(bucket), lines.join(''));
  }
}

/** The advisories of each key of one bucket, of two with one id the one modified later, by the hash of the key. */
const grouped = (text: string): readonly (readonly [string, readonly KeptAdvisory[]])[] => {
  const byKey = new Map<string, Map<string, KeptAdvisory>>();
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab === -1) continue;
    const advisory = JSON.parse(line.slice(tab + 1)) as KeptAdvisory;
    const byId = byKey.get(line.slice(0, tab)) ?? new Map<string, KeptAdvisory>();
    const before = byId.get(advisory.id);
    if (before === undefined || before.modified < advisory.modified) byId.set(advisory.id, advisory);
    byKey.set(line.slice(0, tab), byId);
  }
  return [...byKey]
    .map(([key, byId]) => [key, [...byId.values()]] as const)
    .sort(([a], [b]) => hashOfKey(a) - hashOfKey(b));
};

const sortInto = async (directory: string, buckets: Buckets): Promise<void> => {
  const rows = new IndexRows();
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    await buckets.flush(bucket);
    const parts: Buffer[] = [];
    for (const group of grouped(await readFile(buckets.pathOf(bucket), 'utf8'))) {
      const part = Buffer.from(JSON.stringify(group));
      rows.add(group[0], part.length);
      parts.push(part);
    }
    await appendFile(join(directory, RECORDS_FILE), Buffer.concat(parts));
    await rm(buckets.pathOf(bucket));
  }
  await writeFile(join(directory, INDEX_FILE), rows.toBuffer());
};

/** How far the building is; `bytes` are those of the records as stored in the export. */
export interface BuildProgress extends ExportCounts {
  readonly bytes: number;
}

export interface BuildOptions {
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads every record once and writes the index into the directory, which it makes. Memory stays bounded by one bucket,
 * a sixty-fourth of the export. Throws `AppError` when no record is readable, and the reason of the signal.
 */
export const buildIndex = async (
  files: readonly ExportFile[],
  directory: string,
  { onProgress, signal }: BuildOptions,
): Promise<ExportCounts> => {
  await mkdir(directory, { recursive: true });
  const buckets = new Buckets(directory);
  const counts = { kept: 0, withdrawn: 0, otherEcosystem: 0, unreadable: 0 };
  let [bytes, seen] = [0, 0];
  for (const file of files) {
    for await (const raw of recordsIn(file)) {
      signal?.throwIfAborted();
      const outcome = raw.json === null ? { kind: 'unreadable' as const } : readRecord(raw.json);
      if (outcome.kind === 'kept') for (const [key, advisory] of outcome.packages) await buckets.add(key, advisory);
      counts[outcome.kind === 'other-ecosystem' ? 'otherEcosystem' : outcome.kind] += 1;
      bytes += raw.bytes;
      seen += 1;
      if (seen % PROGRESS_EVERY === 0) onProgress?.({ ...counts, bytes });
    }
  }
  if (seen === counts.unreadable) {
    throw new AppError(
      `no OSV record could be read among ${seen} files: a zip may be cut off, or none is an export of https://osv.dev (docs/osv.md)`,
    );
  }
  await sortInto(directory, buckets);
  onProgress?.({ ...counts, bytes });
  return counts;
};
