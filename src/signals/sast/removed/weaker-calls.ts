import type { DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { WEAKER_CALL, weakerThan } from '../rules/removed/safe-call-replaced.ts';
import { CODE_PATH } from './paths.ts';
import { report } from './report.ts';
import { isCommentLine, type Run, readOf } from './runs.ts';

const CALL = /(?<!\w)([A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*){0,6})!?\s?\(/g;

/** The calls on lines: each callee, with the first line it stands on and how often. */
const callsOn = (lines: readonly DiffLine[]): ReadonlyMap<string, { line: DiffLine; count: number }> => {
  const calls = new Map<string, { line: DiffLine; count: number }>();
  for (const line of lines) {
    const text = readOf(line.text);
    if (isCommentLine(text)) continue;
    for (const [, callee = ''] of text.matchAll(CALL)) {
      const call = calls.get(callee);
      if (call === undefined) calls.set(callee, { line, count: 1 });
      else call.count += 1;
    }
  }
  return calls;
};

function* weakerIn({ file, deleted, added }: Run): Generator<Found> {
  const [before, after] = [callsOn(deleted), callsOn(added)];
  const countIn = (calls: typeof before, name: string): number => calls.get(name)?.count ?? 0;
  for (const [callee, { count }] of before) {
    if (countIn(after, callee) >= count) continue;
    const weaker = weakerThan(callee).find((name) => countIn(after, name) > countIn(before, name));
    const call = weaker === undefined ? undefined : after.get(weaker);
    if (call !== undefined) yield report(WEAKER_CALL, file, call.line);
  }
}

/** Calls of a checked function that become calls of its unchecked twin: `safe_fprintf` to `fprintf`, `strlcpy` to `strcpy`. */
export function* weakerCalls(file: FileChange, runs: readonly Run[]): Generator<Found> {
  if (file.deleted === 0 || file.added === 0 || !CODE_PATH.test(file.path)) return;
  for (const run of runs) if (run.deleted.length > 0 && run.added.length > 0) yield* weakerIn(run);
}
