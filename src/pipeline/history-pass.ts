import { PATCH_FACTS_VERSION, type PatchFacts, patchFacts } from '../diff/index.ts';
import type { PatchSource } from './ports.ts';

/** A patch that is to be read: a blob, or a text in the record of a round. */
interface PatchToRead {
  /** The same for the same bytes. */
  readonly patch: string;
  readonly cid: string | null;
  readonly roundKey: string | null;
}

/** What reading history reads and writes. Each call is one short lease of the database. */
export interface HistoryStore {
  /** Patches that this version has not read, at most so many. */
  due(version: string, limit: number): Promise<readonly PatchToRead[]>;
  /** Texts of patches that stand in records, by the round's key. */
  inline(roundKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Keeps what was read; a patch that is there stays. Durable when it returns. */
  keep(version: string, rows: readonly ({ readonly patch: string } & PatchFacts)[]): Promise<void>;
}

export interface HistoryOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
  /** Reads one patch; default: here, letting others have their turn. */
  readonly read?: (blob: Uint8Array) => Promise<PatchFacts>;
}

/** What a pass did. */
export interface HistoryReport {
  /** Patches that were read, unreadable ones included: what they say may have moved labels. */
  readonly read: number;
  /** Patches that are not here yet. */
  readonly missing: number;
}

const MOST_A_PASS = 100_000;
const BATCH_PATCHES = 64;
const BATCH_RUNS = 50_000;

/**
 * Reads patches of open and of finished pull requests for what they say of other changes, as labels need it. What is read
 * is kept batch by batch, so that a pass may end anywhere and the next goes on; running it twice changes nothing the
 * second time. A patch that cannot be read is kept as read, with nothing in it; one that is not here is looked for again
 * by the next pass. Stops soon when the signal is aborted.
 */
export const historyPass = async (
  store: HistoryStore,
  patches: PatchSource,
  { signal, onProgress, read = patchFacts }: HistoryOptions = {},
): Promise<HistoryReport> => {
  const due = await store.due(PATCH_FACTS_VERSION, MOST_A_PASS);
  let [kept, missing, runs] = [0, 0, 0];
  let batch: ({ readonly patch: string } & PatchFacts)[] = [];
  const flush = async (done: number): Promise<void> => {
    if (batch.length > 0) await store.keep(PATCH_FACTS_VERSION, batch);
    kept += batch.length;
    [batch, runs] = [[], 0];
    onProgress?.(done, due.length);
  };
  for (const [index, patch] of due.entries()) {
    if (signal?.aborted) break;
    const bytes = patch.cid === null ? await inline(store, patch) : await patches.blob(patch.cid);
    if (bytes === null) {
      missing += 1;
      continue;
    }
    const facts = await read(bytes);
    batch.push({ patch: patch.patch, ...facts });
    runs += facts.runs.length;
    if (batch.length >= BATCH_PATCHES || runs >= BATCH_RUNS) await flush(index + 1);
  }
  if (!signal?.aborted) await flush(due.length);
  return { read: kept, missing };
};

const inline = async (store: HistoryStore, { roundKey }: PatchToRead): Promise<Uint8Array | null> => {
  const text = roundKey === null ? undefined : (await store.inline([roundKey])).get(roundKey);
  return text === undefined ? null : new TextEncoder().encode(text);
};
