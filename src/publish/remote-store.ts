import type { PairState } from '../domain/index.ts';
import { eventSender } from './event-sender.ts';
import { type FlusherFigures, flusher } from './flusher.ts';
import type { Outbox } from './outbox.ts';
import { eventItem, stateDeleted, stateUpdated, type TrustEvent } from './trust-event.ts';

/** Where pairs are kept: what a store of trust has to be able to do, whoever made it. */
export interface PairStore {
  get(pairId: string): Promise<PairState | null>;
  put(state: PairState): Promise<void>;
  delete(pairId: string): Promise<void>;
  allPairs(): Promise<readonly PairState[]>;
  /** Reads, changes and keeps as one step that no other writer comes between; null removes. */
  update?(pairId: string, change: PairChange): Promise<PairState | null>;
}

type PairChange = (state: PairState | null) => PairState | null;

/** A store that also tells another service what changed. */
export interface RemoteStore extends PairStore, AsyncDisposable {
  /** Ships all that is kept here, once more: for what was kept before there was an outbox, or as the process was killed. */
  shipAll(): Promise<number>;
  flush(): Promise<void>;
  shutdown(): Promise<void>;
  figures(): FlusherFigures;
}

/** Of what a remote store is made. */
export interface RemoteStoreOptions {
  /** Where everything is kept first and read from. */
  readonly local: PairStore;
  readonly outbox: Outbox;
  /** See `eventSender`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs?: number;
  /** Sent with every event; none by default. */
  readonly tenantId?: string | null;
  /** The time, in microseconds since 1970. */
  readonly nowUs: () => number;
  readonly onWarning: (message: string) => void;
  /** See `flusher`. */
  readonly intervalMs?: number;
  readonly maxBatch?: number;
}

/**
 * Keeps pairs locally and ships what changed: each write is done when it lies in the local store and its event in the
 * outbox; the other side is told later and can neither hold up nor undo it. Reads are always local, so that whoever wrote
 * reads what was written. Deleting is shipped too.
 *
 * @throws Error "api_key is required", TypeError for an address that is none.
 */
export const remoteStore = (options: RemoteStoreOptions): RemoteStore => {
  const { local, tenantId = null } = options;
  const shipping = flusher({ ...options, send: eventSender(options) });
  const tell = (event: TrustEvent): Promise<void> => shipping.enqueue(eventItem(event));
  const told = (state: PairState): Promise<void> => tell(stateUpdated(state, tenantId));
  const { update } = local;
  const updated = async (inLocal: NonNullable<typeof update>, pairId: string, change: PairChange) => {
    let before: PairState | null = null;
    const after = await inLocal.call(local, pairId, (state) => {
      before = state;
      return change(state);
    });
    if (after === before) return after;
    await (after === null ? tell(stateDeleted(pairId, tenantId)) : told(after));
    return after;
  };
  return {
    get: (pairId) => local.get(pairId),
    allPairs: () => local.allPairs(),
    put: async (state) => {
      await local.put(state);
      await told(state);
    },
    delete: async (pairId) => {
      const known = await local.get(pairId);
      await local.delete(pairId);
      if (known !== null) await tell(stateDeleted(pairId, tenantId));
    },
    ...(update && { update: (pairId: string, change: PairChange) => updated(update, pairId, change) }),
    shipAll: async () => (await Promise.all((await local.allPairs()).map(told))).length,
    flush: shipping.flush,
    shutdown: shipping.shutdown,
    figures: shipping.figures,
    [Symbol.asyncDispose]: shipping.shutdown,
  };
};
