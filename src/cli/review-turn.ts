import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/index.ts';

/**
 * The right to ask the reviewer: one process at a time on one data root, or the same review would be paid for twice. Null
 * when another process has it. A process that was killed gives it up by not being there any more.
 *
 * @throws AppError when the file that stands for it cannot be written.
 */
export const takeReviewTurn = (dataRoot: string): Disposable | null => {
  const path = join(dataRoot, 'reviewing.pid');
  for (const attempt of [1, 2]) {
    try {
      claim(path);
      heldHere.add(path);
      return { [Symbol.dispose]: () => giveUp(path) };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new AppError(`cannot write ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
      if (attempt === 2 || holds(path)) return null;
      rmSync(path, { force: true });
    }
  }
  return null;
};

const heldHere = new Set<string>();

/** In one step, so that the file is never there without its number. @throws EEXIST when it is there. */
const claim = (path: string): void => {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    linkSync(own, path);
  } finally {
    rmSync(own, { force: true });
  }
};

const giveUp = (path: string): void => {
  heldHere.delete(path);
  rmSync(path, { force: true });
};

/** Whether the process named in the file is there. */
const holds = (path: string): boolean => {
  let pid: number;
  try {
    pid = Number(readFileSync(path, 'utf8').trim() || Number.NaN);
  } catch {
    return false;
  }
  if (!Number.isSafeInteger(pid)) return false;
  if (pid === process.pid) return heldHere.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
