import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError, messageOf, type PairState } from '../../domain/index.ts';
import { lockFile } from './file-lock.ts';
import { pairsIn, pairsText } from './pairs-text.ts';
import type { PairUpdate, TrustStore } from './store.ts';
import { writeDurably } from './write-durably.ts';

export interface FileStoreOptions {
  /** How long to wait for other processes; 30,000 milliseconds. */
  readonly lockWaitMs?: number;
  /** What puts the text in place, whole or not at all. */
  readonly write?: typeof writeDurably;
}

/** One update that waits to be kept. */
interface Waiting {
  readonly pairId: string;
  readonly change: PairUpdate;
  readonly keep: (state: PairState | null) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Pairs in one JSON file, which several processes of one machine may share. Every act reads the file, and what changes it
 * writes it anew under the lock `<path>.lock`: as a whole, flushed, then renamed into place. Updates that come while one is
 * being written are written together. Nothing is acknowledged before it is on disk; where it could not be, the old file
 * stands and the update rejects with an `AppError`. An empty file, or none, holds no pairs; one that holds anything else is
 * an `AppError` naming it, and stays untouched. For thousands of pairs; for more there is the database.
 */
export const fileStore = (
  path: string,
  { lockWaitMs = 30_000, write = writeDurably }: FileStoreOptions = {},
): TrustStore => {
  const file = resolve(path);
  let waiting: Waiting[] = [];
  let isWriting = false;

  const pairsNow = async (): Promise<Map<string, PairState>> => {
    try {
      return pairsIn(await readFile(file, 'utf8'), file);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
      throw new AppError(`could not read ${file}: ${messageOf(error)}`, { retryable: true, cause: error });
    }
  };

  const keepAll = async (batch: readonly Waiting[]): Promise<void> => {
    const kept: (() => void)[] = [];
    try {
      await using _lock = await lockFile(`${file}.lock`, performance.now() + lockWaitMs);
      const pairs = await pairsNow();
      for (const { pairId, change, keep, fail } of batch) {
        try {
          const state = change(pairs.get(pairId) ?? null);
          if (state === null) pairs.delete(pairId);
          else pairs.set(pairId, state);
          kept.push(() => keep(state));
        } catch (error) {
          fail(error);
        }
      }
      if (kept.length > 0) await write(file, pairsText(pairs.values()));
      for (const acknowledge of kept) acknowledge();
    } catch (error) {
      const failure =
        error instanceof AppError
          ? error
          : new AppError(`could not write ${file}: ${messageOf(error)}`, { retryable: true, cause: error });
      for (const { fail } of batch) fail(failure);
    }
  };

  const drain = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await keepAll(batch);
    }
    isWriting = false;
  };

  const update = (pairId: string, change: PairUpdate): Promise<PairState | null> =>
    new Promise((keep, fail) => {
      waiting.push({ pairId, change, keep, fail });
      void drain();
    });

  return {
    get: async (pairId) => (await pairsNow()).get(pairId) ?? null,
    put: async (state) => void (await update(state.pairId, () => state)),
    delete: async (pairId) => void (await update(pairId, () => null)),
    allPairs: async () => [...(await pairsNow()).values()],
    update,
  };
};
