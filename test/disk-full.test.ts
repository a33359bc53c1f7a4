import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { loadConfig, prepareDirectories } from '../src/config/index.ts';
import { stagedBlobs } from '../src/diff/index.ts';
import { ingestTotals, openStore } from '../src/store/index.ts';
import { vouch } from './records.ts';
import { ingestInto, scratchDirectory } from './store-harness.ts';

/** A disk of a few MiB, or null where this user may not mount one. */
const smallDisk = (mebibytes: number): string | null => {
  const directory = join(scratchDirectory(), 'disk');
  mkdirSync(directory);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', directory]));
  return directory;
};
const mayMount = ((): boolean => {
  try {
    return (
      process.platform === 'linux' &&
      process.getuid?.() === 0 &&
      execFileSync('sh', ['-c', 'd=$(mktemp -d) && mount -t tmpfs tmpfs $d && umount $d && rmdir $d']) !== null
    );
  } catch {
    return false;
  }
})();

it.skipIf(!mayMount)(
  'a full disk while events come in: a clear error, and the whole batches before it are there',
  async () => {
    const directory = smallDisk(6) ?? '';
    const store = openStore(join(directory, 'trust.duckdb'));
    const batch = (n: number): string[] =>
      Array.from({ length: 2000 }, (_, index) =>
        vouch(`p${n}x${index}`, `q${n}x${index}`, 'vouch', 1_000_000 + n * 10_000 + index),
      );
    let kept = 0;
    const filling = async (): Promise<void> => {
      for (let n = 0; n < 40; n += 1) {
        await ingestInto(store, batch(n), 2000);
        kept += 2000;
      }
    };
    await expect(filling()).rejects.toThrow(/could not be written: is its disk full\?/);
    expect(kept).toBeGreaterThan(0);
    const { events } = await store.read(ingestTotals);
    expect(events).toBe(kept);
  },
);

it.skipIf(!mayMount)('a full disk while the demo is loaded: a clear error, no half patch under its name', async () => {
  const directory = smallDisk(1) ?? '';
  const config = loadConfig({ DATA_ROOT: directory }, directory);
  prepareDirectories(config);
  const around = { config, store: openStore(config.duckdbPath), blobs: stagedBlobs(config.stagingDir) };
  await expect(seedDemo(around)).rejects.toThrow(/ENOSPC|disk full/);
  expect(readdirSync(config.stagingDir).filter((name) => name.endsWith('.partial'))).toEqual([]);
});
