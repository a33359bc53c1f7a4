import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** A file the operator wrote: where it is, and what stands in it. */
export interface PolicyText {
  readonly path: string;
  readonly text: string;
}

interface Reading {
  readonly read: (name: string) => string | null;
  readonly directory: string;
  readonly problems: string[];
}

/** An operator's policy is far smaller; whatever is larger is another file. */
const LARGEST_BYTES = 1_048_576;

/** The file a variable names, or null when it is not set or cannot be read, which is then a problem. */
export const policyText = (name: string, { read, directory, problems }: Reading): PolicyText | null => {
  const value = read(name);
  if (value === null) return null;
  const path = resolve(directory, value);
  try {
    const found = statSync(path);
    if (!found.isFile()) problems.push(`${name}=${value} is not a file`);
    else if (found.size > LARGEST_BYTES) problems.push(`${name}=${value} is over ${LARGEST_BYTES} bytes: no policy is`);
    else return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.push(
      error instanceof TypeError ? `${name}=${value} is not UTF-8 text` : `${name}=${value} cannot be read (${code})`,
    );
  }
  return null;
};
