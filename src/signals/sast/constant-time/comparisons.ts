import type { DiffLine } from '../../../domain/index.ts';
import { COMPARING_FUNCTION, COMPARING_METHOD, COMPARING_OPERATOR, CONSTANT_TIME_CALL } from './constant-time.ts';
import { argumentsAt, isHarmless, namesIn, operandAfter, operandBefore } from './operands.ts';

/** Two values held against each other on a line of the diff: the names in each side, and where on the line. */
export interface Comparison {
  readonly line: DiffLine;
  readonly column: number;
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
}

/** A line with its neighbours of the same kind, since a call may go over several lines. `at` is where it starts in `text`. */
export interface LineInContext {
  readonly line: DiffLine;
  readonly text: string;
  readonly at: number;
}

/** Lines of context after a line; and how much of one line before it. */
const FOLLOWING_LINES = 5;
const PRECEDING_CHARS = 200;
const FOLLOWING_CHARS = 400;
/** One line with more comparisons than this is generated code; these are looked at. */
const COMPARISONS_PER_LINE = 200;

/** Line ends to a compiler that are none to a diff: what stands behind one is code again. */
const INNER_LINE_END = /[\r\u2028\u2029][\s\S]/;

/** A comment to the end of the line: code behind a closed one is code. */
const isComment = (text: string): boolean =>
  !INNER_LINE_END.test(text) &&
  /^\s*(?:\/\/|# |\*\s(?!.*\*\/\s*\S)|\/\*(?!.*\*\/\s*\S)|<!--(?!.*-->\s*\S)|--\s)/.test(text);

/** The lines of one kind in a hunk, each with those of its kind around it. Comment lines are left out. */
export const linesInContext = (lines: readonly DiffLine[], kind: DiffLine['kind']): readonly LineInContext[] => {
  const own = lines.filter((line) => line.kind === kind);
  return own.flatMap((line, index) => {
    if (isComment(line.text)) return [];
    const before = own[index - 1]?.text.slice(-PRECEDING_CHARS) ?? '';
    const after = own
      .slice(index + 1, index + 1 + FOLLOWING_LINES)
      .map(({ text }) => text.slice(0, FOLLOWING_CHARS))
      .join('\n');
    return [{ line, text: `${before}\n${line.text}\n${after}`, at: before.length + 1 }];
  });
};

function* matchesOnLine({ line, at }: LineInContext, expression: RegExp): Generator<RegExpExecArray> {
  let count = 0;
  for (const match of line.text.matchAll(expression)) {
    if (++count > COMPARISONS_PER_LINE) return;
    match.index += at;
    yield match;
  }
}

/** The two sides as text: before and after an operator, two arguments, or a receiver and its argument. */
function* sides(context: LineInContext): Generator<readonly [column: number, left: string, right: string]> {
  const { text, at } = context;
  for (const { index, 0: operator } of matchesOnLine(context, COMPARING_OPERATOR)) {
    yield [index - at, operandBefore(text, index), operandAfter(text, index + operator.length)];
  }
  for (const { index, 0: call } of matchesOnLine(context, COMPARING_FUNCTION)) {
    const [left = '', right = ''] = argumentsAt(text, index + call.length);
    yield [index - at, left, right];
  }
  for (const { index, 0: call } of matchesOnLine(context, COMPARING_METHOD)) {
    const [right = ''] = argumentsAt(text, index + call.length);
    yield [index - at, operandBefore(text, index), right];
  }
}

/** What makes a side harmless must stand beside the operator, not on a line that merely follows or goes before. */
const firstLineOf = (side: string): string => side.trimStart().split('\n')[0] ?? '';
const lastLineOf = (side: string): string => side.trimEnd().split('\n').at(-1) ?? '';

/** The ordinary comparisons on a line, without those of lengths, types and constants. */
export const comparisonsOn = (context: LineInContext): readonly Comparison[] =>
  [...sides(context)]
    .filter(([, left, right]) => !isHarmless(lastLineOf(left)) && !isHarmless(firstLineOf(right)))
    .map(([column, left, right]) => ({ line: context.line, column, left: namesIn(left), right: namesIn(right) }));

const DEFINING = /\b(?:function|def|fn|func|sub|bool|boolean|int|void|define)\s+[\w.:]{0,40}$/;

/** A call of a constant-time comparison, with what its two sides say and what stands around it. */
export interface ConstantTimeCall extends Comparison {
  readonly leftText: string;
  readonly rightText: string;
  readonly before: string;
  readonly after: string;
}

/** The constant-time comparisons called on a line, in the same form. */
export const constantTimeCallsOn = (context: LineInContext): readonly ConstantTimeCall[] => {
  const calls: ConstantTimeCall[] = [];
  for (const { index, 0: call } of matchesOnLine(context, CONSTANT_TIME_CALL)) {
    const before = context.text.slice(Math.max(0, index - 80), index);
    if (DEFINING.test(before)) continue;
    const given = argumentsAt(context.text, index + call.length);
    // A method has one side before its dot: `a.ct_eq(&b)`.
    const [left = '', right = ''] =
      given.length === 1 && /[.>:]$/.test(before) ? [operandBefore(context.text, index).slice(0, -1), ...given] : given;
    const end = index + call.length + given.join().length;
    calls.push({
      line: context.line,
      column: index - context.at,
      left: namesIn(left),
      right: namesIn(right),
      leftText: left,
      rightText: right,
      before,
      after: context.text.slice(end, end + 200),
    });
  }
  return calls;
};
