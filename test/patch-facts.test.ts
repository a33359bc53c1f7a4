import { describe, expect, it } from 'vitest';
import { blobCid } from '../src/diff/blob-cid.ts';
import type { Did } from '../src/domain/index.ts';
import { historyPass } from '../src/pipeline/index.ts';
import { patchFactsStore, type Store, upkeepStore } from '../src/store/index.ts';
import { keepPatchFacts, patchesToRead } from '../src/store/patch-facts.ts';
import { person, pull, pullUri, repo, status } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const SHA = 'a1'.repeat(20);
const patchOf = (lines: string, message = 'Add x'): string =>
  `From ${SHA} Mon Sep 17 00:00:00 2001\nFrom: A <a@example.com>\nSubject: [PATCH] ${message}\n\n---\n` +
  `diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n first\n${lines}-- \n2.47.0\n`;
const DONE = patchOf('-const two = 2;\n+const two = 3;\n');
const UNDONE = patchOf(
  '-const two = 3;\n+const two = 2;\n',
  `Revert "Add x"\n\nThis reverts commits ${SHA} and 1234abc.`,
);

const rowsOf = (store: Store, sql: string): Promise<unknown[]> =>
  store.read(async (db) => (await db.runAndReadAll(sql)).getRowsJS());
const everything = (store: Store) =>
  Promise.all(
    ['patch_facts', 'patch_commits', 'patch_runs'].map((table) => rowsOf(store, `SELECT * FROM ${table} ORDER BY ALL`)),
  );
const withBlobs = (...blobs: readonly string[]) => {
  const bytes = new Map<string, Uint8Array>(
    blobs.map((text) => [blobCid(new TextEncoder().encode(text)), new TextEncoder().encode(text)]),
  );
  return { cids: [...bytes.keys()], source: { blob: async (cid: string) => bytes.get(cid) ?? null } };
};
const none = withBlobs().source;
const round = (cid: string) => ({
  rounds: [{ patchBlob: { ref: { $link: cid } }, createdAt: '2025-06-15T18:00:00Z' }],
});

describe('reading history', () => {
  it('lets SQL tell what undoes what, open or finished, inline or staged', async () => {
    const store = scratchStore();
    const { cids, source } = withBlobs(UNDONE);
    await ingestInto(store, [
      repo('mira', 'anvil'),
      pull('carol', 'a', 'anvil', { patch: DONE }),
      pull('dave', 'b', 'anvil', round(cids[0] ?? '')),
      status('mira', 's', pullUri('carol', 'a'), 'merged'),
    ]);
    expect(await historyPass(patchFactsStore(store), source)).toEqual({ read: 2, missing: 0 });
    const undoing = await rowsOf(
      store,
      `SELECT undone.pull, undoing.pull, a.lines FROM patch_runs AS a JOIN patch_runs AS b ON b.forward = a.inverse
       JOIN pull_patches AS undone ON undone.patch = a.patch JOIN pull_patches AS undoing ON undoing.patch = b.patch ORDER BY ALL`,
    );
    expect(undoing).toEqual([
      [pullUri('carol', 'a'), pullUri('dave', 'b'), 2],
      [pullUri('dave', 'b'), pullUri('carol', 'a'), 2],
    ]);
    expect(
      await rowsOf(
        store,
        'SELECT number, sha, subject, reverts_subject, reverts_sha, mentions, says_fix FROM patch_commits ORDER BY ALL',
      ),
    ).toEqual([
      [0, SHA, 'Add x', null, null, '[]', false],
      [0, SHA, 'Revert "Add x"', 'Add x', '1234abc', '[]', false],
      [0, SHA, 'Revert "Add x"', 'Add x', SHA, '[]', false],
    ]);
  });

  it('changes nothing the second time, and keeps one that cannot be read as read', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      pull('carol', 'a', 'anvil', { patch: DONE }),
      pull('carol', 'b', 'anvil', { patch: DONE }),
      pull('dave', 'c', 'anvil', { patch: 'no patch at all' }),
      pull('dave', 'd', 'anvil', round('bafkreiaaaaaaaaaaaaaaa')),
    ]);
    expect(await historyPass(patchFactsStore(store), none)).toEqual({ read: 2, missing: 1 });
    const first = await everything(store);
    expect(first.map((rows) => rows.length)).toEqual([2, 1, 1]);
    expect(await rowsOf(store, 'SELECT commits, runs, lines FROM patch_facts ORDER BY ALL')).toEqual([
      [0, 0, 0],
      [1, 1, 2],
    ]);
    expect(await historyPass(patchFactsStore(store), none)).toEqual({ read: 0, missing: 1 });
    expect(await everything(store)).toEqual(first);
  });

  it('goes on where a pass broke off', async () => {
    const store = scratchStore();
    const many = Array.from({ length: 150 }, (_, index) =>
      pull('carol', `p${index}`, 'anvil', { patch: DONE.replaceAll('two', `v${index}`) }),
    );
    await ingestInto(store, [repo('mira', 'anvil'), ...many]);
    const inner = patchFactsStore(store);
    let keeps = 0;
    const breaking = {
      ...inner,
      keep: (...args: Parameters<typeof inner.keep>) => {
        keeps += 1;
        return keeps === 2 ? Promise.reject(new Error('the power went')) : inner.keep(...args);
      },
    };
    await expect(historyPass(breaking, none)).rejects.toThrow('the power went');
    expect((await everything(store)).map((rows) => rows.length)).toEqual([64, 64, 64]);
    const seen: number[] = [];
    expect(await historyPass(inner, none, { onProgress: (done) => seen.push(done) })).toEqual({ read: 86, missing: 0 });
    expect(seen).toEqual([64, 86]);
    expect((await everything(store)).map((rows) => rows.length)).toEqual([150, 150, 150]);
  });

  it('stops when aborted', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), pull('carol', 'a', 'anvil', { patch: DONE })]);
    expect(await historyPass(patchFactsStore(store), none, { signal: AbortSignal.abort() })).toEqual({
      read: 0,
      missing: 0,
    });
  });
});

describe('what is kept of patches', () => {
  const facts = (subject: string) => ({
    patch: 'text:1',
    commits: [{ sha: null, subject, revertsSubject: null, revertsShas: [], mentions: ['a\u0000b'], saysFix: false }],
    runs: [{ forward: 2n ** 63n - 1n, inverse: 0n, lines: 3 }],
  });

  it('is the first reading of each version, and only the newest version’s', async () => {
    const store = scratchStore();
    for (const [version, subject] of [
      ['1', 'first'],
      ['1', 'again'],
      ['2', 'newer'],
    ] as const) {
      await store.write((db) => keepPatchFacts(db, version, [facts(subject)]));
      expect((await everything(store)).map((rows) => rows.length)).toEqual([1, 1, 1]);
    }
    expect(await rowsOf(store, 'SELECT version, subject FROM patch_facts JOIN patch_commits USING (patch)')).toEqual([
      ['2', 'newer'],
    ]);
    expect(await rowsOf(store, 'SELECT forward, lines FROM patch_runs')).toEqual([[2n ** 63n - 1n, 3]]);
  });

  it('holds no text that SQL could stumble over', async () => {
    const store = scratchStore();
    await store.write((db) => keepPatchFacts(db, '1', [facts('cut \ud83d\u0007')]));
    expect(await rowsOf(store, "SELECT subject, mentions ->> '$[0]' FROM patch_commits")).toEqual([
      ['cut \ufffd ', 'a b'],
    ]);
  });
});

describe('patches that were asked for', () => {
  const NOW_US = 1_750_100_000_000_000;
  const fetchOf = (name: string, cid: string, state: 'staged' | 'unavailable') => ({
    ...{ did: person(name) as Did, cid, state, problem: null, attempts: 1, againAtUs: NOW_US - 5 },
    ...{ stagedCid: state === 'staged' ? cid : null, origin: state === 'staged' ? ('pds' as const) : null },
  });

  it('in vain are not looked for here', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      pull('carol', 'a', 'anvil', round('bafkreiaaa')),
      pull('dave', 'b', 'anvil', round('bafkreibbb')),
    ]);
    await upkeepStore(store).keepFetches([fetchOf('carol', 'bafkreiaaa', 'unavailable')]);
    const due = await store.read((db) => patchesToRead(db, '1', 9));
    expect(due.map(({ cid }) => cid)).toEqual(['bafkreibbb']);
  });

  const finished = (author: string, rkey: string, createdAt: string): string[] => [
    pull(author, rkey, 'anvil', round(`bafkrei${author}${rkey}`)),
    status('mira', `s${author}${rkey}`, pullUri(author, rkey), 'merged', createdAt),
  ];

  it('are those of finished pull requests too, for 90 days, after all open ones', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      ...finished('carol', 'c', '2025-06-10T00:00:00Z'),
      ...finished('carol', 'd', '2025-01-10T00:00:00Z'),
      pull('dave', 'e', 'elsewhere', round('bafkreiddd')),
    ]);
    const due = async () => (await upkeepStore(store).due(NOW_US, 9)).patches.map(({ did }) => did);
    expect(await due()).toEqual([person('dave'), person('carol')]);
    const half = Array.from({ length: 32 }, (_, index) =>
      ['carol', 'dave'].map((name) => fetchOf(name, `c${index}`, 'staged')),
    ).flat();
    await upkeepStore(store).keepFetches(half);
    expect(await due()).toEqual([person('dave')]);
  });
});
