import type { DeadLetter, DecodedEvent, StreamEvent } from '../domain/index.ts';
import { decode } from './decode.ts';
import { parseEvent } from './parse-event.ts';

/** Where batches are kept. When `fold` returns, the batch is durable; it says how many events were not known before. */
export interface EventSink {
  fold(batch: {
    readonly events: readonly DecodedEvent[];
    readonly deadLetters: readonly DeadLetter[];
    readonly source: string;
    readonly cursor: string | null;
  }): Promise<number>;
}

/** What an ingest did. `rejected` counts dropped input and unusable records by reason. */
export interface IngestReport {
  readonly lines: number;
  readonly events: number;
  /** Events that were not kept before. */
  readonly fresh: number;
  /** Records of known collections that became facts, and deletes of such. */
  readonly derived: number;
  readonly ignored: number;
  readonly rejected: Readonly<Record<string, number>>;
}

export interface IngestOptions {
  /** Name kept beside each raw event: a file's name, a host, `demo`. */
  readonly source: string;
  /** Whether the stream can be resumed from the last event's time. */
  readonly resumable?: boolean;
  /** Stop after so many lines. */
  readonly maxEvents?: number;
  /** Events for which it answers false are dropped unkept: news of accounts nobody here has heard of. */
  readonly keep?: (event: StreamEvent) => boolean;
  readonly onProgress?: (report: IngestReport) => void;
}

/**
 * Keeps a stream of JSON lines, batch by batch. Asking the stream for its next batch is the acknowledgement that the
 * last one is durable.
 */
export const ingestStream = async (
  batches: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  sink: EventSink,
  options: IngestOptions,
): Promise<IngestReport> => {
  const count = { lines: 0, events: 0, fresh: 0, derived: 0, ignored: 0, rejected: {} as Record<string, number> };
  const left = (): number => (options.maxEvents ?? Number.POSITIVE_INFINITY) - count.lines;
  for await (const batch of batches) {
    const lines = batch.slice(0, left());
    const { events, deadLetters } = readLines(lines, options.keep ?? (() => true));
    const last = events.at(-1)?.event;
    const cursor = options.resumable && last ? String(last.timeUs) : null;
    if (events.length + deadLetters.length > 0) {
      count.fresh += await sink.fold({ events, deadLetters, source: options.source, cursor });
    }
    count.lines += lines.length;
    count.events += events.length;
    count.ignored += lines.length - events.length - deadLetters.length;
    for (const { rejection } of events) {
      if (rejection === null) count.derived += 1;
      else tally(count.rejected, rejection);
    }
    for (const { reason } of deadLetters) tally(count.rejected, reason);
    options.onProgress?.(count);
    if (left() <= 0) break;
  }
  return count;
};

const tally = (counts: Record<string, number>, reason: string): void => {
  counts[reason] = (counts[reason] ?? 0) + 1;
};

const readLines = (lines: readonly string[], keep: (event: StreamEvent) => boolean) => {
  const events: DecodedEvent[] = [];
  const deadLetters: DeadLetter[] = [];
  for (const line of lines) {
    const parsed = parseEvent(line);
    if (parsed.kind === 'unusable') deadLetters.push({ raw: line, reason: parsed.reason });
    else if (keep(parsed.event)) events.push(decode(parsed.event));
  }
  return { events, deadLetters };
};
