/** Hosts on loopback and a model of the store for this folder's tests; nothing else imports it. */
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type DecodedEvent, type Did, parseDid } from '../../domain/index.ts';
import { outbound } from '../../outbound/index.ts';
import type { HeldRecord, KeptBatch, KnownAccount, RepoStore } from './ports.ts';
import { recordCid } from './record-cid.ts';

/** What a host says to one question: JSON unless `text` is given. */
export interface Said {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
}

type Answers = (method: string, asked: URLSearchParams) => Said | Promise<Said>;

/** An XRPC host of ours on loopback, closed when the test is over, and what it was asked. */
export const xrpcHost = async (answers: Answers) => {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://host');
    asked.push(url);
    void Promise.resolve(answers(url.pathname.replace('/xrpc/', ''), url.searchParams)).then((said) =>
      say(response, said),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(close);
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
};

const say = (response: ServerResponse, { status = 200, json, text }: Said): void => {
  response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/html' });
  response.end(text ?? JSON.stringify(json));
};

/** The way out that the service has, to loopback and without pauses. */
export const localGet = () => {
  const door = outbound({ userAgent: 'test', allowLocal: true, spacingMs: 0, sleep: async () => undefined });
  onTestFinished(() => door[Symbol.asyncDispose]());
  return door.get;
};

export const didOf = (name: string): Did => {
  const did = parseDid(`did:plc:${name.padEnd(24, 'a').slice(0, 24)}`);
  if (did === null) throw new Error(name);
  return did;
};

const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

/** The TID of a microsecond. */
export const tidAt = (micros: number): string => {
  let text = '';
  for (let rest = micros, place = 0; place < 11; place += 1, rest = Math.floor(rest / 32)) {
    text = LETTERS.charAt(rest % 32) + text;
  }
  return `${text}22`;
};

/** A CID-like name of a text. */
const cidLike = (text: string): string => {
  const hash = createHash('sha256').update(text).digest();
  return `bafyrei${[...hash, ...hash]
    .map((byte) => LETTERS.charAt(byte % 32))
    .join('')
    .slice(0, 52)}`;
};

/** The CID of a record; of one that has none, something like it. */
export const cidOf = (value: Value): string => recordCid(value)?.cid ?? cidLike(JSON.stringify(value));

type Value = Readonly<Record<string, unknown>>;

export const T0 = 1_760_000_000_000_000;
const SECOND_US = 1_000_000;

/** A repository as its PDS has it. Every change is a commit, and comes back as the message of the live stream. */
export class ModelRepo {
  readonly did: Did;
  active = true;
  status: string | undefined;
  atUs: number;
  readonly records = new Map<string, { readonly cid: string; readonly value: Value }>();

  constructor(did: Did, atUs = T0) {
    this.did = did;
    this.atUs = atUs;
  }

  get rev(): string {
    return tidAt(this.atUs);
  }

  put(collection: string, rkey: string, fields: Value): string {
    const value = { $type: collection, ...fields };
    const path = `${collection}/${rkey}`;
    const operation = this.records.has(path) ? 'update' : 'create';
    this.atUs += SECOND_US;
    const cid = cidOf(value);
    this.records.set(path, { cid, value });
    return this.#message({ operation, collection, rkey, record: value, cid });
  }

  remove(collection: string, rkey: string): string {
    this.atUs += SECOND_US;
    this.records.delete(`${collection}/${rkey}`);
    return this.#message({ operation: 'delete', collection, rkey });
  }

  #message(commit: object): string {
    const time = this.atUs + SECOND_US / 2;
    return JSON.stringify({ did: this.did, time_us: time, kind: 'commit', commit: { rev: this.rev, ...commit } });
  }
}

/** What a PDS with these repositories answers, as the reference implementation does. */
export const pdsWith =
  (...repos: readonly ModelRepo[]): Answers =>
  (method, asked) => {
    const repo = repos.find(({ did }) => did === (asked.get('repo') ?? asked.get('did')));
    if (repo === undefined) return { status: 400, json: { error: 'RepoNotFound', message: 'no such repo' } };
    const { did, active, status, rev } = repo;
    if (method === 'com.atproto.sync.getRepoStatus') {
      return { json: active ? { did, active, rev } : { did, active, status } };
    }
    if (!active) return { status: 400, json: { error: 'RepoDeactivated', message: 'gone' } };
    switch (method) {
      case 'com.atproto.sync.getLatestCommit':
        return { json: { cid: cidLike(rev), rev } };
      case 'com.atproto.repo.describeRepo':
        return { json: { did, handle: 'x.test', collections: collectionsIn(repo), handleIsCorrect: true } };
      case 'com.atproto.repo.listRecords':
        return { json: listing(repo, asked) };
      default:
        return { status: 501, json: { error: 'MethodNotImplemented', message: method } };
    }
  };

const collectionsIn = ({ records }: ModelRepo): string[] => [
  ...new Set([...records.keys()].map((path) => path.slice(0, path.indexOf('/')))),
];

const listing = ({ did, records }: ModelRepo, asked: URLSearchParams) => {
  const prefix = `${asked.get('collection')}/`;
  const before = asked.get('cursor');
  const page = [...records]
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, record]) => ({ rkey: path.slice(prefix.length), uri: `at://${did}/${path}`, ...record }))
    .sort((one, other) => (one.rkey < other.rkey ? 1 : -1))
    .filter(({ rkey }) => before === null || rkey < before)
    .slice(0, Number(asked.get('limit') ?? 50));
  const cursor = page.at(-1)?.rkey;
  return { records: page.map(({ rkey: _, ...record }) => record), ...(cursor === undefined ? {} : { cursor }) };
};

/** The rule by which events make records: of each record the latest by (position, id), whatever the order of arrival. */
export class ModelStore implements RepoStore {
  readonly events = new Map<string, DecodedEvent>();
  readonly letters = new Map<string, string>();
  readonly revs = new Map<Did, string>();
  held: string | null = null;
  account: KnownAccount | null = null;

  async knownRepo(did: Did) {
    return { rev: this.revs.get(did) ?? null, held: this.held, account: this.account };
  }

  async liveRecords(did: Did): Promise<readonly HeldRecord[]> {
    return this.latest().filter((event) => event.did === did && event.operation !== 'delete');
  }

  async keep({ events, deadLetters, source, complete }: KeptBatch): Promise<number> {
    const before = this.events.size;
    for (const decoded of events) this.take(decoded, source);
    for (const { id, reason } of deadLetters) this.letters.set(id, reason);
    if (complete !== null) this.revs.set(complete.did, complete.rev);
    if (complete !== null) this.held = complete.held;
    return this.events.size - before;
  }

  take(decoded: DecodedEvent, source = 'live'): void {
    const { event, facts } = decoded;
    this.events.set(event.id, decoded);
    const [fact] = facts;
    if (fact?.kind === 'account') this.account = { active: fact.active, status: fact.status, source };
  }

  latest() {
    const winners = new Map<string, DecodedEvent['event']>();
    for (const { event } of this.events.values()) {
      if (event.collection.startsWith('#')) continue;
      const known = winners.get(event.uri);
      const wins =
        known === undefined ||
        event.positionUs > known.positionUs ||
        (event.positionUs === known.positionUs && event.id > known.id);
      if (wins) winners.set(event.uri, event);
    }
    return [...winners.values()];
  }

  /** Every live record's address and text. */
  state(): Record<string, string | null> {
    const live = this.latest().filter((event) => event.operation !== 'delete');
    return Object.fromEntries(live.map((event) => [event.uri, event.record]).sort());
  }
}
