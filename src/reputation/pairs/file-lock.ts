import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { AppError } from '../../domain/index.ts';

/** Who holds a lock: no two acts of locking are the same. */
interface Owner {
  readonly pid: number;
  /** When that process started, as Linux counts it; null elsewhere. Tells it from a later one of the same number. */
  readonly started: string | null;
  readonly token: string;
}

const LONGEST_PAUSE_MS = 16;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const textOf = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
};

/** The 22nd field of /proc/<pid>/stat; the second, a name in brackets, may hold anything. */
const startOf = async (pid: number): Promise<string | null> => {
  const stat = await textOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
};

const ownerIn = (text: string): Owner | null => {
  try {
    const { pid, started, token } = JSON.parse(text) ?? {};
    const whole = Number.isSafeInteger(pid) && pid > 0 && typeof token === 'string' && /^[\w-]{1,64}$/.test(token);
    return whole ? { pid, started: typeof started === 'string' ? started : null, token } : null;
  } catch {
    return null;
  }
};

const isDead = async ({ pid, started }: Owner): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  return started !== null && started !== (await startOf(pid));
};

/** Makes the lock file, with its owner in it from the first moment; false where there is one. */
const made = async (path: string, owner: Owner): Promise<boolean> => {
  const draft = `${path}.${owner.token}`;
  try {
    await writeFile(draft, JSON.stringify(owner), { flag: 'wx' });
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * Removes the lock of a process that is gone. Whoever does so holds a lock on that one act of locking meanwhile (which may
 * be left behind in turn), so that nobody removes what a third has made since.
 */
const cleared = async (path: string, deadlineMs: number): Promise<void> => {
  const owner = ownerIn((await textOf(path)) ?? '');
  if (owner === null || !(await isDead(owner))) return;
  await using _guard = await lockFile(`${path}.${owner.token}.gone`, deadlineMs);
  if (ownerIn((await textOf(path)) ?? '')?.token === owner.token) await rm(path, { force: true });
};

/**
 * Holds the lock `path` against all other processes of this machine, and all others of this one, until it is disposed of.
 * A lock whose process is gone is taken over.
 * @param deadlineMs by `performance.now()`.
 * @throws {AppError} that may be tried again, once it is past the deadline; naming the file.
 */
export const lockFile = async (path: string, deadlineMs: number): Promise<AsyncDisposable> => {
  const owner = { pid: process.pid, started: await startOf(process.pid), token: randomUUID() };
  for (let pauseMs = 1; !(await made(path, owner)); pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    if (performance.now() > deadlineMs) {
      const held = (await textOf(path)) ?? 'nobody';
      throw new AppError(`could not lock ${path}: it is held by ${held.slice(0, 200)}`, { retryable: true });
    }
    await cleared(path, deadlineMs);
    await pause(pauseMs);
  }
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
};
