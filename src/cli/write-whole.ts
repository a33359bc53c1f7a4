import { createWriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { AppError } from '../domain/index.ts';

/** The file appears whole or not at all. */
export const writeWhole = async (path: string, lines: Iterable<string>): Promise<void> => {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await pipe(Readable.from(lines), createWriteStream(partial, { flush: true }));
    await rename(partial, path);
  } catch (cause) {
    await unlink(partial).catch(() => undefined);
    throw new AppError(`cannot write ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
};
