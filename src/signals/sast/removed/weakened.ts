import type { DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { SWAP_RULES } from '../rules/removed/swap-rules.ts';
import { leavesBy } from './leaving.ts';
import { WRITTEN_BY_PROGRAMS } from './paths.ts';
import { report } from './report.ts';
import { isCommentLine, type Run, readOf } from './runs.ts';
import { type Side, sides } from './sides.ts';
import type { Swap } from './swap-rule.ts';
import { tokensOf } from './tokens.ts';

const TOKENS_PER_LINE = 200;
/** Tokens that two lines may differ by and still be one line changed. */
const GONE_TOKENS = 40;
const COME_TOKENS = 12;
/** Tokens that may come where next to none go: a condition that is added to another. */
const JOINED_TOKENS = 80;
/** Runs of at most this many lines a side are compared line by line, whatever the order. */
const SMALL_RUN = 6;
/** Lines before a change in which the head of its function is sought. */
const HEAD_LINES = 40;
const OPENS_FUNCTION =
  /\b(?:function|def|fn|func|sub|proc)\b|^[^\s#/*].*\)\s*(?:\{|const\b|noexcept\b)?\s*$|^\s+(?:(?:public|private|protected|static|async|final|override|export)\s+)+.*\(|^\s+(?:async\s+)?\w+\([^()]*\)\s*(?::\s*[\w<>[\]| ]+)?\s*\{\s*$|=>\s*\{?\s*$/;

interface Tokens {
  readonly line: DiffLine;
  readonly text: string;
  readonly tokens: readonly string[];
}

const tokenised = (lines: readonly DiffLine[]): readonly Tokens[] =>
  lines
    .map((line) => ({ line, text: readOf(line.text) }))
    .filter(({ text }) => !isCommentLine(text))
    .map(({ line, text }) => ({ line, text, tokens: tokensOf(text, TOKENS_PER_LINE) }));

/** The tokens that differ, and how many are shared; null when too many differ. */
const middle = (a: readonly string[], b: readonly string[]) => {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [before, after] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const come = ['&&', '||', 'and', 'or'].some((word) => after.includes(word)) ? JOINED_TOKENS : COME_TOKENS;
  if (before.length > GONE_TOKENS || after.length > come || start + end === 0) return null;
  return { before: before.join(' '), after: after.join(' '), shared: start + end };
};

/** Which lines may be one line before and after: the same position from either end, or the most alike of a small run. */
function* pairs(deleted: readonly Tokens[], added: readonly Tokens[]): Generator<readonly [Tokens, Tokens]> {
  if (deleted.length <= SMALL_RUN && added.length <= SMALL_RUN) {
    for (const one of deleted) {
      const best = added
        .map((other) => [other, middle(one.tokens, other.tokens)?.shared ?? 0] as const)
        .reduce<readonly [Tokens | null, number]>((top, next) => (next[1] > top[1] ? next : top), [null, 0]);
      if (best[0] !== null) yield [one, best[0]];
    }
    return;
  }
  const shift = added.length - deleted.length;
  for (const [index, one] of deleted.entries()) {
    for (const position of shift === 0 ? [index] : [index, index + shift]) {
      const other = added[position];
      if (other !== undefined) yield [one, other];
    }
  }
}

const headOf = ({ hunk, from }: Run): string => {
  for (let at = from; at >= Math.max(0, from - HEAD_LINES); at -= 1) {
    const text = readOf(hunk.lines[at]?.text ?? '');
    if (OPENS_FUNCTION.test(text)) return text;
  }
  return readOf(hunk.heading);
};

function* weakenedIn(run: Run, { lines: side, at }: Side): Generator<Found> {
  const inside = headOf(run);
  const first = new Map<DiffLine, number>();
  for (const [one, other] of pairs(tokenised(run.deleted), tokenised(run.added))) {
    const differing = middle(one.tokens, other.tokens);
    if (differing === null) continue;
    const swap: Swap = {
      ...differing,
      deleted: one.text,
      added: other.text,
      inside,
      path: run.path,
      get leaves() {
        return leavesBy(side, at(other.line));
      },
    };
    const rule = SWAP_RULES.findIndex(({ holds }) => holds(swap));
    if (rule !== -1) first.set(other.line, Math.min(rule, first.get(other.line) ?? rule));
  }
  for (const [line, index] of first) {
    const rule = SWAP_RULES[index];
    if (rule !== undefined) yield report(rule, run.file, line);
  }
}

/** Lines of a file changed in few tokens, in a way that weakens them: an operator, a number, a name, a switch. */
export function* weakened(file: FileChange, runs: readonly Run[]): Generator<Found> {
  if (file.deleted === 0 || file.added === 0 || WRITTEN_BY_PROGRAMS.test(file.path)) return;
  const newSide = sides('new');
  for (const run of runs) if (run.deleted.length > 0 && run.added.length > 0) yield* weakenedIn(run, newSide(run.hunk));
}
