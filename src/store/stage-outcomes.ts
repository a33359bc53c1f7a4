import { z } from 'zod';
import type { AtUri, Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

/** How one stage of one pull request ended, and to whom that is put down. */
export interface StageOutcomeRow {
  readonly pull: AtUri;
  readonly repo: AtUri | null;
  readonly author: Did;
  readonly stage: string;
  readonly source: string;
  /** What it was made from. */
  readonly inputs: string;
  readonly outcome: 'success' | 'failure' | 'partial';
  readonly reason: string | null;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

const DAY_US = 24 * 60 * 60 * 1_000_000;
/** As long as the longest memory of how a source does (requirements A3: a half-life of a day) has all but faded. */
const KEPT_DAYS = 30;
/** However many come within that time: with their texts, some two hundred megabytes. */
const MOST_ROWS = 1_000_000;

/** What is kept at most; the defaults are the rule, others are for tests. */
export interface OutcomeBounds {
  readonly mostRows?: number;
}

/**
 * Keeps outcomes, each (pull request, stage, source, inputs, outcome) once, with the time of the first; and lets go of
 * those over thirty days older than `nowUs`, and of the oldest where there are over a million. To be run in one transaction.
 */
export const keepStageOutcomes = async (
  db: Db,
  outcomes: readonly StageOutcomeRow[],
  nowUs: number,
  { mostRows = MOST_ROWS }: OutcomeBounds = {},
): Promise<void> => {
  if (outcomes.length === 0) return;
  const staged = await stage(
    db,
    'stage_outcomes',
    outcomes.map((outcome) => ({ ...outcome })),
  );
  await db.run(
    `INSERT INTO stage_outcomes
     SELECT * FROM ${staged} AS fresh
     WHERE fresh.at_us >= $1 AND NOT EXISTS (
       SELECT 1 FROM stage_outcomes AS old
       WHERE old.pull = fresh.pull AND old.stage = fresh.stage AND old.source = fresh.source AND old.inputs = fresh.inputs
         AND old.outcome = fresh.outcome
     )
     QUALIFY row_number() OVER (PARTITION BY pull, stage, source, inputs, outcome ORDER BY at_us) = 1`,
    [sinceUs(nowUs)],
  );
  await db.run('DELETE FROM stage_outcomes WHERE at_us < $1', [sinceUs(nowUs)]);
  await db.run(
    `DELETE FROM stage_outcomes
     WHERE (SELECT count(*) FROM stage_outcomes) > $1
       AND at_us < (SELECT at_us FROM stage_outcomes ORDER BY at_us DESC LIMIT 1 OFFSET $2)`,
    [mostRows, mostRows - 1],
  );
};

const sinceUs = (nowUs: number): bigint => BigInt(nowUs) - BigInt(KEPT_DAYS * DAY_US);

const counted = z.object({
  stage: z.string(),
  source: z.string(),
  success: z.number(),
  partial: z.number(),
  failure: z.number(),
  pulls: z.number(),
  authors: z.number(),
  reason: z.string().nullable(),
});
/**
 * How one source did in one stage: outcomes of each kind, of how many pull requests by how many authors, and why the last
 * one that was no success was none. One author's doings alone say little about a source: see `authors`.
 */
export type StageOutcomeCount = z.output<typeof counted>;

/** How every source did from one moment on to before another, in microseconds since 1970; most failures first. */
export const stageOutcomeCounts = (
  db: Db,
  { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number },
): Promise<StageOutcomeCount[]> =>
  select(
    db,
    counted,
    `SELECT stage, source, count(*) FILTER (outcome = 'success') AS success,
       count(*) FILTER (outcome = 'partial') AS partial, count(*) FILTER (outcome = 'failure') AS failure,
       count(DISTINCT pull) AS pulls, count(DISTINCT author) AS authors,
       max_by(reason, (at_us, pull)) FILTER (outcome <> 'success') AS reason
     FROM stage_outcomes WHERE at_us >= $1 AND at_us < $2
     GROUP BY stage, source ORDER BY failure DESC, partial DESC, stage, source`,
    [BigInt(fromUs), BigInt(toUs)],
  );
