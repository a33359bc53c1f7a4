import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import { WireError } from './wire-error.ts';

type MessageBatch = Anthropic.Messages.MessageBatch;
/** What became of one request of a batch. */
export type BatchResult = Anthropic.Messages.MessageBatchResult;

const DAY_MS = 86_400_000;

/** What `POST /v1/messages/batches` takes; each request's `params` are looked at when it is their turn. */
export const batchRequest = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        custom_id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "String should match pattern '^[a-zA-Z0-9_-]{1,64}$'"),
        params: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1)
    .max(100_000),
});

interface Batch {
  readonly id: string;
  readonly createdAt: Date;
  readonly requests: z.infer<typeof batchRequest>['requests'];
  pollsLeft: number;
  cancelAt: Date | null;
  endedAt: Date | null;
  results: readonly { readonly custom_id: string; readonly result: BatchResult }[];
}

export interface BatchOptions {
  /** How often a batch is still `in_progress` when it is looked at. */
  readonly polls: number;
  readonly now: () => Date;
  /** Answers one request of a batch; asked when the batch ends. */
  readonly answer: (customId: string, params: unknown) => BatchResult;
}

const countsOf = (batch: Batch): MessageBatch['request_counts'] => {
  const of = (type: BatchResult['type']): number => batch.results.filter(({ result }) => result.type === type).length;
  return {
    processing: batch.endedAt === null ? batch.requests.length : 0,
    succeeded: of('succeeded'),
    errored: of('errored'),
    canceled: of('canceled'),
    expired: of('expired'),
  };
};

/** The message batches of one server, in memory. Every look at an unfinished one brings its end nearer. */
export class Batches {
  readonly #options: BatchOptions;
  readonly #batches: Batch[] = [];

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  create(requests: Batch['requests'], url: string): MessageBatch {
    const ids = requests.map((request) => request.custom_id);
    if (new Set(ids).size !== ids.length) throw new WireError(400, 'requests: custom_id must be unique within a batch');
    const batch: Batch = {
      id: `msgbatch_${String(this.#batches.length + 1).padStart(24, '0')}`,
      createdAt: this.#options.now(),
      requests,
      pollsLeft: this.#options.polls,
      cancelAt: null,
      endedAt: null,
      results: [],
    };
    this.#batches.push(batch);
    return this.#show(batch, url);
  }

  /** One look at a batch: it ends when it has been looked at often enough, or was cancelled before. */
  look(id: string, url: string): MessageBatch {
    const batch = this.#find(id);
    if (batch.endedAt === null) {
      if (batch.cancelAt !== null || batch.pollsLeft <= 0) this.#end(batch);
      batch.pollsLeft -= 1;
    }
    return this.#show(batch, url);
  }

  list(url: string): readonly MessageBatch[] {
    return this.#batches.toReversed().map((batch) => this.#show(batch, url));
  }

  cancel(id: string, url: string): MessageBatch {
    const batch = this.#find(id);
    if (batch.endedAt === null) batch.cancelAt ??= this.#options.now();
    return this.#show(batch, url);
  }

  delete(id: string): { readonly id: string; readonly type: 'message_batch_deleted' } {
    const batch = this.#find(id);
    if (batch.endedAt === null) throw new WireError(400, `Batch ${id} is still being processed and cannot be deleted`);
    this.#batches.splice(this.#batches.indexOf(batch), 1);
    return { id, type: 'message_batch_deleted' };
  }

  /** The results as JSON lines, last request first: the service promises no order. */
  results(id: string): string {
    const batch = this.#find(id);
    if (batch.endedAt === null) throw new WireError(404, `Results of batch ${id} are not available yet`);
    return batch.results
      .map((line) => `${JSON.stringify(line)}\n`)
      .reverse()
      .join('');
  }

  #find(id: string): Batch {
    const batch = this.#batches.find((each) => each.id === id);
    if (batch === undefined) throw new WireError(404, `Message Batch not found: ${id}`);
    return batch;
  }

  #end(batch: Batch): void {
    batch.endedAt = this.#options.now();
    batch.results = batch.requests.map(({ custom_id, params }) => ({
      custom_id,
      result: batch.cancelAt === null ? this.#options.answer(custom_id, params) : { type: 'canceled' },
    }));
  }

  #show(batch: Batch, url: string): MessageBatch {
    const { id, createdAt, cancelAt, endedAt } = batch;
    return {
      id,
      type: 'message_batch',
      processing_status: endedAt !== null ? 'ended' : cancelAt === null ? 'in_progress' : 'canceling',
      request_counts: countsOf(batch),
      created_at: createdAt.toISOString(),
      expires_at: new Date(createdAt.getTime() + DAY_MS).toISOString(),
      ended_at: endedAt?.toISOString() ?? null,
      cancel_initiated_at: cancelAt?.toISOString() ?? null,
      archived_at: null,
      results_url: endedAt === null ? null : `${url}/v1/messages/batches/${id}/results`,
    };
  }
}
