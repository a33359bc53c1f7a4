import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { longDiff } from '../bench/long-diff/long-diff.ts';
import { reviewRecords } from '../src/cli/reviewer.ts';
import { deriver } from '../src/ingest/index.ts';
import { requestHash } from '../src/review/index.ts';
import { openStore, reviewFigures } from '../src/store/index.ts';
import { type FaultScript, openStandIn, type StandIn } from '../stand-in/index.ts';
import { pull, repo, vouch } from './records.ts';
import { ingestInto } from './store-harness.ts';

const bin = new URL('../bin/tangled-trust.js', import.meta.url).pathname;

/** A data root with one trusted author's long pull request. */
const place = async (standIn: StandIn) => {
  const root = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'duckdb'));
  const store = openStore(join(root, 'duckdb/trust.duckdb'), { deriver });
  const patch = longDiff({ plantAt: 0.5, danger: null });
  await ingestInto(store, [repo('mira', 'anvil'), vouch('mira', 'alice'), pull('alice', '3kone', 'anvil', { patch })]);
  const env = {
    PATH: process.env.PATH,
    HOME: root,
    DATA_ROOT: root,
    ANTHROPIC_API_KEY: standIn.apiKey,
    ANTHROPIC_BASE_URL: standIn.url,
    CLAUDE_MODEL: 'stand-in-careful-1',
  };
  const run = () =>
    spawn(process.execPath, [bin, 'review', '--queue', '--json'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  return { store, run };
};

/** The questions that were asked, in order, by name. */
const namesOf = (standIn: StandIn): readonly string[] =>
  standIn.requests
    .filter(({ path }) => path === '/v1/messages')
    .map(({ body }) => {
      const { stream: _, ...request } = JSON.parse(Buffer.from(body).toString('utf8'));
      return requestHash(request);
    });

const ended = (child: ChildProcess): Promise<{ out: string; code: number | null }> =>
  new Promise((resolve) => {
    let out = '';
    child.stdout?.on('data', (chunk) => (out += chunk));
    child.once('close', (code) => resolve({ out, code }));
  });

it('killed in the middle of a review, nothing is half kept, the next run ends it, and no part is paid for twice', async () => {
  let answered = 0;
  let reached: () => void = () => undefined;
  const inTheMiddle = new Promise<void>((resolve) => (reached = resolve));
  let hanging = true;
  const faults: FaultScript = ({ path }) => {
    if (path !== '/v1/messages') return null;
    answered += 1;
    if (!hanging || answered <= 9) return null;
    reached();
    return { kind: 'hang' };
  };
  await using standIn = await openStandIn({ faults });
  const { store, run } = await place(standIn);
  const killed = run();
  await inTheMiddle;
  killed.kill('SIGKILL');
  await ended(killed);
  const asked = namesOf(standIn);
  const figures = await store.read((db) => reviewFigures(db, { sinceUs: 0, nowUs: Date.now() * 1000 }));
  expect(figures).toMatchObject({ outcomes: [], verdicts: 0, calls: asked.length });
  expect(figures.pending).toBeGreaterThan(0);
  hanging = false;
  const { journal } = reviewRecords(store);
  const kept = new Set<string>();
  for (const name of asked) if ((await journal.find(name)) !== null) kept.add(name);
  expect(kept.size).toBeGreaterThan(4);
  const { out, code } = await ended(run());
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ outcomes: { verdict: 1 } });
  const later = namesOf(standIn).slice(asked.length);
  expect(later.filter((name) => kept.has(name))).toEqual([]);
  expect(new Set(later).size).toBe(later.length);
  const third = await ended(run());
  expect(JSON.parse(third.out)).toMatchObject({ outcomes: {}, already: 1, costUsd: 0 });
});
