import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atUri, type Did, parseDid } from '../src/domain/index.ts';
import { identity, knotHost, type LastRepo, type ResolvedRepo } from '../src/ingest/index.ts';
import { broken, type LittleNetwork, littleNetwork, type Page, status } from './little-network.ts';
import { person } from './records.ts';

const did = (name: string): Did => {
  const parsed = parseDid(person(name));
  if (parsed === null) throw new Error(`no DID: ${name}`);
  return parsed;
};

const repo = did('ferry');
const [owner, helper, mallory] = [did('mira'), did('helper'), did('mallory')];
const uri = atUri(owner, 'sh.tangled.repo', 'ferry');
const KNOT = 'knot.example.com';
const HOUR_MS = 3_600_000;

const knotDocument = (endpoint: unknown = `https://${KNOT}`) => ({
  id: repo,
  service: [{ id: '#tangled_knot', type: 'TangledKnot', serviceEndpoint: endpoint }],
});

const ownerDocument = (who: Did) => ({
  id: who,
  alsoKnownAs: ['at://mira.example.com'],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: 'https://pds.example.org' }],
});

const DESCRIBE = `${KNOT}/xrpc/sh.tangled.repo.describeRepo`;
const COLLABORATORS = `${KNOT}/xrpc/sh.tangled.repo.listCollaborators`;
const RECORD = 'pds.example.org/xrpc/com.atproto.repo.getRecord';
const APPVIEW = 'api.tangled.org/xrpc/sh.tangled.repo.getRepoByRepoDid';
const record = (value: Readonly<Record<string, unknown>>): Page => ({ uri, cid: 'bafy', value });

let net: LittleNetwork;
/** A repository as it should be; each test spoils one thing. */
beforeEach(async () => {
  net = await littleNetwork();
  net.pages.set(`plc.directory/${repo}`, knotDocument());
  net.pages.set(`plc.directory/${owner}`, ownerDocument(owner));
  net.pages.set(DESCRIBE, { repoDid: repo, ownerDid: owner, rkey: 'ferry' });
  net.pages.set(RECORD, record({ $type: 'sh.tangled.repo', knot: KNOT, repoDid: repo }));
  net.pages.set(COLLABORATORS, { items: [{ subject: helper }] });
});
afterEach(() => net[Symbol.asyncDispose]());

const resolve = (last: LastRepo | null = null): Promise<ResolvedRepo> => identity(net.network).repo(repo, { last });
const askedOf = (place: string): string[] => net.asked.filter((url) => url.startsWith(place));

const verified = { repoDid: repo, state: 'verified', ownerDid: owner, uri, knot: KNOT };
const nobody = { ownerDid: null, uri: null, collaborators: [] };

describe('a repository', () => {
  it('belongs to the owner whom its knot names and whose own record names it', async () => {
    const settled = { problem: null, failures: 0, againInMs: 24 * HOUR_MS };
    expect(await resolve()).toEqual({ ...verified, ...settled, claimedBy: 'knot', collaborators: [helper] });
    expect(net.asked.map((url) => decodeURIComponent(url))).toEqual([
      `plc.directory/${repo}`,
      `${DESCRIBE}?repoDid=${repo}`,
      `plc.directory/${owner}`,
      `${RECORD}?repo=${owner}&collection=sh.tangled.repo&rkey=ferry`,
      `${COLLABORATORS}?subject=${repo}&limit=100`,
    ]);
  });

  it('finds its knot in the older place too', async () => {
    net.pages.set(`plc.directory/${repo}`, {
      id: repo,
      service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: `https://${KNOT}/` }],
    });
    expect(await resolve()).toMatchObject(verified);
  });

  it('may live on a knot with a port of its own', async () => {
    for (const [page, shown] of net.pages)
      if (page.startsWith(`${KNOT}/`)) net.pages.set(page.replace('/', ':8443/'), shown);
    net.pages.set(`plc.directory/${repo}`, knotDocument(`https://${KNOT}:8443`));
    net.pages.set(RECORD, record({ knot: `${KNOT}:8443`, repoDid: repo }));
    expect(await resolve()).toMatchObject({ ...verified, knot: `${KNOT}:8443`, collaborators: [helper] });
  });

  it.each([
    'https://localhost',
    'https://localhost:3000',
    'https://127.0.0.1',
    'https://[::1]',
    'https://0x7f.1',
    'https://10.0.0.1',
    'https://169.254.169.254',
    'https://knot.internal',
    'https://knot',
    `http://${KNOT}`,
    `https://${KNOT}/path`,
    'ssh://knot.example.com',
    7,
  ])('with its knot at %j has none, and nobody there is asked', async (endpoint) => {
    net.pages.set(`plc.directory/${repo}`, knotDocument(endpoint));
    expect(await resolve()).toMatchObject({ ...nobody, state: 'unresolvable', knot: null, againInMs: 6 * HOUR_MS });
    expect(net.asked).toEqual([`plc.directory/${repo}`]);
  });

  it('without a document is nobody’s', async () => {
    net.pages.set(`plc.directory/${repo}`, status(404));
    expect(await resolve()).toMatchObject({ ...nobody, state: 'unresolvable', failures: 0 });
  });
});

describe('an owner who was named falsely', () => {
  it.each<[string, Page, string]>([
    ['has no such record', status(400, { error: 'RecordNotFound' }), 'the owner has no such record'],
    ['has no such record (404)', status(404, { error: 'RecordNotFound' }), 'the owner has no such record'],
    [
      'has a record of another',
      record({ knot: KNOT, repoDid: mallory }),
      'the owner’s record names another repository',
    ],
  ])('%s', async (_, page, problem) => {
    net.pages.set(RECORD, page);
    expect(await resolve()).toMatchObject({
      ...nobody,
      state: 'contradicted',
      problem,
      failures: 0,
      againInMs: HOUR_MS,
    });
    expect(askedOf(COLLABORATORS)).toEqual([]);
  });

  it('is not forgiven because a server fails later', async () => {
    const last = { state: 'contradicted', ownerDid: null, uri: null, knot: KNOT, failures: 0 } as const;
    net.pages.set(RECORD, status(500));
    expect(await resolve(last)).toMatchObject({ ...nobody, state: 'contradicted', failures: 1 });
  });
});

describe('a repository that cannot be checked', () => {
  it.each<[string, string, Page]>([
    ['the record does not say', RECORD, record({ knot: KNOT })],
    ['the record’s DID is none', RECORD, record({ knot: KNOT, repoDid: 'ferry' })],
    ['the record has no value', RECORD, { uri }],
    ['the record is a page', RECORD, '<!doctype html>'],
    ['the record is huge', RECORD, 'x'.repeat(10_000_000)],
    ['the record may not be seen', RECORD, status(403)],
    ['the account is taken down', RECORD, status(400, { error: 'RepoTakendown' })],
    ['the data server sends us elsewhere', RECORD, status(302, '', { location: `https://${KNOT}/mine` })],
    ['the owner has no data server', `plc.directory/${owner}`, { id: owner }],
    ['the owner is gone', `plc.directory/${owner}`, status(410)],
    ['the knot does not know it', DESCRIBE, status(404, { error: 'RepoNotFound' })],
    ['the knot is closed to us', DESCRIBE, status(401, { error: 'AuthRequired' })],
    ['the knot speaks of another', DESCRIBE, { repoDid: mallory, ownerDid: owner, rkey: 'ferry' }],
    ['the knot names no owner', DESCRIBE, { repoDid: repo, rkey: 'ferry' }],
    ['the knot names an owner that is none', DESCRIBE, { repoDid: repo, ownerDid: 'mira', rkey: 'ferry' }],
    ['the knot names a path', DESCRIBE, { repoDid: repo, ownerDid: owner, rkey: '../ferry' }],
    ['the knot names a key that is none', DESCRIBE, { repoDid: repo, ownerDid: owner, rkey: '..' }],
    ['the knot shows a page', DESCRIBE, '<!doctype html>'],
    ['the knot sends us elsewhere', DESCRIBE, status(307, '', { location: 'https://other.example.com/' })],
    ['the knot answers without end', DESCRIBE, `{"x":"${'x'.repeat(1_000_000)}`],
  ])('because %s is unverified, and the appview is not asked', async (_, place, page) => {
    net.pages.set(place, page);
    const settled = { state: 'unverified', failures: 0, againInMs: HOUR_MS, knot: KNOT };
    expect(await resolve()).toMatchObject({ ...nobody, ...settled });
    expect(askedOf('api.tangled.org')).toEqual([]);
    expect(askedOf('other.example.com')).toEqual([]);
  });
});

describe('a knot too old to say whose it is', () => {
  it.each<[string, Page]>([
    ['by 501', status(501, { error: 'MethodNotImplemented' })],
    ['by a bare 404', status(404, '404 page not found')],
    ['by name', status(404, { error: 'XRPCNotSupported' })],
    ['by asking for other parameters', status(400, { error: 'InvalidRequest' })],
  ])('(%s) leaves the claim to the appview and the proof to the owner’s record', async (_, page) => {
    net.pages.set(DESCRIBE, page);
    net.pages.set(APPVIEW, { uri, cid: 'bafy', value: {} });
    expect(await resolve()).toMatchObject({ ...verified, claimedBy: 'appview' });
    net.pages.set(APPVIEW, { uri: atUri(mallory, 'sh.tangled.repo', 'ferry') });
    net.pages.set(`plc.directory/${mallory}`, ownerDocument(mallory));
    net.pages.set(RECORD, record({ knot: KNOT, repoDid: mallory }));
    expect(await resolve()).toMatchObject({ ...nobody, state: 'contradicted' });
  });

  it.each<[string, Page]>([
    ['does not know it', status(404, { error: 'NotFound' })],
    ['shows a page', '<!doctype html>'],
    ['names something else', { uri: atUri(owner, 'sh.tangled.repo.pull', 'ferry') }],
    ['names no owner', { uri: 'at://mira.example.com/sh.tangled.repo/ferry' }],
  ])('leaves it unverified when the appview %s', async (_, page) => {
    net.pages.set(DESCRIBE, status(501));
    net.pages.set(APPVIEW, page);
    expect(await resolve()).toMatchObject({ ...nobody, state: 'unverified', failures: 0 });
  });

  it('leaves it unverified where there is no appview', async () => {
    net.pages.set(DESCRIBE, status(501));
    net.pages.set(APPVIEW, { uri });
    const answer = await identity({ ...net.network, appviewUrl: null }).repo(repo);
    expect(answer).toMatchObject({ ...nobody, state: 'unverified' });
    expect(askedOf('api.tangled.org')).toEqual([]);
  });
});

describe('a failure of others', () => {
  const last = { state: 'verified', ownerDid: owner, uri, knot: KNOT, failures: 2 } as const;
  const soon = { failures: 3, againInMs: 240_000 };

  it.each<[string, string]>([
    ['the directory', `plc.directory/${repo}`],
    ['the knot', DESCRIBE],
    ['the directory, asked for the owner', `plc.directory/${owner}`],
    ['the owner’s data server', RECORD],
    ['the knot, asked for collaborators', COLLABORATORS],
  ])('(%s) keeps a verified owner and known collaborators', async (_, place) => {
    net.pages.set(place, broken);
    expect(await resolve(last)).toMatchObject({ ...verified, ...soon, collaborators: null });
  });

  it.each([{ knot: 'old.example.com' }, { ownerDid: mallory }])(
    'keeps no collaborators that another knot or another owner named (%j)',
    async (before) => {
      net.pages.set(COLLABORATORS, broken);
      expect(await resolve({ ...last, ...before })).toMatchObject({ ...verified, ...soon, collaborators: [] });
    },
  );

  it('verifies nobody who was not verified, and does not turn to the appview', async () => {
    net.pages.set(DESCRIBE, status(503));
    net.pages.set(APPVIEW, { uri });
    expect(await resolve()).toMatchObject({ ...nobody, state: 'unverified', failures: 1 });
    expect(askedOf('api.tangled.org')).toEqual([]);
  });

  it('keeps nothing once the repository names another knot', async () => {
    net.pages.set(DESCRIBE, status(503));
    const moved = { ...last, knot: 'old.example.com' };
    expect(await resolve(moved)).toMatchObject({ ...nobody, state: 'unverified', knot: KNOT, failures: 3 });
  });
});

describe('collaborators', () => {
  const named = async (page: Page): Promise<readonly Did[] | null> => {
    net.pages.set(COLLABORATORS, page);
    return (await resolve()).collaborators;
  };

  it.each<[string, Page]>([
    ['records', { items: [{ value: { subject: helper } }] }],
    ['subjects', { items: [{ subject: helper, addedBy: owner }], cursor: '' }],
    ['DIDs', { items: [{ did: helper }], cursor: null }],
    ['texts', { items: [helper] }],
    ['another name', { collaborators: [{ subject: helper }] }],
    ['repeated', { items: [helper, { subject: helper }] }],
    ['among junk', { items: [null, 7, {}, [], { subject: 3 }, 'helper', 'did:key:z', { value: {} }, helper] }],
  ])('are read from %s', async (_, page) => {
    expect(await named(page)).toEqual([helper]);
  });

  it.each<[string, Page]>([
    ['an unknown question', status(501, { error: 'MethodNotImplemented' })],
    ['a bare 404', status(404, '404 page not found')],
    ['an unknown repository', status(404, { error: 'RepoNotFound' })],
    ['a refusal', status(401)],
    ['a page', '<!doctype html>'],
    ['an object', { items: {} }],
    ['nothing', {}],
    ['an answer without end', `{"items":[${'"x",'.repeat(200_000)}`],
  ])('are none after %s', async (_, page) => {
    expect(await named(page)).toEqual([]);
  });

  it('are read page by page, a thousand at most, from a knot that never ends', async () => {
    const many = Array.from({ length: 150 }, (_, index) => index);
    let page = 0;
    const endless: Page = (_, response) => {
      page += 1;
      const items = many.map((index) => ({ subject: person(`p${page}x${index}x`) }));
      response.end(JSON.stringify({ items, cursor: `c${page}` }));
    };
    expect(await named(endless)).toHaveLength(1000);
    expect(askedOf(COLLABORATORS)).toHaveLength(10);
    expect(askedOf(COLLABORATORS)[1]).toContain('cursor=c1');
  });

  it('are read once from a knot that repeats itself', async () => {
    expect(await named({ items: [helper], cursor: 'again' })).toEqual([helper]);
    expect(askedOf(COLLABORATORS)).toHaveLength(2);
  });

  it('are not had in part', async () => {
    let page = 0;
    const breaks: Page = (_, response) => {
      page += 1;
      if (page > 1) response.socket?.destroy();
      else response.end(JSON.stringify({ items: [helper], cursor: 'more' }));
    };
    expect(await named(breaks)).toEqual([]);
  });

  it.each([undefined, 'old.example.com', 7])(
    'count from no knot but the one the owner’s record names (%j)',
    async (knot) => {
      net.pages.set(RECORD, record({ knot, repoDid: repo }));
      expect(await resolve()).toMatchObject({ ...verified, collaborators: [], failures: 0 });
      expect(askedOf(COLLABORATORS)).toEqual([]);
    },
  );

  it('count from the knot that the record names in other words', async () => {
    net.pages.set(RECORD, record({ knot: `https://${KNOT.toUpperCase()}/`, repoDid: repo }));
    expect(await resolve()).toMatchObject({ collaborators: [helper] });
  });
});

describe('the knot of a record', () => {
  it.each([
    ['knot1.tangled.sh', 'knot1.tangled.sh'],
    [' Knot1.Tangled.SH ', 'knot1.tangled.sh'],
    ['https://knot1.tangled.sh', 'knot1.tangled.sh'],
    ['knot1.tangled.sh:443', 'knot1.tangled.sh'],
    ['knot.example.com:5555', 'knot.example.com:5555'],
  ])('%j is %s', (text, host) => {
    expect(knotHost(text, false)).toBe(host);
  });

  it.each([
    '',
    ' ',
    'localhost',
    'localhost:5555',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    'a@b.example.com',
    'a.example.com/x',
    'a b',
    null,
    3,
  ])('%j is none', (text) => {
    expect(knotHost(text, false)).toBeNull();
  });

  it('may be on this machine on a local network', () => {
    expect(knotHost('localhost:5555', true)).toBe('localhost:5555');
    expect(knotHost('http://127.0.0.1:5555', true)).toBe('127.0.0.1:5555');
  });
});
