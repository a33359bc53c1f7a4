import { AppError } from '../../domain/index.ts';
import { reviewInOneLine } from '../../pipeline/index.ts';
import { note, print, printJson, progress, safe } from '../output.ts';
import { reviewByBatch } from '../review-batch.ts';
import { reviewOnce } from '../review-queue.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { surroundings } from '../surroundings.ts';
import { scoreOnce } from './score.ts';

/** Named of what was skipped; the rest is counted. */
const SHOWN = 20;

/** Reviews what is due, decides anew what that changes, and says what it did. */
export const reviewTheQueue = async (flags: {
  readonly past?: boolean;
  readonly batch?: boolean;
  readonly json?: boolean;
}): Promise<void> => {
  const around = surroundings();
  if (around.config.anthropic.apiKey === null)
    throw new AppError('no reviewer is configured: set ANTHROPIC_API_KEY (doctor says what else is on and off)');
  const stop = stopOnSignals();
  // A verdict counts most where trust is known: decide first what is new.
  if (!flags.past) await scoreOnce(around, { signal: stop.signal });
  const bar = progress('reviewing');
  const wishes = {
    which: flags.past ? 'past' : 'open',
    evenSkipped: true,
    signal: stop.signal,
    onProgress: bar.show,
  } as const;
  const report = await (flags.batch ? reviewByBatch : reviewOnce)(around, wishes).finally(bar.done);
  if (report === null)
    throw new AppError('another process on this data root is reviewing: let it finish, or stop it', {
      retryable: true,
    });
  if (!flags.past && !stop.signal.aborted) await scoreOnce(around, { signal: stop.signal });
  const { costMicros, ...rest } = report;
  if (flags.json) printJson({ ...rest, costUsd: costMicros / 1e6 });
  else print(reviewInOneLine(report));
  for (const pull of report.skipped.slice(0, SHOWN)) note(`  skipped: ${safe(pull)}`);
  if (report.skipped.length > SHOWN) note(`  and ${report.skipped.length - SHOWN} more`);
  if (stop.signal.aborted) process.exitCode = 1;
};
