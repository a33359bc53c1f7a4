import type { StreamEvent } from '../domain/index.ts';
import type { Message } from './message.ts';
import { parseEvent } from './parse-event.ts';
import { BoundedCounts, type Counted, OTHER } from './probe/bounded-counts.ts';
import { type CollectionReport, CollectionTally } from './probe/collection-tally.ts';

/** What a stream holds, without keeping any of it. Lists are bounded; what is beyond counts as `(other)`. */
export interface ProbeReport {
  readonly messages: number;
  readonly collections: readonly CollectionReport[];
  /** Of which methods the authors' DIDs are. */
  readonly didMethods: readonly Counted[];
  /** Why messages are no events. */
  readonly unusable: readonly Counted[];
  /** The kinds of message that are not known. */
  readonly unknownKinds: readonly Counted[];
}

const MOST_COLLECTIONS = 200;
const MOST_KINDS = 50;

/**
 * Counts what a stream holds: collections, operations, the shapes of fields, how times are written, and what would not be
 * used and why. Writes nothing, and needs bounded memory whatever comes. Stops after `maxEvents` messages.
 */
export const probe = async (
  batches: AsyncIterable<readonly Message[]>,
  maxEvents = Number.POSITIVE_INFINITY,
): Promise<ProbeReport> => {
  const tally = new Tally();
  for await (const batch of batches) {
    for (const message of batch.slice(0, maxEvents - tally.messages)) tally.add(message);
    if (tally.messages >= maxEvents) break;
  }
  return tally.report();
};

class Tally {
  messages = 0;
  readonly #collections = new Map<string, CollectionTally>();
  readonly #methods = new BoundedCounts(MOST_KINDS);
  readonly #unusable = new BoundedCounts(MOST_KINDS);
  readonly #unknownKinds = new BoundedCounts(MOST_KINDS);

  add(message: Message): void {
    this.messages += 1;
    if (typeof message !== 'string') {
      this.#unusable.add(message.reason);
      return;
    }
    const parsed = parseEvent(message);
    if (parsed.kind === 'event') this.#addEvent(parsed.event);
    else {
      this.#unusable.add(parsed.reason);
      if (parsed.reason === 'unknown kind of event') this.#unknownKinds.add(kindOf(message));
    }
  }

  #addEvent(event: StreamEvent): void {
    this.#methods.add(event.did.split(':', 2).join(':'));
    const known = this.#collections.has(event.collection) || this.#collections.size < MOST_COLLECTIONS;
    const collection = known ? event.collection : OTHER;
    const tally = this.#collections.get(collection) ?? new CollectionTally(collection);
    this.#collections.set(collection, tally);
    tally.add(event);
  }

  report(): ProbeReport {
    const collections = [...this.#collections.values()].map((tally) => tally.report());
    return {
      messages: this.messages,
      collections: collections.sort((a, b) => (a.collection < b.collection ? -1 : 1)),
      didMethods: this.#methods.list(),
      unusable: this.#unusable.list(),
      unknownKinds: this.#unknownKinds.list(),
    };
  }
}

/** What a message says it is, on either wire. */
const kindOf = (text: string): string => {
  const json = Object(JSON.parse(text));
  const kind = json.kind ?? Object(json.payload).$type;
  return typeof kind === 'string' ? kind : 'none';
};
