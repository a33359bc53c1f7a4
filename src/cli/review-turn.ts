import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/index.ts';

/**
 * The right to ask the reviewer: one process at a time on one data root, or the same review would be paid for twice. A
 * process that was killed gives it up by not being there any more.
 *
 * @throws AppError, retryable, naming the process that has it; or when the file that stands for it cannot be written.
 */
export const takeReviewTurn = (dataRoot: string): Disposable => {
  const path = join(dataRoot, 'reviewing.pid');
  for (const attempt of [1, 2]) {
    try {
      claim(path);
      heldHere.add(path);
      return { [Symbol.dispose]: () => giveUp(path) };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new AppError(`cannot write ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
      const holder = holderOf(path);
      if (attempt === 2 || holder !== null)
        throw new AppError(
          `process ${holder ?? 'unknown'} reviews on this data root: let it finish, or stop it (${path} names it)`,
          { retryable: true, cause },
        );
      rmSync(path, { force: true });
    }
  }
  throw new AppError(`cannot write ${path}`);
};

const heldHere = new Set<string>();

/** In one step, so that the file is never there without its number. @throws EEXIST when it is there. */
const claim = (path: string): void => {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf(process.pid) ?? ''}\n`);
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

/** The process named in the file, if it is still there and the same: another may have its number by now. */
const holderOf = (path: string): number | null => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const [, number, start = ''] = /^(\d{1,10}) ?(\d*)\n$/.exec(text) ?? [];
  const pid = Number(number);
  if (number === undefined || !isThere(pid)) return null;
  if (pid === process.pid) return heldHere.has(path) ? pid : null;
  const now = startOf(pid);
  return start !== '' && now !== null && now !== start ? null : pid;
};

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** When a process began, in ticks since the machine did; null where the system does not tell in this way (Linux does). */
const startOf = (pid: number): string | null => {
  try {
    // The name stands in brackets and may hold blanks: what follows it has the start as its twentieth field.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
};
