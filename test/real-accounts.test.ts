import { IdResolver } from '@atproto/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Did, parseDid } from '../src/domain/index.ts';
import { type Identity, identity } from '../src/ingest/index.ts';
import { type Outbound, outbound } from '../src/outbound/index.ts';
import { type HttpServer, httpServer } from './http-server.ts';
import { type LocalAccount, type LocalNetwork, localNetwork } from './network.ts';

/** A real directory of DIDs and a real PDS; the knot, which is also the repository's did:web, is ours. */
const stack = new AsyncDisposableStack();
let network: LocalNetwork;
let away: Outbound;
let people: Identity;
let mira: LocalAccount;
let knot: HttpServer;
let repo: Did;

const checked = (text: string): Did => {
  const did = parseDid(text);
  if (did === null) throw new Error(`no DID: ${text}`);
  return did;
};

beforeAll(async () => {
  network = stack.use(await localNetwork());
  away = stack.use(outbound({ userAgent: 'test/1', allowLocal: true, spacingMs: 0 }));
  people = identity({
    get: away.get,
    resolveTxt: async () => [],
    plcUrl: network.plcUrl,
    appviewUrl: null,
    local: true,
  });
  mira = await network.account('mira');
  knot = stack.use(
    await httpServer((request, response) => {
      const answers: Record<string, unknown> = {
        '/.well-known/did.json': {
          id: repo,
          service: [{ id: '#tangled_knot', type: 'TangledKnot', serviceEndpoint: `http://localhost:${knot.port}` }],
        },
        '/xrpc/sh.tangled.repo.describeRepo': { repoDid: repo, ownerDid: mira.did, rkey: 'core' },
        '/xrpc/sh.tangled.repo.listCollaborators': { items: [{ subject: mira.did }] },
      };
      response.end(JSON.stringify(answers[new URL(request.url ?? '', 'http://knot').pathname]));
    }),
  );
  repo = checked(`did:web:localhost%3A${knot.port}`);
});
afterAll(() => stack.disposeAsync());

describe('a real account', () => {
  it('is verified through its directory and its own server', async () => {
    const did = checked(mira.did);
    expect(await people.person(did)).toMatchObject({
      did,
      state: 'verified',
      handle: 'mira.test',
      pds: network.pdsUrl,
      problem: null,
    });
  });

  it('is read as the network’s own library reads it, which can use the same way out', async () => {
    const library = new IdResolver({ plcUrl: network.plcUrl, fetch: away.fetch });
    const { handle, pds } = await library.did.resolveAtprotoData(mira.did);
    expect(await people.person(checked(mira.did))).toMatchObject({ handle, pds });
  });

  it('that was never made is nobody', async () => {
    const problem = 'no document: answered 404';
    expect(await people.person(checked(`did:plc:${'a'.repeat(24)}`))).toMatchObject({ state: 'unresolvable', problem });
  });
});

describe('a repository of a real account', () => {
  it('is contradicted, verified and contradicted as the owner’s record is missing, there and gone', async () => {
    expect(await people.repo(repo)).toMatchObject({ state: 'contradicted', problem: 'the owner has no such record' });
    const record = { name: 'core', knot: `localhost:${knot.port}`, repoDid: repo, createdAt: '2026-11-20T10:00:00Z' };
    const { uri } = await mira.put('sh.tangled.repo', record, 'core');
    expect(await people.repo(repo)).toMatchObject({
      state: 'verified',
      ownerDid: mira.did,
      uri,
      knot: `localhost:${knot.port}`,
      collaborators: [mira.did],
    });
    await mira.remove('sh.tangled.repo', 'core');
    expect(await people.repo(repo)).toMatchObject({ state: 'contradicted', ownerDid: null });
  });

  it('is not verified while the owner’s account is taken down', async () => {
    await network.takeDown(mira.did);
    expect(await people.repo(repo)).toMatchObject({ state: 'unverified', ownerDid: null, failures: 0 });
    await network.restore(mira.did);
  });
});
