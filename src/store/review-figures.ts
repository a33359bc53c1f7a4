import { z } from 'zod';
import type { Db } from './open-store.ts';
import { spentOnDayMicros } from './review-calls.ts';
import { select, selectOne } from './rows.ts';

/** How often the reviewer said what, and what it cost. Money in millionths of a US dollar. */
export interface ReviewFigures {
  /** Reviews by how they ended, most frequent first. */
  readonly outcomes: readonly { readonly kind: string; readonly count: number }[];
  readonly verdicts: number;
  /** Flags of verdicts that are in the diff, and those that were left out because they are not. */
  readonly flags: number;
  readonly droppedFlags: number;
  readonly spentTodayMicros: number;
  readonly spentMicros: number;
  /** Requests to models, failed ones and those under way included. */
  readonly calls: number;
  /** Of these, those that were sent and of which nothing came back yet, or ever will. */
  readonly pending: number;
  /** Those that were answered with something that could not be used. */
  readonly unusable: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  /** What they cost by model and purpose, dearest first. */
  readonly costs: readonly {
    readonly model: string;
    readonly purpose: string;
    readonly calls: number;
    readonly costMicros: number;
  }[];
}

const outcome = z.object({ kind: z.string(), count: z.number() });
const flagged = z.object({ verdicts: z.number(), flags: z.number(), droppedFlags: z.number() });
const called = z.object({
  spentMicros: z.number(),
  calls: z.number(),
  pending: z.number(),
  unusable: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheWriteTokens: z.number(),
  cacheReadTokens: z.number(),
});
const cost = z.object({ model: z.string(), purpose: z.string(), calls: z.number(), costMicros: z.number() });

/** The figures since a moment; `spentTodayMicros` is of the UTC day of `nowUs`. Both in microseconds since 1970. */
export const reviewFigures = async (
  db: Db,
  { sinceUs, nowUs }: { readonly sinceUs: number; readonly nowUs: number },
): Promise<ReviewFigures> => {
  const since = [BigInt(sinceUs)];
  return {
    outcomes: await select(
      db,
      outcome,
      `SELECT outcome AS kind, count(*) AS count FROM reviews WHERE reviewed_at_us >= $1 GROUP BY outcome
       ORDER BY count DESC, kind`,
      since,
    ),
    ...(await selectOne(
      db,
      flagged,
      `SELECT count(*) AS verdicts, coalesce(sum(flags), 0) AS flags, coalesce(sum(dropped_flags), 0) AS dropped_flags
       FROM reviews WHERE outcome = 'verdict' AND reviewed_at_us >= $1`,
      since,
    )),
    spentTodayMicros: await spentOnDayMicros(db, nowUs),
    ...(await selectOne(
      db,
      called,
      `SELECT coalesce(sum(cost_micros), 0) AS spent_micros, count(*) AS calls,
         count(CASE WHEN state = 'sent' THEN 1 END) AS pending,
         count(CASE WHEN state = 'answered' AND NOT usable THEN 1 END) AS unusable,
         coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
         coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens, coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens
       FROM review_calls WHERE at_us >= $1`,
      since,
    )),
    costs: await select(
      db,
      cost,
      `SELECT model, purpose, count(*) AS calls, sum(cost_micros) AS cost_micros FROM review_calls WHERE at_us >= $1
       GROUP BY model, purpose ORDER BY cost_micros DESC, model, purpose`,
      since,
    ),
  };
};
