import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';

/** One message of the stream, in both wires' words, at the time at which the host saw it. */
export interface Entry {
  readonly seenUs: number;
  /** Null for what this wire leaves out. */
  readonly v1: string | Uint8Array | null;
  /** `seq` is the entry's number in the host's stream. */
  readonly v2: (seq: number) => string | Uint8Array;
  readonly binary?: boolean;
  /** Pretend that the message is so many bytes long: only its beginning is sent. */
  readonly pretendBytes?: number;
}

/** What one connection suffers. Without any of it: everything from the cursor on, and then whatever is released. */
export interface Fate {
  /** Answer this in HTTP. */
  readonly refuse?: { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };
  /** Answer this in no protocol at all. */
  readonly garbage?: string;
  /** Open the stream, and then neither send anything nor answer. */
  readonly mute?: boolean;
  /** Compress, if the client can. */
  readonly deflate?: boolean;
  /** After so many messages of this connection … */
  readonly after?: number;
  /** … destroy the TCP connection within a frame … */
  readonly cut?: boolean;
  /** … or send these bytes raw … */
  readonly raw?: Uint8Array;
  /** … or say this on the v2 wire, and close … */
  readonly error?: string;
  /** … or close the connection. */
  readonly close?: number;
  /** Bring neighbours out of order. */
  readonly shuffled?: boolean;
}

/** What a client asked for, by its address. */
export interface Asked {
  readonly wire: 'v1' | 'v2';
  readonly query: URLSearchParams;
  readonly cursor: number | null;
}

export interface JetstreamHost extends AsyncDisposable {
  readonly url: (wire: 'v1' | 'v2') => string;
  readonly asked: readonly Asked[];
  /** Open connections. */
  readonly connections: () => number;
  /** Connections that still have something to send. */
  readonly sending: () => number;
  /** How many entries were sent to anyone so far, counted from the stream's beginning. */
  readonly frontier: () => number;
  /** Lets entries up to this number out. */
  release(count: number): void;
  /** Closes every open connection cleanly, as a host that is restarted does. */
  restart(): void;
}

export interface HostOptions {
  readonly entries: readonly Entry[];
  /** What becomes of the nth connection, from 1. */
  readonly fate?: (nth: number, asked: Asked) => Fate;
  /** Entries before this one are no longer kept. */
  readonly oldest?: number;
  /** Entries released at the start; default all. */
  readonly released?: number;
}

const V2_PATH = '/xrpc/network.bsky.jetstream.subscribeEvents';
const V1_NAMES = ['wantedCollections', 'wantedDids', 'compress', 'requireHello'];
const LEAST_TIME_US = 1e15;

/** A Jetstream host on loopback that speaks both wires as the real ones do, and misbehaves on request. */
export const jetstreamHost = async (options: HostOptions): Promise<JetstreamHost> => {
  const { entries, fate = (): Fate => ({}), oldest = 0 } = options;
  const asked: Asked[] = [];
  const open = new Set<WebSocket>();
  const raw = new Set<Duplex>();
  const state = { released: options.released ?? entries.length, frontier: 0 };
  let sending = 0;
  const servers = {
    plain: new WebSocketServer({ noServer: true }),
    mute: new WebSocketServer({ noServer: true, autoPong: false }),
    deflate: new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 0 } }),
  };
  const server = createServer((_, response) => response.writeHead(404).end('no page'));
  server.on('upgrade', (request, socket, head) => {
    raw.add(socket);
    socket.on('error', () => undefined);
    const what = askedIn(request);
    asked.push(what);
    const suffers = fate(asked.length, what);
    const refusal = suffers.refuse ?? refusalOf(what, entries, oldest);
    if (suffers.garbage !== undefined) return void socket.end(suffers.garbage);
    if (refusal !== null) return void socket.end(httpAnswer(refusal));
    const kind = suffers.mute ? 'mute' : suffers.deflate ? 'deflate' : 'plain';
    servers[kind].handleUpgrade(request, socket, head, (client) => {
      open.add(client);
      client.on('close', () => open.delete(client));
      client.on('error', () => undefined);
      if (suffers.mute) return;
      sending += 1;
      void pump({ client, socket, what, suffers, entries, oldest, state }).finally(() => {
        sending -= 1;
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: (wire) => `${address}${wire === 'v1' ? '/subscribe' : V2_PATH}`,
    asked,
    connections: () => open.size,
    sending: () => sending,
    frontier: () => state.frontier,
    release: (count) => {
      state.released = Math.max(state.released, count);
    },
    restart: () => {
      for (const client of open) client.close(1001, 'server shutting down');
    },
    async [Symbol.asyncDispose]() {
      for (const client of open) client.terminate();
      for (const socket of raw) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const askedIn = (request: IncomingMessage): Asked => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://host');
  const cursor = searchParams.get('cursor');
  return {
    wire: pathname === V2_PATH ? 'v2' : 'v1',
    query: searchParams,
    cursor: cursor === null ? null : Number(cursor),
  };
};

type Refusal = NonNullable<Fate['refuse']>;

const refusalOf = ({ wire, query, cursor }: Asked, entries: readonly Entry[], oldest: number): Refusal | null => {
  const xrpc = (error: string, message: string): Refusal => ({ status: 400, body: JSON.stringify({ error, message }) });
  if (wire === 'v1')
    return query.get('wantedCollections') === 'sh.tangled.*' ? null : { status: 400, body: 'no filter' };
  const foreign = V1_NAMES.filter((name) => query.has(name));
  if (foreign.length > 0) return xrpc('InvalidRequest', `unknown parameter ${foreign}`);
  if (query.get('collections') !== 'sh.tangled.*') return xrpc('InvalidRequest', 'no filter');
  if (cursor !== null && cursor < LEAST_TIME_US && cursor <= Math.min(oldest, entries.length)) {
    return xrpc('CursorTooOld', `cursor ${cursor} below lookback floor ${oldest + 1}`);
  }
  return null;
};

const httpAnswer = ({ status, headers = {}, body = '' }: Refusal): string =>
  [
    `HTTP/1.1 ${status} Refused`,
    ...Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '',
    body,
  ].join('\r\n');

interface Pumping {
  readonly client: WebSocket;
  readonly socket: Duplex;
  readonly what: Asked;
  readonly suffers: Fate;
  readonly entries: readonly Entry[];
  readonly oldest: number;
  readonly state: { released: number; frontier: number };
}

const pump = async (pumping: Pumping): Promise<void> => {
  const { client, what, suffers, entries, oldest, state } = pumping;
  const wanted = firstWanted(what, entries, state.released);
  if (what.wire === 'v2' && what.cursor !== null && wanted < oldest) {
    client.send(infoFrame(`requested timestamp cursor below retention floor; starting at seq ${oldest + 1}`));
  }
  const limit = Number(what.query.get('maxMessageSizeBytes') ?? 0) || Number.POSITIVE_INFINITY;
  const due = entries.map((entry, index) => ({ entry, seq: index + 1 })).slice(Math.max(wanted, oldest));
  let sent = 0;
  for (const { entry, seq } of suffers.shuffled ? swapped(due) : due) {
    if (sent === suffers.after) return strike(pumping);
    while (seq > state.released && client.readyState === client.OPEN) await sleep(2);
    while (client.bufferedAmount > 1024 * 1024 && client.readyState === client.OPEN) await sleep(2);
    if (client.readyState !== client.OPEN) return;
    state.frontier = Math.max(state.frontier, seq);
    sent += 1;
    const payload = what.wire === 'v1' ? entry.v1 : entry.v2(seq);
    if (payload === null) continue;
    const length = entry.pretendBytes ?? Buffer.byteLength(payload);
    if (length > limit) continue;
    if (entry.pretendBytes !== undefined) {
      // Whatever came now would be part of that message.
      pumping.socket.write(frameOf(payload, length));
      return;
    }
    client.send(payload, { binary: entry.binary ?? false });
  }
  if (sent === suffers.after) strike(pumping);
};

/** v2: the entry of that number, or the first seen at that time or later; past the end: what comes next. */
const firstWanted = ({ cursor }: Asked, entries: readonly Entry[], released: number): number => {
  if (cursor === null) return released;
  if (cursor < LEAST_TIME_US) return cursor > released ? released : cursor - 1;
  const index = entries.findIndex((entry) => entry.seenUs >= cursor);
  return index === -1 ? released : index;
};

const infoFrame = (message: string): string =>
  JSON.stringify({
    $type: 'message',
    payload: { $type: 'network.bsky.jetstream.subscribeEvents#info', name: 'OutdatedCursor', message },
  });

const swapped = <Item>(items: readonly Item[]): Item[] =>
  items.map((item, index) => items[index % 2 === 0 ? index + 1 : index - 1] ?? item);

const strike = ({ client, socket, suffers }: Pumping): void => {
  if (suffers.cut) {
    const frame = frameOf('{"did":"did:plc:cut', 400);
    socket.write(frame, () => socket.destroy());
  } else if (suffers.raw !== undefined) socket.write(suffers.raw);
  else {
    if (suffers.error !== undefined) {
      client.send(JSON.stringify({ $type: 'error', error: suffers.error, message: 'reconnect' }));
    }
    client.close(suffers.close ?? 1001, 'server shutting down');
  }
};

/** The beginning of a text frame that claims to be `length` bytes long. */
const frameOf = (payload: string | Uint8Array, length: number): Buffer => {
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  header[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, Buffer.from(payload)]);
};
