import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { eventsSource, ingestStream, type KnotEventsOptions, knotEvents } from '../src/ingest/index.ts';
import { cursorOf, foldEvents, type Store } from '../src/store/index.ts';
import { person, tid } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const T0 = 1_760_000_000_000_000;
const push = {
  ref: 'refs/heads/main',
  oldSha: '0'.repeat(40),
  newSha: 'f'.repeat(40),
  repo: person('loom'),
  ownerDid: person('mira'),
  committerDid: person('sol'),
};

/** What a host noted at a microsecond; its key is a little older. */
const noted = (timeUs: number, nsid = 'sh.tangled.git.refUpdate', event: object = push) => ({
  created: timeUs * 1000,
  frame: { rkey: tid(timeUs - 300), nsid, event },
});

interface Host {
  readonly url: string;
  /** The cursors asked for, in nanoseconds. */
  readonly asked: readonly number[];
}

/** A host that passes on what it noted after the cursor, as Tangled's do; `serve` may do otherwise. */
const host = async (
  events: readonly ReturnType<typeof noted>[],
  { tellsTime = true, serve }: { tellsTime?: boolean; serve?: (socket: WebSocket, nth: number) => void } = {},
): Promise<Host> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/events' });
  await new Promise((resolve) => server.once('listening', resolve));
  const asked: number[] = [];
  server.on('connection', (socket, request) => {
    const cursor = Number(new URL(request.url ?? '/', 'ws://host').searchParams.get('cursor'));
    asked.push(cursor);
    for (const { created, frame } of events) {
      if (created > cursor) socket.send(JSON.stringify(tellsTime ? { ...frame, created } : frame));
    }
    serve?.(socket, asked.length);
  });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/events`, asked };
};

const rows = (store: Store, sql: string) => store.read(async (db) => (await db.runAndReadAll(sql)).getRowObjectsJson());
const count = async (store: Store, table: string) =>
  Number((await rows(store, `SELECT count(*) AS n FROM ${table}`))[0]?.n);

const follow = (store: Store, url: string, options: Partial<KnotEventsOptions> = {}) => {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const source = eventsSource(url);
  const stream = knotEvents({
    url,
    cursor: () => store.read((db) => cursorOf(db, source)),
    signal: stop.signal,
    clock: () => Date.now() * 1000,
    random: () => 0,
    ...options,
  });
  const sink = { fold: (batch: Parameters<typeof foldEvents>[1]) => store.write((db) => foldEvents(db, batch)) };
  const running = ingestStream(stream, sink, { source, resumable: true, stream });
  return {
    source,
    end: () => {
      stop.abort();
      return running;
    },
    running,
  };
};

/** Machines are slow at times; nothing here takes a second on a quiet one. */
const soon = (ask: () => unknown) => expect.poll(ask, { timeout: 20_000 });

describe('the events of a knot', { timeout: 40_000 }, () => {
  it.each([true, false])(
    'are kept once each across every cut, where the host tells its time: %s',
    async (tellsTime) => {
      const events = Array.from({ length: 40 }, (_, n) => noted(T0 + n * 10_000_000));
      const { url, asked } = await host(events, {
        tellsTime,
        serve: (socket, nth) => nth < 4 && setTimeout(() => socket.terminate(), 50),
      });
      const store = scratchStore();
      const { end, source } = follow(store, url);
      await soon(() => asked.length).toBe(4);
      await soon(() => count(store, 'ref_updates')).toBe(40);
      const report = await end();
      expect(report.fresh).toBe(40);
      expect(report.reconnects).toBeGreaterThanOrEqual(3);
      const pushes = await rows(store, 'SELECT DISTINCT did, repo, committer_did, new_sha FROM ref_updates');
      const did = `did:web:127.0.0.1%3A${new URL(url).port}`;
      expect(pushes).toEqual([{ did, repo: push.repo, committer_did: push.committerDid, new_sha: push.newSha }]);
      expect(await count(store, 'ref_updates')).toBe(40);
      expect(source).toBe(`${new URL(url).host}/events`);
      // Each time from where the last durable event was, and never from beyond what came.
      const [first, ...later] = asked;
      expect(first).toBe(1);
      expect(later).toEqual([...later].sort((a, b) => a - b));
      for (const cursor of later) expect(cursor).toBeLessThan(events.at(-1)?.created ?? 0);
    },
  );

  it('say what became of runs, and who may push now', async () => {
    const { url } = await host([
      noted(T0, 'sh.tangled.pipeline', { triggerMetadata: { kind: 'push' }, workflows: [{ name: 'test.yml' }] }),
      noted(T0 + 1_000, 'sh.tangled.pipeline.status', {
        pipeline: `at://did:web:knot.example.com/sh.tangled.pipeline/${tid(T0)}`,
        workflow: 'test.yml',
        status: 'failed',
        exitCode: 137,
        createdAt: '2025-10-09T10:53:20+02:00',
      }),
      noted(T0 + 2_000, 'sh.tangled.repo.collaboratorUpdate', {
        op: 'add',
        subject: person('sol'),
        repo: person('loom'),
      }),
    ]);
    const store = scratchStore();
    const { end } = follow(store, url);
    await soon(() => count(store, 'access_updates')).toBe(1);
    await end();
    expect(await rows(store, 'SELECT trigger, workflows FROM pipelines')).toEqual([
      { trigger: 'push', workflows: '["test.yml"]' },
    ]);
    expect(await rows(store, 'SELECT workflow, status, exit_code FROM pipeline_statuses')).toEqual([
      { workflow: 'test.yml', status: 'failed', exit_code: 137 },
    ]);
    expect(await rows(store, 'SELECT scope, operation, subject_did, repo FROM access_updates')).toEqual([
      { scope: 'repo', operation: 'add', subject_did: person('sol'), repo: person('loom') },
    ]);
  });

  it('are nobody else’s word, and no account’s word is a host’s', async () => {
    const { url } = await host([
      noted(T0, 'sh.tangled.graph.vouch', { kind: 'vouch' }),
      noted(T0 + 1_000, 'sh.tangled.repo', { knot: 'knot.example.com' }),
      noted(T0 + 2_000),
    ]);
    const store = scratchStore();
    const line = { collection: 'sh.tangled.git.refUpdate', rkey: tid(T0), operation: 'create', record: push };
    await ingestInto(store, [JSON.stringify({ did: person('eve'), time_us: T0, kind: 'commit', commit: line })]);
    const { end } = follow(store, url);
    await soon(() => count(store, 'ref_updates')).toBe(2);
    const report = await end();
    expect(report.rejected).toEqual({ 'record of people from a host': 2 });
    expect(await count(store, 'vouches')).toBe(0);
    expect(await count(store, 'repos')).toBe(0);
    const port = new URL(url).port;
    expect(await rows(store, 'SELECT did FROM ref_updates ORDER BY did')).toEqual([
      { did: person('eve') },
      { did: `did:web:127.0.0.1%3A${port}` },
    ]);
  });

  it('may be anything: all of it is counted, and nothing stops', async () => {
    const { url } = await host([], {
      serve: (socket, nth) => {
        if (nth > 1) return;
        socket.send('{broken');
        socket.send('[]');
        socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
        socket.send(Buffer.from('{}'), { binary: true });
        socket.send(JSON.stringify({ rkey: 'a/b', nsid: 'sh.tangled.pipeline', event: {} }));
        socket.send(`{"rkey":"x","nsid":"a.b","event":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`);
        socket.send(JSON.stringify({ rkey: 'x', nsid: 'sh.tangled.unheard.of', event: {} }));
        socket.send(JSON.stringify(noted(T0).frame));
      },
    });
    const store = scratchStore();
    const { end } = follow(store, url);
    await soon(() => count(store, 'ref_updates')).toBe(1);
    const report = await end();
    expect(report.rejected).toEqual({
      'not JSON': 1,
      'not an event of a host': 1,
      'not UTF-8': 1,
      'binary message': 1,
      'record key is not one': 1,
      'nested too deeply': 1,
      'unknown collection': 1,
    });
  });

  it('go on behind a message too large to take, and lose nothing that came before it', async () => {
    const before = Array.from({ length: 20 }, (_, n) => noted(T0 + n * 3_600_000_000));
    const last = T0 + 20 * 3_600_000_000;
    const large = noted(last, 'sh.tangled.pipeline', { huge: 'x'.repeat(50_000) });
    const { url } = await host([...before, large, noted(last + 7_200_000_000)]);
    const store = scratchStore();
    const { end } = follow(store, url, { maxMessageBytes: 20_000 });
    await soon(() => count(store, 'ref_updates')).toBe(21);
    const report = await end();
    expect(report.oversize).toBe(1);
    expect(await count(store, 'pipelines')).toBe(0);
  });

  it('go on from the present where the very first message is too large to take', async () => {
    const large = noted(T0, 'sh.tangled.pipeline', { huge: 'x'.repeat(50_000) });
    const { url } = await host([large, noted(T0 + 60_000_000)]);
    const store = scratchStore();
    const { end } = follow(store, url, { maxMessageBytes: 20_000, clock: () => T0 + 30_000_000 });
    await soon(() => count(store, 'ref_updates')).toBe(1);
    await end();
  });

  it('are tried for again while the host is away, and end when asked', async () => {
    const notices: string[] = [];
    const stop = new AbortController();
    const stream = knotEvents({
      url: 'ws://127.0.0.1:9/events',
      cursor: async () => null,
      signal: stop.signal,
      clock: () => T0,
      random: () => 0,
      onNotice: (message) => {
        notices.push(message);
        if (notices.length === 2) stop.abort();
      },
    });
    expect((await stream[Symbol.asyncIterator]().next()).done).toBe(true);
    expect(notices[0]).toContain('ECONNREFUSED');
  });

  it('cannot be had of a host that has no name', () => {
    const options = { cursor: async () => null, signal: new AbortController().signal, clock: () => T0 };
    expect(() => knotEvents({ ...options, url: 'ws://[::1]:5555/events' })).toThrow(RangeError);
  });
});
