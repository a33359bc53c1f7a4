import type { DiffLine } from '../../../domain/index.ts';

/** A line that a shell goes on from: a backslash at its end, or a pipe that waits for its reader. */
const GOES_ON = /\\\r?$|[^|:>]\|\s{0,20}\r?$/;
/** The header of a block of text in YAML ends with a bar too. */
const BLOCK_HEADER = /:\s{0,20}[|>][+\-\d]{0,3}\s{0,20}\r?$/;
const COMMENT = /^\s*(?:#(?!!)|\/\/|REM\s|::)/i;

/** Whether a `${{` of a workflow is still open at the end of the line. */
const isOpenExpression = (text: string): boolean => {
  const at = text.lastIndexOf('${{');
  return at !== -1 && text.indexOf('}}', at) === -1;
};

const goesOn = (text: string, isExpressionOpen: boolean): boolean => {
  if (isExpressionOpen || COMMENT.test(text)) return isExpressionOpen;
  return GOES_ON.test(text) && !BLOCK_HEADER.test(text);
};

/** Lines that are one command, and that command on one line. */
export interface Command {
  readonly lines: readonly DiffLine[];
  readonly text: string;
}

const joined = (lines: readonly DiffLine[]): string =>
  lines.map(({ text }, index) => (index === 0 ? text : text.trimStart()).replace(/\s{0,20}\\\r?$/, '')).join(' ');

/** The same command without some of its lines. */
export const without = ({ lines }: Command, isLeftOut: (line: DiffLine) => boolean): string =>
  joined(lines.filter((line) => !isLeftOut(line)));

/** How many lines an expression of a workflow may go over before it is taken for a stray `${{`. */
const EXPRESSION_LINES = 20;

/**
 * Commands that go over several neighbouring lines of a file, as a shell joins them by a backslash or a pipe, or as an
 * expression of a workflow does between `${{` and `}}`. Lines that stand alone are left out.
 */
export const commandsOver = (lines: readonly DiffLine[]): readonly Command[] => {
  const commands: Command[] = [];
  for (let from = 0; from < lines.length; ) {
    let [to, openFor] = [from, 0];
    for (let next = true; next && to < lines.length; to += 1) {
      const text = lines[to]?.text ?? '';
      const isOpen = isOpenExpression(text) || (openFor > 0 && !text.includes('}}'));
      openFor = isOpen ? openFor + 1 : 0;
      next = goesOn(text, openFor > 0 && openFor <= EXPRESSION_LINES);
    }
    const own = lines.slice(from, to);
    if (own.length > 1) commands.push({ lines: own, text: joined(own) });
    from = to;
  }
  return commands;
};
