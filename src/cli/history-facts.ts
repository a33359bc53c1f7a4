import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../domain/index.ts';
import { type HistoryReport, historyPass } from '../pipeline/index.ts';
import { noteChanges, patchFactsStore } from '../store/index.ts';
import { note } from './output.ts';
import type { Surroundings } from './surroundings.ts';

/** Reads what patches say of other changes, as far as it was not read yet; where that may move labels, that is noted. */
export const readHistoryFacts = async (
  { store, blobs }: Surroundings,
  options: { signal?: AbortSignal; onProgress?: (done: number, of: number) => void } = {},
): Promise<HistoryReport> => {
  const report = await historyPass(patchFactsStore(store), blobs, options);
  if (report.read > 0) await store.write((db) => noteChanges(db, [{ what: 'likeness', key: null }]));
  return report;
};

/** Labels may wait this long: what they are for looks at weeks. */
const REST_MS = 30_000;

/** Does so for ever, after changes of the database. What fails in a way that can pass is told and repeated. */
export const historyFactsLoop = async (around: Surroundings, signal: AbortSignal): Promise<void> => {
  for (let seen = ''; !signal.aborted; ) {
    const mark = around.store.mark();
    if (mark !== seen) {
      try {
        await readHistoryFacts(around, { signal });
        seen = mark;
      } catch (error) {
        if (!(error instanceof AppError && error.retryable)) throw error;
        note(`history could not be read, trying again: ${messageOf(error)}`);
      }
    }
    await sleep(REST_MS, undefined, { signal }).catch(() => undefined);
  }
};
