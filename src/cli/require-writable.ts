import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/index.ts';

/**
 * Tries whether files of these names can be written into the directory, which is made if it is not there: before work whose
 * result would be lost. Leaves nothing behind. @throws AppError naming path, fault and mend.
 */
export const requireWritable = async (directory: string, names: readonly string[]): Promise<void> => {
  const probe = join(directory, `.${randomUUID()}.probe`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(probe, 'tried', { flag: 'wx' });
    await rm(probe);
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => undefined);
    const { code } = cause as NodeJS.ErrnoException;
    throw new AppError(
      `cannot write into ${directory} (${code}): make it writable, name another in MODEL_DIR, or ask for a --dry-run`,
      { cause },
    );
  }
  for (const name of names) {
    const path = join(directory, name);
    const isInTheWay = await stat(path).then(
      (found) => !found.isFile(),
      () => false,
    );
    if (isInTheWay) throw new AppError(`cannot write ${path}: what is there is not a file; move it away`);
  }
};
