import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { Journal } from './journal.ts';
import { type Model, ModelFailure } from './model.ts';
import { costMicros } from './prices.ts';
import { readMessage } from './read-message.ts';
import { isUnusable, toolCall } from './reply.ts';
import type { SentBatch } from './send-batch.ts';
import type { Service } from './service.ts';

/** Where a batch stands. */
export interface BatchState {
  /** Whether all its requests came to an end, good or bad: then the results can be fetched, for 29 days. */
  readonly ended: boolean;
  /** By the service's words: `processing`, `succeeded`, `errored`, `canceled`, `expired`. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What became of a batch's requests, in numbers; together with `missing` as many as it has. */
export interface BatchOutcome {
  /** Replies that are in the journal now. */
  readonly filled: number;
  /** Paid and kept, but no tool call: cut off, refused. */
  readonly unusable: number;
  /** Expired, canceled or failed, or of no known form: to be asked again. */
  readonly failed: number;
  /** Of which the results say nothing. */
  readonly missing: number;
  /** Results for requests that are not the batch's, or that came twice: passed over. */
  readonly ignored: number;
}

interface ResultOptions {
  readonly model: Pick<Model, 'price'>;
  readonly journal: Journal;
  readonly signal?: AbortSignal;
}

const DOWNLOAD_MS = 60 * 60_000;
/** What the results of a batch may take: one line each, as long as an answer may be. */
const LINE_BYTES = 8 * 1024 ** 2;
const DOWNLOAD_BYTES = 16 * 1024 ** 3;

const Result = z.object({ type: z.string(), message: z.unknown().optional() });
type Result = z.infer<typeof Result>;
const Line = z.object({ custom_id: z.string(), result: Result });

/** Looks at a batch once; how often to look is the caller's to say. @throws {ModelFailure}, or the signal's reason. */
export const pollBatch = async (service: Service, id: string, signal?: AbortSignal): Promise<BatchState> => {
  const batch = await service.call({ what: `batch ${id}`, signal }, (client, within) =>
    client.messages.batches.retrieve(id, {}, { signal: within }),
  );
  return { ended: batch.processing_status === 'ended', counts: { ...batch.request_counts } };
};

/** The address of the results is followed with the key in hand: only to where the batch was sent. */
const holdAddress = (batch: Anthropic.Messages.MessageBatch, baseUrl: string): void => {
  if (!batch.results_url)
    throw new ModelFailure('unavailable', `batch ${batch.id} has no results yet`, { retryable: true });
  if (URL.parse(batch.results_url, baseUrl)?.origin === new URL(baseUrl).origin) return;
  throw new ModelFailure(
    'unavailable',
    `the results of batch ${batch.id} are said to lie at another host: not fetched`,
  );
};

async function* resultsOf(
  service: Service,
  client: Anthropic,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  holdAddress(await client.messages.batches.retrieve(id, {}, { signal }), service.baseUrl);
  yield* await client.messages.batches.results(id, {}, { signal });
}

/** Writes down what one result says of a request. */
const settle = async (hash: string, { type, message }: Result, { model, journal }: ResultOptions) => {
  // Settled by an earlier fetch that did not get to its end. One that was asked singly meanwhile has its own call open still.
  const kept = await journal.find(hash);
  if (kept !== null && kept.requestId === null) return 'filled';
  const reply = type === 'succeeded' ? readMessage(message, null) : null;
  // Paid, but for how much cannot be read: it keeps its estimate.
  if (type === 'succeeded' && !reply) return 'failed';
  const usable = reply !== null && !isUnusable(toolCall(reply));
  const cost = reply ? costMicros(model.price, reply.usage, { batch: true }) : 0;
  await journal.settle({ requestHash: hash, reply, usable, costMicros: cost });
  if (!reply) return 'failed';
  return usable ? 'filled' : 'unusable';
};

/**
 * Fetches the results of a batch that ended into the journal. May be run again after it was broken off: what is in the
 * journal stays.
 *
 * @throws {ModelFailure}, or the signal's reason.
 */
export const batchResults = async (
  service: Service,
  batch: SentBatch,
  options: ResultOptions,
): Promise<BatchOutcome> => {
  const waiting = new Set(batch.requestHashes);
  const outcome = { filled: 0, unusable: 0, failed: 0, ignored: 0 };
  const call = { what: `results of batch ${batch.id}`, signal: options.signal };
  const maxBytes = Math.min(DOWNLOAD_BYTES, (batch.requestHashes.length + 1) * LINE_BYTES);
  const limits = { deadlineMs: DOWNLOAD_MS, maxBytes };
  const faults: unknown[] = [];
  await service.call({ ...call, ...limits }, async (client, within) => {
    for await (const raw of resultsOf(service, client, batch.id, within)) {
      const line = Line.safeParse(raw).data;
      if (!line || !waiting.delete(line.custom_id)) {
        outcome.ignored++;
        continue;
      }
      try {
        outcome[await settle(line.custom_id, line.result, options)]++;
      } catch (fault) {
        // The journal's, not the service's: thrown as it is.
        faults.push(fault);
        break;
      }
    }
  });
  if (faults.length > 0) throw faults[0];
  return { ...outcome, missing: waiting.size };
};
