import { AppError } from '../../domain/index.ts';
import { type ReviewReport, reviewInOneLine } from '../../pipeline/index.ts';
import { note, print, printJson, progress, safe } from '../output.ts';
import { reviewByBatch } from '../review-batch.ts';
import { reviewOnce } from '../review-queue.ts';
import { reviewRecords } from '../reviewer.ts';
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
  const out = flags.batch ? [] : await reviewRecords(around.store).openBatches();
  if (out.length > 0)
    note(
      `${out.length} batches are out: what they ask is asked again now, at full price, unless their answers are here (--batch waits for them)`,
    );
  const bar = progress('reviewing');
  const wishes = {
    which: flags.past ? 'past' : 'open',
    atOnce: true,
    signal: stop.signal,
    onProgress: bar.show,
  } as const;
  const report = await (flags.batch ? reviewByBatch : reviewOnce)(around, wishes).finally(bar.done);
  if (report === null) return;
  if (!flags.past && !stop.signal.aborted) await scoreOnce(around, { signal: stop.signal });
  const { costMicros, ...rest } = report;
  if (flags.json) printJson({ ...rest, costUsd: costMicros / 1e6 });
  else print(reviewInOneLine(report));
  for (const pull of report.skipped.slice(0, SHOWN)) note(`  skipped: ${safe(pull)}`);
  if (report.skipped.length > SHOWN) note(`  and ${report.skipped.length - SHOWN} more`);
  if (stop.signal.aborted)
    note('stopped: what was under way counts with the most it can cost, and is asked again next time');
  if (stop.signal.aborted || nobodyAnswered(report)) process.exitCode = 1;
};

/** Whether something was asked, and nothing but failures of the service came of it. */
const nobodyAnswered = ({ outcomes }: ReviewReport): boolean => {
  const kinds = Object.keys(outcomes);
  return kinds.length > 0 && kinds.every((kind) => ['unavailable', 'timeout', 'overloaded'].includes(kind));
};
