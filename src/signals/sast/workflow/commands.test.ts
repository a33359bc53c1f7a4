import { describe, expect, it } from 'vitest';
import { fileOf } from '../../text/test-change.ts';
import { commandsOver } from './commands.ts';

const over = (...lines: readonly string[]): readonly string[] =>
  commandsOver(
    fileOf(
      'a',
      lines.map((line) => `+${line}`),
    ).hunks.flatMap((hunk) => hunk.lines),
  ).map(({ text, lines: { length } }) => `${length}: ${text}`);

describe('commands over several lines', () => {
  it.each<[what: string, lines: readonly string[], expected: readonly string[]]>([
    ['go on behind a backslash', ['a \\', '  b \\', '  c', 'd'], ['3: a b c']],
    ['go on behind a backslash before a carriage return', ['a \\\r', 'b'], ['2: a b']],
    ['go on behind a pipe', ['a |', 'b'], ['2: a | b']],
    [
      'go on within an expression of a workflow',
      ['run: x ${{', ' github.ref', '}} y', 'z'],
      ['3: run: x \u0024{{ github.ref }} y'],
    ],
    ['end with the file', ['a \\'], []],
    ['are none where a line is whole', ['a', 'b | c', 'd \u0024{{ e }}'], []],
    ['are none behind the header of a block', ['run: |', 'a', '- run: >', 'b', 'x: |-', 'c'], []],
    ['are none behind a comment', ['# a \\', 'b'], []],
    ['are none behind an `or`', ['a ||', 'b'], []],
  ])('%s', (_what, lines, expected) => expect(over(...lines)).toEqual(expected));

  it('take a brace that never closes for a stray one', () => {
    const [first] = over('${{', ...Array.from({ length: 100 }, () => 'x'));
    expect(Number.parseInt(first ?? '', 10)).toBeLessThan(30);
  });
});
