import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../domain/index.ts';
import { type ReviewReport, reviewPass } from '../pipeline/index.ts';
import { note } from './output.ts';
import { collectBatches, type ReviewWishes } from './review-batch.ts';
import { deskOptions } from './review-desk.ts';
import { takeReviewTurn } from './review-turn.ts';
import { reviewerWith, reviewRecords } from './reviewer.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Reviews what is due, with the answers of batches that have come meanwhile. Null where no reviewer is configured.
 * @throws AppError, retryable, where another process on this data root reviews now.
 */
export const reviewOnce = async (
  around: Surroundings,
  { onProgress, ...wishes }: ReviewWishes = {},
): Promise<ReviewReport | null> => {
  const records = reviewRecords(around.store);
  const reviewer = reviewerWith(around.config, records.journal);
  if (reviewer === null) return null;
  using _turn = takeReviewTurn(around.config.dataRoot);
  await collectBatches(around, { ...wishes, wait: false });
  return await reviewPass(records, {
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
 * Reviews for ever, after each change of the database and once a minute; at the start also what failed before, for its cause
 * may be mended. A pass that fails in a way that can pass is told and repeated. Ends when aborted, or at once where no
 * reviewer is configured.
 */
export const reviewLoop = async (around: Surroundings, { intervalMs, signal, onReport }: ReviewLoop): Promise<void> => {
  if (around.config.anthropic.apiKey === null) return;
  // What runs for ever has no end to be paid by: the day alone counts.
  const { reviewBudget } = around.config;
  const lasting = { ...around, config: { ...around.config, reviewBudget: { ...reviewBudget, runMicros: Infinity } } };
  let seen = '';
  let told = '';
  for (let first = true; !signal.aborted; ) {
    const mark = around.store.mark();
    const started = performance.now();
    let rest: 'looked' | 'asked' | 'broke' = 'looked';
    try {
      const report = await reviewOnce(lasting, { atOnce: first, signal });
      if (report !== null && Object.keys(report.outcomes).length > 0) {
        onReport(report);
        rest = Object.keys(report.outcomes).every((kind) => kind === 'budget') ? 'broke' : 'asked';
      }
      [seen, told, first] = [mark, '', false];
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AppError && error.retryable)) throw error;
      if (messageOf(error) !== told) note(`not reviewing now, trying again: ${messageOf(error)}`);
      told = messageOf(error);
    }
    const leastMs = { looked: LOOKING_SHARE * (performance.now() - started), asked: 0, broke: WITHOUT_MONEY_MS }[rest];
    await newsOrRest(around, { seen, leastMs: Math.max(intervalMs, leastMs), intervalMs, signal });
  }
};

/** Whether the money reaches again need not be found out with each change of the database. */
const WITHOUT_MONEY_MS = 10 * 60_000;
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
