/**
 * A million events over a loopback socket, from a host in a process of its own, into a durable database, decoded and
 * folded; beside it a bare `ws` client that parses and counts the same messages. Memory is told at each 100,000.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';
import { deriver, ingestStream, jetstream } from '../src/ingest/index.ts';
import { foldEvents, ingestTotals, openStore } from '../src/store/index.ts';
import { millis, report } from './measure.ts';

const [role = 'measure', count = '1000000'] = process.argv.slice(2);
const EVENTS = Number(count);
const FROM_US = 1_760_000_000_000_000;
const did = (n: number): string => `did:plc:${n.toString(36).padStart(24, 'a')}`;

/** Deterministic: follows, stars and vouches by 5,000 people, a hundred a second. */
const messageOf = (n: number): string => {
  const [author, subject] = [did(n % 5000), did((n * 7919) % 5003)];
  const [collection, rkey, fields] = [
    ['sh.tangled.graph.follow', `3k${n}`, `"subject":"${subject}"`],
    ['sh.tangled.feed.star', `3k${n}`, `"subject":{"did":"${subject}"}`],
    ['sh.tangled.graph.vouch', subject, '"kind":"vouch"'],
  ][n % 3] as [string, string, string];
  return `{"did":"${author}","time_us":${FROM_US + n * 10_000},"kind":"commit","commit":{"rev":"3k${n}","operation":"create","collection":"${collection}","rkey":"${rkey}","record":{"$type":"${collection}",${fields},"createdAt":"2026-06-24T04:18:32+03:00"},"cid":"bafyrei${n}"}}`;
};

/** Serves everything, as fast as the reader reads, to whoever connects. */
const serve = (): void => {
  const server = createServer();
  new WebSocketServer({ server }).on('connection', (socket) => {
    let sent = 0;
    const more = (): void => {
      for (let burst = 0; burst < 500 && sent < EVENTS; burst += 1) socket.send(messageOf(sent++));
      if (sent < EVENTS) socket.send(messageOf(sent++), more);
    };
    more();
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/subscribe\n`);
  });
};

const started = async (): Promise<{ host: ChildProcess; url: string }> => {
  const host = spawn(process.execPath, [import.meta.filename, 'host', String(EVENTS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: host.stdout })) return { host, url };
  throw new Error('the host ended without a word');
};

const mib = (): number => process.memoryUsage.rss() / 2 ** 20;

const ours = async (url: string, directory: string): Promise<number[]> => {
  const store = openStore(join(directory, 'live.duckdb'), { deriver });
  const resident: number[] = [];
  await ingestStream(
    jetstream({ url, cursor: async () => String(FROM_US), signal: new AbortController().signal }),
    { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
    {
      source: 'bench',
      resumable: true,
      maxEvents: EVENTS,
      onProgress: ({ events }) => {
        if (events < (EVENTS / 10) * (resident.length + 1)) return;
        resident.push(mib());
        process.stderr.write(`${events.toLocaleString('en')} events: ${Math.round(mib())} MiB\n`);
      },
    },
  );
  const { events } = await store.read(ingestTotals);
  if (events !== EVENTS) throw new Error(`kept ${events} of ${EVENTS}`);
  return resident;
};

const bare = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let count = 0;
    const socket = new WebSocket(url);
    socket.on('error', reject);
    socket.on('message', (data) => {
      if (JSON.parse(String(data)).kind === 'commit') count += 1;
      if (count < EVENTS) return;
      socket.terminate();
      resolve();
    });
  });

const measure = async (): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-bench-'));
  const { host, url } = await started();
  try {
    let resident: number[] = [];
    const own = await millis(async () => {
      resident = await ours(url, directory);
    });
    const peer = await millis(() => bare(url));
    const rate = (ms: number): string => `${Math.round(EVENTS / (ms / 1000)).toLocaleString('en')}/s`;
    const [first = 0, last = 0] = [resident[0], resident.at(-1)];
    report(
      `live stream of ${EVENTS.toLocaleString('en')} events, durable`,
      `${rate(own)}, ${Math.round(first)} MiB after a tenth, ${Math.round(last)} MiB at the end`,
      `bare ws and JSON.parse ${rate(peer)}`,
      own / peer,
    );
  } finally {
    host.kill();
    rmSync(directory, { recursive: true, force: true });
  }
};

if (role === 'host') serve();
else await measure();
