import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fetchPatch, parsePatch, pullNumbers, stagedBlobs, unpackPatch } from '../src/diff/index.ts';
import { type AtUri, type Did, parseAtUri, parseDid } from '../src/domain/index.ts';
import { type Outbound, outbound } from '../src/outbound/index.ts';
import { httpServer } from './http-server.ts';
import { freePort, type LocalAccount, type LocalNetwork, localNetwork } from './network.ts';
import { scratchDirectory } from './store-harness.ts';

const PULL = 'sh.tangled.repo.pull';
const patchText = (what: string): string =>
  `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: Carol <carol@example.com>\nSubject: [PATCH] ${what}\n\n---\n` +
  `diff --git a/notes b/notes\n--- a/notes\n+++ b/notes\n@@ -1 +1,2 @@\n kept\n+${what}\n-- \n2.47.0\n`;

let network: LocalNetwork;
let carol: LocalAccount;
let out: Outbound;
/** An address that nobody answers at. */
let nobody: string;

beforeAll(async () => {
  network = await localNetwork();
  carol = await network.account('carol');
  nobody = `http://127.0.0.1:${await freePort()}`;
  out = outbound({ userAgent: 'tangled-trust-tests', allowLocal: true, spacingMs: 0, tries: 1 });
});
afterAll(async () => {
  await out[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});

/** A pull request of the account's, in the records of its PDS, with these bytes as its one round. */
const openPull = async (author: LocalAccount, bytes: Uint8Array, mimeType?: string) => {
  const patchBlob = await author.upload(bytes, mimeType);
  const createdAt = '2026-11-20T10:00:00+01:00';
  const target = { repo: author.did, branch: 'main' };
  const { uri } = await author.put(PULL, { title: 'a change', target, rounds: [{ patchBlob, createdAt }], createdAt });
  return { uri: parseAtUri(uri) as AtUri, cid: patchBlob.ref.toString() };
};

const fetchFrom = (
  author: LocalAccount,
  { uri, cid }: { uri: AtUri; cid: string },
  tangledUrl = nobody,
  pds = network.pdsUrl,
) => {
  const did = parseDid(author.did) as Did;
  const repo = { ownerDid: did, name: 'core', repoDid: null };
  return fetchPatch(
    { did, cid, pds, pull: { uri, round: 0, repo, number: null } },
    { get: out.get, tangledUrl, numbers: pullNumbers({ get: out.get, appviewUrl: nobody }) },
  );
};

/** Where the appview sends who asks by DID: to the owner's handle. */
const MOVED = '/carol.test/core/pulls/2/round/0.patch';

/** A site like tangled.org on loopback, on which the pull request is the second of the repository. */
const tangledSite = async (owner: string, { uri }: { uri: AtUri }, text: string): Promise<string> => {
  const base = `/${owner}/core/pulls`;
  const pages: Record<string, string> = {
    [base]: `<a href="/carol.test/core/pulls/2">a change</a><a href="/carol.test/core/pulls/1">another</a>`,
    [`${base}/1`]: `<div id="at-uri-panel"><span data-aturi="at://${owner}/${PULL}/3kaaaaaaaaa22"></span></div>`,
    [`${base}/2`]: `<div id="at-uri-panel"><span data-aturi="${uri}">${uri}</span></div>`,
    [MOVED]: text,
  };
  const server = await httpServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (request.url === `${base}/2/round/0.patch`) response.writeHead(302, { location: MOVED }).end();
    else response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server.url;
};

describe('a patch on a real PDS', () => {
  it.each<[string, Uint8Array, string]>([
    ['zipped, as since June 2026', gzipSync(patchText('one')), 'application/gzip'],
    ['as text, as before', new TextEncoder().encode(patchText('two')), 'text/x-patch'],
    ['zipped under a type that is a lie', gzipSync(patchText('three')), 'image/png'],
  ])('%s: is fetched, kept, and read back as the change it makes', async (_, bytes, type) => {
    const pull = await openPull(carol, bytes, type);
    const fetched = await fetchFrom(carol, pull);
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    expect(fetched).toMatchObject({ cid: pull.cid, stagedCid: pull.cid, origin: 'pds' });
    const blobs = stagedBlobs(scratchDirectory());
    await blobs.put(fetched.stagedCid, fetched.bytes);
    const unpacked = unpackPatch((await blobs.blob(pull.cid)) ?? new Uint8Array());
    const parsed = unpacked.kind === 'text' ? parsePatch(unpacked.bytes) : null;
    expect(parsed).toMatchObject({ kind: 'change', change: { files: [{ path: 'notes', added: 1 }] } });
  });

  it('that is a bomb: is fetched and kept, and too large to read', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const pull = await openPull(carol, bomb);
    const fetched = await fetchFrom(carol, pull);
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    const blobs = stagedBlobs(scratchDirectory());
    await blobs.put(fetched.stagedCid, fetched.bytes);
    const before = process.memoryUsage().rss;
    expect(unpackPatch((await blobs.blob(pull.cid)) ?? new Uint8Array())).toMatchObject({ kind: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('that no record holds, or that another account holds, is not found', async () => {
    const stray = (await carol.upload(gzipSync(patchText('stray')))).ref.toString();
    const pull = await openPull(carol, gzipSync(patchText('hers')));
    const dave = await network.account('dave');
    const tangled = await tangledSite('did:plc:nobody', pull, '');
    for (const [who, cid] of [
      [carol, stray],
      [dave, pull.cid],
    ] as const) {
      expect(await fetchFrom(who, { uri: pull.uri, cid }, tangled)).toMatchObject({
        kind: 'failed',
        reason: 'not-found',
        permanent: true,
      });
    }
  });

  it('of an account taken down is not found; what the appview still shows is not the author’s', async () => {
    const erin = await network.account('erin');
    const pull = await openPull(erin, gzipSync(patchText('signed')));
    await network.takeDown(erin.did);
    const shown = new TextEncoder().encode(patchText('shown'));
    const tangled = await tangledSite(erin.did, pull, patchText('shown'));
    const fetched = await fetchFrom(erin, pull, tangled);
    expect(fetched).toMatchObject({ kind: 'fetched', cid: pull.cid, origin: 'appview' });
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    expect(Buffer.compare(fetched.bytes, shown)).toBe(0);
    expect(fetched.stagedCid).not.toBe(pull.cid);
    expect(await fetchFrom(erin, pull)).toMatchObject({ kind: 'failed', reason: 'not-found', permanent: false });
    await network.restore(erin.did);
    expect(await fetchFrom(erin, pull, tangled)).toMatchObject({ kind: 'fetched', origin: 'pds' });
  });

  it('whose host is gone may come from the appview, and otherwise waits', async () => {
    const pull = await openPull(carol, gzipSync(patchText('waits')));
    const tangled = await tangledSite(carol.did, pull, patchText('waits'));
    expect(await fetchFrom(carol, pull, nobody, nobody)).toMatchObject({ reason: 'unreachable', permanent: false });
    expect(await fetchFrom(carol, pull, tangled, nobody)).toMatchObject({ kind: 'fetched', origin: 'appview' });
  });
});
