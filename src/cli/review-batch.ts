import { setTimeout as sleep } from 'node:timers/promises';
import { type AtUri, messageOf } from '../domain/index.ts';
import { eachDueDiff, type ReviewReport, reviewPass } from '../pipeline/index.ts';
import {
  anthropicService,
  type BatchCall,
  batchResults,
  ModelFailure,
  openBudget,
  pollBatch,
  type SentBatch,
  type Service,
  sendBatch,
} from '../review/index.ts';
import { note } from './output.ts';
import { deskOptions } from './review-desk.ts';
import { takeReviewTurn } from './review-turn.ts';
import { modelOf, reviewerWith, reviewRecords, serviceOf } from './reviewer.ts';
import type { Surroundings } from './surroundings.ts';

/** What is wished of a run over the queue. */
export interface ReviewWishes {
  readonly only?: AtUri;
  readonly which?: 'open' | 'past';
  /** At once whatever is to be asked again some time. */
  readonly atOnce?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** The service works on a batch for minutes at the least. */
const LOOKED_AT_EVERY_MS = 15_000;

interface Waiting {
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
  readonly pollMs?: number;
}

/**
 * As `reviewOnce`, with the first question about every diff handed over as message batches: half its price, and answers
 * within a day. Waits for them, and for those of batches that an earlier run left; may be stopped and run again. What it
 * cost includes the batches'.
 */
export const reviewByBatch = async (
  around: Surroundings,
  { pollMs, onProgress = () => undefined, ...wishes }: ReviewWishes & { readonly pollMs?: number } = {},
): Promise<ReviewReport | null> => {
  const { config, store } = around;
  const records = reviewRecords(store);
  const { journal } = records;
  const reviewer = reviewerWith(config, journal);
  if (reviewer === null) return null;
  using _turn = takeReviewTurn(config.dataRoot);
  const waiting = { onProgress, ...(pollMs && { pollMs }), ...(wishes.signal && { signal: wishes.signal }) };
  await collectBatches(around, { ...waiting, wait: true });
  const spentBefore = await journal.spentTodayMicros();
  const options = { ...wishes, ...(await deskOptions(around)), reviewer };
  const calls: BatchCall[] = [];
  await eachDueDiff(records, options, async ({ change, findings }) => {
    calls.push(...(await reviewer.firstRequests(change, findings)));
    onProgress(`${calls.length} questions`);
  });
  if (!wishes.signal?.aborted && calls.length > 0) {
    const { left } = await sendBatch(anthropicService(serviceOf(config.anthropic)), calls, {
      model: modelOf(config.anthropic),
      journal,
      budget: openBudget({ ...config.reviewBudget, journal }),
      onSent: (batch) => records.keepBatch(batch),
      ...(wishes.signal && { signal: wishes.signal }),
    });
    if (left > 0) note(`${left} questions are over the budget`);
    await collectBatches(around, { ...waiting, wait: true });
  }
  const report = await reviewPass(records, {
    ...options,
    onProgress: ({ done, of, doing }) => onProgress(`${done} of ${of}: ${doing}`),
  });
  const spent = (await journal.spentTodayMicros()) - spentBefore;
  return { ...report, costMicros: Math.max(report.costMicros, spent) };
};

/**
 * Fetches the answers of the batches that are out: of all, as they end, or of those that have ended. One that the service
 * does not know is given up: another key or address sent it.
 */
export const collectBatches = async (
  { config, store }: Surroundings,
  { wait, ...waiting }: Waiting & { readonly wait: boolean },
): Promise<void> => {
  const records = reviewRecords(store);
  const batches = await records.openBatches();
  if (batches.length === 0) return;
  const service = anthropicService(serviceOf(config.anthropic));
  for (const batch of batches) {
    if (waiting.signal?.aborted) return;
    const state = await stateOf(batch, service, { ...waiting, wait }).catch((error: unknown) => {
      if (wait || !(error instanceof ModelFailure)) throw error;
      note(`batch ${batch.id}: ${messageOf(error)}; looked at again later`);
      return 'out' as const;
    });
    if (state === 'out') continue;
    if (state === 'ended') {
      const { filled, unusable, failed, missing } = await batchResults(service, batch, {
        model: modelOf(config.anthropic),
        journal: records.journal,
        ...(waiting.signal && { signal: waiting.signal }),
      });
      note(`batch ${batch.id}: ${filled} answered, ${unusable} of no use, ${failed + missing} to be asked singly`);
    } else
      note(
        `batch ${batch.id}: the service does not know it; its ${batch.requestHashes.length} questions are asked anew`,
      );
    await records.closeBatch(batch.id);
  }
};

const NOT_FOUND = 404;

const stateOf = async (
  { id, requestHashes }: SentBatch,
  service: Service,
  { wait, signal, onProgress = () => undefined, pollMs = LOOKED_AT_EVERY_MS }: Waiting & { readonly wait: boolean },
): Promise<'ended' | 'out' | 'unknown'> => {
  if (wait) note(`batch ${id}: ${requestHashes.length} questions; stop at will, the next run fetches the answers`);
  while (!signal?.aborted) {
    try {
      const { ended, counts } = await pollBatch(service, id, signal);
      if (ended) return 'ended';
      if (!wait) return 'out';
      const states = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
      onProgress(`batch ${id}: ${states.join(', ')}`);
    } catch (error) {
      if (error instanceof ModelFailure && error.status === NOT_FOUND) return 'unknown';
      throw error;
    }
    await sleep(pollMs, undefined, signal && { signal }).catch(() => undefined);
  }
  return 'out';
};
