import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { deriver } from '../src/ingest/index.ts';
import { allDecisions, openStore, type Store } from '../src/store/index.ts';
import { pull, repo, vouch } from './records.ts';
import { ingestInto, scratchDirectory } from './store-harness.ts';

const bin = new URL('../bin/tangled-trust.js', import.meta.url).pathname;
const PULLS = 300;
const AUTHORS = ['alice', 'bob'];
const patchOf = (what: number): string =>
  `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = ${what}\n`;

/** `score` in a data root, with what it says of its progress. */
const scoring = (root: string, cache: string) => {
  const env = { PATH: process.env.PATH, HOME: root, DATA_ROOT: root, NODE_COMPILE_CACHE: cache };
  const child = spawn(process.execPath, [bin, 'score', '--no-review', '--json'], { cwd: root, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += chunk));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  return { child, ended, words: () => words };
};

/** What is in force, each pull request once; every decision that was ever kept is whole. */
const inForce = async (store: Store): Promise<Map<string, string>> => {
  const all = await store.read(allDecisions);
  for (const { pull: uri, inputsHash, lane, body } of all) {
    expect([body.pull, body.inputsHash, body.outcome.lane]).toEqual([uri, inputsHash, lane]);
  }
  const current = all.filter(({ superseded }) => !superseded);
  expect(new Set(current.map(({ pull: uri }) => uri)).size).toBe(current.length);
  const decided = new Set(all.map(({ pull: uri }) => uri));
  expect(current.length).toBe(decided.size);
  return new Map(current.map(({ pull: uri, inputsHash }) => [uri, inputsHash]));
};

it('killed in the middle of a scoring pass, whole decisions alone are kept, one in force of each, and the next finishes', {
  timeout: 120_000,
}, async () => {
  const [root, cache] = [scratchDirectory(), scratchDirectory()];
  mkdirSync(join(root, 'duckdb'));
  const file = join(root, 'duckdb/trust.duckdb');
  const store = openStore(file, { deriver });
  await ingestInto(store, [
    repo('mira', 'anvil'),
    vouch('mira', 'alice'),
    ...Array.from({ length: PULLS }, (_, n) =>
      pull(AUTHORS[n % 2] ?? '', `3k${n}`, 'anvil', { patch: patchOf(n % 7) }),
    ),
  ]);
  const first = scoring(root, cache);
  expect(await first.ended, first.words()).toEqual({ code: 0, signal: null });
  let before = await inForce(store);
  expect(before.size).toBe(PULLS);
  const startedMs = performance.now();
  const whole = scoring(root, cache);
  await whole.ended;
  const lastsMs = performance.now() - startedMs;
  for (const [round, share] of [0.6, 0.8, 0.95].entries()) {
    // Bob is vouched for and is not: every decision about him is another one.
    await ingestInto(store, [vouch('mira', 'bob', round % 2 === 0 ? 'vouch' : 'denounce')]);
    const life = scoring(root, cache);
    const timer = setTimeout(() => life.child.kill('SIGKILL'), lastsMs * share);
    await life.ended;
    clearTimeout(timer);
    const left = await inForce(store);
    expect(left.size).toBe(PULLS);
    const next = scoring(root, cache);
    expect(await next.ended, next.words()).toEqual({ code: 0, signal: null });
    const after = await inForce(store);
    const changed = [...after].filter(([uri, hash]) => before.get(uri) !== hash).length;
    expect(changed).toBe(PULLS / 2);
    // Of each what was in force before or what is now, and nothing between.
    for (const [uri, hash] of left) expect([before.get(uri), after.get(uri)]).toContain(hash);
    before = after;
  }
});
