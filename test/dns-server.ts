import { createSocket } from 'node:dgram';

/** What the server says of a name: texts (each in pieces), that there is none, that it failed, or nothing at all. */
export type TxtAnswer = readonly (readonly string[])[] | 'no-name' | 'no-data' | 'failed' | 'silent';

export interface DnsServer extends AsyncDisposable {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly asked: readonly string[];
}

const CODES = { 'no-name': 3, 'no-data': 0, failed: 2 };

/** A real name server on loopback that knows TXT records alone. */
export const dnsServer = async (answer: (name: string) => TxtAnswer): Promise<DnsServer> => {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, from) => {
    const { name, end } = question(query);
    asked.push(name);
    const said = answer(name);
    if (said === 'silent') return;
    const records = typeof said === 'string' ? [] : said.map(record);
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | (typeof said === 'string' ? CODES[said] : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
};

const question = (query: Buffer): { name: string; end: number } => {
  const labels: string[] = [];
  let at = 12;
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + size));
    at += 1 + size;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
};

/** One TXT record of the name that was asked for, good for a minute. */
const record = (pieces: readonly string[]): Buffer => {
  const data = Buffer.concat(pieces.map((piece) => Buffer.concat([Buffer.of(piece.length), Buffer.from(piece)])));
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(16, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
};
