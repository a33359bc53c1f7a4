import type { Change } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { commentedOut } from './commented-out.ts';
import { deadLines } from './dead-lines.ts';
import { judgedIn } from './judged-by.ts';
import { lostChecks } from './lost-checks.ts';
import { lostTests } from './lost-tests.ts';
import { movedLines } from './moved-lines.ts';
import { runsOf } from './runs.ts';
import { weakened } from './weakened.ts';
import { weakerCalls } from './weaker-calls.ts';

/**
 * Protections that a change takes away, in any language, line by line: checks deleted, comparisons and limits
 * weakened, safe calls replaced by their unsafe twins, code put into comments, tests removed or skipped. What is only moved or laid out anew is
 * not reported; prose files are passed over.
 */
export function* removedProtections(change: Change): Generator<Found> {
  const judged = judgedIn(change);
  const files = change.files.filter((file) => !file.binary && !judged(file).isProse);
  const moved = movedLines(change);
  for (const file of files) {
    const { path, isTest } = judged(file);
    const runs = runsOf(file, path, moved);
    if (!isTest) yield* lostChecks(file, runs, { moved, dead: deadLines(file, path) });
    yield* weakened(file, runs);
    yield* weakerCalls(file, runs);
    yield* commentedOut(file, path);
  }
  yield* lostTests(files, moved);
}
