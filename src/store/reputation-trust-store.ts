import type { PairState } from '../domain/index.ts';
import type { Db, Store } from './open-store.ts';
import { foldedWrites, type Settled } from './reputation-folded-writes.ts';
import { addToOutbox, type NewOutboxItem } from './reputation-outbox.ts';
import { checkedPair, dropPairs, notePairs, pairStates, writePairs } from './reputation-pairs.ts';

/** From what is kept of a pair (null for nothing) to what is to be kept; null removes it. */
type PairChange = (state: PairState | null) => PairState | null;

/** What is told elsewhere of a pair's new state; null for nothing. */
type Telling = (pairId: string, state: PairState | null) => NewOutboxItem | null;

/** How pairs are kept. */
export interface DuckDbTrustStoreOptions {
  /** Puts an item into the outbox for each change, in its transaction; a removed pair's state is null. Default: nothing. */
  readonly told?: Telling;
}

interface Asked {
  readonly pairId: string;
  readonly change: PairChange;
}

/** So many changes go into one transaction at most. */
const MOST_AT_ONCE = 5000;

/**
 * Pairs in the database. What is asked for while a transaction is under way, or waits for the file, goes into the next one
 * together, in the order in which it was asked for; each is durable when it resolves. A change sees what those before it
 * left, and nobody comes between, other processes included; what it throws (or a RangeError, where it makes no state of this
 * pair) rejects that one alone. Circuits that stand otherwise than before are noted as news.
 */
export const duckDbTrustStore = (store: Store, { told = () => null }: DuckDbTrustStoreOptions = {}) => {
  const submit = foldedWrites<Asked, PairState | null>(store, (db, asked) => changeAll(db, asked, told), MOST_AT_ONCE);
  return {
    get: async (pairId: string): Promise<PairState | null> =>
      (await store.read((db) => pairStates(db, [pairId])))[0] ?? null,
    put: async (state: PairState): Promise<void> => void (await submit({ pairId: state.pairId, change: () => state })),
    delete: async (pairId: string): Promise<void> => void (await submit({ pairId, change: () => null })),
    allPairs: (): Promise<readonly PairState[]> => store.read((db) => pairStates(db)),
    update: (pairId: string, change: PairChange): Promise<PairState | null> => submit({ pairId, change }),
  };
};

const changeAll = async (db: Db, asked: readonly Asked[], told: Telling): Promise<Settled<PairState | null>[]> => {
  const ids = asked.map(({ pairId }) => pairId);
  const before = new Map((await pairStates(db, ids)).map((state) => [state.pairId, state]));
  const now = new Map<string, PairState | null>(before);
  const items: NewOutboxItem[] = [];
  const settled = asked.map(({ pairId, change }): Settled<PairState | null> => {
    try {
      const old = now.get(pairId) ?? null;
      const state = changedBy(change, pairId, old);
      const item = state === old ? null : told(pairId, state);
      if (item !== null) items.push(item);
      now.set(pairId, state);
      return { kind: 'done', result: state };
    } catch (error) {
      return { kind: 'failed', error };
    }
  });
  await keepChanges(db, before, now);
  await addToOutbox(db, items);
  return settled;
};

const changedBy = (change: PairChange, pairId: string, old: PairState | null): PairState | null => {
  const state = change(old);
  if (state !== null && state.pairId !== pairId) {
    throw new RangeError(`pairId of what is kept under ${pairId} must be the same, got ${state.pairId}`);
  }
  return state === null || state === old ? state : checkedPair({ ...state });
};

const keepChanges = async (
  db: Db,
  before: ReadonlyMap<string, PairState>,
  now: ReadonlyMap<string, PairState | null>,
): Promise<void> => {
  const fresh = [...now.values()]
    .filter((state) => state !== null)
    .filter((state) => before.get(state.pairId) !== state);
  const gone = [...before.values()].filter(({ pairId }) => now.get(pairId) === null);
  const turned = fresh.filter((state) => before.get(state.pairId)?.circuit !== state.circuit);
  if (fresh.length > 0) await writePairs(db, fresh);
  if (gone.length > 0)
    await dropPairs(
      db,
      gone.map(({ pairId }) => pairId),
    );
  await notePairs(db, [...turned, ...gone]);
};
