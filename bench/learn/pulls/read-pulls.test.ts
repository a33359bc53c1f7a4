import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPulls } from './read-pulls.ts';

const NEEDED =
  'repo,number,usable,merged,mergedAt,author,nCommits,nAuthors,firstCommitAt,lastCommitAt,files,additions,deletions,binary,aiTools,paths';
const file = join(mkdtempSync(join(tmpdir(), 'pulls-')), 'pulls.csv');
const reading = (...rows: string[]) => {
  writeFileSync(file, [NEEDED, ...rows, ''].join('\n'));
  return () => readPulls(file);
};

it('needs nothing that is known only afterwards, but the outcome', () => {
  const rows = ['lake,2,1,1,900,ann,3,1,400,500,2,10,4,0,1,a.ts|b/c.md', 'lake,1,1,0,,bob,1,1,300,300,0,0,0,0,0,'];
  expect(reading(...rows)()).toMatchObject([
    { repo: 'lake', number: 1, author: 'bob', merged: false, at: 300, mergedAt: Number.NaN, paths: [] },
    { number: 2, merged: true, at: 500, mergedAt: 900, firstCommitAt: 400, aiTools: 1, paths: ['a.ts', 'b/c.md'] },
  ]);
});

it('leaves out what cannot be used', () => {
  expect(reading('lake,2,0,1,900,ann,3,1,400,500,2,10,4,0,1,a.ts')()).toEqual([]);
});

it('names a column that holds no number', () => {
  expect(reading('lake,2,1,1,900,ann,3,1,400,soon,2,10,4,0,1,a.ts')).toThrow(
    /lastCommitAt must be a number, got "soon"/,
  );
});
