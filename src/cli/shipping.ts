import type { Config } from '../config/index.ts';
import type { PairState } from '../domain/index.ts';
import {
  eventItem,
  eventSender,
  type Flusher,
  flusher,
  type NewItem,
  stateDeleted,
  stateUpdated,
} from '../publish/index.ts';
import { outboxOf } from '../store/index.ts';
import { note } from './output.ts';
import { nowUs, type Surroundings } from './surroundings.ts';

type Shipping = Pick<Config, 'trustEvents'>;

/** Pairs that changed, and ids of those that are no more. */
interface ChangedPairs {
  readonly changed?: readonly PairState[];
  readonly gone?: readonly string[];
}

/**
 * What is put into the outbox when pairs change, in the transaction that changes them; nothing where nothing is shipped.
 */
export const pairEvents = ({ trustEvents }: Shipping, { changed = [], gone = [] }: ChangedPairs): NewItem[] =>
  trustEvents === null
    ? []
    : [
        ...changed.map((state) => eventItem(stateUpdated(state, null))),
        ...gone.map((pairId) => eventItem(stateDeleted(pairId, null))),
      ];

/** Ships what lies in the outbox, every five seconds, until it is disposed of; null where nothing is shipped. */
export const startShipping = ({ config, store }: Surroundings): Flusher | null => {
  if (config.trustEvents === null) return null;
  const { url: baseUrl, apiKey } = config.trustEvents;
  return flusher({ outbox: outboxOf(store), send: eventSender({ baseUrl, apiKey }), nowUs, onWarning: note });
};
