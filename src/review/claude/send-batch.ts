import type { Budget, Reservation } from './budget.ts';
import type { Journal, Purpose } from './journal.ts';
import { type Model, ModelFailure, type ModelRequest } from './model.ts';
import { worstMicros } from './prices.ts';
import { requestHash } from './request-hash.ts';
import type { Service } from './service.ts';

/** A request that can wait up to a day for its answer, at half the price. */
export interface BatchCall {
  readonly request: ModelRequest;
  readonly purpose: Purpose;
  readonly promptHash: string;
  readonly diffHash: string;
}

/** A batch as it must be kept to fetch its answers later, in whatever process. */
export interface SentBatch {
  /** The service's name of it. */
  readonly id: string;
  readonly requestHashes: readonly string[];
}

interface SendOptions {
  readonly model: Model;
  readonly journal: Journal;
  readonly budget: Budget;
  /** Called with each batch as soon as the service took it; the next one is not sent before it resolves. */
  readonly onSent: (batch: SentBatch) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Of one batch. Default: half of what the service takes, which is 100,000 requests and 256 MB. */
  readonly limits?: { readonly requests: number; readonly bytes: number };
}

const LIMITS = { requests: 50_000, bytes: 128_000_000 };
const UPLOAD_MS = 30 * 60_000;
const COUNTS_AT_ONCE = 4;

interface Ready {
  readonly hash: string;
  readonly request: ModelRequest;
  readonly bytes: number;
  readonly estimateMicros: number;
  readonly reservation: Reservation;
}

/** Calls that the journal does not answer, each once. */
const unanswered = async (calls: readonly BatchCall[], journal: Journal): Promise<Map<string, BatchCall>> => {
  const asked = new Map(calls.map((call) => [requestHash(call.request), call]));
  for (const hash of asked.keys()) if (await journal.find(hash)) asked.delete(hash);
  return asked;
};

/** Sets the money for one call aside and writes it down; null where it does not fit. */
const ready = async (hash: string, call: BatchCall, tokens: number, options: SendOptions): Promise<Ready | null> => {
  const { model, journal, budget } = options;
  const { request, purpose, promptHash, diffHash } = call;
  const estimateMicros = worstMicros(model.price, tokens, request.max_tokens, { batch: true });
  const begun = { requestHash: hash, model: model.id, promptHash, purpose, diffHash, estimateMicros };
  try {
    const reservation = await budget.reserve(estimateMicros, () => journal.begin(begun));
    const bytes = Buffer.byteLength(JSON.stringify({ custom_id: hash, params: request })) + 1;
    return { hash, request, bytes, estimateMicros, reservation };
  } catch (error) {
    if (error instanceof ModelFailure && error.kind === 'budget') return null;
    throw error;
  }
};

/** Ends calls that will get no answer, at what they may have cost. */
const drop = async (group: readonly Ready[], journal: Journal, cost: (call: Ready) => number): Promise<void> => {
  for (const call of group) {
    const costMicros = cost(call);
    call.reservation.settle(costMicros);
    await journal.settle({ requestHash: call.hash, reply: null, usable: false, costMicros });
  }
};

/** Whether a batch that failed was certainly not taken. */
const refused = (error: unknown): boolean =>
  error instanceof ModelFailure && error.status !== null && (error.status < 500 || error.status === 529);

/**
 * Sends one batch. The client must not try again by itself: a batch that was taken, but whose answer was lost, would be
 * paid for twice.
 */
const create = async (service: Service, group: readonly Ready[], options: SendOptions): Promise<SentBatch> => {
  const { journal, onSent, signal } = options;
  const what = `a batch of ${group.length} requests`;
  const requests = group.map(({ hash, request }) => ({ custom_id: hash, params: request }));
  let batch: SentBatch;
  try {
    const { id } = await service.call({ what, signal, deadlineMs: UPLOAD_MS }, (client, within) =>
      client.messages.batches.create({ requests }, { signal: within, maxRetries: 0, timeout: UPLOAD_MS }),
    );
    batch = { id, requestHashes: group.map(({ hash }) => hash) };
  } catch (error) {
    await drop(group, journal, ({ estimateMicros }) => (refused(error) ? 0 : estimateMicros));
    throw error;
  }
  await onSent(batch);
  return batch;
};

/** Counts the tokens of the calls and sets their money aside, in order, until the budget holds no more. */
async function* affordable(asked: ReadonlyMap<string, BatchCall>, options: SendOptions): AsyncGenerator<Ready> {
  const calls = [...asked];
  for (let from = 0; from < calls.length; from += COUNTS_AT_ONCE) {
    options.signal?.throwIfAborted();
    const some = calls.slice(from, from + COUNTS_AT_ONCE);
    const counts = await Promise.all(some.map(([, call]) => options.model.countTokens(call.request, options.signal)));
    for (const [index, [hash, call]] of some.entries()) {
      const one = await ready(hash, call, counts[index] ?? 0, options);
      if (!one) return;
      yield one;
    }
  }
}

/**
 * Sends calls that the journal does not answer as batches, as far as the budget holds. Resolves with the batches and
 * the number of calls that were left for want of money.
 *
 * @throws {ModelFailure}, or the signal's reason; batches already sent went to `onSent`, nothing else was sent.
 */
export const sendBatch = async (
  service: Service,
  calls: readonly BatchCall[],
  options: SendOptions,
): Promise<{ readonly sent: readonly SentBatch[]; readonly left: number }> => {
  const limits = options.limits ?? LIMITS;
  const asked = await unanswered(calls, options.journal);
  const sent: SentBatch[] = [];
  const group: Ready[] = [];
  let seen = 0;
  let bytes = 0;
  try {
    for await (const one of affordable(asked, options)) {
      seen++;
      const full = group.length > 0 && (group.length >= limits.requests || bytes + one.bytes > limits.bytes);
      const due = full ? group.splice(0) : [];
      group.push(one);
      bytes = full ? one.bytes : bytes + one.bytes;
      if (full) sent.push(await create(service, due, options));
    }
    if (group.length > 0) sent.push(await create(service, group.splice(0), options));
  } catch (error) {
    await drop(group, options.journal, () => 0);
    throw error;
  }
  return { sent, left: asked.size - seen };
};
