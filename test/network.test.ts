import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../src/store/index.ts';
import { type LocalAccount, type LocalNetwork, localNetwork } from './network.ts';

const VOUCH = 'sh.tangled.graph.vouch';
const PULL = 'sh.tangled.repo.pull';
const bin = join(process.cwd(), 'bin/tangled-trust.js');
const createdAt = '2026-11-20T10:00:00+01:00';
const patch = gzipSync(
  `From ${'c'.repeat(40)} Mon Sep 17 00:00:00 2001\nSubject: [PATCH] Say where the notes are\n\n---\n` +
    'diff --git a/README.md b/README.md\n--- a/README.md\n+++ b/README.md\n@@ -1 +1,2 @@\n # core\n+See notes.\n-- \n2.47.0\n',
);

let network: LocalNetwork;
let directory: string;
let mira: LocalAccount;
let alice: LocalAccount;
let carol: LocalAccount;
/** The address of mira's repository, and of carol's pull request to it with the CID of its patch. */
let repo: string;
let pull: { readonly uri: string; readonly patchCid: string };

const environment = (): Record<string, string | undefined> => ({
  PATH: process.env.PATH,
  HOME: directory,
  DATA_ROOT: directory,
  PLC_URL: network.plcUrl,
  JETSTREAM_URL: network.jetstreamUrl,
  RELAY_URL: network.pdsUrl,
  APPVIEW_URL: network.pdsUrl,
  TANGLED_URL: network.pdsUrl,
});

const command = promisify(execFile);
const run = async (...args: string[]): Promise<unknown> => {
  const options = { cwd: directory, env: environment() };
  return JSON.parse((await command(process.execPath, [bin, ...args, '--json'], options)).stdout);
};

/** `ingest` until the test ends. */
const ingesting = (): ChildProcess => {
  const child = spawn(process.execPath, [bin, 'ingest'], { cwd: directory, env: environment(), stdio: 'ignore' });
  onTestFinished(async () => {
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await gone;
  });
  return child;
};

/** By whom trust comes to somebody, from a maintainer of the repository on: empty when nobody vouches all the way. */
const pathTo = async ({ did }: LocalAccount): Promise<readonly string[]> => {
  const person = (await run('explain', did, '--repo', repo)) as { path: { did: string }[] };
  return person.path.map((step) => step.did);
};

const rows = (sql: string): Promise<unknown[]> =>
  openStore(join(directory, 'duckdb/trust.duckdb')).read(async (db) =>
    (await db.runAndReadAll(sql)).getRowObjectsJson(),
  );

/** However busy the machine is: each look is a process of its own. */
const soon = { timeout: 60_000, interval: 100 };

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  network = await localNetwork();
  [mira, alice, carol] = [
    await network.account('mira'),
    await network.account('alice'),
    await network.account('carol'),
  ];
  repo = (await mira.put('sh.tangled.repo', { name: 'core', knot: 'knot.example.com', createdAt }, 'core')).uri;
  await mira.put(VOUCH, { kind: 'vouch', createdAt }, alice.did);
  await alice.put(VOUCH, { kind: 'vouch', createdAt }, carol.did);
  const patchBlob = await carol.upload(patch);
  const target = { repo, branch: 'main' };
  const record = { title: 'Say where the notes are', target, rounds: [{ patchBlob, createdAt }], createdAt };
  pull = { uri: (await carol.put(PULL, record)).uri, patchCid: patchBlob.ref.toString() };
});
afterAll(async () => {
  await network[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

describe('records of real accounts on a real PDS', { timeout: 240_000 }, () => {
  it('come in by the live stream, become rows, and explain whom a maintainer may trust', async () => {
    // Three accounts, each with news of its identity and of itself, and four records.
    await expect.poll(() => network.messages.length).toBe(10);
    const from = String(network.messages[0]?.time_us);
    const report = await run('ingest', '--cursor', from, '--max-events', '10');
    expect(report).toMatchObject({ events: 4, fresh: 4, derived: 4, rejected: {} });
    expect(await rows('SELECT did, subject_did, polarity FROM vouches ORDER BY seen_at_us')).toEqual([
      { did: mira.did, subject_did: alice.did, polarity: 'vouch' },
      { did: alice.did, subject_did: carol.did, polarity: 'vouch' },
    ]);
    expect(await rows('SELECT uri, did, name FROM repos')).toEqual([{ uri: repo, did: mira.did, name: 'core' }]);
    expect(await rows('SELECT uri, pulls.did, patch_cid FROM pulls JOIN rounds USING (uri)')).toEqual([
      { uri: pull.uri, did: carol.did, patch_cid: pull.patchCid },
    ]);
    expect(await pathTo(carol)).toEqual([mira.did, alice.did, carol.did]);
  });

  it('lead to who their authors are, to the signed patch, and to a lane', async () => {
    expect(await rows('SELECT handle, pds, state FROM resolved_people ORDER BY handle')).toEqual(
      ['alice.test', 'carol.test', 'mira.test'].map((handle) => ({ handle, pds: network.pdsUrl, state: 'verified' })),
    );
    expect(await rows('SELECT cid, staged_cid, state, origin FROM patch_fetches')).toEqual([
      { cid: pull.patchCid, staged_cid: pull.patchCid, state: 'staged', origin: 'pds' },
    ]);
    expect(existsSync(join(directory, 'staging', pull.patchCid))).toBe(true);
    await run('score');
    expect(await rows('SELECT pull, lane FROM decisions WHERE NOT superseded')).toEqual([
      { pull: pull.uri, lane: 'fast_lane' },
    ]);
  });

  it('are known to lack a patch that nobody gives, which keeps them out of the fast lane', async () => {
    const patchBlob = await carol.upload(gzipSync('diff --git a/gone b/gone\n'));
    const record = { title: 'Gone', target: { repo, branch: 'main' }, rounds: [{ patchBlob, createdAt }], createdAt };
    const { uri } = await carol.put(PULL, record);
    await network.takeDownBlob(carol.did, patchBlob.ref.toString());
    ingesting();
    const fetches = `SELECT state, staged_cid FROM patch_fetches WHERE cid = '${patchBlob.ref}'`;
    await expect.poll(() => rows(fetches), soon).toEqual([{ state: 'unavailable', staged_cid: null }]);
    await run('score', '--pr', uri);
    const [decision] = await rows(
      `SELECT lane, body ->> '$.inputs.caps[0]' AS cap FROM decisions WHERE pull = '${uri}'`,
    );
    expect(decision).toEqual({ lane: 'normal_queue', cap: 'diff-unavailable' });
  });

  it('a vouch taken back on the PDS takes the path with it, and given again brings it back', async () => {
    ingesting();
    await alice.remove(VOUCH, carol.did);
    await expect.poll(() => pathTo(carol), soon).toEqual([]);
    network.dropConnections();
    await alice.put(VOUCH, { kind: 'vouch', createdAt }, carol.did);
    await expect.poll(() => pathTo(carol), soon).toEqual([mira.did, alice.did, carol.did]);
  });

  it('an account that is taken down loses its say until it is back, and one that is deleted for good', async () => {
    ingesting();
    await network.takeDown(alice.did);
    await expect.poll(() => pathTo(carol), soon).toEqual([]);
    await network.restore(alice.did);
    await expect.poll(() => pathTo(carol), soon).toEqual([mira.did, alice.did, carol.did]);
    await network.deleteAccount(alice.did);
    await expect.poll(() => pathTo(carol), soon).toEqual([]);
    expect(await rows(`SELECT uri FROM vouches WHERE did = '${alice.did}'`)).toEqual([]);
    const raw = `SELECT operation FROM events WHERE did = '${alice.did}' AND collection = '${VOUCH}' ORDER BY time_us`;
    expect(await rows(raw)).toEqual([{ operation: 'create' }, { operation: 'delete' }, { operation: 'create' }]);
  });
});
