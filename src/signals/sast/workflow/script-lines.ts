import type { Change, DiffLine, FileChange, Hunk } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { movedLines } from '../removed/moved-lines.ts';
import { report } from '../removed/report.ts';
import { LINE_RULES } from '../rules/workflow/line-rules.ts';
import { environmentSent } from './environment-sent.ts';
import { rolesOf } from './file-role.ts';
import type { FileRole, LineRule } from './line-rule.ts';
import { placesOf } from './places.ts';

/** Longer lines are not written by hand; of them the start is read. */
const LINE_MAX_CHARS = 1_000;
/** `#` and `dnl` open comments in all these files; a directive to a shell (`#!`) is none. */
const COMMENT = /^\s*(?:#(?!!)|dnl\b|\/\/|REM\s|::)/i;
/** Whole lines of comment, as narrow as each language has them: what passes for one is not read. */
const COMMENTS: Readonly<Record<FileRole, RegExp>> = {
  workflow: COMMENT,
  script: COMMENT,
  recipe: COMMENT,
  ruby: /^\s*#/,
  perl: /^\s*#/,
  lua: /^\s*--/,
  php: /^\s*(?:#(?!\[)|\/\/|\*\s(?!.*;\s*$))/,
  source: /^\s*(?:#(?!\s*(?:define|[!['"\\]))|\/\/|\*\s(?!.*;\s*$))/,
};

/** What two lines must share for one to stand for the other: the rule's group, or nothing. */
const sharedPart = (rule: LineRule, text: string): string =>
  rule.same === undefined ? '' : (rule.same.exec(text)?.[1] ?? text);

/** A hunk as the rules see it. */
interface View {
  readonly places: ReadonlyMap<DiffLine, string>;
  /** Whether some line of the new file matches. */
  readonly has: (expression: RegExp) => boolean;
  /** What the deleted lines that match have to share. */
  readonly gone: (rule: LineRule, expression: RegExp) => ReadonlySet<string>;
}

const memo = <Key, Value>(answer: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? answer(key);
    known.set(key, value);
    return value;
  };
};

const textsOf = (lines: readonly DiffLine[], isWanted: (line: DiffLine) => boolean): readonly string[] =>
  lines.filter(isWanted).map(({ text }) => text.slice(0, LINE_MAX_CHARS));

const viewOf = ({ lines }: Hunk, isYaml: boolean): View => {
  const news = lines.filter(({ kind }) => kind !== 'deleted');
  const newTexts = textsOf(news, () => true);
  const goneTexts = textsOf(lines, ({ kind }) => kind === 'deleted');
  const goneBy = memo((rule: LineRule) =>
    memo(
      (expression: RegExp): ReadonlySet<string> =>
        new Set(goneTexts.filter((text) => expression.test(text)).map((text) => sharedPart(rule, text))),
    ),
  );
  return {
    places: isYaml ? placesOf(news) : new Map(),
    has: memo((expression) => newTexts.some((text) => expression.test(text))),
    gone: (rule, expression) => goneBy(rule)(expression),
  };
};

const holds = (rule: LineRule, text: string, place: string): boolean =>
  rule.line.every((expression) => expression.test(text)) &&
  !(rule.not?.test(text) ?? false) &&
  (rule.place?.test(place) ?? true) &&
  !(rule.notPlace?.test(place) ?? false);

const holdsInHunk = (rule: LineRule, text: string, { has, gone }: View): boolean =>
  (rule.beside === undefined || has(rule.beside)) &&
  (rule.replaces === undefined || gone(rule, rule.replaces).has(sharedPart(rule, text))) &&
  (rule.unless === undefined || !gone(rule, rule.unless).has(sharedPart(rule, text)));

/** A rule with what a comment looks like where it is used. */
interface UsedRule {
  readonly rule: LineRule;
  readonly comment: RegExp;
}

function* linesIn(
  file: FileChange,
  hunk: Hunk,
  rules: readonly UsedRule[],
  moved: ReadonlySet<DiffLine>,
): Generator<Found> {
  const view = viewOf(hunk, /\.ya?ml$/i.test(file.path));
  for (const line of hunk.lines) {
    if (line.kind !== 'added' || moved.has(line)) continue;
    const text = line.text.slice(0, LINE_MAX_CHARS);
    const place = view.places.get(line) ?? '';
    for (const { rule, comment } of rules) {
      if (holds(rule, text, place) && !comment.test(text) && holdsInHunk(rule, text, view))
        yield report(rule, file, line);
    }
  }
}

const rulesFor = (roles: readonly FileRole[]): readonly UsedRule[] =>
  LINE_RULES.flatMap((rule) => {
    const role = rule.roles.find((each) => roles.includes(each));
    return role === undefined ? [] : [{ rule, comment: COMMENTS[role] }];
  });

/**
 * Dangerous lines that a change adds to workflows, scripts, build recipes, and to source code in languages that are
 * read without a grammar. A line that was only moved is none.
 */
export function* scriptLines(change: Change): Generator<Found> {
  const files = change.files
    .filter(({ binary, added }) => !binary && added > 0)
    .map((file) => ({ file, rules: rulesFor(rolesOf(file)) }))
    .filter(({ rules }) => rules.length > 0);
  const moved = files.length === 0 ? new Set<DiffLine>() : movedLines(change);
  for (const { file, rules } of files) for (const hunk of file.hunks) yield* linesIn(file, hunk, rules, moved);
  yield* environmentSent(change, moved);
}
