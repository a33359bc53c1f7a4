import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const run = (...args: string[]) => spawnSync(process.execPath, ['bench/learn.ts', ...args], { encoding: 'utf8' });

it.each([
  [[], 'skipped: no data; --data DIR, --prs FILE or --jit TRAIN TEST'],
  [['--data', '/nowhere'], 'skipped: pull requests, no prs/prs.csv.gz, prs/merge-edges.csv.gz'],
])('with %j says what it leaves out, and is done', (args, line) => {
  const { status, stdout } = run(...args);
  expect({ status, first: stdout.split('\n')[0] }).toEqual({ status: 0, first: line });
});

it.each([
  [['--jit', 'train.csv'], 2, '--jit takes two files'],
  [['--edges', 'edges.csv'], 2, '--edges goes with --prs'],
  [['--bootstrap', '3'], 2, '--bootstrap must be a whole number of at least 100, got "3"'],
  [['--prs', '/nowhere'], 1, '/nowhere: cannot be read'],
])('with %j fails in words', (args, status, words) => {
  const failed = run(...args);
  expect(failed.status).toBe(status);
  expect(failed.stderr).toContain(words);
});
