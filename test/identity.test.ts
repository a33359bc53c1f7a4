import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDid } from '../src/domain/index.ts';
import { identity, type LastPerson, type ResolvedPerson } from '../src/ingest/index.ts';
import { broken, type LittleNetwork, littleNetwork, type Page, status } from './little-network.ts';
import { person } from './records.ts';

const did = (text: string) => {
  const parsed = parseDid(text);
  if (parsed === null) throw new Error(`no DID: ${text}`);
  return parsed;
};

const alice = did(person('alice'));
const mallory = did(person('mallory'));
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let net: LittleNetwork;
beforeEach(async () => {
  net = await littleNetwork();
});
afterEach(() => net[Symbol.asyncDispose]());

const resolve = (who = alice, last: LastPerson | null = null): Promise<ResolvedPerson> =>
  identity(net.network).person(who, { last });

const PDS = { id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: 'https://pds.example.com' };

const document = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id,
  alsoKnownAs: ['at://alice.example.com'],
  service: [PDS],
  ...more,
});

const plc = (who: string, page: Page = document(who)): void => void net.pages.set(`plc.directory/${who}`, page);
const txt = (who: string): void => void net.txt.set('_atproto.alice.example.com', [[`did=${who}`]]);
const wellKnown = (page: Page): void => void net.pages.set('alice.example.com/.well-known/atproto-did', page);

const verified = { state: 'verified', handle: 'alice.example.com', pds: 'https://pds.example.com', problem: null };

describe('a person', () => {
  it('is verified when the handle’s DNS names the DID that claims it', async () => {
    plc(alice);
    txt(alice);
    expect(await resolve()).toEqual({ did: alice, ...verified, failures: 0, againInMs: 24 * HOUR_MS });
    expect(net.asked).toEqual([`plc.directory/${alice}`]);
  });

  it('is verified when the handle’s web server does, its DNS saying nothing', async () => {
    plc(alice);
    wellKnown(`${alice}\n`);
    expect(await resolve()).toMatchObject(verified);
  });

  it('has a handle without regard to case', async () => {
    plc(alice, document(alice, { alsoKnownAs: ['https://alice.social', 'at://Alice.Example.COM', 'at://other.org'] }));
    txt(alice);
    expect(await resolve()).toMatchObject(verified);
  });

  it('cannot have somebody else’s handle', async () => {
    plc(mallory);
    txt(alice);
    wellKnown(mallory);
    const problem = `the handle is of ${alice}`;
    expect(await resolve(mallory)).toMatchObject({
      state: 'handle-unverified',
      handle: null,
      problem,
      againInMs: HOUR_MS,
    });
  });

  it('is not verified by a domain that names several', async () => {
    plc(alice);
    net.txt.set('_atproto.alice.example.com', [[`did=${alice}`], [`did=${mallory}`]]);
    wellKnown(alice);
    expect(await resolve()).toMatchObject({
      state: 'handle-unverified',
      problem: 'alice.example.com names several accounts',
    });
  });

  it.each<[string, Page]>([
    ['nothing', status(404)],
    ['an error that looks like a DID', status(500, alice)],
    ['a refusal that looks like a DID', status(404, alice)],
    ['a page', '<!doctype html><title>hello</title>'],
    ['a DID of no known kind', 'did:key:zabc'],
    ['a long page', 'x'.repeat(10_000)],
    ['a long page that begins well', `${alice}\n${'x'.repeat(10_000)}`],
    ['a redirect into the cloud', status(302, '', { location: 'http://169.254.169.254/latest' })],
    ['a redirect to this machine', status(302, '', { location: 'https://localhost/did' })],
  ])('is not verified by %s', async (_, page) => {
    plc(alice);
    wellKnown(page);
    expect(await resolve()).toMatchObject({ state: 'handle-unverified', handle: null, pds: 'https://pds.example.com' });
  });

  it.each([
    ['no handle', [], 'the document names no handle'],
    ['no alias that is a handle', ['https://alice.example.com', 7, null], 'the document names no handle'],
    ['a handle that is none', ['at://alice'], 'not a handle: alice'],
    ['a handle with a path', ['at://alice.example.com/x'], 'not a handle: alice.example.com/x'],
    ['a handle with a port', ['at://127.0.0.1:80'], 'not a handle: 127.0.0.1:80'],
    ['text for terminals', ['at://\u001b[31mred\u202e\n'], 'not a handle:  [31mred '],
    ['a handle of a test network', ['at://alice.test'], 'no public handle: alice.test'],
    ['a handle of this machine', ['at://alice.localhost'], 'no public handle: alice.localhost'],
  ])('with %s has none, and nobody is asked', async (_, alsoKnownAs, problem) => {
    plc(alice, document(alice, { alsoKnownAs }));
    expect(await resolve()).toMatchObject({ state: 'handle-unverified', handle: null, problem });
    expect(net.asked).toHaveLength(1);
  });
});

describe('a document', () => {
  const deep = `{"id":"${alice}","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

  it.each([
    [404, 'no document: answered 404'],
    [410, 'the DID was given up (tombstone)'],
    [400, 'no document: answered 400'],
  ])('that the directory answers with %i is none', async (code, problem) => {
    plc(alice, status(code, document(alice)));
    expect(await resolve()).toMatchObject({ state: 'unresolvable', problem, failures: 0, againInMs: 6 * HOUR_MS });
  });

  const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));

  it.each<[string, Page, string]>([
    ['refused', status(403), 'no document: answered 403'],
    ['a page', '<!doctype html>', 'broken document'],
    ['nothing', '', 'broken document'],
    ['a list', [], 'broken document'],
    ['null', 'null', 'broken document'],
    ['without id', { alsoKnownAs: [] }, 'broken document'],
    ['not UTF-8', (_, response) => void response.end(Buffer.of(0x22, 0xff, 0x22)), 'broken document'],
    ['of another DID', document(mallory), 'the document is of another DID'],
    ['elsewhere', status(301, '', { location: 'https://other.example.com/did.json' }), 'no document: answered 301'],
    ['of 10 MB', JSON.stringify(document('did:web:x', { junk: 'x'.repeat(10_000_000) })), 'more than 262144 bytes'],
    ['a bomb', (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb), 'more than'],
  ])('that is %s is none', async (_, page, problem) => {
    net.pages.set('web.example.com/.well-known/did.json', page);
    const answer = await resolve(did('did:web:web.example.com'));
    expect(answer).toMatchObject({ state: 'unresolvable', handle: null, failures: 0, againInMs: 6 * HOUR_MS });
    expect(answer.problem).toContain(problem);
  });

  it.each<[string, Page]>([
    [
      'called HTML',
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end(JSON.stringify(document(alice))),
    ],
    [
      'nested without end',
      deep.replace(
        '"x"',
        '"alsoKnownAs":["at://alice.example.com"],"service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://pds.example.com"}],"x"',
      ),
    ],
    [
      'with a thousand services',
      document(alice, {
        service: [...Array.from({ length: 1000 }, (_, index) => ({ ...PDS, id: `#s${index}` })), PDS],
      }),
    ],
    [
      'with junk among its members',
      document(alice, { service: [null, 7, { id: 3 }, { type: 'x' }, [], PDS], verificationMethod: 'no' }),
    ],
    ['with ids in full', document(alice, { service: [{ ...PDS, id: `${alice}#atproto_pds` }] })],
  ])('%s is read', async (_, page) => {
    plc(alice, page);
    txt(alice);
    expect(await resolve()).toMatchObject(verified);
  });

  it.each([
    'http://pds.example.com',
    'https://localhost',
    'https://127.0.0.1',
    'https://0x7f.1',
    'https://[::1]:8443',
    'https://pds',
    'https://pds.test',
    'https://pds.example.com./',
    'https://pds.example.com/path',
    'https://pds.example.com/?query',
    'https://user:password@pds.example.com',
    'https://',
    'pds.example.com',
    { uri: 'https://pds.example.com' },
    null,
  ])('that names the data server %j names none', async (serviceEndpoint) => {
    plc(alice, document(alice, { service: [{ ...PDS, serviceEndpoint }] }));
    txt(alice);
    expect(await resolve()).toMatchObject({ state: 'verified', pds: null });
  });

  it.each([
    ['https://pds.example.com/', 'https://pds.example.com'],
    ['https://PDS.Example.com:443', 'https://pds.example.com'],
    ['https://pds.example.com:8443', 'https://pds.example.com:8443'],
  ])('that names the data server %s names %s', async (serviceEndpoint, pds) => {
    plc(alice, document(alice, { service: [{ ...PDS, serviceEndpoint }] }));
    txt(alice);
    expect(await resolve()).toMatchObject({ state: 'verified', pds });
  });

  it('counts services by their id and type', async () => {
    plc(
      alice,
      document(alice, {
        service: [
          { ...PDS, type: 'BskyNotificationService' },
          { ...PDS, id: '#other' },
        ],
      }),
    );
    expect(await resolve()).toMatchObject({ pds: null });
  });
});

describe('a failure of others', () => {
  const last = { state: 'verified', handle: 'alice.example.com', pds: 'https://old.example.com', failures: 0 } as const;

  it.each<[string, Page]>([
    ['is down', broken],
    ['fails', status(503)],
    ['is proxied badly', status(502, '<html>')],
    ['is behind a gate', status(403, '<html>')],
    ['has enough of us', status(429)],
    ['shows a page', '<!doctype html>'],
    ['mistakes whom we mean', document(mallory)],
    ['sends us elsewhere', status(302, '', { location: 'https://login.example.com/' })],
  ])('keeps what was known when the directory %s, and asks again soon', async (_, page) => {
    plc(alice, page);
    const soon = { failures: 1, againInMs: MINUTE_MS };
    expect(await resolve(alice, last)).toMatchObject({ ...last, ...soon });
    expect(await resolve(alice)).toMatchObject({ state: 'unresolvable', handle: null, pds: null, ...soon });
  });

  it('asks again later each time, six hours at most, and starts afresh after an answer', async () => {
    plc(alice, status(500));
    let known: ResolvedPerson | null = null;
    const minutes: number[] = [];
    for (let round = 0; round < 11; round++) {
      known = await resolve(alice, known);
      minutes.push(known.againInMs / MINUTE_MS);
    }
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
    expect(known?.problem).toMatch(/^document not to be had: /);
    plc(alice);
    txt(alice);
    expect(await resolve(alice, known)).toMatchObject({ ...verified, failures: 0 });
  });

  it('in DNS is not taken for "no such handle"', async () => {
    plc(alice);
    for (const answer of ['failed', 'silent'] as const) {
      net.txt.set('_atproto.alice.example.com', answer);
      wellKnown(status(404));
      const fresh = { pds: 'https://pds.example.com', failures: 1, againInMs: MINUTE_MS };
      expect(await resolve(alice, last)).toMatchObject({ state: 'verified', handle: last.handle, ...fresh });
      expect(await resolve(alice)).toMatchObject({ state: 'handle-unverified', handle: null, ...fresh });
      wellKnown(alice);
      expect(await resolve(alice, last)).toMatchObject(verified);
    }
  });

  it('at the handle’s web server keeps the handle, but only the one the document still claims', async () => {
    plc(alice);
    wellKnown(status(503));
    expect(await resolve(alice, last)).toMatchObject({ state: 'verified', handle: last.handle, failures: 1 });
    const other = { ...last, handle: 'old.example.com' };
    expect(await resolve(alice, other)).toMatchObject({ state: 'handle-unverified', handle: null, failures: 1 });
  });

  it('leaves no old handle once somebody answers', async () => {
    plc(alice);
    expect(await resolve(alice, last)).toMatchObject({ state: 'verified', failures: 1 });
    wellKnown(status(404));
    expect(await resolve(alice, last)).toMatchObject({ state: 'handle-unverified', handle: null, failures: 0 });
    plc(alice, status(410));
    expect(await resolve(alice, last)).toMatchObject({ state: 'unresolvable', handle: null, pds: null, failures: 0 });
  });
});

describe('a did:web', () => {
  const web = did('did:web:alice.example.com');
  const page = 'alice.example.com/.well-known/did.json';

  it('is read from its host, and verified like any other', async () => {
    net.pages.set(page, document(web));
    txt(web);
    expect(await resolve(web)).toMatchObject({ did: web, ...verified });
  });

  it('has its port after %3A', async () => {
    const other = did('did:web:alice.example.com%3A8443');
    net.pages.set('alice.example.com:8443/.well-known/did.json', document(other));
    txt(other);
    expect(await resolve(other)).toMatchObject({ did: other, ...verified });
  });

  it.each([500, 408, 425, 429])('is not gone because its server answers %i', async (code) => {
    net.pages.set(page, status(code));
    expect(await resolve(web)).toMatchObject({ state: 'unresolvable', failures: 1, againInMs: MINUTE_MS });
  });

  it.each([
    'did:web:localhost',
    'did:web:localhost%3A8080',
    'did:web:127.0.0.1',
    'did:web:0x7f.1',
    'did:web:pds.local',
    'did:web:alice.example.com:path',
    'did:web:alice.example.com%2Fpath',
    'did:web:Alice.example.com',
    'did:web:user%40alice.example.com',
    'did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme',
    'did:plc:short',
  ])('%s is nobody, and no server is asked', async (text) => {
    expect(await resolve(did(text))).toMatchObject({ state: 'unresolvable', failures: 0 });
    expect(net.connections.made).toBe(0);
  });
});

it('resolving stops when told to', async () => {
  plc(alice, () => undefined);
  const stop = new AbortController();
  const { person, repo } = identity(net.network);
  const asked = [person(alice, { signal: stop.signal }), repo(alice, { signal: stop.signal })];
  await expect.poll(() => net.asked.length).toBe(2);
  stop.abort(new Error('enough'));
  for (const one of asked) await expect(one).rejects.toThrow('enough');
});

describe('on a local network', () => {
  beforeEach(async () => {
    await net[Symbol.asyncDispose]();
    net = await littleNetwork({ local: true });
  });
  const local = (page: Page): void => {
    const service = [{ ...PDS, serviceEndpoint: net.network.plcUrl }];
    net.pages.set(`/${alice}`, document(alice, { alsoKnownAs: ['at://alice.test'], service }));
    net.pages.set('/xrpc/com.atproto.identity.resolveHandle', page);
  };

  it('the account’s own server says whose a .test handle is', async () => {
    local({ did: alice });
    expect(await resolve()).toMatchObject({ state: 'verified', handle: 'alice.test', pds: net.network.plcUrl });
    expect(net.asked).toEqual([`/${alice}`, '/xrpc/com.atproto.identity.resolveHandle?handle=alice.test']);
  });

  it.each<[string, Page, number]>([
    ['of somebody else', { did: mallory }, 0],
    ['unknown', status(400, { error: 'HandleNotFound' }), 0],
    ['no DID', { did: 'alice' }, 0],
    ['not to be found out', status(500), 1],
  ])('a handle that is %s is not verified', async (_, page, failures) => {
    local(page);
    expect(await resolve()).toMatchObject({ state: 'handle-unverified', handle: null, failures });
  });

  it('a did:web is asked for by http', async () => {
    const { port } = new URL(net.network.plcUrl);
    const web = did(`did:web:localhost%3A${port}`);
    net.pages.set('/.well-known/did.json', document(web, { alsoKnownAs: [] }));
    expect(await resolve(web)).toMatchObject({ state: 'handle-unverified', problem: 'the document names no handle' });
  });
});
