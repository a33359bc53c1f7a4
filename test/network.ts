import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AtpAgent, type BlobRef } from '@atproto/api';
import { Secp256k1Keypair } from '@atproto/crypto';
import { PDS } from '@atproto/pds';
import { Database, PlcServer } from '@did-plc/server';
import { type JetstreamMessage, jetstreamBridge } from './jetstream-bridge.ts';

/** An account on the network's PDS, logged in. */
export interface LocalAccount {
  readonly did: string;
  /** `{name}.test`. */
  readonly handle: string;
  readonly agent: AtpAgent;
  /** Creates the record, or replaces the one under that key. Without a key the PDS chooses one. */
  put(collection: string, record: Record<string, unknown>, rkey?: string): Promise<{ uri: string; cid: string }>;
  remove(collection: string, rkey: string): Promise<void>;
  /** The blob's reference, for a record: until one holds it, the PDS gives the blob to nobody. */
  upload(bytes: Uint8Array, mimeType?: string): Promise<BlobRef>;
}

/** A directory of DIDs, a PDS and a Jetstream host, real and on loopback, and nothing else. */
export interface LocalNetwork extends AsyncDisposable {
  readonly plcUrl: string;
  readonly pdsUrl: string;
  readonly jetstreamUrl: string;
  /** How long all of it took to start, imports aside, in milliseconds. */
  readonly startMs: number;
  /** What the Jetstream host has told so far, or would have; keeps growing. */
  readonly messages: readonly JetstreamMessage[];
  /** A new account. */
  account(name: string): Promise<LocalAccount>;
  /** What the operator of a PDS may do to an account. */
  takeDown(did: string): Promise<void>;
  restore(did: string): Promise<void>;
  takeDownBlob(did: string, cid: string): Promise<void>;
  deleteAccount(did: string): Promise<void>;
  /** Ends every Jetstream connection as a broken line does. */
  dropConnections(): void;
}

const ADMIN_PASSWORD = 'the operator of a PDS on loopback';

/** Starts one, in this process. Dispose of it to stop it and to remove what it kept. */
export const localNetwork = async (): Promise<LocalNetwork> => {
  const startedMs = performance.now();
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'tangled-trust-pds-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const plc = PlcServer.create({ db: Database.mock(), port: 0 });
  stack.defer(() => plc.destroy());
  const plcUrl = `http://127.0.0.1:${await startOnLoopback(plc, 0)}`;
  const port = await freePort();
  const pds = await PDS.fromEnv(await settings({ directory, port, plcUrl }));
  stack.defer(() => pds.destroy());
  await startOnLoopback(pds, port);
  const pdsUrl = `http://localhost:${port}`;
  const bridge = stack.use(await jetstreamBridge(pdsUrl));
  const running = stack.move();
  return {
    plcUrl,
    pdsUrl,
    jetstreamUrl: bridge.url,
    startMs: performance.now() - startedMs,
    messages: bridge.messages,
    account: (name) => newAccount(pdsUrl, name),
    takeDown: (did) => setTakedown(pdsUrl, accountNamed(did), true),
    restore: (did) => setTakedown(pdsUrl, accountNamed(did), false),
    takeDownBlob: (did, cid) => setTakedown(pdsUrl, blobNamed(did, cid), true),
    deleteAccount: (did) => asOperator(pdsUrl, 'com.atproto.admin.deleteAccount', { did }),
    dropConnections: bridge.dropConnections,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};

interface Place {
  readonly directory: string;
  readonly port: number;
  readonly plcUrl: string;
}

const settings = async ({ directory, port, plcUrl }: Place): Promise<Parameters<typeof PDS.fromEnv>[0]> => {
  const rotationKey = await Secp256k1Keypair.create({ exportable: true });
  return {
    devMode: true,
    hostname: 'localhost',
    port,
    dataDirectory: directory,
    blobstoreDiskLocation: join(directory, 'blobs'),
    didPlcUrl: plcUrl,
    recoveryDidKey: (await Secp256k1Keypair.create()).did(),
    plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotationKey.export()).toString('hex'),
    serviceHandleDomains: ['.test'],
    inviteRequired: false,
    // Its directory of DIDs is on loopback too.
    disableSsrfProtection: true,
    adminPassword: ADMIN_PASSWORD,
    jwtSecret: 'a secret of thirty-two characters',
  };
};

interface Listener {
  readonly app: { listen: (...args: never[]) => Server };
  start(): Promise<Server>;
}

/** Both servers listen on every address of the machine unless told otherwise. @returns the port. */
const startOnLoopback = async (server: Listener, port: number): Promise<number> => {
  const listen = server.app.listen.bind(server.app) as (port: number, host: string) => Server;
  server.app.listen = () => listen(port, '127.0.0.1');
  return ((await server.start()).address() as AddressInfo).port;
};

/** A port of 127.0.0.1 that nobody listens at. The PDS needs one: it writes its address before it listens. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const newAccount = async (service: string, name: string): Promise<LocalAccount> => {
  const agent = new AtpAgent({ service });
  const handle = `${name}.test`;
  const { data } = await agent.createAccount({ handle, email: `${name}@example.com`, password: `password of ${name}` });
  const repo = data.did;
  const records = agent.com.atproto.repo;
  return {
    did: repo,
    handle,
    agent,
    async put(collection, fields, rkey) {
      const record = { $type: collection, ...fields };
      const { uri, cid } = (
        await (rkey === undefined
          ? records.createRecord({ repo, collection, record })
          : records.putRecord({ repo, collection, rkey, record }))
      ).data;
      return { uri, cid };
    },
    async remove(collection, rkey) {
      await records.deleteRecord({ repo, collection, rkey });
    },
    upload: async (bytes, encoding = 'application/gzip') => (await records.uploadBlob(bytes, { encoding })).data.blob,
  };
};

const asOperator = async (service: string, method: string, input: unknown): Promise<void> => {
  const response = await fetch(`${service}/xrpc/${method}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`admin:${ADMIN_PASSWORD}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
};

const accountNamed = (did: string) => ({ $type: 'com.atproto.admin.defs#repoRef', did });
const blobNamed = (did: string, cid: string) => ({ $type: 'com.atproto.admin.defs#repoBlobRef', did, cid });

const setTakedown = (service: string, subject: Record<string, string>, applied: boolean): Promise<void> =>
  asOperator(service, 'com.atproto.admin.updateSubjectStatus', { subject, takedown: { applied, ref: 'test' } });
