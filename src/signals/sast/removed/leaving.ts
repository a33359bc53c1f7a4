import type { DiffLine } from '../../../domain/index.ts';
import { indentOf, readOf } from './runs.ts';

/** Lines after a condition in which it may leave. */
const LEAVING_LINES = 3;
/** What passes for leaving in a line that goes: in doubt it was a check. */
const MAY_LEAVE =
  /\b(?:return|throw|raise|goto|continue|break|panic|abort|exit|die|bail|Err|fail|reject|abort_if|unwrap|assert|fatal\w*|deny|denied|forbid\w*|redirect|[45]\d\d)\b/i;
/** What surely leaves, in a line that is to make up for one that left. `assert(` is compiled out, a status alone stops nothing. */
const LEAVES =
  /\b(?:return|throw|raise|goto|continue|break|panic|abort|exit|die|bail|Err|reject|abort_if|abort_unless|unwrap|expect|redirect\w{0,10}|[Ff]atal\w{0,10}|[Pp]anic\w{0,4}|[Aa]bort\w{0,10})\b|\b(?:debug_)?assert(?:_eq|_ne)?!|\)\s?\?\s*[;,)]*\s*$/;
const STRING = /"(?:[^"\\]|\\.){0,200}"|'(?:[^'\\]|\\.){0,200}'|`[^`]{0,200}`/g;
const COMMENT = /\/\*.{0,200}?\*\/|(?:^|\s)(?:\/\/|#\s|--\s).*$/g;
const CONDITION = /^\s*(?:\}\s*)?(?:else\s*)?(?:if|unless|elif|elsif|while|guard|when|assert|require|ensure)\b/i;

/** A line without the words of its texts and comments, which do nothing. */
export const codeOf = (text: string): string => readOf(text).replace(STRING, '""').replace(COMMENT, '');

export const isCondition = (text: string): boolean => CONDITION.test(text);

/** Whether a line that goes, or one of the three after it on its side, leaves. */
export const mayLeave = (side: readonly DiffLine[], index: number): boolean =>
  side.slice(index, index + 1 + LEAVING_LINES).some(({ text }) => MAY_LEAVE.test(readOf(text)));

/** Whether a condition that goes leaves by itself, or by what it holds. */
export const left = (side: readonly DiffLine[], index: number): boolean => {
  const text = side[index]?.text ?? '';
  return LEAVES.test(codeOf(text)) || (CONDITION.test(text) && leavesIn(side, index, indentOf(text)));
};

/** Whether one of the next lines that stand deeper than `indent` leaves. */
const leavesIn = (side: readonly DiffLine[], index: number, indent: number): boolean => {
  for (const { text } of side.slice(index + 1, index + 2 + LEAVING_LINES * 2)) {
    const opens = /^\s*[({]?\s*$|^\s*\)/.test(text);
    if (!opens && indentOf(text) <= indent) return false;
    if (LEAVES.test(codeOf(text))) return true;
  }
  return false;
};

/** Whether one of the next lines, on which the statement goes on (`.map_err(…)?`), leaves. */
const leavesOnGoing = (side: readonly DiffLine[], index: number): boolean => {
  for (const { text } of side.slice(index + 1, index + 2 + LEAVING_LINES)) {
    if (!/^\s*(?:\?\.|\.|->|&&|\|\||\)|or\b)/.test(text)) return false;
    if (LEAVES.test(codeOf(text))) return true;
  }
  return false;
};

/** Where the statement begins that the line is a part of: the line itself, or one of the four before it that is less indented. */
const beginningOf = (side: readonly DiffLine[], index: number): number => {
  const indent = indentOf(side[index]?.text ?? '');
  for (let at = index - 1; at >= Math.max(0, index - 4); at -= 1) {
    const text = side[at]?.text ?? '';
    if (indentOf(text) < indent)
      return (CONDITION.test(text) || LEAVES.test(codeOf(text))) && !/[;{:]\s*$/.test(text) ? at : index;
  }
  return index;
};

const ASSIGNED = /(?:^|[\s(,])([A-Za-z_]\w*)(?:\s*,\s*\w+)?\s*(?::\s*\w+\s*)?:?=(?!=)/;

/**
 * Whether the code leaves when the line of the new file says so: on that line, in the block that it opens, or on a
 * condition about what it assigns in the two lines after it.
 */
export const leavesBy = (side: readonly DiffLine[], index: number): boolean => {
  const text = side[index]?.text ?? '';
  if (LEAVES.test(codeOf(text)) || leavesOnGoing(side, index)) return true;
  const from = beginningOf(side, index);
  const head = side[from]?.text ?? '';
  if (LEAVES.test(codeOf(head))) return true;
  if (CONDITION.test(head)) return leavesIn(side, Math.max(from, index), indentOf(head));
  const name = ASSIGNED.exec(readOf(text))?.[1];
  if (name === undefined) return false;
  return [index + 1, index + 2].some((at) => {
    const next = side[at]?.text ?? '';
    if (!readOf(next).includes(name)) return false;
    return LEAVES.test(codeOf(next)) || (CONDITION.test(next) && leavesIn(side, at, indentOf(next)));
  });
};
