import { InvariantError } from '../../domain/index.ts';
import type { Budget, Reservation } from './budget.ts';
import { faultKind } from './fault-kind.ts';
import type { Journal, Purpose, SettledCall } from './journal.ts';
import { type AskOptions, type Model, ModelFailure, type ModelReply, type ModelRequest } from './model.ts';
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
   * Asks, or answers from the journal. The same question asked twice at the same time is sent once. What the budget does
   * not hold waits until those under way settled.
   *
   * @throws {ModelFailure} with what it may have cost, or the signal's reason.
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

/** A reading that fails on what a model sent is a fault of ours, but no reason to pay for the same again and again. */
const readSafely = <T>({ read }: PaidCall<T>, reply: ModelReply): T | Unusable => {
  try {
    return read(reply);
  } catch (thrown) {
    if (thrown instanceof InvariantError) throw thrown;
    return { unusable: 'unreadable', reason: `reading the answer failed (${faultKind(thrown)})` };
  }
};

const fromJournal = async <T>({ journal, call, hash }: Paying<T>): Promise<PaidAnswer<T> | null> => {
  const reply = await journal.find(hash);
  if (!reply) return null;
  const value = readSafely(call, reply);
  // Kept as usable by a reading that was less strict: asked again.
  return isUnusable(value) ? null : { value, reply, requestHash: hash, fromJournal: true, costMicros: 0 };
};

const reserved = async <T>({ model, journal, budget, call, hash, options }: Paying<T>) => {
  const tokens = await model.countTokens(call.request, options.signal);
  options.signal?.throwIfAborted();
  const estimateMicros = worstMicros(model.price, tokens, call.request.max_tokens);
  const { purpose, promptHash, diffHash } = call;
  const begun = { requestHash: hash, model: model.id, promptHash, purpose, diffHash, estimateMicros };
  const waiting = { canWait: true, signal: options.signal };
  return { estimateMicros, reservation: await budget.reserve(estimateMicros, () => journal.begin(begun), waiting) };
};

/** The journal first: who waits for the money looks there how much is left. */
const settled = async <T>(
  { journal, hash }: Paying<T>,
  reservation: Reservation,
  ended: Omit<SettledCall, 'requestHash'>,
): Promise<void> => {
  try {
    await journal.settle({ requestHash: hash, ...ended });
  } finally {
    reservation.settle(ended.costMicros);
  }
};

/** Asks; a call that fails is settled: with nothing before an answer began, afterwards with the most it can have cost. */
const asked = async <T>(paying: Paying<T>, estimateMicros: number, reservation: Reservation): Promise<ModelReply> => {
  const { model, call, options } = paying;
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
    await settled(paying, reservation, { reply: null, usable: false, costMicros: cost });
    throw failure instanceof ModelFailure ? failure.costing(cost) : failure;
  }
};

const paid = async <T>(paying: Paying<T>): Promise<PaidAnswer<T>> => {
  const { model, call, hash } = paying;
  const { estimateMicros, reservation } = await reserved(paying);
  const reply = await asked(paying, estimateMicros, reservation);
  const cost = costMicros(model.price, reply.usage);
  let value: T | Unusable = { unusable: 'unreadable', reason: 'reading the answer failed' };
  try {
    value = readSafely(call, reply);
  } finally {
    await settled(paying, reservation, { reply, usable: !isUnusable(value), costMicros: cost });
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
