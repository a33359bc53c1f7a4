import type { DeadLetter, DecodedEvent } from '../domain/index.ts';
import type { StreamCounts } from './jetstream/jetstream.ts';
import type { Message } from './message.ts';
import { cursorAt } from './position.ts';
import { emptyReading, type Keep, type ReadCounts, type Reading, readMessages } from './read-messages.ts';
import { workAhead } from './work-ahead.ts';

/** Where batches are kept. When `fold` returns, the batch is durable; it says how many events were not known before. */
export interface EventSink {
  fold(batch: {
    readonly events: readonly DecodedEvent[];
    readonly deadLetters: readonly DeadLetter[];
    readonly source: string;
    readonly cursor: string | null;
  }): Promise<number>;
}

/** What an ingest did. */
export interface IngestReport extends Readonly<ReadCounts>, StreamCounts {
  /** Events that are durable … */
  readonly events: number;
  /** … those of them that were not kept before … */
  readonly fresh: number;
  /** … and those of known collections that became facts, or are deletes. */
  readonly derived: number;
  /** Messages and records that could not be used, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
}

export interface IngestOptions {
  /** Name kept beside each raw event: a file's name, a host, `demo`. */
  readonly source: string;
  /** Whether the stream can be resumed: then how far it has come is kept with each batch. */
  readonly resumable?: boolean;
  /** Stop after so many messages. */
  readonly maxEvents?: number;
  /** Messages for which it answers false are dropped unkept: news of accounts nobody here has heard of. */
  readonly keep?: Keep;
  /** What becomes of the stream itself, for the report. */
  readonly stream?: { readonly counts: StreamCounts };
  readonly onProgress?: (report: IngestReport) => void;
  /** Milliseconds since whenever. */
  readonly clock?: () => number;
}

/** Bounds of what is read ahead while the batch before it is made durable; one batch of the stream comes on top. */
const MOST_AHEAD = 10_000;
const MOST_CHARACTERS_AHEAD = 8 * 1024 * 1024;
/** Where nothing is worth keeping, how far the stream has come is kept this often all the same. */
const CURSOR_EVERY_MS = 10_000;

/**
 * Keeps a stream of messages, batch by batch, each together with how far the stream has come. While one batch is made
 * durable the next one is read and decoded, and no more than that.
 *
 * @throws what the stream throws, when all that came before it is durable; what the sink throws, at once.
 */
export const ingestStream = async (
  batches: AsyncIterable<readonly Message[]> | Iterable<readonly Message[]>,
  sink: EventSink,
  options: IngestOptions,
): Promise<IngestReport> => {
  const { keep = () => true, maxEvents = Number.POSITIVE_INFINITY, clock = () => performance.now() } = options;
  const counts = { lines: 0, ignored: 0, droppedEarly: 0, events: 0, fresh: 0, derived: 0, rejected: {} };
  let reading = emptyReading();
  let foldedAtMs = clock();
  const report = (): IngestReport => ({ ...counts, ...(options.stream?.counts ?? NO_STREAM) });
  const fold = async (batch: Reading): Promise<void> => {
    foldedAtMs = clock();
    counts.fresh += await sink.fold(batchOf(batch, options));
    countKept(counts, batch);
    options.onProgress?.(report());
  };
  await workAhead(batches, {
    add: (messages) => {
      readMessages(messages.slice(0, maxEvents - counts.lines), { reading, counts, keep });
      options.onProgress?.(report());
      return counts.lines >= maxEvents;
    },
    isFull: () =>
      reading.events.length + reading.deadLetters.length >= MOST_AHEAD || reading.characters >= MOST_CHARACTERS_AHEAD,
    begin: (ended) => {
      const due = options.resumable && (ended || clock() - foldedAtMs >= CURSOR_EVERY_MS);
      if (isEmpty(reading) && !(due && reading.position !== null)) return null;
      const batch = reading;
      reading = emptyReading();
      return fold(batch);
    },
  });
  return report();
};

const NO_STREAM: StreamCounts = { reconnects: 0, oversize: 0, gaps: 0 };

const isEmpty = ({ events, deadLetters }: Reading): boolean => events.length + deadLetters.length === 0;

const batchOf = ({ events, deadLetters, position }: Reading, { source, resumable }: IngestOptions) => ({
  events,
  deadLetters,
  source,
  cursor: resumable && position !== null ? cursorAt(position) : null,
});

interface KeptCounts {
  events: number;
  derived: number;
  readonly rejected: Record<string, number>;
}

const countKept = (counts: KeptCounts, { events, deadLetters }: Reading): void => {
  counts.events += events.length;
  for (const { rejection } of events) {
    if (rejection === null) counts.derived += 1;
    else tally(counts.rejected, rejection);
  }
  for (const { reason } of deadLetters) tally(counts.rejected, reason);
};

const tally = (counts: Record<string, number>, reason: string): void => {
  counts[reason] = (counts[reason] ?? 0) + 1;
};
