import type { PairState } from '../../domain/index.ts';

/** From what is kept of a pair (null for nothing) to what is to be kept; null removes it. Pure: it may be called again. */
export type PairUpdate = (state: PairState | null) => PairState | null;

/** Where pairs are kept. The four are enough for a store of one's own; all are done, durably where it is, when they resolve. */
export interface TrustStore {
  /** Null for a pair that is not kept. */
  get(pairId: string): Promise<PairState | null>;
  put(state: PairState): Promise<void>;
  /** Nothing happens for a pair that is not kept. */
  delete(pairId: string): Promise<void>;
  allPairs(): Promise<readonly PairState[]>;
  /** Reads, changes and keeps as one step that nobody comes between, other processes included. What it threw, rejects. */
  update?(pairId: string, change: PairUpdate): Promise<PairState | null>;
}
