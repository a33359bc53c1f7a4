import { setTimeout as sleep } from 'node:timers/promises';
import { eachDueDiff, type ReviewReport, reviewPass } from '../pipeline/index.ts';
import {
  anthropicService,
  type BatchCall,
  batchResults,
  openBudget,
  pollBatch,
  type SentBatch,
  sendBatch,
} from '../review/index.ts';
import { note } from './output.ts';
import { deskOptions, type ReviewWishes } from './review-queue.ts';
import { takeReviewTurn } from './review-turn.ts';
import { modelOf, reviewerWith, reviewRecords, serviceOf } from './reviewer.ts';
import type { Surroundings } from './surroundings.ts';

/** The service works on a batch for minutes at the least. */
const LOOKED_AT_EVERY_MS = 15_000;

/**
 * As `reviewOnce`, with the first questions about every diff handed over as message batches: half the price, and answers
 * within a day. Waits for them, and for those of batches that an earlier run left; may be stopped and run again.
 */
export const reviewByBatch = async (
  around: Surroundings,
  wishes: ReviewWishes & { readonly pollMs?: number } = {},
): Promise<ReviewReport | null> => {
  const { config, store } = around;
  const records = reviewRecords(store);
  const { journal } = records;
  const reviewer = reviewerWith(config, journal);
  using turn = reviewer && takeReviewTurn(config.dataRoot);
  if (reviewer === null || turn === null) return null;
  const { signal, onProgress = () => undefined } = wishes;
  const service = anthropicService(serviceOf(config.anthropic));
  const model = modelOf(config.anthropic);
  const fetch = async (batch: SentBatch): Promise<void> => {
    await untilEnded(batch, { ...wishes, look: () => pollBatch(service, batch.id, signal) });
    if (signal?.aborted) return;
    const { filled, unusable, failed, missing } = await batchResults(service, batch, {
      model,
      journal,
      ...(signal && { signal }),
    });
    await records.closeBatch(batch.id);
    note(`batch ${batch.id}: ${filled} answered, ${unusable} of no use, ${failed + missing} to be asked singly`);
  };
  for (const batch of await records.openBatches()) await fetch(batch);
  const { onProgress: _, pollMs: __, ...which } = wishes;
  const options = { ...which, ...(await deskOptions(around)), reviewer };
  const calls: BatchCall[] = [];
  await eachDueDiff(records, options, async ({ change, findings }) => {
    calls.push(...(await reviewer.firstRequests(change, findings)));
    onProgress(`${calls.length} questions`);
  });
  if (signal?.aborted) return reviewPass(records, options);
  const { runMicros, dayMicros } = config.reviewBudget;
  const { sent, left } = await sendBatch(service, calls, {
    model,
    journal,
    budget: openBudget({ runMicros, dayMicros, journal }),
    onSent: (batch) => records.keepBatch(batch),
    ...(signal && { signal }),
  });
  if (left > 0) note(`${left} questions are over the budget`);
  for (const batch of sent) await fetch(batch);
  return reviewPass(records, {
    ...options,
    onProgress: ({ done, of, doing }) => onProgress(`${done} of ${of}: ${doing}`),
  });
};

const untilEnded = async (
  { id, requestHashes }: SentBatch,
  {
    look,
    signal,
    onProgress = () => undefined,
    pollMs = LOOKED_AT_EVERY_MS,
  }: ReviewWishes & {
    readonly look: () => ReturnType<typeof pollBatch>;
    readonly pollMs?: number;
  },
): Promise<void> => {
  note(`batch ${id}: ${requestHashes.length} questions; stop at will, the next run fetches the answers`);
  while (!signal?.aborted) {
    const { ended, counts } = await look();
    if (ended) return;
    onProgress(
      `batch ${id}: ${Object.entries(counts)
        .map(([state, count]) => `${count} ${state}`)
        .join(', ')}`,
    );
    await sleep(pollMs, undefined, signal && { signal }).catch(() => undefined);
  }
};
