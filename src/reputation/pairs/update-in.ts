import type { PairState } from '../../domain/index.ts';
import type { PairUpdate, TrustStore } from './store.ts';

/** Who is at work on a pair of a store that cannot update by itself: the last in line. */
const lines = new WeakMap<TrustStore, Map<string, Promise<unknown>>>();

const readAndKept = async (store: TrustStore, pairId: string, change: PairUpdate): Promise<PairState | null> => {
  const state = change(await store.get(pairId));
  if (state === null) await store.delete(pairId);
  else await store.put(state);
  return state;
};

/**
 * Changes a pair in one step: by the store's own `update`, else one after the other among all of this process that use
 * the same store.
 */
export const updateIn = async (store: TrustStore, pairId: string, change: PairUpdate): Promise<PairState | null> => {
  if (store.update !== undefined) return store.update(pairId, change);
  const line = lines.get(store) ?? new Map<string, Promise<unknown>>();
  lines.set(store, line);
  const before = line.get(pairId) ?? Promise.resolve();
  const own = (): Promise<PairState | null> => readAndKept(store, pairId, change);
  const turn = before.then(own, own);
  line.set(pairId, turn);
  try {
    return await turn;
  } finally {
    if (line.get(pairId) === turn) line.delete(pairId);
  }
};
