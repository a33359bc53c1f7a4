import { mkdir, open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError, parseCid } from '../domain/index.ts';
import { matchesCid } from './blob-cid.ts';
import { isGzip } from './unpack.ts';

/** Patch blobs on the disk, under their CIDs. */
export interface StagedBlobs {
  /** The blob's bytes, or null when it is not there, or is there and does not match its CID. */
  blob(cid: string): Promise<Uint8Array | null>;
  /**
   * Keeps a blob. Whole or not at all, and still there after a power cut once this returns: a crash leaves no half file
   * under the CID. One that is there already is left as it is.
   * @throws TypeError for bytes that are not those of the CID, RangeError for more than `BLOB_LIMIT_BYTES` of them,
   * AppError when the disk refuses.
   */
  put(cid: string, bytes: Uint8Array): Promise<void>;
}

/**
 * The largest blob that is fetched and kept, as its host stores it: 16 MiB. Whoever writes a larger one wrote more than
 * anybody reads (`PATCH_LIMIT_BYTES`), for gzip makes nothing that much larger.
 */
export const BLOB_LIMIT_BYTES = 16 * 1024 * 1024;

/** What stands under one blob's name concerns that blob alone; anything else is the disk's trouble. */
const AS_GOOD_AS_NONE = ['ENOENT', 'ENAMETOOLONG', 'EISDIR', 'ENOTDIR'];

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/**
 * The blobs in a directory, which is made at the first `put`. Gzip stands under its CID as it is; anything else is
 * zipped here and stands under its CID and `.gz`. Either way the CID is that of the bytes put.
 */
export const stagedBlobs = (directory: string): StagedBlobs => {
  let cleaned = false;
  const blob = async (cid: string): Promise<Uint8Array | null> => {
    if (parseCid(cid) === null) return null;
    const asItWas = await contentOf(join(directory, cid));
    if (asItWas !== null && matchesCid(asItWas, cid)) return asItWas;
    const zipped = await contentOf(join(directory, `${cid}.gz`));
    const bytes = zipped === null ? null : await unzipped(zipped);
    return bytes !== null && matchesCid(bytes, cid) ? bytes : null;
  };
  return {
    blob,
    async put(cid, bytes) {
      if (!matchesCid(bytes, cid)) throw new TypeError(`the bytes are not those of ${cid}`);
      if (bytes.length > BLOB_LIMIT_BYTES) throw new RangeError(`a blob of ${bytes.length} bytes is too large to keep`);
      if ((await blob(cid)) !== null) return;
      try {
        await mkdir(directory, { recursive: true });
        const writtenMs = await (isGzip(bytes)
          ? writeWhole(directory, cid, bytes)
          : writeWhole(directory, `${cid}.gz`, await zip(bytes)));
        if (!cleaned) await removeLeftovers(directory, writtenMs);
        cleaned = true;
      } catch (cause) {
        throw new AppError(`cannot keep a patch in ${directory} (${(cause as NodeJS.ErrnoException).code})`, { cause });
      }
    },
  };
};

const contentOf = async (path: string): Promise<Uint8Array | null> => {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && AS_GOOD_AS_NONE.includes(code)) return null;
    throw new AppError(`cannot read the patch ${path} (${code})`, { cause });
  }
};

/** Null for what is broken, or holds more than was ever put. */
const unzipped = async (bytes: Uint8Array): Promise<Uint8Array | null> => {
  try {
    return await unzip(bytes, { maxOutputLength: BLOB_LIMIT_BYTES });
  } catch {
    return null;
  }
};

const PARTIAL = '.partial';
let partials = 0;

/** Writes beside the name first, and gives it the name when every byte is on the disk. @returns when, by the disk's clock. */
const writeWhole = async (directory: string, name: string, bytes: Uint8Array): Promise<number> => {
  partials += 1;
  const partial = join(directory, `${name}.${process.pid}-${partials}${PARTIAL}`);
  try {
    await writeFile(partial, bytes, { flush: true });
    const { mtimeMs } = await stat(partial);
    await rename(partial, join(directory, name));
    await flushDirectory(directory);
    return mtimeMs;
  } catch (error) {
    await unlink(partial).catch(() => undefined);
    throw error;
  }
};

/** Makes the new name itself durable. Windows keeps names without being asked, and opens no directories. */
const flushDirectory = async (directory: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Nobody takes an hour to write a patch: whoever began it is gone, whatever process has its number now. */
const LEFT_AFTER_MS = 60 * 60 * 1000;

const removeLeftovers = async (directory: string, nowMs: number): Promise<void> => {
  for (const name of await readdir(directory)) {
    if (!name.endsWith(PARTIAL)) continue;
    const path = join(directory, name);
    const { mtimeMs } = (await stat(path).catch(() => null)) ?? { mtimeMs: nowMs };
    if (nowMs - mtimeMs > LEFT_AFTER_MS) await unlink(path).catch(() => undefined);
  }
};
