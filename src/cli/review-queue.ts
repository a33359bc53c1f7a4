import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type AtUri, messageOf } from '../domain/index.ts';
import { type ReviewReport, reviewPass } from '../pipeline/index.ts';
import { note } from './output.ts';
import { policyOf } from './policy.ts';
import { takeReviewTurn } from './review-turn.ts';
import { reviewerWith, reviewRecords } from './reviewer.ts';
import { nowUs, type Surroundings } from './surroundings.ts';
import { analystFor } from './wiring.ts';

export interface ReviewWishes {
  readonly only?: AtUri;
  readonly which?: 'open' | 'past';
  /** Also what the money did not reach for before. */
  readonly evenSkipped?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** How it is found out what is due, in this configuration. */
export const deskOptions = async ({ config, blobs }: Surroundings) => ({
  analyst: await analystFor(config),
  patches: blobs,
  budgetBytes: policyOf(config).reviewBudgetBytes,
  nowUs,
});

/** Reviews what is due. Null where no reviewer is configured, or another process on this data root reviews now. */
export const reviewOnce = async (
  around: Surroundings,
  { onProgress, ...wishes }: ReviewWishes = {},
): Promise<ReviewReport | null> => {
  const records = reviewRecords(around.store);
  const reviewer = reviewerWith(around.config, records.journal);
  using turn = reviewer && takeReviewTurn(around.config.dataRoot);
  if (reviewer === null || turn === null) return null;
  return reviewPass(records, {
    ...wishes,
    ...(await deskOptions(around)),
    reviewer,
    ...(onProgress && { onProgress: ({ done, of, doing }) => onProgress(`${done} of ${of}: ${doing}`) }),
  });
};

/** Looked at again after this long even if nothing changed here: what failed may be asked for again. */
const LONGEST_REST_MS = 60_000;

export interface ReviewLoop {
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  readonly onReport: (report: ReviewReport) => void;
}

/**
 * Reviews for ever, after each change of the database and once a minute. A pass that fails in a way that can pass is told
 * and repeated. Ends when aborted, or at once where no reviewer is configured.
 */
export const reviewLoop = async (around: Surroundings, { intervalMs, signal, onReport }: ReviewLoop): Promise<void> => {
  if (around.config.anthropic.apiKey === null) return;
  // What runs for ever has no end to be paid by: the day is its run.
  const { reviewBudget } = around.config;
  const lasting = {
    ...around,
    config: { ...around.config, reviewBudget: { ...reviewBudget, runMicros: reviewBudget.dayMicros } },
  };
  let seen = '';
  while (!signal.aborted) {
    const mark = around.store.mark();
    const started = performance.now();
    let asked = false;
    try {
      const report = await reviewOnce(lasting, { signal });
      asked = report !== null && Object.keys(report.outcomes).length > 0;
      if (report !== null && asked) onReport(report);
      seen = mark;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AppError && error.retryable)) throw error;
      note(`reviewing failed, trying again: ${messageOf(error)}`);
    }
    const lookedMs = asked ? 0 : performance.now() - started;
    await newsOrRest(around, { seen, leastMs: Math.max(intervalMs, LOOKING_SHARE * lookedMs), intervalMs, signal });
  }
};

/** Looking whether anything is due takes at most a tenth of the time. */
const LOOKING_SHARE = 9;

/** Resolves after the least rest, once the database has changed or the longest rest is over. */
const newsOrRest = async (
  { store }: Surroundings,
  { seen, leastMs, intervalMs, signal }: { seen: string; leastMs: number; intervalMs: number; signal: AbortSignal },
): Promise<void> => {
  const started = performance.now();
  const rested = (): number => performance.now() - started;
  do await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted && (rested() < leastMs || (store.mark() === seen && rested() < LONGEST_REST_MS)));
};
