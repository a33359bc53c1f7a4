import { statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Deriver, layDerived } from './lay-derived.ts';
import { type LeaseOptions, leaseOf } from './lease.ts';
import { dropEverything, migrate } from './migrate.ts';
import { inTransaction } from './rows.ts';

/** A question to the database, or an order: what the functions of this folder take. */
export type Db = DuckDBConnection;

/** The database as the rest of the service sees it. Holds the file only while work runs. */
export interface Store {
  readonly path: string;
  /** Runs the work on one consistent snapshot. */
  read<Result>(work: (db: Db) => Promise<Result>): Promise<Result>;
  /** Runs the work in one transaction, one writer at a time in this process. Durable when it returns. */
  write<Result>(work: (db: Db) => Promise<Result>): Promise<Result>;
  /** Differs whenever the file may hold something else. Looks at the file's size and time; never opens it. */
  mark(): string;
  /** Empties the database. */
  reset(): Promise<void>;
}

/** How to open a store; without a deriver a raw log that is already there cannot be derived anew. */
export interface StoreOptions extends Omit<LeaseOptions, 'prepare'> {
  readonly deriver?: Deriver | null;
}

/**
 * The store in the file at `path`; the file and its schema are made at the first use.
 * @throws AppError (by `read` and `write`) when the file is held too long by another process, cannot be written, is no
 * database, or comes from a newer version.
 */
export const openStore = (path: string, { deriver = null, ...options }: StoreOptions = {}): Store => {
  const prepare = async (db: Db): Promise<void> => {
    await migrate(db);
    await layDerived(db, deriver);
  };
  const lease = leaseOf(path, { ...options, prepare });
  const oneAtATime = queueOf(lease.path);
  const whole = <Result>(work: (db: Db) => Promise<Result>): Promise<Result> =>
    lease.use((connection) => inTransaction(connection, () => work(connection)));
  return {
    path: lease.path,
    read: whole,
    write: (work) => oneAtATime(() => whole(work)),
    mark: () => [lease.path, `${lease.path}.wal`].map(sizeAndTime).join(' '),
    reset: () =>
      oneAtATime(() =>
        lease.use(async (connection) => {
          await dropEverything(connection);
          await prepare(connection);
        }),
      ),
  };
};

const sizeAndTime = (path: string): string => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? '-' : `${stats.size}@${stats.mtimeMs}`;
};

type Queue = <Result>(work: () => Promise<Result>) => Promise<Result>;
const queues = new Map<string, Queue>();

/** One writer at a time for each file, whoever opened it. */
const queueOf = (path: string): Queue => {
  const known = queues.get(path);
  if (known !== undefined) return known;
  let last: Promise<unknown> = Promise.resolve();
  const queue: Queue = (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  queues.set(path, queue);
  return queue;
};
