import type { Change, DiffLine, FileChange, Severity } from '../../../domain/index.ts';
import { areaOf, type FileArea } from '../../size/file-area.ts';
import type { Found } from '../../text/collect.ts';
import { namesOf, oncePerNames } from '../../text/names-of.ts';
import { PROSE } from '../constant-time/prose.ts';
import { report } from '../removed/report.ts';
import { isCommentLine } from '../removed/runs.ts';
import { GATHERS, SENDS, SHELL_GATHERS, SHELL_PIPES, SHELL_SENDS } from '../rules/workflow/environment-words.ts';

/** Longer lines are read in parts that overlap, so that each expression has a bounded text before it. */
const PART_CHARS = 4_000;
const OVERLAP_CHARS = 400;
/** Lines that a shell joins by a backslash, to be read as one. */
const JOINED_LINES = 20;

const MESSAGES: Readonly<Record<'high' | 'medium', string>> = {
  high: 'The whole environment, or every secret, is sent to an address on the network by this command.',
  medium: 'The whole environment, with every secret in it, is gathered here, next to code that talks to the network.',
};

/** True when the expression matches some part of the text. */
const matches = (expression: RegExp, text: string): boolean => {
  if (text.length <= PART_CHARS) return expression.test(text);
  for (let from = 0; from < text.length; from += PART_CHARS - OVERLAP_CHARS)
    if (expression.test(text.slice(from, from + PART_CHARS))) return true;
  return false;
};

const NOT_RUN: ReadonlySet<string> = new Set<FileArea>(['docs', 'lock', 'asset', 'translation']);

/** Whether any of a file's names is one of code. */
const isCode = oncePerNames((names) => names.some((name) => !PROSE.test(name) && !NOT_RUN.has(areaOf(name))));

/** The lines that the change adds to a file and that are no comment. */
const addedIn = ({ hunks }: FileChange, moved: ReadonlySet<DiffLine>): readonly DiffLine[] =>
  hunks.flatMap(({ lines }) =>
    lines.filter((line) => line.kind === 'added' && !moved.has(line) && !isCommentLine(line.text)),
  );

/** Added lines that end with a backslash, with those they go on in: one command to a shell. */
const commands = (lines: readonly DiffLine[]): readonly (readonly DiffLine[])[] => {
  const joined: DiffLine[][] = [];
  let open: DiffLine[] | null = null;
  for (const line of lines) {
    if (open === null || open.length === JOINED_LINES) {
      open = [];
      joined.push(open);
    }
    open.push(line);
    if (!/\\\r?$/.test(line.text)) open = null;
  }
  return joined;
};

const isSent = (command: readonly DiffLine[]): boolean =>
  command.some(({ text }) => matches(SHELL_PIPES, text)) ||
  (command.some(({ text }) => matches(SHELL_GATHERS, text)) && command.some(({ text }) => matches(SHELL_SENDS, text)));

const at = (severity: keyof typeof MESSAGES, file: FileChange, line: DiffLine): Found =>
  report({ id: 'environment-sent', severity: severity satisfies Severity, message: MESSAGES[severity] }, file, line);

function* inFile(file: FileChange, moved: ReadonlySet<DiffLine>): Generator<Found> {
  const lines = addedIn(file, moved);
  const sent = new Set<DiffLine>();
  for (const command of commands(lines)) {
    const line = command.find(({ text }) => matches(SHELL_GATHERS, text) || matches(SHELL_PIPES, text));
    if (line === undefined || !isSent(command)) continue;
    sent.add(line);
    yield at('high', file, line);
  }
  const gathering = lines.filter((line) => !sent.has(line) && matches(GATHERS, line.text));
  if (gathering.length === 0 || !lines.some(({ text }) => matches(SENDS, text))) return;
  for (const line of gathering) yield at('medium', file, line);
}

/**
 * The whole environment, or every secret of a workflow, that leaves the machine: by one command of a shell, wherever
 * that command stands; or in code of any language that gathers all variables on one added line of a file and talks to the
 * network on another. `moved` are lines that only changed their place.
 */
export function* environmentSent(change: Change, moved: ReadonlySet<DiffLine>): Generator<Found> {
  const names = namesOf(change);
  for (const file of change.files)
    if (!file.binary && file.added > 0 && isCode(names(file))) yield* inFile(file, moved);
}
