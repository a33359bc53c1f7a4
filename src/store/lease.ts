import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
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
  /** Runs the work on a connection of its own. The file is let go within moments once no work is left. */
  use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
}

interface OpenFile {
  users: number;
  opening: Promise<DuckDBInstance> | null;
  instance: DuckDBInstance | null;
  /** When it was opened, on the monotonic clock. */
  readonly sinceMs: number;
  /** Looks, while nobody uses it, whether it is time to close it. */
  idling: NodeJS.Timeout | null;
  /** Something went wrong with it: the engine may refuse all further work until it is opened anew. */
  suspect: boolean;
}

const CLOSED = { users: 0, opening: null, instance: null, idling: null, suspect: false };

/**
 * Closing writes a checkpoint, which takes a second where decisions changed in a file of a gigabyte: so the file stays open
 * for the next use this long …
 */
const LINGER_MS = 5000;
/** … unless another process waits for it, which is looked for this often, … */
const LOOK_EVERY_MS = 25;
/** … and has its turn once the file has been open for so long, however much is to be done here. */
const LONGEST_TURN_MS = 1000;
/** After such a turn the file is left alone this long: more than a waiting process pauses between two tries. */
const COURTESY_MS = 80;
const LONGEST_PAUSE_MS = 40;

const filesInUse = new Map<string, OpenFile>();
/** Files that are being closed: none is opened again before it is, as two instances on one file lose data. */
const closings = new Map<string, Promise<void>>();
/** Until when a file is left to others, on the monotonic clock. */
const leftAloneUntilMs = new Map<string, number>();

/**
 * Memory for the engine's cache and for all that is asked at once: an eighth of the machine's. With more of it a process
 * grows with the file for a long time; with less, several questions at once fail.
 */
const MEMORY_MB = Math.min(1024, Math.max(256, Math.floor(totalmem() / 8 / 2 ** 20)));

const SETTINGS = {
  threads: '2',
  memory_limit: `${MEMORY_MB}MB`,
  checkpoint_threshold: '64MB',
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
      const shared = filesInUse.get(file) ?? { ...CLOSED, sinceMs: performance.now() };
      filesInUse.set(file, shared);
      shared.users += 1;
      if (shared.idling !== null) clearInterval(shared.idling);
      shared.idling = null;
      try {
        shared.opening ??= openPatiently(file, options);
        shared.instance = await shared.opening;
        const connection = await shared.instance.connect();
        try {
          return await work(connection);
        } finally {
          connection.closeSync();
        }
      } catch (error) {
        shared.suspect = true;
        throw explained(error, file);
      } finally {
        shared.users -= 1;
        if (shared.users === 0) letGo(file, shared);
      }
    },
  };
};

const letGo = (file: string, shared: OpenFile): void => {
  const now = performance.now();
  const isWaitedFor = (): boolean => existsSync(waitingFor(file));
  if (shared.suspect) close(file, shared);
  else if (now - shared.sinceMs > LONGEST_TURN_MS && isWaitedFor()) {
    leftAloneUntilMs.set(file, now + COURTESY_MS);
    retire(file, shared);
  } else {
    shared.idling = setInterval(() => {
      if (performance.now() - now > LINGER_MS || isWaitedFor()) retire(file, shared);
    }, LOOK_EVERY_MS);
    // A process that has nothing else to do ends: see `beforeExit`.
    shared.idling.unref();
  }
};

/** A file that whoever waits for the database leaves beside it, at every try, and whoever gets it takes away. */
const waitingFor = (file: string): string => `${file}.waiting`;

/** Where it cannot be made or removed, turns are merely longer or shorter. */
const quietly = (work: () => void): void => {
  try {
    work();
  } catch {
    // As above.
  }
};

/** Closes a file that nobody uses: the checkpoint first, beside everything else, as closing stops the whole process. */
const retire = (file: string, shared: OpenFile): void => {
  if (shared.idling !== null) clearInterval(shared.idling);
  filesInUse.delete(file);
  const closing = checkpoint(shared).finally(() => {
    closings.delete(file);
    shared.instance?.closeSync();
  });
  closings.set(file, closing);
};

const checkpoint = async ({ instance }: OpenFile): Promise<void> => {
  try {
    const connection = await instance?.connect();
    await connection?.run('CHECKPOINT');
    connection?.closeSync();
  } catch {
    // What was written is in the log beside the file, and whoever opens it next takes it from there.
  }
};

/** In one step: were anything awaited between the two lines, a second instance could open beside the first. */
const close = (file: string, shared: OpenFile): void => {
  if (shared.idling !== null) clearInterval(shared.idling);
  filesInUse.delete(file);
  shared.instance?.closeSync();
};

process.on('beforeExit', () => {
  for (const [file, shared] of filesInUse) if (shared.users === 0) close(file, shared);
});

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
  await closings.get(file);
  await sleep(Math.max(0, (leftAloneUntilMs.get(file) ?? 0) - performance.now()));
  for (let waited = 0, pause = 5; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS / 1.5)) {
    try {
      const instance = await DuckDBInstance.create(file, SETTINGS);
      if (waited > 0) quietly(() => rmSync(waitingFor(file), { force: true }));
      return await prepared(instance, prepare);
    } catch (error) {
      if (!HELD.test(messageOf(error)) || waited >= waitMs) throw error;
      quietly(() => writeFileSync(waitingFor(file), ''));
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
  if (/Out of Memory Error/.test(message)) {
    return new AppError(
      `the database ${file} was asked too much at once for its memory of ${MEMORY_MB} MB: try again`,
      {
        retryable: true,
        cause: error,
      },
    );
  }
  if (/not a valid DuckDB database/.test(message)) {
    return new AppError(`${file} is not a DuckDB database: move it away, or point DUCKDB_PATH elsewhere`, {
      cause: error,
    });
  }
  if (/Corrupt database|checksum|Could not read (?:enough|from)|Is a directory|INTERNAL Error/.test(message)) {
    return new AppError(`the database ${file} is damaged: move it away, ingest fills a new one (${message})`, {
      cause: error,
    });
  }
  return new AppError(`the database ${file} failed: ${message}`, { cause: error });
};
