import type { DiffLine, FileChange, Hunk } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { LOST_RULES } from '../rules/removed/lost-rules.ts';
import type { LostRule } from './lost-rule.ts';
import { CODE_PATH, TEST_PATH, WRITTEN_BY_PROGRAMS } from './paths.ts';
import { report } from './report.ts';
import { indentOf, isCommentLine, type Run, readOf } from './runs.ts';

/** Lines after a condition in which it may leave. */
const LEAVING_LINES = 3;
const LEAVES =
  /\b(?:return|throw|raise|goto|continue|break|panic|abort|exit|die|bail|Err|fail|reject|abort_if|unwrap|assert|fatal\w*|deny|denied|forbid\w*|redirect|[45]\d\d)\b/i;
/** No check is as short as this. */
const LINE_MIN_CHARS = 8;
/** More lost lines in a run than this are a rewrite, of which a missing line says less. */
const REWRITE_LINES = 15;

const matchesLine = (rule: LostRule, path: string, text: string): boolean =>
  (rule.paths?.test(path) ?? true) &&
  rule.line.every((expression) => expression.test(text)) &&
  !(rule.not?.test(text) ?? false);

const ATTRIBUTE = /^\s*(?:@\w|#!?\[|\[\w)/;
const DEFINED_NAME = /\b(?:def|func|fn|function|class|struct)\s+([A-Za-z_]\w*)|\b([A-Za-z_]\w*)\s*[(=]/;

/** Whether what an attribute such as `@login_required` stands on is deleted with it, and no line with its name added. */
const thingGoes = ({ deleted, added }: Run, index: number): boolean => {
  const thing = deleted.slice(index + 1, index + 1 + LEAVING_LINES).find(({ text }) => !ATTRIBUTE.test(text));
  const name = DEFINED_NAME.exec(readOf(thing?.text ?? ''));
  const known = name?.[1] ?? name?.[2];
  return known !== undefined && !added.some(({ text }) => text.includes(known));
};

/** Whether the code around the line stays: nothing less indented goes with it, such as the head of its function. */
const blockStays = (run: Run, index: number, leastIndent: number): boolean => {
  const text = run.deleted[index]?.text ?? '';
  return leastIndent >= indentOf(text) && !(ATTRIBUTE.test(text) && thingGoes(run, index));
};

const NAME = /[A-Za-z_]\w+/g;
/** Words that two checks share without being about the same thing. */
const COMMON = new Set(
  'if else elif elsif unless while for return guard assert require ensure when and or not int size_t sizeof this self null NULL nil None const let var'.split(
    ' ',
  ),
);

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !COMMON.has(name));

/** The names on those added lines of a place that may make up for what a rule's line did; null when there are no such lines. */
const namesAgain = (rule: LostRule, hunks: readonly Hunk[]): ReadonlySet<string> | null => {
  const lines = hunks
    .flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'added'))
    .map(({ text }) => readOf(text))
    .filter((text) => rule.again.test(text) && !isCommentLine(text));
  return lines.length === 0 ? null : new Set(lines.flatMap(namesIn));
};

/** Answers whether something added makes up for a lost line; reads each place once per rule. */
const againIn = (file: FileChange): ((rule: LostRule, run: Run, text: string) => boolean) => {
  const known = new Map<LostRule, Map<object, ReadonlySet<string> | null>>();
  return (rule, { hunk }, text) => {
    const place = rule.within === 'file' ? file : hunk;
    const answers = known.get(rule) ?? new Map<object, ReadonlySet<string> | null>();
    known.set(rule, answers);
    const names = answers.has(place)
      ? answers.get(place)
      : namesAgain(rule, rule.within === 'file' ? file.hunks : [hunk]);
    answers.set(place, names ?? null);
    return names != null && (!rule.shares || namesIn(text).some((name) => names.has(name)));
  };
};

const leaves = (deleted: readonly DiffLine[], index: number): boolean =>
  deleted.slice(index, index + 1 + LEAVING_LINES).some(({ text }) => LEAVES.test(readOf(text)));

function* lostIn(run: Run, again: (rule: LostRule, run: Run, text: string) => boolean): Generator<Found> {
  const leastIndent = Math.min(...run.deleted.slice(0, REWRITE_LINES * 4).map(({ text }) => indentOf(text)));
  const rewritten = run.deleted.length > REWRITE_LINES;
  for (const [index, line] of run.deleted.entries()) {
    const text = readOf(line.text);
    if (text.length < LINE_MIN_CHARS || isCommentLine(text)) continue;
    for (const rule of LOST_RULES) {
      if (!matchesLine(rule, run.file.path, text)) continue;
      if (
        (rule.leaves && !leaves(run.deleted, index)) ||
        !blockStays(run, index, leastIndent) ||
        again(rule, run, text)
      )
        continue;
      yield report(rewritten ? { ...rule, severity: 'low' } : rule, run.file, line);
      break;
    }
  }
}

/** Checks and guards that the change deletes from a file and nothing takes the place of, while the code they guarded stays. */
export function* lostChecks(file: FileChange, runs: readonly Run[]): Generator<Found> {
  if (file.deleted === 0 || file.kind === 'deleted' || !CODE_PATH.test(file.path)) return;
  if (WRITTEN_BY_PROGRAMS.test(file.path) || TEST_PATH.test(file.path)) return;
  const again = againIn(file);
  for (const run of runs) if (run.deleted.length > 0) yield* lostIn(run, again);
}
