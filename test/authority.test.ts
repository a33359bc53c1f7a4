import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../src/domain/index.ts';
import { openPulls, reposWithTier, type Store, upkeepStore } from '../src/store/index.ts';
import { maintainersByRepo } from '../src/store/scoring-facts.ts';
import { account, commit, person, pull, pullUri, repo, status } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const anvil = person('anvil') as Did;
const uri = pullUri('carol', '3kone');
const mirasRepo = `at://${person('mira')}/sh.tangled.repo/anvil` as AtUri;
const byDid = { target: { repo: anvil, branch: 'main' } };

const state = (store: Store): Promise<Record<string, unknown> | undefined> =>
  store.read(
    async (db) =>
      (
        await db.runAndReadAll(
          'SELECT repo, certain, state, said_by, claimed_merged FROM pull_states WHERE pull = $1',
          [uri],
        )
      ).getRowObjectsJson()[0],
  );

const verified = (store: Store, owner: string, collaborators: readonly string[] = [], verdict = 'verified') =>
  upkeepStore(store).keepRepo(
    {
      repoDid: anvil,
      ownerDid: person(owner) as Did,
      uri: verdict.startsWith('verified') ? (`at://${person(owner)}/sh.tangled.repo/anvil` as AtUri) : null,
      knot: 'knot.example.com',
      state: verdict,
      problem: null,
      checkedAtUs: 1,
      againAtUs: 2,
      failures: 0,
    },
    collaborators.map((name) => person(name) as Did),
  );

const appviewSays = (store: Store, word: string) =>
  store.write((db) => db.run('INSERT INTO appview_states VALUES ($1, $2, 5, 5)', [uri, word]));

describe('a repository named by its own DID', () => {
  it('has a claimed owner only, until it was looked up', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      pull('carol', '3kone', 'anvil', byDid),
      status('mira', '3ka', uri, 'merged'),
    ]);
    expect(await state(store)).toMatchObject({ repo: mirasRepo, certain: false, state: 'open' });
  });

  it('is its owner’s beyond doubt once document, knot and record agree: whoever else claims it', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('eve', 'anvil'),
      repo('mira', 'anvil'),
      pull('carol', '3kone', 'anvil', byDid),
      status('eve', '3ka', uri, 'merged'),
    ]);
    expect(await state(store)).toMatchObject({ repo: null, certain: false });
    await verified(store, 'mira');
    expect(await state(store)).toMatchObject({ repo: mirasRepo, certain: true, state: 'open' });
    await ingestInto(store, [status('mira', '3kb', uri, 'merged')]);
    expect(await state(store)).toMatchObject({ state: 'merged', said_by: 'maintainer' });
  });

  it('is nobody’s when the owner’s record says otherwise', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('eve', 'anvil'), pull('carol', '3kone', 'anvil', byDid)]);
    await verified(store, 'eve', [], 'contradicted');
    expect(await state(store)).toMatchObject({ repo: null, certain: false });
  });

  it('is a mere claim where only the appview names the owner', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('eve', 'anvil'),
      pull('carol', '3kone', 'anvil', byDid),
      status('eve', '3ka', uri, 'merged'),
    ]);
    await verified(store, 'eve', ['eve'], 'verified-by-appview');
    expect(await state(store)).toMatchObject({ certain: false, state: 'open' });
  });

  it('is not counted among a false claimant’s, whose denounce would count, once it is known whose it is', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('eve', 'anvil'), repo('mira', 'anvil')]);
    await verified(store, 'mira');
    const claims = (await store.read(reposWithTier)).filter(({ repoDid }) => repoDid === anvil);
    expect(claims.map(({ ownerDid }) => ownerDid)).toEqual([person('mira')]);
  });

  it('lets those merge whom its knot names, and nobody whom the knot of a mere claim names', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      pull('carol', '3kone', 'anvil', byDid),
      status('alice', '3ka', uri, 'merged'),
    ]);
    await verified(store, 'mira', ['alice'], 'unverified');
    expect(await state(store)).toMatchObject({ state: 'open' });
    await verified(store, 'mira', ['alice']);
    expect(await state(store)).toMatchObject({ state: 'merged', said_by: 'maintainer' });
    await ingestInto(store, [account(person('alice'), false, 'takendown')]);
    expect(await state(store)).toMatchObject({ state: 'open' });
    expect((await store.read(maintainersByRepo)).map(({ did }) => did)).toEqual([person('mira')]);
  });

  it('is not certain where the record gives an address of another repository beside it', async () => {
    const store = scratchStore();
    const twoWays = { target: { repo: `at://${person('eve')}/sh.tangled.repo/bait`, repoDid: anvil, branch: 'main' } };
    await ingestInto(store, [repo('mira', 'anvil'), pull('carol', '3kone', 'anvil', twoWays)]);
    await verified(store, 'mira');
    expect(await state(store)).toMatchObject({ repo: mirasRepo, certain: false });
  });
});

describe('the appview’s word', () => {
  it.each<[string, string[], string, Record<string, unknown>]>([
    ['stands in where no record speaks', [], 'merged', { state: 'merged', said_by: 'appview' }],
    ['closes too', [], 'closed', { state: 'closed', said_by: 'appview' }],
    ['yields to the owner', [status('mira', '3ka', uri, 'open')], 'merged', { state: 'open', said_by: 'maintainer' }],
    [
      'counts for nothing where the author claims the merge',
      [status('carol', '3ka', uri, 'merged')],
      'merged',
      { state: 'open', said_by: null, claimed_merged: true },
    ],
  ])('%s', async (_, records, word, expected) => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), pull('carol', '3kone', 'anvil'), ...records]);
    await appviewSays(store, word);
    expect(await state(store)).toMatchObject(expected);
  });
});

describe('patches to be fetched', () => {
  const NOW_US = 1_800_000_000_000_000;
  const blob = (index: number) =>
    `bafkrei${String(index)
      .padStart(8, '2')
      .replaceAll(/[0189]/g, 'a')}`;
  const patched = (author: string, index: number): string =>
    pull(author, `3k${author}${index}`, 'anvil', {
      rounds: [{ patchBlob: { ref: { $link: blob(index) } }, createdAt: '2025-06-15T18:00:00Z' }],
    });

  it('come each author in turn, however many one has', async () => {
    const store = scratchStore();
    const flood = Array.from({ length: 70 }, (_, index) => patched('eve', index));
    await ingestInto(store, [repo('mira', 'anvil'), patched('carol', 2), ...flood]);
    const { patches } = await upkeepStore(store).due(NOW_US, 2);
    expect(patches.map(({ did }) => did).sort()).toEqual([person('carol'), person('eve')]);
  });

  it('wait when so many of one author came within a day', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), patched('eve', 2), patched('carol', 3)]);
    const staged = { state: 'staged', stagedCid: 'x', origin: 'pds', problem: null, attempts: 1 } as const;
    const fetches = Array.from({ length: 64 }, (_, index) => ({
      ...staged,
      cid: `c${index}`,
      did: person('eve') as Did,
      againAtUs: NOW_US - 5,
    }));
    await upkeepStore(store).keepFetches(fetches);
    const dueAt = async (atUs: number) => (await upkeepStore(store).due(atUs, 9)).patches.map(({ did }) => did).sort();
    expect(await dueAt(NOW_US)).toEqual([person('carol')]);
    expect(await dueAt(NOW_US + 25 * 3_600_000_000)).toEqual([person('carol'), person('eve')]);
  });
});

describe('a few records', () => {
  it('do not make countless maintainers', async () => {
    const store = scratchStore();
    const many = 60;
    const claims = Array.from({ length: many }, (_, index) =>
      commit(person('eve'), 'sh.tangled.repo', `r${index}`, { knot: 'k.example.com', repoDid: anvil }),
    );
    const named = Array.from({ length: many }, (_, index) =>
      commit(person('eve'), 'sh.tangled.repo.collaborator', `c${index}`, { subject: person(`x${index}`), repo: anvil }),
    );
    await ingestInto(store, [...claims, ...named]);
    expect(await store.read(maintainersByRepo)).toHaveLength(many + many);
  });
});

describe('how careful a repository is', () => {
  const tier = (by: string, about: string): string =>
    commit(person(by), 'sh.tangled.trust.repoTier', 'one', { repo: about, tier: 'sensitive' });
  const tierOf = async (store: Store): Promise<string | undefined> =>
    (await store.read(openPulls)).find((each) => each.uri === uri)?.tier;

  it('is a stranger’s to say only while nobody knows whose it is', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      repo('eve', 'anvil'),
      tier('eve', anvil),
      pull('carol', '3kone', 'anvil', byDid),
    ]);
    expect(await tierOf(store)).toBe('sensitive');
    await verified(store, 'mira');
    expect(await tierOf(store)).toBe('public');
    await ingestInto(store, [tier('mira', anvil)]);
    expect(await tierOf(store)).toBe('sensitive');
  });

  it('holds for all records that the owner has of one repository', async () => {
    const store = scratchStore();
    const old = commit(person('mira'), 'sh.tangled.repo', '3kold', { knot: 'knot.example.com', repoDid: anvil });
    const oldUri = `at://${person('mira')}/sh.tangled.repo/3kold`;
    await ingestInto(store, [repo('mira', 'anvil'), old, tier('mira', oldUri), pull('carol', '3kone', 'anvil')]);
    expect(await tierOf(store)).toBe('sensitive');
  });
});

describe('a stack', () => {
  const stacked = async (lines: readonly string[]): Promise<boolean | undefined> => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      pull('carol', '3kone', 'anvil', { dependentOn: pullUri('carol', '3kbase') }),
      ...lines,
    ]);
    return (await store.read(openPulls)).find((each) => each.uri === uri)?.stacked;
  };
  it.each<[string, string[], boolean]>([
    ['on a pull request nobody knows', [], true],
    ['on an open one', [pull('carol', '3kbase', 'anvil')], true],
    [
      'on one its author calls merged',
      [pull('carol', '3kbase', 'anvil'), status('carol', '3ks', pullUri('carol', '3kbase'), 'merged')],
      true,
    ],
    [
      'on one that points two ways, merged by the owner of the other',
      [
        commit(person('carol'), 'sh.tangled.repo', 'own', { knot: 'k.example.com', repoDid: person('own') }),
        pull('carol', '3kbase', 'anvil', { target: { repo: mirasRepo, repoDid: person('own'), branch: 'main' } }),
        status('carol', '3ks', pullUri('carol', '3kbase'), 'merged'),
      ],
      true,
    ],
    [
      'on one merged elsewhere',
      [
        commit(person('carol'), 'sh.tangled.repo', 'own', { knot: 'k.example.com' }),
        pull('carol', '3kbase', 'own', {
          target: { repo: `at://${person('carol')}/sh.tangled.repo/own`, branch: 'main' },
        }),
        status('carol', '3ks', pullUri('carol', '3kbase'), 'merged'),
      ],
      true,
    ],
    [
      'on one that is merged',
      [pull('carol', '3kbase', 'anvil'), status('mira', '3ks', pullUri('carol', '3kbase'), 'merged')],
      false,
    ],
  ])('%s', async (_, lines, expected) => expect(await stacked(lines)).toBe(expected));
});
