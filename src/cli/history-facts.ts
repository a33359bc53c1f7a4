import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../domain/index.ts';
import { type HistoryReport, historyPass } from '../pipeline/index.ts';
import { historyMark, keepLabels, noteChanges, patchFactsStore, pullLabels, type Store } from '../store/index.ts';
import { note } from './output.ts';
import { nowUs, type Surroundings } from './surroundings.ts';

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

/** Time alone settles labels, too: they are made again this often while anything comes in. */
const SETTLES_EVERY_US = 3_600_000_000;

interface LabelUpkeep {
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly clockUs: () => number;
  readonly tell: (line: string) => void;
}

/**
 * Keeps labels up to date, each time it is called and something changed that they are made from.
 *
 * @returns whether they are; if not, for a reason that may pass, that is told once, and to be tried again.
 */
export const labelUpkeep = ({ store, clockUs, tell }: LabelUpkeep): (() => Promise<boolean>) => {
  let [kept, failing] = ['', false];
  return async () => {
    try {
      const mark = `${await store.read(historyMark)} ${Math.floor(clockUs() / SETTLES_EVERY_US)}`;
      if (mark !== kept) {
        const labels = await store.read(pullLabels);
        await store.write((db) => keepLabels(db, labels));
      }
      [kept, failing] = [mark, false];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (!failing) tell(`labels could not be made, trying again: ${messageOf(error)}`);
      failing = true;
    }
    return !failing;
  };
};

/** Does both for ever, after changes of the database. What fails in a way that can pass is told and repeated. */
export const historyFactsLoop = async (around: Surroundings, signal: AbortSignal): Promise<void> => {
  const labelled = labelUpkeep({ store: around.store, clockUs: nowUs, tell: note });
  for (let seen = ''; !signal.aborted; ) {
    const mark = around.store.mark();
    if (mark !== seen) {
      try {
        await readHistoryFacts(around, { signal });
        if (signal.aborted) return;
        if (await labelled()) seen = mark;
      } catch (error) {
        if (!(error instanceof AppError && error.retryable)) throw error;
        note(`history could not be read, trying again: ${messageOf(error)}`);
      }
    }
    await sleep(REST_MS, undefined, { signal }).catch(() => undefined);
  }
};
