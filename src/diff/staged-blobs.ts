import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, parseCid } from '../domain/index.ts';
import { matchesCid } from './blob-cid.ts';

/** Patch blobs on the disk, under their CIDs. */
export interface StagedBlobs {
  /** The blob's bytes, or null when it is not there, or is there and does not match its CID. */
  blob(cid: string): Promise<Uint8Array | null>;
  /** Keeps a blob. Whole or not at all: a crash leaves no half file under the CID. */
  put(cid: string, bytes: Uint8Array): Promise<void>;
}

/** What stands under one blob's name concerns that blob alone; anything else is the disk's trouble. */
const AS_GOOD_AS_NONE = ['ENOENT', 'ENAMETOOLONG', 'EISDIR', 'ENOTDIR'];

/** The blobs in a directory, which is made at the first `put`. */
export const stagedBlobs = (directory: string): StagedBlobs => {
  const pathOf = (cid: string): string | null => (parseCid(cid) === null ? null : join(directory, cid));
  return {
    async blob(cid) {
      const path = pathOf(cid);
      if (path === null) return null;
      try {
        const bytes = await readFile(path);
        return matchesCid(bytes, cid) ? bytes : null;
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException;
        if (code !== undefined && AS_GOOD_AS_NONE.includes(code)) return null;
        throw new AppError(`cannot read the patch ${path} (${code})`, { cause });
      }
    },
    async put(cid, bytes) {
      const path = pathOf(cid);
      if (path === null || !matchesCid(bytes, cid)) throw new TypeError(`the bytes are not those of ${cid}`);
      const partial = `${path}.${process.pid}.partial`;
      try {
        await mkdir(directory, { recursive: true });
        await writeFile(partial, bytes, { flush: true });
        await rename(partial, path);
      } catch (cause) {
        await unlink(partial).catch(() => undefined);
        throw new AppError(`cannot keep a patch in ${directory} (${(cause as NodeJS.ErrnoException).code})`, { cause });
      }
    },
  };
};
