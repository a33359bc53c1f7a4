import type { DecodedEvent, StreamEvent } from '../domain/index.ts';
import { COLLECTIONS } from './collections.ts';

/**
 * Changes with every change of what a record is read as: a store that was derived under another version is derived anew.
 */
export const DECODERS_VERSION = '6';

/** The collections whose records are read. */
export const KNOWN_COLLECTIONS: readonly string[] = Object.keys(COLLECTIONS);

/**
 * What an event says. Total: an unknown collection or a malformed record gives no facts and a reason out of
 * `REJECTIONS`; the raw event is kept all the same. A delete says nothing, and that is no rejection.
 */
export const decode = (event: StreamEvent): DecodedEvent => {
  const decoder = Object.hasOwn(COLLECTIONS, event.collection) ? COLLECTIONS[event.collection] : undefined;
  if (decoder === undefined) return { event, facts: [], rejection: 'unknown collection' };
  if (event.record === null) return { event, facts: [], rejection: null };
  const answer = decoder(JSON.parse(event.record), event);
  return typeof answer === 'string'
    ? { event, facts: [], rejection: answer }
    : { event, facts: answer, rejection: null };
};
