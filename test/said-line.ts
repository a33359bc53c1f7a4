/** What stands at the place that a finding names: for the tests that hold findings to the diff. */
import type { Change, Finding } from '../src/domain/index.ts';

const MESSAGE = /^\(commit message (\d+)\)$/;

/** The line, file name or line of a message that the finding speaks of; undefined when there is none such. */
export const saidLine = (change: Change, { file, rule, line, side }: Finding): string | undefined => {
  const message = MESSAGE.exec(file);
  if (message !== null) return change.messages[Number(message[1]) - 1]?.lines[line - 1];
  const own = change.files.filter(({ path }) => path === file);
  if (rule.startsWith('path-')) return own.length > 0 && line === 1 ? file : undefined;
  return own
    .flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines))
    .find(({ kind, newLine, oldLine }) =>
      side === 'new' ? kind === 'added' && newLine === line : kind === 'deleted' && oldLine === line,
    )?.text;
};

/** Whether the quote is the line, but for what is cut, masked or spelled out. */
export const quotes = ({ quote }: Finding, line: string): boolean =>
  quote
    .replaceAll(/\\u\{[0-9A-F]+\}|\*{4}|…/g, '\n')
    .split('\n')
    .every((part) => line.includes(part));
