import type { PairState } from '../../domain/index.ts';
import type { TrustStore } from './store.ts';

/** Pairs in memory, as long as the process runs. */
export const memoryStore = (): TrustStore => {
  const pairs = new Map<string, PairState>();
  return {
    get: async (pairId) => pairs.get(pairId) ?? null,
    put: async (state) => void pairs.set(state.pairId, state),
    delete: async (pairId) => void pairs.delete(pairId),
    allPairs: async () => [...pairs.values()],
    update: async (pairId, change) => {
      const state = change(pairs.get(pairId) ?? null);
      if (state === null) pairs.delete(pairId);
      else pairs.set(pairId, state);
      return state;
    },
  };
};
