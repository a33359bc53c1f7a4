import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError, type AtUri, type Did } from '../domain/index.ts';
import type { Get } from './ask-host.ts';
import { blobCid } from './blob-cid.ts';
import { fetchPatch, type WantedPatch } from './fetch-patch.ts';
import { pullNumbers } from './pull-numbers.ts';
import { BLOB_LIMIT_BYTES } from './staged-blobs.ts';

const author = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa' as Did;
const owner = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb' as Did;
const repoDid = 'did:plc:cccccccccccccccccccccccc' as Did;
const keyOf = (number: number): string => `3l2222222${'234567abcdefghijklmnopqrstuvwxyz'[number % 32]}222`;
const uriOf = (number: number, did: Did = author): AtUri =>
  `at://${did}/sh.tangled.repo.pull/${keyOf(number)}` as AtUri;

const text = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
const patch = new Uint8Array(gzipSync(text));
const shownText = text.replace('+b', '+shown');

type Answer = string | Uint8Array | { readonly status: number; readonly body: string };

/** A host on loopback that answers what stands under the path and query, and 404 to the rest. */
const host = async (answers: Readonly<Record<string, Answer>>) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const answer = answers[url] ?? answers[url.split('?')[0] ?? ''] ?? { status: 404, body: 'nothing here' };
    const { status, body } = typeof answer === 'object' && 'status' in answer ? answer : { status: 200, body: answer };
    // No content type is to be trusted.
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

/** The way out as `get` is promised to be: refuses large answers, and says whether trying again may help. */
const get: Get = async (url, { maxBytes = 1_000_000, signal }) => {
  const response = await fetch(url, signal === undefined ? {} : { signal }).catch((cause: unknown) => {
    throw new AppError('connection refused', { retryable: true, cause });
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > maxBytes) throw Object.assign(new AppError('answered too much'), { reason: 'too-large' });
  return { status: response.status, bytes };
};

const NOBODY = 'http://127.0.0.1:9';
const blobPath = '/xrpc/com.atproto.sync.getBlob';
const pullsPath = `/${owner}/core/pulls`;

const wanted = (
  more: Partial<Omit<WantedPatch, 'pull'>> & { pull?: Partial<WantedPatch['pull']> } = {},
): WantedPatch => ({
  did: author,
  cid: blobCid(patch),
  pds: NOBODY,
  ...more,
  pull: { uri: uriOf(3), round: 1, repo: { ownerDid: owner, name: 'core', repoDid }, number: null, ...more.pull },
});

const network = (url: string, appviewUrl = NOBODY) => ({
  get,
  tangledUrl: `${url}/`,
  numbers: pullNumbers({ get, appviewUrl }),
});

const page = (uri: string, more = ''): string =>
  `<html>${more}<div id="at-uri-panel" class="x"><span title="at" data-aturi="${uri}">${uri}</span></div></html>`;
const list = (...numbers: number[]): string =>
  numbers.map((number) => `<a class="x" href="/mira.example.com/core/pulls/${number}">a title</a>`).join('');

describe('a patch from its author’s PDS', () => {
  it('is the blob as it came, whatever type the host gives it, and nobody else is asked', async () => {
    const pds = await host({ [`${blobPath}?did=${encodeURIComponent(author)}&cid=${blobCid(patch)}`]: patch });
    for (const address of [pds.url, `${pds.url}/`]) {
      const fetched = await fetchPatch(wanted({ pds: address }), network(NOBODY));
      expect(fetched).toEqual({
        kind: 'fetched',
        cid: blobCid(patch),
        stagedCid: blobCid(patch),
        origin: 'pds',
        bytes: patch,
      });
    }
  });

  it('is fetched even when it unzips to too much: that is for whoever reads it to find', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    const pds = await host({ [blobPath]: bomb });
    const fetched = await fetchPatch(wanted({ pds: pds.url, cid: blobCid(bomb) }), network(NOBODY));
    expect(fetched).toMatchObject({ kind: 'fetched', stagedCid: blobCid(bomb), origin: 'pds' });
  });

  it('over the limit as it is stored is too large for good, and the appview is not asked', async () => {
    const large = new Uint8Array(BLOB_LIMIT_BYTES + 1);
    const pds = await host({ [blobPath]: large });
    const fetched = await fetchPatch(wanted({ pds: pds.url, cid: blobCid(large) }), network(pds.url, pds.url));
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'too-large', permanent: true });
    expect(pds.asked).toHaveLength(1);
  });

  it('of exactly the limit is fetched', async () => {
    const large = new Uint8Array(BLOB_LIMIT_BYTES);
    const pds = await host({ [blobPath]: large });
    const fetched = await fetchPatch(wanted({ pds: pds.url, cid: blobCid(large) }), network(NOBODY));
    expect(fetched.kind).toBe('fetched');
  });

  it.each<[string, string]>([
    ['a CIDv0', 'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG'],
    ['a CID of DAG-PB', 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi'],
    ['a CID of a record', 'bafyreiemtmpl5ohq7nqri7aqka2hzd7zgyd5iniznxd23fa5ao4ao4t57y'],
    ['a blob’s CID in another base', 'zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA'],
    ['a blob’s CID in a second spelling', `${blobCid(patch).slice(0, -1)}${blobCid(patch).endsWith('7') ? 'x' : '7'}`],
    ['another hash of the same length', 'bafk2bzacediwdvyriwv65rppcwv46bczz3daujzsdyxqvqhpplhfevhvsrchm'],
    ['an identity hash', 'bafkqaclimvwgy3y'],
    ['no CID', '../../etc/passwd'],
  ])('is not asked for by %s', async (_, cid) => {
    const pds = await host({});
    const fetched = await fetchPatch(wanted({ pds: pds.url, cid }), network(pds.url, pds.url));
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'bad-cid', permanent: true });
    expect(pds.asked).toEqual([]);
  });

  it.each<[string, Answer, object]>([
    [
      'an account taken down',
      { status: 400, body: '{"error":"RepoTakendown"}' },
      { reason: 'not-found', permanent: true },
    ],
    ['an unknown blob', { status: 404, body: '' }, { reason: 'not-found', permanent: true }],
    ['a method nobody knows', { status: 501, body: 'x' }, { reason: 'not-found', permanent: true }],
    ['too many requests', { status: 429, body: '' }, { reason: 'unreachable', permanent: false }],
    ['a broken host', { status: 502, body: '<html>' }, { reason: 'unreachable', permanent: false }],
    ['other bytes', 'something else', { reason: 'wrong-bytes', permanent: true }],
    ['an empty blob', '', { reason: 'wrong-bytes', permanent: true }],
  ])('that cannot be had for %s is a failure, for good only if the appview’s is too', async (_, answer, expected) => {
    const pds = await host({ [blobPath]: answer });
    const nothing = await host({});
    expect(await fetchPatch(wanted({ pds: pds.url }), network(nothing.url))).toMatchObject({
      kind: 'failed',
      ...expected,
    });
    expect(await fetchPatch(wanted({ pds: pds.url }), network(NOBODY))).toMatchObject({
      kind: 'failed',
      ...expected,
      permanent: false,
    });
  });

  it('says what was asked and what came of it, without the query', async () => {
    const pds = await host({ [blobPath]: { status: 400, body: '{"error":"RepoDeactivated","message":"\\u001b[2J"}' } });
    const nothing = await host({ [pullsPath]: { status: 400, body: '{"error":"not a word"}' } });
    expect(await fetchPatch(wanted({ pds: pds.url }), network(nothing.url))).toMatchObject({
      detail: `${pds.url}${blobPath} answered 400 RepoDeactivated; ${nothing.url}${pullsPath} answered 400`,
    });
  });

  it.each([null, 'ftp://pds.example.com', 'pds.example.com', ''])('whose PDS is %j has no host', async (pds) => {
    expect(await fetchPatch(wanted({ pds }), network(NOBODY))).toMatchObject({ reason: 'no-host', permanent: false });
  });

  it('is not asked for once the signal is aborted', async () => {
    const pds = await host({ [blobPath]: patch });
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const deaf: Get = (url, { signal: _, ...options }) => get(url, options);
    await expect(
      fetchPatch(wanted({ pds: pds.url }), { ...network(pds.url), get: deaf, signal: stop.signal }),
    ).rejects.toThrow('stopped');
    expect(pds.asked).toEqual([]);
  });

  it('a fault of our own is thrown, not taken for the host’s', async () => {
    const broken: Get = async () => {
      throw new TypeError('our fault');
    };
    await expect(fetchPatch(wanted(), { ...network(NOBODY), get: broken })).rejects.toThrow('our fault');
  });
});

describe('a patch from the appview, where the PDS has none', () => {
  const shown = {
    kind: 'fetched',
    cid: blobCid(patch),
    stagedCid: blobCid(new TextEncoder().encode(shownText)),
    origin: 'appview',
  };
  const pages = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`${pullsPath}/${number}`, page(uriOf(number))]));
  const served = { [`${pullsPath}/3/round/1.patch`]: shownText };

  it('is the .patch of the round, found by the pages, under a CID of its own', async () => {
    const tangled = await host({ [pullsPath]: list(4, 5), ...pages, ...served });
    expect(await fetchPatch(wanted(), network(tangled.url))).toMatchObject(shown);
    expect(tangled.asked[0]).toBe(pullsPath);
    expect(tangled.asked.length).toBeLessThanOrEqual(6);
  });

  it('is looked for under the repository’s own DID where its owner is not known, and not under a name that is a path', async () => {
    const path = `/${repoDid}/pulls`;
    const tangled = await host({
      [path]: list(3),
      [`${path}/3`]: page(uriOf(3)),
      [`${path}/3/round/1.patch`]: shownText,
    });
    for (const repo of [
      { ownerDid: null, name: 'core', repoDid },
      { ownerDid: owner, name: '..', repoDid },
      { ownerDid: owner, name: 'a/b', repoDid },
    ]) {
      expect(await fetchPatch(wanted({ pull: { repo } }), network(tangled.url))).toMatchObject(shown);
    }
    const nowhere = { ownerDid: null, name: null, repoDid: null };
    expect(await fetchPatch(wanted({ pull: { repo: nowhere } }), network(tangled.url))).toMatchObject({
      kind: 'failed',
    });
  });

  it.each<[string, object]>([
    ['a number', { uri: uriOf(3), value: {}, number: 3 }],
    ['a pullId', { uri: uriOf(3), value: {}, pullId: 3 }],
  ])('is found without reading pages where the API names %s', async (_, view) => {
    const tangled = await host({ ...served, '/xrpc/sh.tangled.repo.getPull': JSON.stringify(view) });
    expect(await fetchPatch(wanted(), network(tangled.url, tangled.url))).toMatchObject(shown);
    expect(tangled.asked).toEqual([
      `/xrpc/sh.tangled.repo.getPull?pull=${encodeURIComponent(uriOf(3))}`,
      `${pullsPath}/3/round/1.patch`,
    ]);
  });

  it('is found by the API’s list too', async () => {
    const items = [{ uri: uriOf(2), number: 2 }, 'nonsense', { uri: uriOf(3), number: 3 }];
    const tangled = await host({ ...served, '/xrpc/sh.tangled.repo.listPulls': JSON.stringify({ items }) });
    expect(await fetchPatch(wanted(), network(tangled.url, tangled.url))).toMatchObject(shown);
  });

  it('does not take a number out of the record from the API, and asks an API without numbers once', async () => {
    const view = JSON.stringify({ uri: uriOf(3), value: { pullId: 5, number: 5 }, number: 'x' });
    const tangled = await host({ [pullsPath]: list(3, 5), ...pages, ...served, '/xrpc/sh.tangled.repo.getPull': view });
    const here = network(tangled.url, tangled.url);
    expect(await fetchPatch(wanted(), here)).toMatchObject(shown);
    await fetchPatch(wanted({ pull: { uri: uriOf(2) } }), here);
    expect(tangled.asked.filter((url) => url.includes('getPull'))).toHaveLength(1);
  });

  it('is not somebody else’s, whichever number its author names', async () => {
    const tangled = await host({
      [pullsPath]: list(3, 5),
      ...pages,
      ...served,
      [`${pullsPath}/5/round/1.patch`]: text,
    });
    expect(await fetchPatch(wanted({ pull: { number: 5 } }), network(tangled.url))).toMatchObject(shown);
    const liar = wanted({ pull: { number: 5, uri: uriOf(5, owner) } });
    expect(await fetchPatch(liar, network(tangled.url))).toMatchObject({ kind: 'failed' });
  });

  it('is not on a page on which something written passes for the page’s own address', async () => {
    const forged = page(uriOf(5), `<article><p id="at-uri-panel"><i data-aturi="${uriOf(3)}"></i></p></article>`);
    const escaped = page(uriOf(4), `<p>&lt;b id=&#34;at-uri-panel&#34; data-aturi=&#34;${uriOf(3)}&#34;></p>`);
    const tangled = await host({
      [pullsPath]: list(4, 5),
      [`${pullsPath}/4`]: escaped,
      [`${pullsPath}/5`]: forged,
      [`${pullsPath}/5/round/1.patch`]: text,
      [`${pullsPath}/4/round/1.patch`]: text,
    });
    expect(await fetchPatch(wanted(), network(tangled.url))).toMatchObject({ kind: 'failed', permanent: false });
  });

  it('remembers the pages it read: the same repository’s next pull request costs less', async () => {
    const tangled = await host({ [pullsPath]: list(1, 2, 3, 4, 5), ...pages, ...served });
    const here = network(tangled.url);
    const all = [1, 2, 3, 4, 5].map((number) => wanted({ pull: { uri: uriOf(number) } }));
    await Promise.all(all.map((each) => fetchPatch(each, here)));
    const read = tangled.asked.filter((url) => /\/pulls\/\d+$/.test(url));
    expect(new Set(read).size).toBe(read.length);
    const before = tangled.asked.length;
    expect(await fetchPatch(wanted(), here)).toMatchObject(shown);
    expect(tangled.asked.slice(before)).toEqual([`${pullsPath}/3/round/1.patch`]);
  });

  it('gives up after twenty pages, and may be found another time', async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index + 1);
    const others = numbers.map((number) => [
      `${pullsPath}/${number}`,
      page(`at://${owner}/sh.tangled.repo.pull/k${number}`),
    ]);
    const tangled = await host({ [pullsPath]: list(...numbers), ...Object.fromEntries(others) });
    expect(await fetchPatch(wanted(), network(tangled.url))).toMatchObject({ kind: 'failed', permanent: false });
    expect(tangled.asked).toHaveLength(20);
  });

  it('that the appview does not have costs its pages once a day', async () => {
    const tangled = await host({ [pullsPath]: list(3, 5), ...pages });
    let nowMs = 0;
    const numbers = pullNumbers({ get, appviewUrl: NOBODY, nowMs: () => nowMs });
    const find = () => numbers.find({ ...wanted().pull, uri: uriOf(9) }, `${tangled.url}/${owner}/core`);
    const first = await find();
    expect(first).toMatchObject({ kind: 'failed', reason: 'not-found', permanent: false });
    const cost = tangled.asked.length;
    for (const minutes of [1, 2, 4, 8, 16, 1400]) {
      nowMs += minutes * 60_000 - 1;
      if (nowMs < 86_400_000) expect(await find()).toEqual(first);
    }
    expect(tangled.asked).toHaveLength(cost);
    nowMs += 86_400_000;
    await find();
    expect(tangled.asked.length).toBeGreaterThan(cost);
  });

  it('that is in too many pages for one search is looked for again where that ended', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
    const others = numbers.map((number) => [`${pullsPath}/${number}`, page(`at://${owner}/sh.tangled.repo.pull/k`)]);
    const tangled = await host({ [pullsPath]: list(...numbers), ...Object.fromEntries(others) });
    const here = pullNumbers({ get, appviewUrl: NOBODY });
    const find = () => here.find({ ...wanted().pull, uri: uriOf(9) }, `${tangled.url}/${owner}/core`);
    await find();
    expect(tangled.asked).toHaveLength(20);
    await find();
    expect(tangled.asked.length).toBeGreaterThan(25);
    const cost = tangled.asked.length;
    await find();
    expect(tangled.asked).toHaveLength(cost);
  });

  it.each<[string, Answer]>([
    ['a page', `<!DOCTYPE html><pre>\n${text}</pre>`],
    ['a page after a space', `\uFEFF \n<html>\n${text}`],
    ['nothing', ''],
    ['prose', 'Failed to edit patch. Try again later.'],
    ['a broken patch', text.replace('+b\n', '')],
    ['more than anybody reads', new Uint8Array(gzipSync(Buffer.alloc(20_000_000)))],
    ['a refusal', { status: 400, body: 'bad round id' }],
  ])('is not %s', async (_, answer) => {
    const gone = await host({ [blobPath]: { status: 404, body: '' } });
    const tangled = await host({ [pullsPath]: list(3), ...pages, [`${pullsPath}/3/round/1.patch`]: answer });
    expect(await fetchPatch(wanted({ pds: gone.url }), network(tangled.url))).toMatchObject({
      kind: 'failed',
      reason: 'not-found',
      permanent: true,
    });
  });
});
