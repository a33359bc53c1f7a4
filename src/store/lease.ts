import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AppError, InvariantError, messageOf } from '../domain/index.ts';

/** How patient a process is when another holds the file. */
export interface LeaseOptions {
  /** Longest wait for the file, in milliseconds. */
  readonly waitMs?: number;
  /** Uniform in [0,1): spreads the waiting processes. */
  readonly random?: () => number;
  /** Done once after each opening, before any work. */
  readonly prepare?: (connection: DuckDBConnection) => Promise<void>;
}

/**
 * The database file, held only while somebody works with it: open, work, close. Processes take turns by DuckDB's own
 * file lock; within a process everybody shares one instance, because two instances on one file lose data.
 */
export interface Lease {
  readonly path: string;
  /** Runs the work on a connection of its own. Nothing is held once no work is left. */
  use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
}

interface OpenFile {
  users: number;
  opening: Promise<DuckDBInstance> | null;
}

const filesInUse = new Map<string, OpenFile>();

const SETTINGS = {
  threads: '2',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** A lease on the file at `path`, which is made at the first use. @throws AppError when its directory cannot be. */
export const leaseOf = (path: string, options: LeaseOptions = {}): Lease => {
  const file = canonical(path);
  return {
    path: file,
    async use(work) {
      const shared = filesInUse.get(file) ?? { users: 0, opening: null };
      filesInUse.set(file, shared);
      shared.users += 1;
      try {
        shared.opening ??= openPatiently(file, options);
        const connection = await (await shared.opening).connect();
        try {
          return await work(connection);
        } finally {
          connection.closeSync();
        }
      } catch (error) {
        throw explained(error, file);
      } finally {
        shared.users -= 1;
        if (shared.users === 0) await release(file, shared);
      }
    },
  };
};

const release = async (file: string, shared: OpenFile): Promise<void> => {
  filesInUse.delete(file);
  const instance = await shared.opening?.catch(() => null);
  instance?.closeSync();
};

const canonical = (path: string): string => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return join(realpathSync(dirname(path)), basename(path));
  } catch (cause) {
    throw new AppError(`cannot make the directory of the database ${path} (${(cause as NodeJS.ErrnoException).code})`, {
      cause,
    });
  }
};

const HELD = /Could not set lock on file|being used by another process|already open/;

const openPatiently = async (file: string, { waitMs = 15_000, random = Math.random, prepare }: LeaseOptions) => {
  for (let waited = 0, pause = 5; ; pause = Math.min(pause * 1.5, 150)) {
    try {
      return await prepared(await DuckDBInstance.create(file, SETTINGS), prepare);
    } catch (error) {
      if (!HELD.test(messageOf(error)) || waited >= waitMs) throw error;
      const pauseMs = pause * (0.5 + random());
      await sleep(pauseMs);
      waited += pauseMs;
    }
  }
};

const prepared = async (instance: DuckDBInstance, prepare: LeaseOptions['prepare']): Promise<DuckDBInstance> => {
  const connection = await instance.connect();
  try {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await connection.run('SET GLOBAL lock_configuration = true');
    await prepare?.(connection);
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
};

/** The database's words in ours: what happened to which file, and what to do. */
const explained = (error: unknown, file: string): unknown => {
  if (
    error instanceof AppError ||
    error instanceof InvariantError ||
    error instanceof TypeError ||
    error instanceof RangeError
  ) {
    return error;
  }
  const message = messageOf(error);
  if (HELD.test(message)) {
    const holder = /PID (\d+)/.exec(message)?.[1];
    return new AppError(
      `the database ${file} is held by another process${holder ? ` (PID ${holder})` : ''}: wait for it or stop it`,
      { retryable: true, cause: error },
    );
  }
  if (/No space left|not enough disk space|ENOSPC|Could not write|failed to sync|could not truncate/i.test(message)) {
    return new AppError(`the database ${file} could not be written: is its disk full? (${message})`, { cause: error });
  }
  if (/not a valid DuckDB database/.test(message)) {
    return new AppError(`${file} is not a DuckDB database: move it away, or point DUCKDB_PATH elsewhere`, {
      cause: error,
    });
  }
  return new AppError(`the database ${file} failed: ${message}`, { cause: error });
};
