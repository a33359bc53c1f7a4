import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { AppError } from '../domain/index.ts';
import { inBlocks } from './in-blocks.ts';
import { stopOnSignals } from './stop-signal.ts';

/**
 * A file appears whole or not at all, even when somebody presses Ctrl-C, once or more. What is no regular file (a pipe, a
 * device) is written to as it is; a link stays one. @throws AppError naming path and fault.
 */
export const writeWhole = async (path: string, lines: Iterable<string>): Promise<void> => {
  const target = await realpath(path).catch(() => path);
  const isFile = await stat(target).then(
    (found) => found.isFile(),
    () => true,
  );
  const written = isFile ? `${target}.${process.pid}.partial` : target;
  const { signal } = stopOnSignals();
  const discard = (): void => {
    if (isFile) rmSync(written, { force: true });
  };
  // At once, because a second signal ends the process without another word.
  signal.addEventListener('abort', discard);
  process.once('exit', discard);
  try {
    const file = await open(written, 'w');
    await pipe(Readable.from(inBlocks(lines)), file.createWriteStream({ flush: isFile }), { signal });
    if (isFile) await rename(written, target);
  } catch (cause) {
    if (isFile) await rm(written, { force: true });
    signal.throwIfAborted();
    throw new AppError(`cannot write ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  } finally {
    process.off('exit', discard);
  }
};
