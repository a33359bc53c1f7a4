import type { DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { ONLY_SOME_TESTS, TEST_DEFINITION, TEST_RULES, TEST_SKIP } from '../rules/removed/test-rules.ts';
import { CODE_PATH, TEST_PATH, WRITTEN_BY_PROGRAMS } from './paths.ts';
import { report } from './report.ts';
import { isCommentLine, readOf } from './runs.ts';

/** Lines around a mark that skips a test in which the test itself, or a condition, is sought. */
const NEAR_LINES = 3;
/** Lines around a test in which its older self, with the same title, is sought. */
const TITLE_LINES = 12;

const linesOf = (file: FileChange, kind: DiffLine['kind'], moved: ReadonlySet<DiffLine>): readonly DiffLine[] =>
  file.hunks.flatMap(({ lines }) => lines.filter((line) => line.kind === kind && !moved.has(line)));

/** Rust keeps its tests in the file they test. */
const mayHoldTests = ({ path }: FileChange): boolean =>
  CODE_PATH.test(path) && !WRITTEN_BY_PROGRAMS.test(path) && (TEST_PATH.test(path) || path.endsWith('.rs'));

const definitions = (files: readonly FileChange[], kind: DiffLine['kind'], moved: ReadonlySet<DiffLine>) =>
  files.flatMap((file) =>
    linesOf(file, kind, moved)
      .filter(({ text }) => TEST_DEFINITION.test(readOf(text)))
      .map((line) => ({ file, line })),
  );

/** One finding for each file that loses tests, when the change as a whole loses some; the code under test stays. */
function* lost(files: readonly FileChange[], moved: ReadonlySet<DiffLine>): Generator<Found> {
  const tests = files.filter(mayHoldTests);
  const deleted = definitions(tests, 'deleted', moved);
  if (deleted.length === 0 || deleted.length <= definitions(tests, 'added', moved).length) return;
  const code = files.filter((file) => CODE_PATH.test(file.path) && !TEST_PATH.test(file.path));
  const [kept, gone] = [code.some(({ kind }) => kind !== 'deleted'), code.some(({ kind }) => kind === 'deleted')];
  const rule = kept && !gone ? TEST_RULES.removedWithCode : TEST_RULES.removed;
  for (const [file, own] of Map.groupBy(deleted, (each) => each.file)) {
    const added = definitions([file], 'added', moved).length;
    const first = own[0];
    if (first === undefined || own.length <= added) continue;
    yield { ...report(rule, file, first.line), severity: rule.severity };
  }
}

const TITLE = /["'`]([^"'`]{1,200})["'`]/;

/** Whether a mark that skips a test was put on a test that was there before: the same title, or the lines that follow. */
const wasThere = (lines: readonly DiffLine[], index: number): boolean => {
  const text = lines[index]?.text ?? '';
  const title =
    TEST_DEFINITION.test(text) || /^\s*(?:x?describe|x?context|suite)\b/.test(text) ? TITLE.exec(text)?.[1] : undefined;
  if (title !== undefined) {
    return lines
      .slice(Math.max(0, index - TITLE_LINES), index + TITLE_LINES)
      .some((line) => line.kind === 'deleted' && line.text.includes(title));
  }
  return lines
    .slice(Math.max(0, index - NEAR_LINES), index + 1 + NEAR_LINES)
    .some(({ kind, text }) => kind !== 'added' && TEST_DEFINITION.test(readOf(text)));
};

const isConditional = (lines: readonly DiffLine[], index: number): boolean =>
  lines
    .slice(Math.max(0, index - NEAR_LINES), index + 1)
    .some(
      ({ kind, text }) =>
        kind !== 'deleted' && /\b(?:if|skipif|skipUnless|when|cfg_attr)\b|[sS]kipIf/.test(readOf(text)),
    );

function* skipped(file: FileChange, moved: ReadonlySet<DiffLine>): Generator<Found> {
  for (const { lines } of file.hunks) {
    const before = lines.filter(({ kind, text }) => kind === 'deleted' && TEST_SKIP.test(readOf(text)));
    for (const [index, line] of lines.entries()) {
      if (line.kind !== 'added' || moved.has(line) || isCommentLine(line.text)) continue;
      if (ONLY_SOME_TESTS.test(line.text))
        yield { ...report(TEST_RULES.only, file, line), severity: TEST_RULES.only.severity };
      if (!TEST_SKIP.test(line.text) || before.pop() !== undefined || isConditional(lines, index)) continue;
      const rule = TEST_RULES.skipped;
      yield { ...report(rule, file, line), severity: wasThere(lines, index) ? rule.severity : 'low' };
    }
  }
}

/** Tests that the change takes away while the code they tested stays, or that it leaves in place but skips. */
export function* lostTests(files: readonly FileChange[], moved: ReadonlySet<DiffLine>): Generator<Found> {
  yield* lost(files, moved);
  for (const file of files) if (file.added > 0 && mayHoldTests(file)) yield* skipped(file, moved);
}
