import { z } from 'zod';
import type { TokenUsage } from '../domain/index.ts';
import type { Db, Store } from './open-store.ts';
import { select, selectOne } from './rows.ts';

/** What a request to a model was for. */
export type CallPurpose = 'review' | 'part' | 'step' | 'answer' | 'probe';

/** One request to a model, by its hash. */
export interface ReviewCall {
  readonly requestHash: string;
  readonly model: string;
  readonly promptHash: string;
  readonly diffHash: string;
  readonly purpose: CallPurpose;
}

/** A request about to go out. `estimateMicros` is the most that it can cost, in millionths of a US dollar. */
export interface BegunCall extends ReviewCall {
  readonly estimateMicros: number;
}

/** How a request ended; `reply` is null when none came. `usable` says whether the reply may answer the same request again. */
export interface SettledCall<Reply> {
  readonly requestHash: string;
  readonly reply: Reply | null;
  readonly usable: boolean;
  readonly costMicros: number;
}

/** Whatever a reply is made of, it says what it used, and is the same after a way through JSON. */
export interface PaidReply {
  readonly usage: TokenUsage;
}

/**
 * What was asked of models and paid for. A call is kept before it goes out, with the most that it can cost, and counts so
 * until it is settled: one that was cut short by a crash counts so for ever.
 */
export interface CallJournal<Reply extends PaidReply> {
  /** The newest usable reply to a request, to the letter; null when there is none. */
  find(requestHash: string): Promise<Reply | null>;
  /** Keeps that a request goes out now; each attempt is a row of its own. */
  begin(call: BegunCall): Promise<void>;
  /**
   * Keeps how the newest attempt under way ended; nothing where there is none. The same reply again changes nothing, and
   * that none came ends no attempt but the newest: one that may have been paid for keeps its estimate.
   */
  settle(call: SettledCall<Reply>): Promise<void>;
  /** What all calls of this UTC day cost, those under way with the most that they can. */
  spentTodayMicros(): Promise<number>;
}

/** The journal in a store. `clock` gives microseconds since 1970. */
export const callJournal = <Reply extends PaidReply>(store: Store, clock: () => number): CallJournal<Reply> => ({
  find: (requestHash) => store.read((db) => usableReply<Reply>(db, requestHash)),
  begin: (call) => store.write((db) => beginCall(db, call, clock())),
  settle: (call) => store.write((db) => settleCall(db, call, clock())),
  spentTodayMicros: () => store.read((db) => spentOnDayMicros(db, clock())),
});

const replied = z.object({ reply: z.string() });

const usableReply = async <Reply>(db: Db, requestHash: string): Promise<Reply | null> => {
  const [row] = await select(
    db,
    replied,
    `SELECT reply FROM review_calls WHERE request_hash = $1 AND usable AND reply IS NOT NULL
     ORDER BY attempt DESC LIMIT 1`,
    [requestHash],
  );
  return row === undefined ? null : JSON.parse(row.reply);
};

const beginCall = async (db: Db, call: BegunCall, nowUs: number): Promise<void> => {
  const { requestHash, model, promptHash, diffHash, purpose, estimateMicros } = call;
  await db.run(
    `INSERT INTO review_calls
     SELECT $1, coalesce(max(attempt), 0) + 1, $2, $3, $4, $5, 'sent', false, $6, $7, NULL, 0, 0, 0, 0, NULL
     FROM review_calls WHERE request_hash = $1`,
    [requestHash, model, promptHash, diffHash, purpose, wholeMicros(estimateMicros), BigInt(nowUs)],
  );
};

const NOTHING: TokenUsage = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };

const settleCall = async (
  db: Db,
  { requestHash, reply, usable, costMicros }: SettledCall<PaidReply>,
  nowUs: number,
): Promise<void> => {
  const { input, output, cacheWrite, cacheRead } = reply?.usage ?? NOTHING;
  await db.run(
    `UPDATE review_calls SET state = $2, usable = $3, reply = $4, cost_micros = $5, settled_at_us = $6,
       input_tokens = $7, output_tokens = $8, cache_write_tokens = $9, cache_read_tokens = $10
     WHERE request_hash = $1 AND state = 'sent'
       AND attempt = (
         SELECT max(attempt) FROM review_calls WHERE request_hash = $1 AND (state = 'sent' OR $4::VARCHAR IS NULL)
       )
       AND NOT EXISTS (SELECT 1 FROM review_calls AS held WHERE held.request_hash = $1 AND held.reply = $4)`,
    [
      requestHash,
      reply === null ? 'failed' : 'answered',
      usable && reply !== null,
      reply === null ? null : JSON.stringify(reply),
      wholeMicros(costMicros),
      BigInt(nowUs),
      BigInt(input),
      BigInt(output),
      BigInt(cacheWrite),
      BigInt(cacheRead),
    ],
  );
};

/** Rounded up: what was spent is never counted too low. */
const wholeMicros = (micros: number): bigint => BigInt(Math.ceil(micros));

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** What was spent on the UTC day of a moment, in millionths of a US dollar. */
export const spentOnDayMicros = async (db: Db, momentUs: number): Promise<number> => {
  const fromUs = Math.floor(momentUs / DAY_US) * DAY_US;
  const { spent } = await selectOne(
    db,
    z.object({ spent: z.number() }),
    `SELECT coalesce(sum(cost_micros), 0) AS spent FROM review_calls WHERE at_us >= $1 AND at_us < $2`,
    [BigInt(fromUs), BigInt(fromUs + DAY_US)],
  );
  return spent;
};
