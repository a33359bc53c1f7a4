import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One patch of a corpus. `name` is where it stands, or what it was made by. */
export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

const PATCH = /\.(?:patch|diff|eml|mbox)$/;

/** The files under a folder that are named like patches, in the order of their names; a file that is named itself is one. */
export const findPatches = (folder: string): readonly string[] =>
  statSync(folder).isFile()
    ? [folder]
    : readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && PATCH.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();

/** A patch read from a file. */
export const readSample = (path: string): Sample => ({ name: path, bytes: readFileSync(path) });
