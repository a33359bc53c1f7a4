import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Directories cannot be opened on Windows, where a rename is durable by itself. */
const syncDirectory = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

/**
 * Puts a text in place of a file, whole or not at all, whenever the machine stops; on disk when it resolves. Only one
 * may write to a path at a time. Where it rejects, the file is the old one, or, had only its directory not been
 * flushed, the new.
 */
export const writeDurably = async (path: string, text: string): Promise<void> => {
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
};
