import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { AppError } from '../domain/index.ts';

/** One file of an export. */
export interface ExportFile {
  readonly path: string;
  readonly kind: 'zip' | 'json';
  readonly bytes: number;
  readonly modifiedMs: number;
}

const STATS_AT_ONCE = 64;

const kindOf = (name: string): ExportFile['kind'] | null => {
  const extension = extname(name).toLowerCase();
  if (extension === '.zip') return 'zip';
  return extension === '.json' ? 'json' : null;
};

const namesIn = async (path: string): Promise<readonly string[]> => {
  const about = await stat(path);
  if (!about.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
};

const describeAll = async (paths: readonly string[]): Promise<readonly ExportFile[]> => {
  const files: ExportFile[] = [];
  for (let from = 0; from < paths.length; from += STATS_AT_ONCE) {
    const described = await Promise.all(
      paths.slice(from, from + STATS_AT_ONCE).map(async (path): Promise<ExportFile[]> => {
        const kind = kindOf(path);
        if (kind === null) return [];
        const about = await stat(path);
        return about.isFile() ? [{ path, kind, bytes: about.size, modifiedMs: about.mtimeMs }] : [];
      }),
    );
    files.push(...described.flat());
  }
  return files;
};

/** Every `.zip` and `.json` under the path, or the path itself, sorted. Throws `AppError` when there is none. */
export const exportFiles = async (path: string): Promise<readonly ExportFile[]> => {
  let names: readonly string[];
  let files: readonly ExportFile[];
  try {
    names = await namesIn(path);
    files = await describeAll([...names].sort());
  } catch (cause) {
    throw new AppError(`reading the OSV export at ${path} failed`, { cause });
  }
  if (files.length > 0) return files;
  throw new AppError(
    `no OSV export at ${path}: expected ECOSYSTEM/all.zip or trees of .json records, found ${names.length} other files`,
  );
};

/** 16 hex digits that change when a file of the export, or `format`, does. */
export const fingerprintOf = (root: string, files: readonly ExportFile[], format: number): string => {
  const hash = createHash('sha256').update(`osv index ${format}\0`);
  for (const { path, bytes, modifiedMs } of files) hash.update(`${relative(root, path)}\0${bytes}\0${modifiedMs}\0`);
  return hash.digest('hex').slice(0, 16);
};
