import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { ingestStream, jetstream } from '../src/ingest/index.ts';
import { cursorOf, foldEvents } from '../src/store/index.ts';
import { vouch } from './records.ts';
import { scratchStore } from './store-harness.ts';

/** A Jetstream host of ours on loopback: `serve` says what each connection gets. */
const host = async (
  serve: (socket: WebSocket, url: URL, nth: number) => void,
): Promise<{ url: string; asked: URL[] }> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const asked: URL[] = [];
  server.on('connection', (socket, request) => {
    const url = new URL(request.url ?? '/', 'ws://host');
    asked.push(url);
    serve(socket, url, asked.length);
  });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/subscribe`, asked };
};

const T0 = 1_760_000_000_000_000;
const people = 'abcdefghijklmnopqrst'.split('');
const events = people.map((name, index) => vouch('mira', `${name}x`, 'vouch', T0 + index * 1_000_000));
const timeOf = (line: string): number => JSON.parse(line).time_us;

describe('the live stream', () => {
  it('resumes from the last kept event after every cut, and loses and doubles nothing', async () => {
    const { url, asked } = await host((socket, address) => {
      const from = Number(address.searchParams.get('cursor') ?? 0);
      const due = events.filter((line) => timeOf(line) >= from);
      for (const line of due.slice(0, 8)) socket.send(line);
      socket.send('{broken');
      if (due.length > 8) setTimeout(() => socket.terminate(), 50);
    });
    const store = scratchStore();
    const stop = new AbortController();
    const stream = jetstream({
      url,
      cursor: () => store.read((db) => cursorOf(db, 'host')),
      signal: stop.signal,
      random: () => 0,
    });
    const kept = async (): Promise<number> =>
      store.read(async (db) => Number((await db.runAndReadAll('SELECT count(*) FROM vouches')).getRowsJson()[0]?.[0]));
    const running = ingestStream(
      stream,
      { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
      { source: 'host', resumable: true },
    );
    await expect.poll(kept, { timeout: 20_000 }).toBe(events.length);
    stop.abort();
    const report = await running;
    expect(report.fresh).toBe(events.length);
    expect(report.events).toBeGreaterThan(events.length);
    expect(asked[0]?.searchParams.get('cursor')).toBeNull();
    expect(asked[0]?.searchParams.get('wantedCollections')).toBe('sh.tangled.*');
    expect(asked.length).toBeGreaterThan(1);
    for (const address of asked.slice(1))
      expect(Number(address.searchParams.get('cursor'))).toBeLessThan(timeOf(events.at(-1) ?? ''));
  });

  it('drops news of accounts nobody knows, unkept', async () => {
    const account = (did: string, timeUs: number): string =>
      JSON.stringify({
        did,
        time_us: timeUs,
        kind: 'account',
        account: { active: false, did, seq: 1, time: 'x', status: 'takendown' },
      });
    const store = scratchStore();
    const known = 'did:plc:knownknownknownknownknow';
    const report = await ingestStream(
      [[account(known, 1), account('did:plc:strangerstrangerstrange', 2)]],
      { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
      { source: 'host', keep: (event) => event.did === known },
    );
    expect(report).toMatchObject({ lines: 2, events: 1, ignored: 1 });
  });

  it('goes on trying while the host is away, and stops when asked', async () => {
    const stop = new AbortController();
    const notices: string[] = [];
    const stream = jetstream({
      url: 'ws://127.0.0.1:9/subscribe',
      cursor: async () => null,
      signal: stop.signal,
      random: () => 0,
      onNotice: (message) => {
        notices.push(message);
        if (notices.length === 2) stop.abort();
      },
    });
    expect((await stream.next()).done).toBe(true);
    expect(notices[0]).toContain('ECONNREFUSED');
  });
});
