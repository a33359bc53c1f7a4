import type { DecodedEvent, Fact, StreamEvent } from '../domain/index.ts';
import { COLLECTIONS } from './collections.ts';
import { pullFacts } from './pull.ts';

/** Reads a record of one collection: its facts, or the reason why it has none. */
export type Decoder = (record: unknown, event: StreamEvent) => readonly Fact[] | string;

const decoders: Readonly<Record<string, Decoder>> = { ...COLLECTIONS, 'sh.tangled.repo.pull': pullFacts };

/** The collections whose records become facts. */
export const KNOWN_COLLECTIONS: readonly string[] = Object.keys(decoders);

/**
 * What an event says. Total: an unknown collection or a malformed record gives no facts and a reason out of a small
 * set; the raw event is kept all the same. A delete says nothing, and that is no rejection.
 */
export const decode = (event: StreamEvent): DecodedEvent => {
  const decoder = Object.hasOwn(decoders, event.collection) ? decoders[event.collection] : undefined;
  if (decoder === undefined) return { event, facts: [], rejection: 'unknown collection' };
  if (event.record === null) return { event, facts: [], rejection: null };
  const answer = decoder(JSON.parse(event.record), event);
  return typeof answer === 'string'
    ? { event, facts: [], rejection: answer }
    : { event, facts: answer, rejection: null };
};
