import { on, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { decodeAll } from '@atproto/lex-cbor';
import { lexToJson } from '@atproto/lexicon';
import { cborToLexRecord, readCar } from '@atproto/repo';
import { WebSocket, WebSocketServer } from 'ws';

/** One message of Jetstream's v1 wire, as much of it as the bridge writes. */
export interface JetstreamMessage {
  readonly did: string;
  readonly time_us: number;
  readonly kind: 'commit' | 'identity' | 'account';
  readonly commit?: {
    readonly rev: string;
    readonly operation: 'create' | 'update' | 'delete';
    readonly collection: string;
    readonly rkey: string;
    readonly record?: unknown;
    readonly cid?: string;
  };
  readonly identity?: unknown;
  readonly account?: unknown;
}

/** A Jetstream host of our own in front of one PDS. */
export interface JetstreamBridge extends AsyncDisposable {
  /** `ws://127.0.0.1:{port}/subscribe`. */
  readonly url: string;
  /** Everything so far, in order; keeps growing. */
  readonly messages: readonly JetstreamMessage[];
  /** Ends every connection without a closing handshake, as a broken line does. */
  dropConnections(): void;
}

type Without<Message> = Omit<Message, 'time_us'>;

/** Follows `subscribeRepos` of the PDS at `pdsUrl` from now on, and tells it to whoever subscribes. */
export const jetstreamBridge = async (pdsUrl: string): Promise<JetstreamBridge> => {
  const messages: JetstreamMessage[] = [];
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/subscribe' });
  const firehose = new WebSocket(`${pdsUrl.replace(/^http/, 'ws')}/xrpc/com.atproto.sync.subscribeRepos`);
  await Promise.all([once(server, 'listening'), once(firehose, 'open')]);
  const listeners = new Map<WebSocket, (message: JetstreamMessage) => boolean>();
  server.on('connection', (socket, request) => {
    const { searchParams } = new URL(request.url ?? '/', 'ws://bridge');
    const wants = filterOf(searchParams.getAll('wantedCollections'));
    const cursor = searchParams.get('cursor');
    for (const message of cursor === null ? [] : messages) {
      if (message.time_us >= Number(cursor) && wants(message)) socket.send(JSON.stringify(message));
    }
    listeners.set(socket, wants);
    socket.on('close', () => listeners.delete(socket));
  });
  const following = follow(firehose, (message, seenAtMs) => {
    // No time twice and none earlier than the one before: a cursor must tell two messages apart.
    const told = { ...message, time_us: Math.max(seenAtMs * 1000, (messages.at(-1)?.time_us ?? 0) + 1) };
    messages.push(told);
    for (const [socket, wants] of listeners) if (wants(told)) socket.send(JSON.stringify(told));
  });
  const dropConnections = (): void => {
    for (const socket of server.clients) socket.terminate();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/subscribe`,
    messages,
    dropConnections,
    async [Symbol.asyncDispose]() {
      firehose.terminate();
      await following;
      dropConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Full names, or prefixes that end in `.*`; they choose among commits alone. None at all wants everything. */
const filterOf = (wanted: readonly string[]) => {
  const fits = (collection: string): boolean =>
    wanted.some((each) => (each.endsWith('.*') ? collection.startsWith(each.slice(0, -1)) : collection === each));
  return ({ commit }: JetstreamMessage): boolean =>
    commit === undefined || wanted.length === 0 || fits(commit.collection);
};

type Tell = (message: Without<JetstreamMessage>, seenAtMs: number) => void;

const follow = async (firehose: WebSocket, tell: Tell): Promise<void> => {
  for await (const [data] of on(firehose, 'message', { close: ['close'] })) {
    const [header, body] = [...decodeAll(new Uint8Array(data as Buffer))] as [{ t?: string }, Frame];
    const say = (message: Without<JetstreamMessage>): void => tell(message, Date.parse(body.time));
    if (header.t === '#commit') for (const message of await commitsOf(body)) say(message);
    else if (header.t === '#identity') say({ did: body.did, kind: 'identity', identity: body });
    else if (header.t === '#account') say({ did: body.did, kind: 'account', account: body });
  }
};

/** A frame's body: of a commit, of news of an identity or of an account. */
interface Frame {
  readonly time: string;
  readonly did: string;
  readonly repo: string;
  readonly rev: string;
  readonly blocks: Uint8Array;
  readonly ops: readonly {
    readonly action: 'create' | 'update' | 'delete';
    readonly path: string;
    readonly cid: unknown;
  }[];
}

const commitsOf = async ({ repo, rev, blocks, ops }: Frame): Promise<readonly Without<JetstreamMessage>[]> => {
  const car = await readCar(blocks);
  return ops.map(({ action, path, cid }) => {
    const [collection = '', rkey = ''] = path.split('/');
    const commit = { rev, operation: action, collection, rkey };
    if (action === 'delete') return { did: repo, kind: 'commit', commit };
    const bytes = car.blocks.get(cid as Parameters<typeof car.blocks.get>[0]);
    if (bytes === undefined) throw new Error(`the commit of ${path} came without its block`);
    const record = lexToJson(cborToLexRecord(bytes));
    return { did: repo, kind: 'commit', commit: { ...commit, record, cid: String(cid) } };
  });
};
