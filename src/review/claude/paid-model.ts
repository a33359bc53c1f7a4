import type { Budget, Reservation } from './budget.ts';
import type { Journal, Purpose } from './journal.ts';
import type { AskOptions, Model, ModelReply, ModelRequest } from './model.ts';
import { costMicros, worstMicros } from './prices.ts';
import { isUnusable, type Unusable } from './reply.ts';
import { requestHash } from './request-hash.ts';
import { turns } from './turns.ts';

/** A question to the model, and how to tell whether it was answered. */
export interface PaidCall<T> {
  readonly request: ModelRequest;
  readonly purpose: Purpose;
  readonly promptHash: string;
  readonly diffHash: string;
  /** Says whether the reply can be used. One that cannot is paid and kept, and not used again. */
  readonly read: (reply: ModelReply) => T | Unusable;
}

export interface PaidAnswer<T> {
  readonly value: T | Unusable;
  readonly reply: ModelReply;
  readonly requestHash: string;
  readonly fromJournal: boolean;
  /** What this answer cost, in millionths of a US dollar; 0 from the journal. */
  readonly costMicros: number;
}

/** A model that is asked no question twice, and none that the budget does not hold. */
export interface PaidModel {
  readonly model: Model;
  /**
   * Asks, or answers from the journal. The same question asked twice at the same time is sent once.
   *
   * @throws {ModelFailure}, or the signal's reason.
   */
  ask<T>(call: PaidCall<T>, options?: AskOptions): Promise<PaidAnswer<T>>;
}

interface Parts {
  readonly model: Model;
  readonly journal: Journal;
  readonly budget: Budget;
}

interface Paying<T> extends Parts {
  readonly call: PaidCall<T>;
  readonly hash: string;
  readonly options: AskOptions;
}

const fromJournal = async <T>({ journal, call, hash }: Paying<T>): Promise<PaidAnswer<T> | null> => {
  const reply = await journal.find(hash);
  if (!reply) return null;
  const value = call.read(reply);
  // Kept as usable by a reading that was less strict: asked again.
  return isUnusable(value) ? null : { value, reply, requestHash: hash, fromJournal: true, costMicros: 0 };
};

const reserved = async <T>({ model, journal, budget, call, hash, options }: Paying<T>) => {
  const tokens = await model.countTokens(call.request, options.signal);
  options.signal?.throwIfAborted();
  const estimateMicros = worstMicros(model.price, tokens, call.request.max_tokens);
  const { purpose, promptHash, diffHash } = call;
  const begun = { requestHash: hash, model: model.id, promptHash, purpose, diffHash, estimateMicros };
  return { estimateMicros, reservation: await budget.reserve(estimateMicros, () => journal.begin(begun)) };
};

/** Asks; a call that fails is settled: with nothing before an answer began, afterwards with the most it can have cost. */
const asked = async <T>(paying: Paying<T>, estimateMicros: number, reservation: Reservation): Promise<ModelReply> => {
  const { model, journal, call, hash, options } = paying;
  let begun = false;
  try {
    return await model.ask(call.request, {
      ...options,
      onProgress: (tokens) => {
        begun = true;
        options.onProgress?.(tokens);
      },
    });
  } catch (failure) {
    const cost = begun ? estimateMicros : 0;
    reservation.settle(cost);
    await journal.settle({ requestHash: hash, reply: null, usable: false, costMicros: cost });
    throw failure;
  }
};

const paid = async <T>(paying: Paying<T>): Promise<PaidAnswer<T>> => {
  const { model, journal, call, hash } = paying;
  const { estimateMicros, reservation } = await reserved(paying);
  const reply = await asked(paying, estimateMicros, reservation);
  const cost = costMicros(model.price, reply.usage);
  reservation.settle(cost);
  let value: T | Unusable = { unusable: 'unreadable', reason: 'reading it failed' };
  try {
    value = call.read(reply);
  } finally {
    await journal.settle({ requestHash: hash, reply, usable: !isUnusable(value), costMicros: cost });
  }
  return { value, reply, requestHash: hash, fromJournal: false, costMicros: cost };
};

export const paidModel = (parts: Parts): PaidModel => {
  const inTurn = turns();
  return {
    model: parts.model,
    ask: (call, options = {}) => {
      const hash = requestHash(call.request);
      const paying = { ...parts, call, hash, options };
      return inTurn(hash, async () => {
        options.signal?.throwIfAborted();
        return (await fromJournal(paying)) ?? paid(paying);
      });
    },
  };
};
