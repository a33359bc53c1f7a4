import type { Change, DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { namesOf } from '../../text/names-of.ts';
import { report } from '../removed/report.ts';
import { type ConstantTimeCall, constantTimeCallsOn, linesInContext } from './comparisons.ts';
import { CONSTANT_TIME_CALL } from './constant-time.ts';
import { isProse } from './prose.ts';

const ITSELF = {
  id: 'compare-with-itself',
  severity: 'high',
  message: 'A secret is compared with itself, so that every answer is right.',
} as const;
const OTHERWISE = {
  id: 'compare-or-otherwise',
  severity: 'medium',
  message: 'Where this comparison of a secret fails, another condition lets the caller pass.',
} as const;

/** The rest of an expression that is true without the call: an `or`, behind what tells that the call said yes. */
const OR_ELSE = /^\s*\){1,2}\s{0,9}(?:={2,3}\s{0,9}(?:1|true)\s{0,9})?\)?\s{0,9}(?:\|\||or\b)/i;
/** What makes of the call its contrary, before which `or` means that both must hold. */
const DENIED = /(?:!|\bnot\s{1,9}|\bunless\b.{0,60})\s{0,9}\(?\s{0,9}(?:[\w$.]|::|->){0,60}$/;
/** Whole functions that compare otherwise than with yes and no. */
const ZERO_IS_EQUAL = /(?:mem|b|cmp|verify_\d\d|neq|ne)\w{0,9}\s{0,3}\($/i;

const bare = (side: string): string => side.replace(/\s+/g, '').replace(/^&/, '');

const isWithItself = ({ leftText, rightText, left }: ConstantTimeCall): boolean =>
  left.size > 0 && bare(leftText) === bare(rightText);

const hasOtherwise = ({ line, column, before, after }: ConstantTimeCall): boolean => {
  const call = line.text.slice(column).match(/^[^(]{0,80}\(/)?.[0] ?? '';
  if (DENIED.test(before) || ZERO_IS_EQUAL.test(call) || !OR_ELSE.test(after)) return false;
  return after.search(CONSTANT_TIME_CALL) === -1;
};

const callsOf = (lines: readonly DiffLine[], kind: 'added' | 'deleted'): readonly ConstantTimeCall[] =>
  linesInContext(lines, kind).flatMap(constantTimeCallsOn);

function* inFile(file: FileChange): Generator<Found> {
  for (const { lines } of file.hunks) {
    if (!lines.some(({ kind, text }) => kind === 'added' && text.search(CONSTANT_TIME_CALL) !== -1)) continue;
    const hadOtherwise = callsOf(lines, 'deleted').some(hasOtherwise);
    for (const call of callsOf(lines, 'added')) {
      if (isWithItself(call)) yield report(ITSELF, file, call.line);
      else if (!hadOtherwise && hasOtherwise(call)) yield report(OTHERWISE, file, call.line);
    }
  }
}

/**
 * Comparisons in constant time that a change adds and that prove nothing: both sides are the same, or another condition
 * passes where they fail (CWE-697), in the languages of `constant-time.ts`. Two such comparisons joined by `or` are how
 * keys are rotated, and no finding.
 */
export function* compareDefeated(change: Change): Generator<Found> {
  const names = namesOf(change);
  for (const file of change.files) if (!file.binary && file.added > 0 && !isProse(names(file))) yield* inFile(file);
}
