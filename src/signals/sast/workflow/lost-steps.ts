import type { Change, DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { report } from '../removed/report.ts';
import { LOST_STEP_RULES, type LostStepRule } from '../rules/workflow/lost-step-rules.ts';

/** No step is longer; of a longer line the start is read. */
const READ_CHARS = 1_000;
const COMMENT = /^\s*#/;

const wordOf = (rule: LostStepRule, text: string): string | null => {
  if (COMMENT.test(text)) return null;
  const match = rule.line.exec(text.slice(0, READ_CHARS));
  return match === null ? null : (match[1] ?? match[0]).toLowerCase();
};

const linesOf = ({ hunks }: FileChange, kind: DiffLine['kind']): readonly DiffLine[] =>
  hunks.flatMap(({ lines }) => lines.filter((line) => line.kind === kind));

const isAbout =
  (rule: LostStepRule) =>
  ({ path, oldPath, binary }: FileChange): boolean =>
    !binary && (rule.paths.test(path) || (oldPath !== null && rule.paths.test(oldPath)));

/** What a rule is about, as often as the change adds it. */
const addedBy = (rule: LostStepRule, files: readonly FileChange[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const file of files) {
    for (const { text } of linesOf(file, 'added')) {
      const word = wordOf(rule, text);
      if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
};

function* lostBy(rule: LostStepRule, files: readonly FileChange[]): Generator<Found> {
  const added = addedBy(rule, files);
  for (const file of files) {
    if (file.kind === 'deleted' && rule.staysWithFile) continue;
    for (const line of linesOf(file, 'deleted')) {
      const word = wordOf(rule, line.text);
      if (word === null) continue;
      const again = added.get(word) ?? 0;
      added.set(word, again - 1);
      if (again <= 0) yield report(rule, file, line);
    }
  }
}

/**
 * Steps of workflows that look for weaknesses, limits of their rights, and owners of code, which a change deletes and
 * adds nowhere else. A step that is moved, or moved on to another version, is none. Linear in the change.
 */
export function* lostSteps(change: Change): Generator<Found> {
  for (const rule of LOST_STEP_RULES) yield* lostBy(rule, change.files.filter(isAbout(rule)));
}
