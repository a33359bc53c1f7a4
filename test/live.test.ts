import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeInLive } from '../src/cli/live.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { loadConfig, prepareDirectories } from '../src/config/index.ts';
import { stagedBlobs } from '../src/diff/index.ts';
import { deriver } from '../src/ingest/index.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { commitEntry, newsEntry, tidOf } from './entries.ts';
import { type Entry, jetstreamHost } from './jetstream-host.ts';
import { person, vouch } from './records.ts';
import { ingestInto, scratchDirectory } from './store-harness.ts';

const T0 = 1_760_000_000_000_000;
const SECOND_US = 1_000_000;

/** A network of its own in which nobody answers. */
const alone = (): Surroundings => {
  const directory = scratchDirectory();
  const nobody = 'http://127.0.0.1:1';
  const settings = { PLC_URL: nobody, RELAY_URL: nobody, APPVIEW_URL: nobody, TANGLED_URL: nobody };
  const config = loadConfig({ DATA_ROOT: directory, ...settings }, directory);
  prepareDirectories(config);
  const store = openStore(join(directory, 'trust.duckdb'), { deriver });
  return { config, store, blobs: stagedBlobs(config.stagingDir) };
};

const rows = (store: Store, sql: string): Promise<unknown[]> =>
  store.read(async (db) => (await db.runAndReadAll(sql)).getRowsJson());

const follow = (nth: number): Entry => {
  const seenUs = T0 + nth * SECOND_US;
  const record = { subject: person('mira'), createdAt: '2025-06-15T18:00:00Z' };
  const collection = 'sh.tangled.graph.follow';
  return commitEntry({ did: person('dave'), collection, rkey: `3k${nth}`, record, rev: tidOf(seenUs) }, seenUs);
};

/** Takes a host's stream in until the test ends. */
const taking = async (
  around: Surroundings,
  entries: readonly Entry[],
  { from, ...more }: { from?: string; oldest?: number; released?: number } = {},
) => {
  const host = await jetstreamHost({ entries, ...more });
  const stop = new AbortController();
  const running = takeInLive(around, { url: host.url('v1'), from, history: false, signal: stop.signal });
  onTestFinished(async () => {
    stop.abort();
    await running;
    await host[Symbol.asyncDispose]();
  });
  return host;
};

const soon = { timeout: 30_000, interval: 200 };

describe('the live stream in the service', { timeout: 60_000 }, () => {
  it('hears of accounts that became known by other ways than the stream', async () => {
    const around = alone();
    const gone = { active: false, status: 'takendown' };
    const news = Array.from({ length: 100 }, (_, nth) =>
      newsEntry('account', person('alice'), T0 + nth * SECOND_US, gone),
    );
    const host = await taking(around, news, { released: 1, from: String(T0) });
    await expect.poll(() => host.frontier(), soon).toBe(1);
    await ingestInto(around.store, [vouch('alice', 'carol')]);
    let released = 1;
    const heard = async (): Promise<unknown> => {
      released += 1;
      host.release(released);
      return rows(around.store, 'SELECT active FROM accounts');
    };
    await expect.poll(heard, soon).toEqual([[false]]);
    expect(await rows(around.store, 'SELECT count(*)::INTEGER FROM vouches')).toEqual([[0]]);
  });

  it('keeps a gap, and queues everybody to be read again', async () => {
    const around = alone();
    await around.store.write((db) => db.run("INSERT INTO cursors VALUES ('elsewhere.example.com', $1)", [String(T0)]));
    const entries = [...Array.from({ length: 3 }, (_, nth) => follow(nth)), follow(2000)];
    const host = await taking(around, entries, { oldest: 3 });
    await expect.poll(() => rows(around.store, 'SELECT from_us, to_us FROM stream_gaps'), soon).toHaveLength(1);
    await expect.poll(() => rows(around.store, 'SELECT rkey FROM events'), soon).toEqual([['3k2000']]);
    expect(await rows(around.store, 'SELECT target, reason FROM backfill_jobs')).toEqual([['all', 'gap']]);
    expect(host.asked[0]?.cursor).toBeLessThan(T0);
  });

  it('queues an account to be read again that is back', async () => {
    const around = alone();
    const back = newsEntry('account', person('dave'), T0 + 9 * SECOND_US, { active: true });
    await taking(around, [follow(1), back], { from: String(T0) });
    const queued = () => rows(around.store, 'SELECT target, reason FROM backfill_jobs');
    await expect.poll(queued, soon).toEqual([[person('dave'), 'news']]);
  });
});
