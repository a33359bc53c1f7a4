import { type FileHandle, open, readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import type { ExportFile } from './export-files.ts';

/** No record of OSV comes near; one that does is counted as bad and never held in memory. */
const RECORD_MAX_BYTES = 16 * 2 ** 20;

/** One record as text, or null when it is too large or its entry of the zip is broken; `bytes` as stored. */
export interface RawRecord {
  readonly json: string | null;
  readonly bytes: number;
}

const STORED = 0;
const DEFLATED = 8;
const BAD: RawRecord = { json: null, bytes: 0 };

const readEntry = async (zip: ZipFile, file: FileHandle, entry: Entry): Promise<RawRecord> => {
  if (Math.max(entry.compressedSize, entry.uncompressedSize) > RECORD_MAX_BYTES || entry.isEncrypted()) return BAD;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const stored = Buffer.allocUnsafe(entry.compressedSize);
    const { bytesRead } = await file.read(stored, 0, stored.length, fileDataStart);
    if (bytesRead !== stored.length) return BAD;
    if (entry.compressionMethod === STORED) return { json: stored.toString('utf8'), bytes: bytesRead };
    if (entry.compressionMethod !== DEFLATED) return BAD;
    const json = inflateRawSync(stored, { maxOutputLength: RECORD_MAX_BYTES }).toString('utf8');
    return { json, bytes: bytesRead };
  } catch {
    return BAD;
  }
};

/** Small reads from the disk cost more than what is read: this many records are on their way at once. */
const ENTRIES_AT_ONCE = 64;

async function* recordsInZip(path: string): AsyncGenerator<RawRecord> {
  await using file = await open(path);
  // Names are never used as paths, so a strange one is no reason to refuse the rest.
  const zip = await fromFdPromise(file.fd, { autoClose: false, decodeStrings: false });
  let coming: Promise<RawRecord>[] = [];
  for await (const entry of zip.eachEntry()) {
    if (!String(entry.fileName).toLowerCase().endsWith('.json')) continue;
    coming.push(readEntry(zip, file, entry));
    if (coming.length < ENTRIES_AT_ONCE) continue;
    yield* await Promise.all(coming);
    coming = [];
  }
  yield* await Promise.all(coming);
}

/** Every record of one file of the export, in its order. A zip that cannot be read to its end ends with one bad record. */
export async function* recordsIn({ path, kind, bytes }: ExportFile): AsyncGenerator<RawRecord> {
  if (kind === 'json') {
    yield bytes > RECORD_MAX_BYTES ? BAD : { json: await readFile(path, 'utf8'), bytes };
    return;
  }
  try {
    yield* recordsInZip(path);
  } catch {
    yield BAD;
  }
}
