import type { Change, DiffLine, FileChange, Hunk } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { namesOf } from '../../text/names-of.ts';
import { windowsOf } from '../../text/windows.ts';
import { movedLines } from '../removed/moved-lines.ts';
import { report } from '../removed/report.ts';
import { LINE_RULES } from '../rules/workflow/line-rules.ts';
import { commandsOver, without } from './commands.ts';
import { rolesOf } from './file-role.ts';
import type { FileRole, LineRule } from './line-rule.ts';
import { placesOf } from './places.ts';

/** Longer lines, and commands over many, are read in windows, so that each expression has a bounded text before it. */
const WINDOW_CHARS = 1_000;
const OVERLAP_CHARS = 400;
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
  config: /^\s*(?:#|\/\/|;)/,
  opened: /^\s*\/\//,
  manifest: /^$/,
  php: /^\s*(?:#(?!\[)|\/\/|\*\s(?!.*;\s*$))/,
  source: /^\s*(?:#(?!\s*(?:define|[!['"\\]))|\/\/|\*\s(?!.*;\s*$))/,
};

/** What two lines must share for one to stand for the other: the rule's group, or nothing. */
const sharedPart = (rule: LineRule, text: string): string =>
  rule.same === undefined ? '' : (rule.same.exec(text.slice(0, WINDOW_CHARS))?.[1] ?? text);

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

const windowsIn = (text: string): readonly string[] => windowsOf(text, WINDOW_CHARS, OVERLAP_CHARS);

const textsOf = (lines: readonly DiffLine[], isWanted: (line: DiffLine) => boolean): readonly string[] =>
  lines.filter(isWanted).flatMap(({ text }) => windowsIn(text));

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

/** What a line says may be far apart in it; what excuses it must stand beside. */
const holds = (rule: LineRule, windows: readonly string[], place: string): boolean =>
  rule.line.every((expression) => windows.some((text) => expression.test(text) && !(rule.not?.test(text) ?? false))) &&
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

/** What a shell reads: there, several lines may be one command. */
const JOINED: ReadonlySet<FileRole> = new Set(['workflow', 'script', 'recipe']);

function* linesIn(
  file: FileChange,
  seen: { readonly hunk: Hunk; readonly view: View; readonly moved: ReadonlySet<DiffLine> },
  rules: readonly UsedRule[],
): Generator<Found> {
  const { hunk, view, moved } = seen;
  const isNew = (line: DiffLine): boolean => line.kind === 'added' && !moved.has(line);
  const reported = new Map<LineRule, Set<DiffLine>>();
  const speaks = ({ rule, comment }: UsedRule, text: string, windows: readonly string[], place: string): boolean =>
    holds(rule, windows, place) && !comment.test(text) && holdsInHunk(rule, text, view);
  for (const line of hunk.lines.filter(isNew)) {
    const windows = windowsIn(line.text);
    for (const used of rules) {
      if (!speaks(used, line.text, windows, view.places.get(line) ?? '')) continue;
      reported.set(used.rule, (reported.get(used.rule) ?? new Set()).add(line));
      yield report(used.rule, file, line);
    }
  }
  for (const command of commandsOver(hunk.lines.filter(({ kind }) => kind !== 'deleted'))) {
    const { lines, text } = command;
    const line = lines.find(isNew);
    if (line === undefined) continue;
    const windows = windowsIn(text);
    const before = windowsIn(without(command, isNew));
    for (const used of rules) {
      if (!used.rule.roles.some((role) => JOINED.has(role))) continue;
      if (lines.some((each) => reported.get(used.rule)?.has(each))) continue;
      const place = view.places.get(line) ?? '';
      if (speaks(used, text, windows, place) && !holds(used.rule, before, place)) yield report(used.rule, file, line);
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
 * read without a grammar, whichever of its names makes a file one of these. Long lines are read to their end, commands
 * over several lines as one. A line that was only moved (`moved`) is none.
 */
export function* scriptLines(change: Change, moved: ReadonlySet<DiffLine> = movedLines(change)): Generator<Found> {
  const names = namesOf(change);
  for (const file of change.files) {
    if (file.binary || file.added === 0) continue;
    const rules = rulesFor(rolesOf(file, names(file)));
    const isYaml = names(file).some((name) => /\.ya?ml$/i.test(name));
    if (rules.length === 0) continue;
    for (const hunk of file.hunks) yield* linesIn(file, { hunk, view: viewOf(hunk, isYaml), moved }, rules);
  }
}
