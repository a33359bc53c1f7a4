/** Changes for the tests of this folder, written as the lines of a hunk. Nothing else imports this. */
import type { Change, DiffLine, FileChange, Finding } from '../../domain/index.ts';
import { NO_CONTEXT } from '../context.ts';
import type { Signal } from '../signal.ts';

const KINDS: Readonly<Record<string, DiffLine['kind']>> = { '+': 'added', '-': 'deleted', ' ': 'context' };

/** One file of one hunk that starts at line `start`; each line begins with `+`, `-` or a blank. */
export const fileOf = (path: string, lines: readonly string[], start = 1): FileChange => {
  let [oldNext, newNext] = [start, start];
  const parsed = lines.map((line): DiffLine => {
    const kind = KINDS[line[0] ?? ''];
    if (kind === undefined) throw new Error(`a line must start with "+", "-" or a blank: ${line}`);
    const oldLine = kind === 'added' ? null : oldNext++;
    const newLine = kind === 'deleted' ? null : newNext++;
    return { kind, text: line.slice(1), oldLine, newLine };
  });
  return {
    path,
    oldPath: null,
    kind: 'modified',
    binary: false,
    content: null,
    oldMode: null,
    newMode: null,
    hunks: [{ oldStart: start, newStart: start, heading: '', lines: parsed, bytes: lines.join('\n').length }],
    added: parsed.filter(({ kind }) => kind === 'added').length,
    deleted: parsed.filter(({ kind }) => kind === 'deleted').length,
    bytes: lines.join('\n').length,
  };
};

export const changeOf = (...files: readonly FileChange[]): Change => ({
  files,
  messages: [],
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  hash: '0'.repeat(64),
});

/** A change that adds these lines to one file. */
export const adding = (path: string, ...lines: readonly string[]): Change =>
  changeOf(
    fileOf(
      path,
      lines.map((line) => `+${line}`),
    ),
  );

/** What a signal finds when it knows nothing but the change. */
export const runOn = async (signal: Signal, change: Change): Promise<readonly Finding[]> =>
  signal.run(change, NO_CONTEXT);
