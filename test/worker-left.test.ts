import { expect, it } from 'vitest';
import { followingOptions, passOptions, scoringStore } from '../src/cli/wiring.ts';
import { type PassOptions, scorePass, scoringWorker } from '../src/pipeline/index.ts';
import { currentDecisions } from '../src/store/index.ts';
import { pull, repo, vouch } from './records.ts';
import { demoSurroundings, ingestInto } from './store-harness.ts';

const patchOf = (what: number): string =>
  `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = ${what}\n`;
const PULLS = 8;

it('what the signal kept from being come to is decided by the next pass of the same worker', async () => {
  const around = demoSurroundings();
  const { store, config } = around;
  await ingestInto(store, [repo('mira', 'anvil'), vouch('mira', 'alice')]);
  const worker = scoringWorker(scoringStore(store, config));
  const options = await followingOptions(around);
  // Not the first pass, which would be begun anew.
  expect(await worker.pass(options)).toMatchObject({ open: 0, decided: 0 });
  const opened = Array.from({ length: PULLS }, (_, n) => pull('alice', `3k${n}`, 'anvil', { patch: patchOf(n) }));
  await ingestInto(store, opened);
  const stop = new AbortController();
  let read = 0;
  const analyst: PassOptions['analyst'] = {
    ...options.analyst,
    analyse: async (...given) => {
      read += 1;
      if (read === 3) stop.abort();
      return options.analyst.analyse(...given);
    },
  };
  const interrupted = await worker.pass({ ...options, analyst, signal: stop.signal });
  expect(interrupted).toMatchObject({ open: PULLS });
  // Those under way are finished, and no other is begun.
  expect(read).toBeLessThan(PULLS);
  expect(interrupted.decided).toBe(read);
  expect(await store.read(currentDecisions)).toHaveLength(read);
  expect(await worker.pass(options)).toMatchObject({ open: PULLS, decided: PULLS - read });
  expect(await worker.pass(options)).toMatchObject({ open: PULLS, decided: 0 });
  const fresh = await scorePass(scoringStore(store, config), await passOptions(around));
  expect(fresh).toMatchObject({ open: PULLS, decided: 0 });
});
