import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it, onTestFinished } from 'vitest';
import { registerEmbed } from '../src/cli/commands/embed.ts';
import { embedOnce, neighbourStore } from '../src/cli/diff-embeddings.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { blobCid } from '../src/diff/blob-cid.ts';
import { neighbourFinder } from '../src/pipeline/index.ts';
import { vectorStore } from '../src/store/index.ts';
import { httpServer } from './http-server.ts';
import { pull, pullUri, repo, status } from './records.ts';
import { demoSurroundings, ingestInto } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

/** A patch whose added lines are these, with a mail around it that must never be embedded. */
const patchOf = (...added: readonly string[]): string =>
  `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: Mallory Secret <mallory@example.com>\nSubject: [PATCH] private words\n\n---\n` +
  `diff --git a/home/mallory/notes.py b/home/mallory/notes.py\n--- a/home/mallory/notes.py\n+++ b/home/mallory/notes.py\n` +
  `@@ -1 +1,${added.length + 1} @@ def around\n kept context\n${added.map((line) => `+${line}\n`).join('')}-- \n2.47.0\n`;

const WORDS =
  'amber basin cedar delta ember fjord grove heron inlet jetty kelp lagoon marsh north ocean pine quay reef'.split(' ');
/** Lines of which no word is in the lines of another topic. */
const linesOn = (topic: string): string[] => WORDS.map((word) => `${topic}${word} = ${topic}${word}maker()`);
const near = (topic: string): string[] => [...linesOn(topic), `${topic}more = ${topic}again()`];

const PNG = 'diff --git a/a.png b/a.png\nindex 1111111..2222222 100644\nBinary files a/a.png and b/a.png differ\n';

/** A world with anvil, mira's, and these pull requests to it. */
const worldOf = async (patches: Readonly<Record<string, string | null>>, more: readonly string[] = []) => {
  const around = demoSurroundings();
  const pulls = Object.entries(patches).map(([rkey, patch]) =>
    pull(`author${rkey}`, rkey, 'anvil', patch === null ? {} : { patch }),
  );
  await ingestInto(around.store, [repo('mira', 'anvil'), ...pulls, ...more]);
  return around;
};
const uriOf = (rkey: string): string => pullUri(`author${rkey}`, rkey);
const closing = (rkey: string, state: 'closed' | 'merged' | 'open', by = 'mira'): string =>
  status(by, `3k${state}${rkey}`, uriOf(rkey), state, `2025-06-${state === 'closed' ? 16 : 17}T18:00:00Z`);

/** Who is like whom, by record key. */
const neighboursIn = async (around: Surroundings) => {
  const found = await neighbourFinder(neighbourStore(around)).find();
  return Object.fromEntries(
    [...found].map(([uri, neighbours]) => [
      uri.split('/').at(-1),
      neighbours.map(({ pull: other, standing, similarity }) => ({
        other: other.split('/').at(-1),
        standing,
        similarity,
      })),
    ]),
  );
};
const rowsIn = (around: Surroundings): Promise<unknown[]> =>
  around.store.read(async (db) =>
    (
      await db.runAndReadAll(
        'SELECT patch, provider, model, skipped, count(*)::INTEGER, any_value(dimensions) FROM diff_vectors GROUP BY ALL ORDER BY ALL',
      )
    ).getRowsJS(),
  );

describe('embedding what is staged or in the record', () => {
  it('counts each pull request once, and changes nothing the second time', async () => {
    const blob = new TextEncoder().encode(patchOf(...linesOn('blob')));
    const round = (cid: string) => ({ rounds: [{ patchBlob: { ref: { $link: cid } } }] });
    const around = await worldOf(
      { a: patchOf(...linesOn('one')), b: patchOf(...linesOn('one')), c: PNG, d: 'no patch', e: null },
      [
        pull('carol', 'f', 'anvil', round(blobCid(blob))),
        pull('carol', 'g', 'anvil', round('bafkreiaaaaaaaaaaaaaaa')),
        pull('carol', 'h', 'anvil', { patch: patchOf('{', '}') }),
      ],
    );
    const skipped = { 'no-patch': 1, 'not-here': 1, 'no-lines': 1, unreadable: 1, 'no-words': 1 };
    const first = await embedOnce(around);
    expect(first).toMatchObject({ provider: 'local', dimensions: 1024, total: 8, embedded: 2, already: 0 });
    expect(first?.skipped).toEqual({ ...skipped, 'not-here': 2 });
    expect(first?.model).toMatch(/^lexical-1 idf-[0-9a-f]{12}$/);
    await around.blobs.put(blobCid(blob), blob);
    expect(await embedOnce(around)).toEqual({ ...first, embedded: 1, already: 2, skipped });
    const [mark, rows] = [around.store.mark(), await rowsIn(around)];
    expect(await embedOnce(around)).toEqual({ ...first, embedded: 0, already: 3, skipped });
    expect(await rowsIn(around)).toEqual(rows);
    expect(around.store.mark()).toBe(mark);
  });

  it('embeds the changed lines alone: no mail, path or context', async () => {
    const around = await worldOf({ a: patchOf(...linesOn('one')) });
    const other = await worldOf({
      a: patchOf(...linesOn('one'))
        .replaceAll(/mallory/gi, 'somebody')
        .replace('kept context', 'other'),
    });
    await Promise.all([embedOnce(around), embedOnce(other)]);
    const vectorIn = ({ store }: Surroundings) =>
      store.read(async (db) => (await db.runAndReadAll('SELECT text_hash, vector FROM diff_vectors')).getRowsJS());
    expect(await vectorIn(other)).toEqual(await vectorIn(around));
  });

  it('goes on where it was cut short: nothing twice, nothing lost', async () => {
    const patches = Object.fromEntries(
      WORDS.flatMap((word) =>
        [0, 1, 2, 3].map((each) => [`${word}${each}`, patchOf(...linesOn(`${word}${'x'.repeat(each)}`))]),
      ),
    );
    const around = await worldOf(patches);
    const total = Object.keys(patches).length;
    let runs = 0;
    for (let done = 0; done < total; runs += 1) {
      const stop = new AbortController();
      let steps = 0;
      const onProgress = (): void => {
        steps += 1;
        if (steps > runs) stop.abort();
      };
      const report = await embedOnce(around, { signal: stop.signal, onProgress });
      done = (report?.embedded ?? 0) + (report?.already ?? 0);
      expect(runs).toBeLessThan(10);
    }
    expect(runs).toBeGreaterThan(2);
    const counts = await around.store.read(async (db) =>
      (
        await db.runAndReadAll('SELECT count(*)::INTEGER, count(DISTINCT patch)::INTEGER FROM diff_vectors')
      ).getRowsJS(),
    );
    expect(counts).toEqual([[total, total]]);
  });

  it('is as if nothing had happened after any number of kills', { timeout: 120_000 }, async () => {
    const patches = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`p${index}`, patchOf(...linesOn(`${WORDS[index % 18]}${index}`))]),
    );
    const [killed, whole] = [await worldOf(patches), await worldOf(patches)];
    let kills = 0;
    for (let done = false; !done; ) {
      const child = spawn(process.execPath, [bin, 'embed', '--build', '--json'], {
        env: { PATH: process.env.PATH, DATA_ROOT: killed.config.dataRoot },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      const marks = new Set<string>();
      await expect
        .poll(() => marks.add(killed.store.mark()).size > 2 * kills + 1 || child.exitCode !== null, {
          timeout: 60_000,
          interval: 1,
        })
        .toBe(true);
      child.kill('SIGKILL');
      const code = await ended;
      done = code !== null;
      if (done) expect(code).toBe(0);
      else kills += 1;
      expect(kills).toBeLessThan(100);
    }
    expect(kills).toBeGreaterThan(2);
    await embedOnce(whole);
    const vectorsOf = ({ store }: Surroundings) =>
      store.read(async (db) => (await db.runAndReadAll('SELECT * FROM diff_vectors ORDER BY ALL')).getRowsJS());
    const vectors = await vectorsOf(killed);
    expect(vectors).toHaveLength(200);
    expect(vectors).toEqual(await vectorsOf(whole));
  });

  it('counts words anew when there are twice as many diffs, and compares in the new space alone', async () => {
    const around = await worldOf({ a: patchOf(...linesOn('one')), b: patchOf(...near('one')) });
    const first = await embedOnce(around);
    await ingestInto(around.store, [pull('authorc', 'c', 'anvil', { patch: patchOf(...linesOn('three')) })]);
    expect(await embedOnce(around)).toMatchObject({ model: first?.model, embedded: 1, already: 2 });
    await ingestInto(around.store, [pull('authord', 'd', 'anvil', { patch: patchOf(...linesOn('four')) })]);
    const renewed = await embedOnce(around);
    expect(renewed).toMatchObject({ embedded: 4, already: 0 });
    expect(renewed?.model).not.toBe(first?.model);
    expect(new Set((await rowsIn(around)).map((row) => (row as unknown[])[2]))).toEqual(new Set([renewed?.model]));
    expect(Object.keys(await neighboursIn(around))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is asked for by name', async () => {
    const program = new Command().exitOverride();
    registerEmbed(program);
    await expect(program.parseAsync(['node', 'x', 'embed'])).rejects.toThrow('nothing to do: give --build');
  });
});

describe('what a pull request is like', () => {
  it('is alike to exactly 1 with the same lines, hardly with others', async () => {
    const around = await worldOf({
      a: patchOf(...linesOn('one')),
      b: patchOf(...linesOn('one')).replace('private words', 'more'),
      c: patchOf(...linesOn('two')),
    });
    const report = await embedOnce(around);
    const space = { provider: 'local', model: report?.model ?? '' };
    const patches = [...(await vectorStore(around.store).embedded(space)).keys()];
    const pairs = await vectorStore(around.store).compare(space, {
      lefts: patches,
      rights: patches,
      least: -1,
      most: 9,
    });
    const similarities = pairs
      .filter(({ left, right }) => left < right)
      .map(({ similarity }) => similarity)
      .sort();
    expect(similarities.at(-1)).toBe(1);
    for (const similarity of similarities.slice(0, -1)) expect(Math.abs(similarity)).toBeLessThan(0.2);
    expect(await neighboursIn(around)).toMatchObject({
      a: [{ other: 'b', similarity: 1 }],
      b: [{ other: 'a' }],
      c: [],
    });
  });

  it('goes by what is bad now: another word, another answer, and no vector made anew', async () => {
    const around = await worldOf({ a: patchOf(...linesOn('one')), b: patchOf(...near('one')) }, [
      closing('b', 'closed'),
    ]);
    await embedOnce(around);
    const rows = await rowsIn(around);
    const finder = neighbourFinder(neighbourStore(around));
    const found = async () =>
      [...(await finder.find()).values()].flat().map(({ pull: other, standing }) => `${standing} ${other}`);
    expect(await found()).toEqual([`bad ${uriOf('b')}`]);
    await ingestInto(around.store, [closing('b', 'merged')]);
    expect(await found()).toEqual([]);
    await ingestInto(around.store, [
      commitRevert('b'),
      status('mira', '3kmergedr', pullUri('carol', 'revert'), 'merged', '2025-06-18T18:00:00Z'),
    ]);
    expect(await found()).toEqual([`bad ${uriOf('b')}`]);
    expect(await rowsIn(around)).toEqual(rows);
  });

  it('is not told by a few words: those must be equal', async () => {
    const version = (text: string): string => patchOf(`version = "${text}"`);
    const around = await worldOf({ a: version('1.2.3'), b: version('1.2.4'), c: version('1.2.4') });
    await embedOnce(around);
    expect(await neighboursIn(around)).toMatchObject({
      a: [],
      b: [{ other: 'c', similarity: 1 }],
      c: [{ other: 'b' }],
    });
  });

  it('is looked for in one space alone', async () => {
    const around = await worldOf({
      a: patchOf(...linesOn('one')),
      b: patchOf(...near('one')),
      c: patchOf(...near('one'), 'x'),
    });
    const { corpus, keep, compare, comparedIn } = vectorStore(around.store);
    const patches = (await corpus()).patches.map(({ patch }) => patch);
    const row = (patch: string, vector: readonly number[]) => ({
      patch,
      textHash: patch,
      chars: 1,
      truncated: false,
      terse: false,
      vector: Float32Array.from(vector),
    });
    const [one, two, three] = patches as [string, string, string];
    const spaces = {
      words: { provider: 'p', model: 'm' },
      model: { provider: 'p', model: 'm2' },
      provider: { provider: 'p2', model: 'm' },
    };
    await keep(spaces.words, [row(one, [1, 0]), row(two, [0.6, 0.8])]);
    await keep(spaces.model, [row(three, [1, 0])]);
    await keep(spaces.provider, [row(two, [1, 0, 0]), row(three, [1, 0, 0])]);
    const question = { lefts: patches, rights: patches, least: -1, most: 9 };
    const pairs = async (space: typeof spaces.words) =>
      (await compare(space, question))
        .filter(({ left, right }) => left < right)
        .map(({ left, right, similarity }) => [left, right, Number(similarity.toFixed(6))]);
    expect(await pairs(spaces.words)).toEqual([[one, two, 0.6]]);
    expect(await pairs(spaces.model)).toEqual([]);
    expect(await pairs(spaces.provider)).toEqual([[two, three, 1]]);
    expect((await comparedIn(spaces.model)).pulls).toHaveLength(1);
  });
});

describe('a vector', () => {
  it('is kept once for each patch and space: whoever comes first', async () => {
    const { store } = demoSurroundings();
    const { keep, embedded } = vectorStore(store);
    const space = { provider: 'p', model: 'm' };
    const row = (vector: readonly number[]) => ({
      patch: 'one',
      textHash: 'h',
      chars: 1,
      truncated: false,
      terse: false,
      vector: Float32Array.from(vector),
    });
    await keep(space, [{ patch: 'one', skipped: 'unreadable' }, row([0.1, 0.7]), row([0.1, 0.7])]);
    await keep(space, [row([1, 0])]);
    await keep({ ...space, model: 'other' }, [row([1, 0])]);
    const vectors = await store.read(async (db) =>
      (await db.runAndReadAll('SELECT model, vector FROM diff_vectors ORDER BY model')).getRowsJS(),
    );
    expect(vectors).toEqual([
      ['m', [Math.fround(0.1), Math.fround(0.7)]],
      ['other', [1, 0]],
    ]);
    expect(await embedded(space)).toEqual(new Map([['one', null]]));
  });
});

describe('a hosted model', () => {
  it('gets the changed lines and nothing else, once, in a space of its own', async () => {
    const bodies: { input: string[] }[] = [];
    const server = await httpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString());
        bodies.push(body);
        const data = body.input.map((text: string, index: number) => ({ index, embedding: [text.length, 1] }));
        response.end(JSON.stringify({ data }));
      });
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    const plain = await worldOf({ a: patchOf(...linesOn('one')), b: patchOf(...near('one')) });
    const embeddings = { apiKey: 'sk-test', baseUrl: `${server.url}/v1`, model: 'tiny' };
    const around = { ...plain, config: { ...plain.config, embeddings } };
    await embedOnce(plain);
    const report = { provider: `${server.url}/v1`, model: 'tiny', dimensions: 2, total: 2 };
    expect(await embedOnce(around)).toMatchObject({ ...report, embedded: 2, already: 0 });
    expect(await embedOnce(around)).toMatchObject({ ...report, embedded: 0, already: 2 });
    expect(bodies).toHaveLength(1);
    expect(JSON.stringify(bodies)).not.toMatch(/mallory|private|notes|context|around/i);
    expect(bodies[0]?.input.toSorted()[0]).toBe(
      linesOn('one')
        .map((line) => `+${line}\n`)
        .join(''),
    );
    expect(new Set((await rowsIn(plain)).map((row) => (row as unknown[])[1]))).toEqual(
      new Set(['local', report.provider]),
    );
    expect(await neighboursIn(around)).toMatchObject({ a: [{ other: 'b' }], b: [{ other: 'a' }] });
  });
});

function commitRevert(rkey: string): string {
  return pull('carol', 'revert', 'anvil', { title: 'Revert "it"', references: [uriOf(rkey)] });
}
