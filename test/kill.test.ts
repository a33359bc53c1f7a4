import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { deriver } from '../src/ingest/index.ts';
import { openStore } from '../src/store/index.ts';
import { type Fate, type JetstreamHost, jetstreamHost } from './jetstream-host.ts';
import { scratchDirectory } from './store-harness.ts';
import { randomFrom, wildStream } from './wild-stream.ts';

const ENTRIES = 3000;
const KILLS = 25;
const FROM_US = 1_782_000_000_000_000;
const WAIT = { timeout: 30_000, interval: 10 };

/** Everything but how far the stream had come when a row was written, which depends on the batches. */
const tablesOf = (dataRoot: string): Promise<Record<string, unknown[]>> =>
  openStore(join(dataRoot, 'duckdb/trust.duckdb'), { deriver }).read(async (db) => {
    const named = await db.runAndReadAll(
      "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'kept' ORDER BY 1",
    );
    const kept = named.getRowsJson().map(([name]) => `kept."${name}"`);
    const tables: Record<string, unknown[]> = {};
    for (const table of ['events', 'dead_letters', ...kept]) {
      const columns = table === 'events' ? '* EXCLUDE (cursor)' : '*';
      tables[table] = (await db.runAndReadAll(`SELECT ${columns} FROM ${table} ORDER BY ALL`)).getRowsJson();
    }
    return tables;
  });

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  readonly words: () => string;
}

/** The real command, in a directory of its own. */
const ingesting = (dataRoot: string, args: readonly string[], cache: string): Life => {
  const bin = join(process.cwd(), 'bin/tangled-trust.js');
  const nobody = 'http://127.0.0.1:9';
  const env = {
    PATH: process.env.PATH,
    HOME: dataRoot,
    DATA_ROOT: dataRoot,
    NODE_COMPILE_CACHE: cache,
    PLC_URL: nobody,
    APPVIEW_URL: nobody,
    TANGLED_URL: nobody,
  };
  const child = spawn(process.execPath, [bin, 'ingest', '--json', ...args], { cwd: dataRoot, env });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      words += chunk;
    });
  }
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  return { child, ended, words: () => words };
};

/** What a connection suffers, out of everything that happens to connections. */
const fateBy = (random: () => number, wire: 'v1' | 'v2'): Fate => {
  const after = Math.floor(random() * 500);
  const dice = random();
  if (dice < 0.1) return { cut: true, after };
  if (dice < 0.14) return { refuse: { status: 503 } };
  if (dice < 0.17) return { garbage: 'SSH-2.0 not a stream\r\n\r\n' };
  if (dice < 0.22) return { close: 1001, after };
  if (dice < 0.26) return { raw: new Uint8Array([0xf3, 0x01, 0x00]), after };
  if (dice < 0.36) return { deflate: true };
  // The v2 wire promises the order of its numbers, v1 none.
  return dice < 0.56 ? { shuffled: wire === 'v1' } : {};
};

/** Waits until the last entry is durable, which a host sees by what is asked for when it was restarted; then stops it. */
const finish = async (host: JetstreamHost, life: Life, endUs: number): Promise<void> => {
  const last = [ENTRIES, endUs - 5_000_000];
  for (;;) {
    const seen = host.asked.length;
    await expect
      .poll(() => host.asked.length > seen || (host.connections() === 1 && host.sending() === 0), WAIT)
      .toBe(true);
    host.restart();
    await expect.poll(() => host.asked.length > seen, WAIT).toBe(true);
    if (last.includes(host.asked.at(-1)?.cursor ?? 0)) break;
  }
  life.child.kill('SIGTERM');
  expect(await life.ended, life.words()).toEqual({ code: 0, signal: null });
};

it(`is as if nothing had happened after ${KILLS} kills at random moments, by a host that misbehaves`, {
  timeout: 180_000,
}, async () => {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 2 ** 31);
  console.log(`KILL_SEED=${seed}`);
  const random = randomFrom(seed);
  let rough = true;
  const entries = wildStream(ENTRIES, { seed, from: FROM_US });
  const endUs = entries.at(-1)?.seenUs ?? 0;
  const host = await jetstreamHost({
    entries,
    released: 100,
    fate: (_, { wire }) => (rough ? fateBy(random, wire) : {}),
  });
  onTestFinished(() => host[Symbol.asyncDispose]());
  const [killed, whole, cache] = [scratchDirectory(), scratchDirectory(), scratchDirectory()];
  const from = ['--cursor', String(FROM_US)];
  const first = ingesting(killed, ['--url', host.url('v1'), ...from, '--max-events', '60'], cache);
  expect(await first.ended, first.words()).toEqual({ code: 0, signal: null });

  let [kills, lives, stuck] = [0, 0, 0];
  while (kills < KILLS) {
    lives += 1;
    const [begun, asked] = [host.frontier(), host.asked.length];
    const life = ingesting(killed, ['--url', host.url(lives % 3 === 0 ? 'v1' : 'v2')], cache);
    await expect.poll(() => host.asked.length, WAIT).toBeGreaterThan(asked);
    let untilMs = performance.now() + random() * 400;
    while (performance.now() < untilMs || host.connections() === 0) {
      expect(life.child.exitCode, life.words()).toBeNull();
      const share = Math.floor((ENTRIES * (lives + 1)) / (KILLS + 2));
      host.release(Math.min(share, host.frontier() + Math.floor(random() * 40)));
      // What is too large stops the stream for a few connections: then a life must be longer than most are.
      if (stuck > 1 && host.frontier() === begun) untilMs = performance.now() + 100 + random() * 400;
      await sleep(2);
    }
    kills += host.connections();
    life.child.kill('SIGKILL');
    expect(await life.ended, life.words()).toEqual({ code: null, signal: 'SIGKILL' });
    await expect.poll(() => host.connections(), WAIT).toBe(0);
    stuck = host.frontier() > begun ? 0 : stuck + 1;
  }
  rough = false;
  host.release(ENTRIES);
  await finish(host, ingesting(killed, ['--url', host.url('v1')], cache), endUs);
  await finish(host, ingesting(whole, ['--url', host.url('v2'), ...from], cache), endUs);

  expect(kills).toBeGreaterThanOrEqual(KILLS);
  const [interrupted, uninterrupted] = [await tablesOf(killed), await tablesOf(whole)];
  expect(uninterrupted.events?.length).toBeGreaterThan(ENTRIES / 2);
  expect(uninterrupted.dead_letters?.length).toBeGreaterThan(5);
  for (const [table, rows] of Object.entries(uninterrupted)) expect(interrupted[table], table).toEqual(rows);
});
