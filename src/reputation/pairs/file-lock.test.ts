import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lockFile } from './file-lock.ts';

/** More than any process number there is. */
const NOBODY = 2 ** 30;

it('is held by one at a time, also where many find the lock of a process that is gone', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lock-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'lock');
  let [holding, most, held] = [0, 0, 0];
  const hold = async (): Promise<void> => {
    await using _lock = await lockFile(path, performance.now() + 30_000);
    holding += 1;
    most = Math.max(most, holding);
    for (let turn = 0; turn < 10; turn += 1) await readFile(path).catch(() => undefined);
    holding -= 1;
    held += 1;
  };
  for (let round = 0; round < 5; round += 1) {
    writeFileSync(path, JSON.stringify({ pid: NOBODY, started: null, token: `gone-${round}` }));
    await Promise.all(Array.from({ length: 20 }, hold));
  }
  expect([held, most]).toEqual([100, 1]);
  expect(readdirSync(directory)).toEqual([]);
});
