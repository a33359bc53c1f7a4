import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeReviewTurn } from '../src/cli/review-turn.ts';
import { scratchDirectory } from './store-harness.ts';

it('one asks at a time; what was given up, or left by a process that is gone, is free', () => {
  const root = scratchDirectory();
  const first = takeReviewTurn(root);
  expect(() => takeReviewTurn(root)).toThrow(`process ${process.pid} reviews on this data root`);
  first[Symbol.dispose]();
  expect(readdirSync(root)).toEqual([]);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (const left of [`${pid} \n`, '', 'no number', `${process.pid} \n`, `${process.ppid} 1\n`]) {
    writeFileSync(join(root, 'reviewing.pid'), left);
    takeReviewTurn(root)[Symbol.dispose]();
    expect(existsSync(join(root, 'reviewing.pid'))).toBe(false);
  }
  writeFileSync(join(root, 'reviewing.pid'), `${process.ppid} \n`);
  expect(() => takeReviewTurn(root)).toThrow(`process ${process.ppid} reviews`);
});

it('says where it could not write', () => {
  expect(() => takeReviewTurn(join(scratchDirectory(), 'gone'))).toThrow(/cannot write .*reviewing\.pid \(ENOENT\)/);
});
