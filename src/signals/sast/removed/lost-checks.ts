import type { DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { LOST_RULES } from '../rules/removed/lost-rules.ts';
import { left, mayLeave } from './leaving.ts';
import type { LostRule } from './lost-rule.ts';
import { type Lost, makingUpIn } from './making-up.ts';
import { CODE_PATH, WRITTEN_BY_PROGRAMS } from './paths.ts';
import { report } from './report.ts';
import { indentOf, isCommentLine, type Run, readOf } from './runs.ts';
import { type Side, sides } from './sides.ts';

/** No check is as short as this. */
const LINE_MIN_CHARS = 8;
/** Lost lines of a run whose indentation says what goes with them. */
const INDENTED_LINES = 60;
/** Lines after an attribute in which what it stands on is sought. */
const ATTRIBUTED_LINES = 3;

const matchesLine = (rule: LostRule, path: string, text: string): boolean =>
  (rule.paths?.test(path) ?? true) &&
  rule.line.every((expression) => expression.test(text)) &&
  !(rule.not?.test(text) ?? false);

const ATTRIBUTE = /^\s*(?:@\w|#!?\[|\[\w)/;
const DEFINED_NAME = /\b(?:def|func|fn|function|class|struct)\s+([A-Za-z_]\w*)|\b([A-Za-z_]\w*)\s*[(=]/;

/** Whether what an attribute such as `@login_required` stands on is deleted with it, and no line with its name added. */
const thingGoes = ({ deleted, added }: Run, index: number): boolean => {
  const thing = deleted.slice(index + 1, index + 1 + ATTRIBUTED_LINES).find(({ text }) => !ATTRIBUTE.test(text));
  const name = DEFINED_NAME.exec(readOf(thing?.text ?? ''));
  const known = name?.[1] ?? name?.[2];
  return known !== undefined && !added.some(({ text }) => text.includes(known));
};

/** Whether the code around the line stays: nothing less indented goes with it, such as the head of its function. */
const blockStays = (run: Run, index: number, leastIndent: number): boolean => {
  const text = run.deleted[index]?.text ?? '';
  return leastIndent >= indentOf(text) && !(ATTRIBUTE.test(text) && thingGoes(run, index));
};

/** Whether the next line of the old file that does something was only moved. */
const nextIsMoved = (side: readonly DiffLine[], index: number, moved: ReadonlySet<DiffLine>): boolean => {
  const lost = indentOf(side[index]?.text ?? '');
  const next = side.slice(index + 1, index + 8).find(({ text }) => /\w/.test(text) && indentOf(text) <= lost);
  return next !== undefined && moved.has(next);
};

/** What else is known of a change: the lines that only moved, and those that run nowhere. */
export interface Known {
  readonly moved: ReadonlySet<DiffLine>;
  readonly dead: ReadonlySet<DiffLine>;
}

function* lostIn(
  run: Run,
  { lines: side, at }: Side,
  moved: ReadonlySet<DiffLine>,
  madeUp: (rule: LostRule, run: Run, lost: Lost) => boolean,
): Generator<Found> {
  const leastIndent = Math.min(...run.deleted.slice(0, INDENTED_LINES).map(({ text }) => indentOf(text)));
  for (const [index, line] of run.deleted.entries()) {
    const text = readOf(line.text);
    if (text.length < LINE_MIN_CHARS || isCommentLine(text)) continue;
    const place = at(line);
    for (const rule of LOST_RULES) {
      if (!matchesLine(rule, run.path, text)) continue;
      if ((rule.leaves && !mayLeave(side, place)) || !blockStays(run, index, leastIndent)) continue;
      const lost = { text, left: left(side, place), nextIsMoved: nextIsMoved(side, place, moved) };
      if (madeUp(rule, run, lost)) continue;
      yield report(rule, run.file, line);
      break;
    }
  }
}

/** Checks and guards that the change deletes from a file and nothing takes the place of, while the code they guarded stays. */
export function* lostChecks(file: FileChange, runs: readonly Run[], { moved, dead }: Known): Generator<Found> {
  if (file.deleted === 0 || file.kind === 'deleted') return;
  const oldSide = sides('old');
  const madeUp = makingUpIn(file, dead, moved);
  for (const run of runs)
    if (run.deleted.length > 0 && CODE_PATH.test(run.path) && !WRITTEN_BY_PROGRAMS.test(run.path))
      yield* lostIn(run, oldSide(run.hunk), moved, madeUp);
}
