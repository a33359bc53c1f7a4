import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAliases, demoWorld, type LargeCounts, largeWorld } from '../seed/index.ts';
import { type SeedReport, seedLarge } from '../src/cli/commands/seed.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { passOptions, scoringStore } from '../src/cli/wiring.ts';
import { loadConfig, prepareDirectories } from '../src/config/index.ts';
import { parsePatch, stagedBlobs, unpackPatch } from '../src/diff/index.ts';
import { deriver } from '../src/ingest/index.ts';
import { scorePass } from '../src/pipeline/index.ts';
import {
  allPulls,
  currentDecisions,
  ingestTotals,
  liveVouches,
  newestEventUs,
  openStore,
  reposWithTier,
  trustedRoots,
} from '../src/store/index.ts';

const COUNTS: LargeCounts = { people: 500, repos: 20, open: 200, finished: 100 };
const demo = demoWorld();
const world = largeWorld(COUNTS);

/** Everything a world says, as one number. */
const digestOf = (counts: LargeCounts): string => {
  const hash = createHash('sha256');
  for (const { events, blobs } of largeWorld(counts).parts()) {
    hash.update(JSON.stringify(events));
    for (const { cid, bytes } of blobs) hash.update(cid).update(bytes);
  }
  return hash.digest('hex');
};

const emptySurroundings = (): Surroundings => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const config = loadConfig({ DATA_ROOT: directory, PORT: '0' }, directory);
  prepareDirectories(config);
  return { config, store: openStore(config.duckdbPath, { deriver }), blobs: stagedBlobs(config.stagingDir) };
};

/** The patch in the record of an event of the older shape. */
const patchIn = (event: Readonly<Record<string, unknown>>): string | null => {
  const { record } = (event.commit ?? {}) as { readonly record?: { readonly patch?: string } };
  return record?.patch ?? null;
};

let around: Surroundings;
let seeded: SeedReport;

beforeAll(async () => {
  around = emptySurroundings();
  seeded = await seedLarge(around, COUNTS);
  await scorePass(scoringStore(around.store), { ...(await passOptions(around)) });
}, 120_000);

/** Decisions in force, by pull request. */
const decisions = async () => {
  const stored = await around.store.read(currentDecisions);
  return new Map(stored.map(({ pull, body }) => [String(pull), body]));
};

const partsOf = (counts: LargeCounts) => [...largeWorld(counts).parts()];

describe('the large world', () => {
  it('is the same bytes on every call, and on every machine', () => {
    expect(digestOf(COUNTS)).toBe(digestOf(COUNTS));
    expect(digestOf({ people: 50, repos: 4, open: 20, finished: 30 })).toMatchInlineSnapshot(
      `"ba66a26b0d782527625bc30f6e298bfd71e0c93f0da055f2139f97ed819e31ac"`,
    );
  });

  it('is taken in whole, every record read, and is of its size', async () => {
    expect(seeded.rejected).toEqual({});
    expect(seeded.derived).toBe(seeded.events);
    const demoPeople = new Set(demo.events.map(({ did }) => did));
    const pulls = await around.store.read(allPulls);
    const large = pulls.filter(({ author }) => !demoPeople.has(author));
    expect(large.filter(({ state }) => state === 'open')).toHaveLength(COUNTS.open);
    expect(large.filter(({ state }) => state !== 'open')).toHaveLength(COUNTS.finished);
    const repos = await around.store.read(reposWithTier);
    expect(repos.filter(({ ownerDid }) => !demoPeople.has(ownerDid))).toHaveLength(COUNTS.repos);
    const people = partsOf(COUNTS).flatMap(({ events }) => events.filter(({ kind }) => kind === 'identity'));
    expect(new Set(people.map(({ did }) => did)).size).toBe(COUNTS.people);
    expect(await around.store.read(trustedRoots)).toHaveLength(20);
  });

  it('changes nothing when it is loaded again', async () => {
    const before = await around.store.read(ingestTotals);
    const again = await seedLarge(around, COUNTS);
    expect(again).toEqual(seeded);
    expect(await around.store.read(ingestTotals)).toEqual(before);
  });

  it('that was cut short is whole when it is loaded again', async () => {
    const other = emptySurroundings();
    await seedLarge(other, { ...COUNTS, open: 0, finished: 0 });
    await seedLarge(other, COUNTS);
    expect(await other.store.read(ingestTotals)).toEqual(await around.store.read(ingestTotals));
  });

  it('leaves the demo’s own pull requests in their lanes, and the clock where it was', async () => {
    const made = await decisions();
    const lanes = [...demoAliases()].map(([alias, uri]) => [alias, made.get(uri)?.outcome.lane]);
    expect(Object.fromEntries(lanes)).toEqual({
      'live/trusted-clean': 'fast_lane',
      'live/sybil-buggy': 'needs_human',
      'live/sensitive-attested': 'fast_lane',
      'live/sensitive-unattested': 'needs_human',
      'live/newcomer-docs': 'normal_queue',
      'live/huge-diff': 'needs_human',
      'live/hidden-characters': 'needs_human',
      'live/injected-instructions': 'needs_human',
      'live/leaked-secret': 'needs_human',
    });
    expect(made.get(demoAliases().get('live/newcomer-docs') ?? '')?.inputs.structural).toBeCloseTo(0.614125, 6);
    expect(await around.store.read(newestEventUs)).toBe(demo.events.at(-1)?.time_us);
  });

  it('has pull requests in every lane', async () => {
    const lanes = Object.groupBy((await decisions()).values(), ({ outcome }) => outcome.lane);
    for (const lane of ['fast_lane', 'normal_queue', 'needs_human'] as const) {
      expect(lanes[lane]?.length).toBeGreaterThan(COUNTS.open / 20);
    }
  });

  it('trusts nobody in an isolated clique, by exactly 0, and all who vouch for them are in it', async () => {
    const isolated = new Set<string>(world.isolated);
    expect(isolated.size).toBeGreaterThan(4);
    expect(world.mistaken.length).toBeGreaterThan(4);
    const vouches = await around.store.read(liveVouches);
    const about = vouches.filter(({ toDid, polarity }) => isolated.has(toDid) && polarity === 'vouch');
    expect(about.length).toBeGreaterThan(isolated.size);
    expect(about.filter(({ fromDid }) => !isolated.has(fromDid))).toEqual([]);
    const views = [...(await decisions()).values()].filter(({ author }) => isolated.has(author));
    expect(views.length).toBeGreaterThan(0);
    expect(views.map(({ inputs }) => inputs.structural)).toEqual(views.map(() => 0));
  });

  it('has vouches as people give them: most get a few, over three years, one in a hundred speaks against', async () => {
    const vouches = await around.store.read(liveVouches);
    const against = vouches.filter(({ polarity }) => polarity === 'denounce').length / vouches.length;
    expect(against).toBeGreaterThan(0.005);
    expect(against).toBeLessThan(0.02);
    const days = vouches.map(({ sinceUs }) => sinceUs / 86_400e6).toSorted((a, b) => a - b);
    expect((days.at(-1) ?? 0) - (days[0] ?? 0)).toBeGreaterThan(800);
  });

  it('writes patches that git and we can read, no two alike', () => {
    const parts = partsOf(COUNTS);
    const inline = parts.flatMap(({ events }) => events.flatMap((event) => patchIn(event) ?? []));
    const zipped = parts.flatMap(({ blobs }) => blobs.map(({ bytes }) => bytes));
    const texts = [...inline.map((text) => new TextEncoder().encode(text)), ...zipped].map((bytes) => {
      const unpacked = unpackPatch(bytes);
      if (unpacked.kind !== 'text') throw new Error(unpacked.kind);
      return unpacked.bytes;
    });
    expect(texts.length).toBeGreaterThan(COUNTS.open + COUNTS.finished);
    expect(new Set(texts.map((text) => Buffer.from(text).toString('latin1'))).size).toBe(texts.length);
    expect(new Set(texts.map((text) => parsePatch(text).kind))).toEqual(new Set(['change']));
    execFileSync('git', ['apply', '--numstat'], { input: Buffer.concat(texts), stdio: ['pipe', 'ignore', 'pipe'] });
  });

  it('takes some changes back by the same change backwards, merged and named', async () => {
    const pulls = await around.store.read(allPulls);
    const reverts = pulls.filter(({ title, createdAtUs }) => title.startsWith('Revert "') && createdAtUs > 0);
    const titles = new Set(pulls.map(({ title }) => title));
    expect(reverts.length).toBeGreaterThanOrEqual(Math.floor(COUNTS.finished / 24));
    for (const { title, state } of reverts) {
      expect(state).toBe('merged');
      expect(titles).toContain(title.slice('Revert "'.length, -1));
    }
    const written = partsOf(COUNTS).flatMap(({ events }) => events.flatMap((event) => patchIn(event) ?? []));
    const changed = (text: string, sign: string): string[] =>
      text.split('\n').filter((line) => line.startsWith(sign) && !/^(-- |---|\+\+\+)/.test(line));
    const bare = (lines: string[]): string =>
      lines
        .map((line) => line.slice(1))
        .sort()
        .join('\n');
    const backwards = written.filter((text) => text.includes('\nSubject: [PATCH] Revert "'));
    expect(backwards.length).toBeGreaterThan(0);
    for (const text of backwards) {
      const named = /This reverts commit ([0-9a-f]{40})\./.exec(text)?.[1] ?? 'none';
      const original = written.find((other) => other.startsWith(`From ${named} `));
      if (original === undefined) continue;
      expect(bare(changed(text, '-'))).toBe(bare(changed(original, '+')));
      expect(bare(changed(text, '+'))).toBe(bare(changed(original, '-')));
    }
  });

  it.each([
    { ...COUNTS, people: 99 },
    { ...COUNTS, repos: 0 },
    { ...COUNTS, open: -1 },
    { ...COUNTS, finished: 1.5 },
  ])('refuses counts that make no world: %o', (counts) => {
    expect(() => largeWorld(counts)).toThrow(RangeError);
  });
});
