import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/index.ts';
import { affects } from './affects.ts';
import { type BuildProgress, buildIndex } from './build-index.ts';
import { type ExportFile, exportFiles, fingerprintOf } from './export-files.ts';
import { COUNTS_FILE, INDEX_FORMAT } from './index-layout.ts';
import { mergeAliases } from './merge-aliases.ts';
import type { OsvAdvisories } from './osv-advisories.ts';
import { packageKey } from './package-key.ts';
import { IndexReader } from './read-index.ts';

/** Where an export lies, and where its index may lie. */
export interface OpenAdvisoriesOptions {
  /** A `.zip`, a `.json`, or a directory with any number of them at any depth. */
  readonly path: string;
  /** Indexes of earlier exports stay in it; each may be removed while nothing uses it. */
  readonly cacheDir: string;
  /** Told every 5,000 records while an index is built, and at the end; never for an index that is there. */
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly signal?: AbortSignal;
}

/** Builds beside the place and renames: whoever else builds the same index at the same time wins or loses whole. */
const build = async (
  directory: string,
  files: readonly ExportFile[],
  options: OpenAdvisoriesOptions,
): Promise<void> => {
  const unfinished = `${directory}.${randomUUID()}.unfinished`;
  try {
    const counts = await buildIndex(files, unfinished, options);
    await writeFile(join(unfinished, COUNTS_FILE), JSON.stringify(counts));
    await rename(unfinished, directory).catch(async (cause: unknown) => {
      const other = await IndexReader.open(directory);
      if (other === null) throw new AppError(`${directory} is in the way of the index of the OSV export`, { cause });
      await other[Symbol.asyncDispose]();
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

const openIndex = async (
  directory: string,
  files: readonly ExportFile[],
  options: OpenAdvisoriesOptions,
): Promise<IndexReader> => {
  const ready = await IndexReader.open(directory);
  if (ready !== null) return ready;
  await mkdir(options.cacheDir, { recursive: true });
  await build(directory, files, options);
  const built = await IndexReader.open(directory);
  if (built === null) throw new AppError(`the index of the OSV export at ${directory} vanished while it was opened`);
  return built;
};

/**
 * Opens an export of OSV. The first time, and whenever a file of the export has changed, it reads all of it and keeps an
 * index in `cacheDir`; otherwise it opens at once. Records that cannot be read are counted, never fatal. Throws
 * `AppError` when there is no export, or no record in it.
 */
export const openAdvisories = async (options: OpenAdvisoriesOptions): Promise<OsvAdvisories> => {
  const files = await exportFiles(options.path);
  const version = fingerprintOf(options.path, files, INDEX_FORMAT);
  const index = await openIndex(join(options.cacheDir, version), files, options);
  return {
    version,
    counts: index.counts,
    affecting: async (ecosystem, name, wanted) => {
      const known = await index.advisoriesOf(packageKey(ecosystem, name));
      return mergeAliases(known.filter((advisory) => affects(ecosystem, advisory, wanted)));
    },
    [Symbol.asyncDispose]: () => index[Symbol.asyncDispose](),
  };
};
