import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Gap,
  type IngestOptions,
  type IngestReport,
  ingestStream,
  type Jetstream,
  type JetstreamOptions,
  jetstream,
} from '../src/ingest/index.ts';
import { cursorOf, foldEvents, type Store } from '../src/store/index.ts';
import { commitEntry, junkEntry, newsEntry, tidOf } from './entries.ts';
import {
  type Asked,
  type Entry,
  type Fate,
  type HostOptions,
  type JetstreamHost,
  jetstreamHost,
} from './jetstream-host.ts';
import { person } from './records.ts';
import { scratchStore } from './store-harness.ts';

const T0 = 1_760_000_000_000_000;
const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;

/** A star every second, by one of five people. */
const star = (nth: number, seenUs = T0 + nth * SECOND, extra: object = {}): Entry =>
  commitEntry(
    {
      did: person(`star${nth % 5}`),
      collection: 'sh.tangled.feed.star',
      rkey: tidOf(seenUs),
      rev: tidOf(seenUs),
      cid: `bafyrei${String(nth).padStart(12, 'a')}`,
      record: {
        $type: 'sh.tangled.feed.star',
        subject: { did: person('anvil') },
        createdAt: '2025-10-09T12:00:00Z',
        ...extra,
      },
    },
    seenUs,
  );
const stars = (count: number, from = 0): Entry[] => Array.from({ length: count }, (_, index) => star(from + index));

const hostWith = async (options: HostOptions): Promise<JetstreamHost> => {
  const host = await jetstreamHost(options);
  onTestFinished(() => host[Symbol.asyncDispose]());
  return host;
};

type Wire = 'v1' | 'v2';
interface Taking {
  readonly store: Store;
  readonly stream: Jetstream;
  readonly stop: () => Promise<IngestReport>;
  readonly report: Promise<IngestReport>;
  readonly notices: string[];
}

/** Takes a host's stream in, with no pauses, from the beginning unless something is kept. */
const takeIn = (
  url: string,
  options: Partial<JetstreamOptions> &
    Pick<IngestOptions, 'keep' | 'clock'> & { store?: Store; from?: number | null } = {},
): Taking => {
  const { store = scratchStore(), from = T0, keep, clock, ...rest } = options;
  const abort = new AbortController();
  const notices: string[] = [];
  const source = new URL(url).host;
  const stream = jetstream({
    url,
    cursor: async () => (await store.read((db) => cursorOf(db, source))) ?? (from === null ? null : String(from)),
    signal: abort.signal,
    random: () => 0,
    onNotice: (message) => notices.push(message),
    ...rest,
  });
  const report = ingestStream(
    stream,
    { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
    { source, resumable: true, stream, ...(keep && { keep }), ...(clock && { clock }) },
  );
  report.catch(() => undefined);
  onTestFinished(() => abort.abort());
  const stop = (): Promise<IngestReport> => {
    abort.abort();
    return report;
  };
  return { store, stream, stop, report, notices };
};

const count = (store: Store, sql: string): Promise<number> =>
  store.read(async (db) => Number((await db.runAndReadAll(sql)).getRowsJson()[0]?.[0]));
const eventsIn = (store: Store): Promise<number> => count(store, 'SELECT count(*) FROM events');
const keptCursor = (store: Store, url: string): Promise<string | null> =>
  store.read((db) => cursorOf(db, new URL(url).host));
const reasonsIn = async (store: Store): Promise<Record<string, number>> =>
  store.read(async (db) => {
    const rows = await db.runAndReadAll('SELECT reason, count(*)::INT FROM dead_letters GROUP BY reason');
    return Object.fromEntries(rows.getRowsJson());
  });

const WAIT = { timeout: 20_000, interval: 20 };

describe.each<Wire>(['v1', 'v2'])('the live stream on the %s wire', (wire) => {
  it('asks for Tangled’s records and resumes, after every cut within a frame, from what is durable', async () => {
    const entries = stars(300);
    const host = await hostWith({ entries, fate: (nth) => (nth < 7 ? { cut: true, after: 60 } : {}) });
    const { store, stop } = takeIn(host.url(wire), { random: () => 0.2 });
    await expect.poll(() => eventsIn(store), WAIT).toBe(300);
    const report = await stop();
    expect(report).toMatchObject({ fresh: 300, gaps: 0, rejected: {} });
    expect(report.reconnects).toBeGreaterThan(4);
    expect(report.events).toBeGreaterThan(300);
    const { query } = host.asked[0] ?? { query: new URLSearchParams() };
    expect(query.get(wire === 'v1' ? 'wantedCollections' : 'collections')).toBe('sh.tangled.*');
    expect(query.getAll('kinds')).toEqual(wire === 'v1' ? [] : ['commit', 'identity', 'account', 'sync']);
    const cursors = host.asked.map((asked) => asked.cursor ?? 0).filter((cursor) => wire === 'v1' || cursor < 1e15);
    expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
    expect(new Set(cursors).size).toBeGreaterThan(2);
  });

  it('takes repeated and reordered events for what they are', async () => {
    const entries = stars(200).flatMap((entry, nth) => (nth % 3 === 0 ? [entry, entry] : [entry]));
    const fate = (nth: number): Fate => (nth < 4 ? { shuffled: true, after: 90, close: 1001 } : { shuffled: true });
    const host = await hostWith({ entries, fate });
    const { store, stop } = takeIn(host.url(wire));
    await expect.poll(() => eventsIn(store), WAIT).toBe(200);
    expect((await stop()).fresh).toBe(200);
    expect(await count(store, 'SELECT count(*) FROM stars')).toBe(200);
  });

  it.each<[string, Fate]>([
    ['an answer of 503', { refuse: { status: 503, body: 'warming up' } }],
    ['an answer of 429', { refuse: { status: 429, headers: { 'retry-after': '0' } } }],
    ['an answer of 500 without an end', { refuse: { status: 500, headers: { 'transfer-encoding': 'chunked' } } }],
    ['a handshake of garbage', { garbage: '\x00\xff\x00 SSH-2.0 ! \r\n\r\n' }],
    ['a handshake that is no WebSocket', { garbage: 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n' }],
    [
      'a handshake with a false key',
      {
        garbage:
          'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: x\r\n\r\n',
      },
    ],
    ['a connection that is closed unused', { garbage: '' }],
    ['a clean close', { after: 3, close: 1001 }],
    ['a restart', { after: 3, close: 1012 }],
    ['an overload', { after: 3, close: 1013 }],
    ['a frame with reserved bits', { after: 3, raw: new Uint8Array([0xf1, 0x02, 0x41, 0x41]) }],
    ['a frame of an unknown kind', { after: 3, raw: new Uint8Array([0x83, 0x00]) }],
    ['a masked frame', { after: 3, raw: new Uint8Array([0x81, 0x81, 1, 2, 3, 4, 5]) }],
    ['a close frame of one byte', { after: 3, raw: new Uint8Array([0x88, 0x01, 0x41]) }],
    ['a close frame with a code that is none', { after: 3, raw: new Uint8Array([0x88, 0x02, 0x00, 0x01]) }],
    [
      'a message in a thousand fragments without an end',
      {
        after: 3,
        raw: new Uint8Array([
          0x01,
          0x01,
          0x7b,
          ...Array.from({ length: 1000 }, () => [0x00, 0x01, 0x20]).flat(),
          0x81,
          0x00,
        ]),
      },
    ],
  ])('survives %s', async (_, fate) => {
    const host = await hostWith({ entries: stars(20), fate: (nth) => (nth < 3 ? fate : {}) });
    const { store, stop } = takeIn(host.url(wire));
    await expect.poll(() => eventsIn(store), WAIT).toBe(20);
    expect(await stop()).toMatchObject({ fresh: 20, reconnects: 2, rejected: {} });
  });

  it.each<[string, Fate, string]>([
    ['400', { refuse: { status: 400, body: 'no such parameter' } }, '400: no such parameter; it does not understand'],
    ['401', { refuse: { status: 401 } }, 'wants credentials'],
    ['403', { refuse: { status: 403 } }, 'does not let this machine in'],
    ['404', { refuse: { status: 404 } }, '/subscribe and /xrpc/'],
    [
      '302',
      { refuse: { status: 302, headers: { location: 'wss://elsewhere/' } } },
      'elsewhere or no stream: wss://elsewhere/',
    ],
    ['a page', { refuse: { status: 200, body: '<html>'.repeat(10_000) } }, 'check the address'],
    ['1008', { after: 3, close: 1008 }, 'refuses this subscription'],
  ])('gives up at %s, says what to do, and keeps what came before', async (_, fate, words) => {
    const host = await hostWith({ entries: stars(20), fate: () => fate });
    const { store, report } = takeIn(host.url(wire));
    await expect(report).rejects.toMatchObject({ retryable: false, message: expect.stringContaining(words) });
    expect(host.asked).toHaveLength(1);
    expect(await eventsIn(store)).toBe(fate.after ?? 0);
  });

  it('waits as long as the host asks', async () => {
    const refuse = { status: 503, headers: { 'retry-after': '1' } };
    const host = await hostWith({ entries: stars(5), fate: (nth) => (nth === 1 ? { refuse } : {}) });
    const start = performance.now();
    const { store, stop } = takeIn(host.url(wire));
    await expect.poll(() => eventsIn(store), WAIT).toBe(5);
    expect(performance.now() - start).toBeGreaterThan(1000);
    await stop();
  });

  it('leaves a host that is silent, and is not fooled by one that is merely quiet', async () => {
    const host = await hostWith({ entries: stars(20), released: 10, fate: (nth) => ({ mute: nth === 1 }) });
    const { store, stop, notices } = takeIn(host.url(wire), { pingMs: 30, deadMs: 150 });
    await expect.poll(() => eventsIn(store), WAIT).toBe(10);
    expect(notices).toEqual([expect.stringContaining('was silent')]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    host.release(20);
    await expect.poll(() => eventsIn(store), WAIT).toBe(20);
    expect((await stop()).reconnects).toBe(1);
  });

  it('has what is too large left out once it failed twice, counts it, and goes on', async () => {
    const entries = stars(100);
    entries[20] = star(20, T0 + 20 * SECOND, { padding: 'x'.repeat(70_000) });
    entries[80] = junkEntry('{"did":"', T0 + 80 * SECOND, { pretendBytes: 5_000_000_000 });
    const host = await hostWith({ entries, released: 40 });
    const { store, stop, stream } = takeIn(host.url(wire), { maxMessageBytes: 65_536 });
    for (const [released, kept, oversize] of [
      [40, 39, 1],
      [70, 69, 1],
      [100, 98, 2],
    ] as const) {
      host.release(released);
      await expect.poll(() => eventsIn(store), WAIT).toBe(kept);
      expect(stream.counts.oversize).toBe(oversize);
      host.restart();
    }
    expect(await stop()).toMatchObject({ oversize: 2, fresh: 98 });
    const limits = host.asked.map(({ query }) => query.get('maxMessageSizeBytes'));
    expect(limits[0]).toBeNull();
    expect(limits.at(-1)).toBe('65536');
    expect(limits.lastIndexOf(null)).toBeGreaterThan(limits.indexOf('65536'));
  });

  it('keeps every kind of nonsense raw, once, and counts it by reason', async () => {
    const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const nonsense: [string | Uint8Array, string, boolean?][] = [
      ['{half', 'not JSON'],
      ['', 'not JSON'],
      ['\u0000', 'not JSON'],
      ['null', 'not a Jetstream event'],
      ['[1,2]', 'not a Jetstream event'],
      ['"text"', 'not a Jetstream event'],
      ['{"did":7,"time_us":"yesterday","kind":[]}', 'not a Jetstream event'],
      ['{"$type":"message"}', 'not a Jetstream event'],
      ['{"$type":"message","payload":[{"$type":7}]}', 'not a Jetstream event'],
      [`{"did":"did:plc:x","time_us":${T0},"kind":"commit","commit":7}`, 'malformed commit'],
      [`{"did":"did:plc:x","time_us":${T0},"kind":"__proto__"}`, 'unknown kind of event'],
      [`{"did":"did:plc:x","time_us":1e300,"kind":"commit","commit":{}}`, 'not a Jetstream event'],
      [`{"did":"did:plc:x","time_us":${T0},"kind":"commit","commit":${deep(5000)}}`, 'nested too deeply'],
      [deep(200_000), 'nested too deeply'],
      [new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]), 'not UTF-8'],
      [new Uint8Array([0xed, 0xa0, 0x80]), 'not UTF-8'],
      [new Uint8Array([1, 2, 3]), 'binary message', true],
      [`"${'y'.repeat(100_000)}1"`, 'not a Jetstream event'],
      [`"${'y'.repeat(100_000)}2"`, 'not a Jetstream event'],
    ];
    const entries = nonsense.flatMap(([bytes, , binary = false], nth) => [
      star(nth),
      junkEntry(bytes, T0 + nth * SECOND, { binary }),
      junkEntry(bytes, T0 + nth * SECOND, { binary }),
    ]);
    const host = await hostWith({ entries: [...entries, star(nonsense.length)] });
    const { store, stop } = takeIn(host.url(wire));
    await expect.poll(() => eventsIn(store), WAIT).toBe(nonsense.length + 1);
    const { rejected } = await stop();
    const expected: Record<string, number> = {};
    for (const [, reason] of nonsense) expected[reason] = (expected[reason] ?? 0) + 1;
    expect(await reasonsIn(store)).toEqual(expected);
    expect(rejected).toEqual(
      Object.fromEntries(Object.entries(expected).map(([reason, times]) => [reason, 2 * times])),
    );
    expect(await count(store, 'SELECT max(length(raw)) FROM dead_letters')).toBe(65_536);
    expect(
      await count(store, "SELECT count(*) FROM dead_letters WHERE raw = 'data:application/octet-stream;base64,AQID'"),
    ).toBe(1);
  });

  it('drops news of strangers unread, and keeps how far it came all the same', async () => {
    const strangers = Array.from({ length: 50 }, (_, nth) =>
      newsEntry(nth % 2 === 0 ? 'identity' : 'account', person(`nobody${nth}`), T0 + nth * SECOND, { active: true }),
    );
    const known = newsEntry('account', person('alice'), T0 + 51 * SECOND, { active: false, status: 'deactivated' });
    const host = await hostWith({ entries: [...strangers, known, ...strangers.slice(0, 1)], released: 50 });
    let now = 0;
    const url = host.url(wire);
    const { store, stop, stream } = takeIn(url, { keep: ({ did }) => did === person('alice'), clock: () => now });
    await expect.poll(() => host.frontier(), WAIT).toBe(50);
    expect(await keptCursor(store, url)).toBeNull();
    now = 10_000;
    host.release(52);
    await expect.poll(() => eventsIn(store), WAIT).toBe(1);
    const report = await stop();
    expect(report).toMatchObject({ lines: 52, events: 1, fresh: 1, ignored: 51, droppedEarly: 51, rejected: {} });
    expect(stream.counts.gaps).toBe(0);
  });

  it('keeps how far it came when it is stopped amid strangers', async () => {
    const entries = [newsEntry('identity', person('nobody'), T0 + 7, { handle: 'n.example.com' })];
    const host = await hostWith({ entries });
    let read = 0;
    const keep = (): boolean => {
      read += 1;
      return false;
    };
    const { store, stop } = takeIn(host.url(wire), { keep });
    await expect.poll(() => read, WAIT).toBe(1);
    await stop();
    expect(await keptCursor(store, host.url(wire))).toBe(wire === 'v1' ? `${T0 + 7}` : `${T0 + 7}:1`);
  });

  it('reads no more than it can keep, and loses nothing of it', async () => {
    const entries = stars(40_000);
    const host = await hostWith({ entries });
    const iterator = jetstream({
      url: host.url(wire),
      cursor: async () => String(T0),
      signal: new AbortController().signal,
      pingMs: 20,
      deadMs: 100,
    })[Symbol.asyncIterator]();
    const first = await iterator.next();
    const taken = [...(first.value ?? [])];
    let frontier = -1;
    await expect
      .poll(
        () => {
          const still = host.frontier() === frontier;
          frontier = host.frontier();
          return still;
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe(true);
    expect(frontier).toBeLessThan(entries.length);
    while (taken.length < entries.length) taken.push(...((await iterator.next()).value ?? []));
    expect(taken).toEqual(entries.map((entry, index) => (wire === 'v1' ? entry.v1 : entry.v2(index + 1))));
    expect(host.asked).toHaveLength(1);
    await iterator.return?.();
    await expect.poll(() => host.connections(), WAIT).toBe(0);
  });

  it('hands out all that came before a host refuses for good', async () => {
    const host = await hostWith({ entries: stars(10), released: 1, fate: () => ({ after: 10, close: 1008 }) });
    const { signal } = new AbortController();
    const stream = jetstream({ url: host.url(wire), cursor: async () => String(T0), signal });
    const iterator = stream[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toHaveLength(1);
    host.release(10);
    await expect.poll(() => host.connections(), WAIT).toBe(0);
    expect((await iterator.next()).value).toHaveLength(9);
    await expect(iterator.next()).rejects.toThrow('1008');
  });

  it('is understood compressed', async () => {
    const host = await hostWith({ entries: stars(100), fate: () => ({ deflate: true }) });
    const { store, stop } = takeIn(host.url(wire));
    await expect.poll(() => eventsIn(store), WAIT).toBe(100);
    expect(await stop()).toMatchObject({ fresh: 100, rejected: {} });
  });

  it('begins, on a host never heard, at the newest time of another', async () => {
    const host = await hostWith({ entries: stars(200) });
    const elsewhere = async () => [`${T0 + 50 * SECOND}`, `${T0 + 100 * SECOND}:987654321`, 'not ours'];
    const { store, stop } = takeIn(host.url(wire), { from: null, elsewhere });
    await expect.poll(() => eventsIn(store), WAIT).toBe(130);
    expect(host.asked[0]?.cursor).toBe(T0 + 70 * SECOND);
    await stop();
  });

  it('tells of a gap before anything behind it is kept, once', async () => {
    const entries = [...stars(5), ...stars(5, 10_000)];
    const host = await hostWith({
      entries,
      oldest: 5,
      fate: (nth) => (nth === 2 ? { after: 0, close: 1001 } : nth === 3 ? { after: 2, close: 1001 } : {}),
    });
    const store = scratchStore();
    const url = host.url(wire);
    await store.write((db) =>
      foldEvents(db, { events: [], deadLetters: [], source: new URL(url).host, cursor: `${T0 + 4 * SECOND}:5` }),
    );
    const gaps: [Gap, number][] = [];
    const { stop, stream } = takeIn(url, {
      store,
      onGap: async (gap) => {
        gaps.push([gap, await eventsIn(store)]);
      },
    });
    await expect.poll(() => eventsIn(store), WAIT).toBe(5);
    expect(await stop()).toMatchObject({ gaps: 1, fresh: 5 });
    const source = new URL(url).host;
    expect(gaps).toEqual([[{ source, fromUs: T0 + 4 * SECOND, toUs: T0 + 10_000 * SECOND }, 0]]);
    expect(stream.counts.gaps).toBe(1);
  });

  it('closes its connection when what it brings cannot be kept', async () => {
    const host = await hostWith({ entries: stars(5) });
    const stream = jetstream({
      url: host.url(wire),
      cursor: async () => String(T0),
      signal: new AbortController().signal,
    });
    const full = new Error('the disk is full');
    await expect(ingestStream(stream, { fold: () => Promise.reject(full) }, { source: 'host' })).rejects.toBe(full);
    await expect.poll(() => host.connections(), WAIT).toBe(0);
  });

  it('ends at once when asked, in the middle of nothing', async () => {
    const host = await hostWith({ entries: stars(5) });
    const { store, stop } = takeIn(host.url(wire));
    await expect.poll(() => eventsIn(store), WAIT).toBe(5);
    expect((await stop()).lines).toBe(5);
    await expect.poll(() => host.connections(), WAIT).toBe(0);
  });
});

describe('the v1 wire', () => {
  it('takes quiet minutes for what they are, and quiet hours between two messages of a connection too', async () => {
    const entries = [star(0), star(290), star(20_000)];
    const fate = (nth: number): Fate => (nth === 1 ? { after: 1, close: 1001 } : {});
    const host = await hostWith({ entries, released: 2, fate });
    const { store, stop } = takeIn(host.url('v1'), { gapAfterUs: 300 * SECOND });
    await expect.poll(() => eventsIn(store), WAIT).toBe(2);
    host.release(3);
    await expect.poll(() => eventsIn(store), WAIT).toBe(3);
    expect(await stop()).toMatchObject({ gaps: 0, reconnects: 1 });
    expect(host.asked[1]?.cursor).toBe(T0 - 5 * SECOND);
  });
});

describe('the v2 wire', () => {
  const kept = async (url: string, cursor: string): Promise<Store> => {
    const store = scratchStore();
    await store.write((db) => foldEvents(db, { events: [], deadLetters: [], source: new URL(url).host, cursor }));
    return store;
  };
  const cursorsOf = (asked: readonly Asked[]): (number | null)[] => asked.map(({ cursor }) => cursor);

  it('resumes by sequence number, and by time where the number is too old', async () => {
    const host = await hostWith({ entries: stars(20), oldest: 10 });
    const url = host.url('v2');
    const gaps: Gap[] = [];
    const store = await kept(url, `${T0 + 11 * SECOND}:3`);
    const { stop, notices } = takeIn(url, { store, onGap: async (gap) => void gaps.push(gap) });
    await expect.poll(() => eventsIn(store), WAIT).toBe(10);
    expect(cursorsOf(host.asked)).toEqual([3, T0 + 6 * SECOND]);
    expect(notices[0]).toContain('CursorTooOld');
    // Everything from the kept time on is there, so that nothing is missing.
    expect(await stop()).toMatchObject({ gaps: 0, reconnects: 1 });
    expect(gaps).toEqual([]);
  });

  it('sees a gap where the host says that a time is too old', async () => {
    const host = await hostWith({ entries: stars(20), oldest: 10 });
    const { store, stop, notices } = takeIn(host.url('v2'), { from: T0 + 2 * SECOND });
    await expect.poll(() => eventsIn(store), WAIT).toBe(10);
    expect(notices).toEqual([expect.stringContaining('starting at seq 11')]);
    expect(await stop()).toMatchObject({ gaps: 1, rejected: {} });
  });

  it('sees a gap where the host has begun to count anew', async () => {
    const host = await hostWith({ entries: stars(20), released: 10 });
    const url = host.url('v2');
    const store = await kept(url, `${T0 + 2 * SECOND}:5000`);
    const { stop } = takeIn(url, { store });
    await expect.poll(() => host.connections(), WAIT).toBe(1);
    host.release(20);
    await expect.poll(() => eventsIn(store), WAIT).toBe(10);
    expect(await stop()).toMatchObject({ gaps: 1 });
  });

  it('sees none in hours of silence, and one where no host reaches back so far', async () => {
    for (const [hours, gaps] of [
      [35, 0],
      [37, 1],
    ] as const) {
      const host = await hostWith({ entries: [star(0), star(1, T0 + hours * HOUR)] });
      const store = await kept(host.url('v2'), `${T0}:2`);
      const { stop } = takeIn(host.url('v2'), { store });
      await expect.poll(() => eventsIn(store), WAIT).toBe(1);
      expect((await stop()).gaps).toBe(gaps);
    }
  });

  it('comes back when it was too slow', async () => {
    const fate = (nth: number): Fate => (nth === 1 ? { after: 4, error: 'ConsumerTooSlow', close: 1000 } : {});
    const host = await hostWith({ entries: stars(20), fate });
    const { store, stop, notices } = takeIn(host.url('v2'));
    await expect.poll(() => eventsIn(store), WAIT).toBe(20);
    expect(notices[0]).toContain('ConsumerTooSlow');
    expect(await stop()).toMatchObject({ fresh: 20, reconnects: 1, rejected: {} });
  });

  it('brings the same events as v1, and news of broken repositories besides', async () => {
    const news = newsEntry('account', person('alice'), T0 + 60 * SECOND, { active: false, status: 'deleted' });
    const sync = newsEntry('sync', person('alice'), T0 + 61 * SECOND, { rev: tidOf(T0) });
    const host = await hostWith({ entries: [...stars(50), news, sync] });
    const store = scratchStore();
    const v1 = takeIn(host.url('v1'), { store });
    await expect.poll(() => eventsIn(store), WAIT).toBe(51);
    await v1.stop();
    const v2 = takeIn(host.url('v2'), { store, cursor: async () => String(T0) });
    await expect.poll(() => eventsIn(store), WAIT).toBe(52);
    expect((await v2.stop()).fresh).toBe(1);
    expect(await count(store, "SELECT count(*) FROM events WHERE collection = '#sync'")).toBe(1);
  });
});

it.each([
  [{ url: 'http://host/subscribe' }, TypeError],
  [{ url: 'host' }, TypeError],
  [{ pingMs: 0 }, RangeError],
  [{ deadMs: -1 }, RangeError],
  [{ maxMessageBytes: Number.NaN }, RangeError],
])('takes no option that cannot be: %j', (options, kind) => {
  const { signal } = new AbortController();
  expect(() => jetstream({ url: 'ws://host/subscribe', cursor: async () => null, signal, ...options })).toThrow(kind);
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
  expect((await stream[Symbol.asyncIterator]().next()).done).toBe(true);
  expect(notices[0]).toContain('ECONNREFUSED');
});
