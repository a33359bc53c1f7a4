import type { DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { WEAKER_CALL, weakerThan } from '../rules/removed/safe-call-replaced.ts';
import { CODE_PATH } from './paths.ts';
import { report } from './report.ts';
import { isCommentLine, type Run, readOf } from './runs.ts';

const CALL = /(?<!\w)([A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*){0,6})!?\s?\(/g;

/** The calls on lines: each callee, with the line of each of its calls. */
const callsOn = (lines: readonly DiffLine[]): ReadonlyMap<string, readonly DiffLine[]> => {
  const calls = new Map<string, DiffLine[]>();
  for (const line of lines) {
    const text = readOf(line.text);
    if (isCommentLine(text)) continue;
    for (const [, callee = ''] of text.matchAll(CALL)) {
      const known = calls.get(callee);
      if (known === undefined) calls.set(callee, [line]);
      else known.push(line);
    }
  }
  return calls;
};

/** The lines that call a twin of a safe function of which calls went: which of them took its place, nobody can tell. */
function* weakerIn({ file, deleted, added }: Run): Generator<Found> {
  const [before, after] = [callsOn(deleted), callsOn(added)];
  const countIn = (calls: typeof before, name: string): number => calls.get(name)?.length ?? 0;
  const lines = new Set<DiffLine>();
  for (const [callee, { length: count }] of before) {
    if (countIn(after, callee) >= count) continue;
    const weaker = weakerThan(callee).filter((name) => countIn(after, name) > countIn(before, name));
    for (const name of weaker) for (const line of after.get(name) ?? []) lines.add(line);
  }
  for (const line of lines) yield report(WEAKER_CALL, file, line);
}

/** Calls of a checked function that become calls of its unchecked twin: `safe_fprintf` to `fprintf`, `strlcpy` to `strcpy`. */
export function* weakerCalls(file: FileChange, runs: readonly Run[]): Generator<Found> {
  if (file.deleted === 0 || file.added === 0) return;
  for (const run of runs)
    if (run.deleted.length > 0 && run.added.length > 0 && CODE_PATH.test(run.path)) yield* weakerIn(run);
}
