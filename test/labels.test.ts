import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoWorld } from '../seed/index.ts';
import { type AtUri, type Did, type LabelEvidence, type PullLabel, SETTLED_AFTER_US } from '../src/domain/index.ts';
import { deriver } from '../src/ingest/index.ts';
import { labelOf, openStore, pullLabels, type Store, upkeepStore } from '../src/store/index.ts';
import { account, commit, person, pullUri, repo, vouch } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const T0 = Date.UTC(2026, 2, 1) * 1000;
const DAY = 86_400_000_000;
const END = T0 + SETTLED_AFTER_US;
const at = (us: number): string =>
  new Date(Math.floor(us / 1000)).toISOString().replace('Z', `${String(us % 1000).padStart(3, '0')}Z`);

const sha = (letter: string): string => letter.repeat(40);
const blob = (name: string): string => `bafkrei${name.padEnd(12, 'a')}`;
const A = pullUri('carol', '3ka');
const R = pullUri('dave', '3kr');
const L = pullUri('erin', '3kl');

interface Told {
  readonly title?: string;
  readonly body?: string;
  readonly patch?: string;
  readonly timeUs?: number;
  readonly repoName?: string;
  readonly more?: Record<string, unknown>;
}

/** A pull request to mira's repository, opened a day before the merge of the first. */
const opened = (
  uri: string,
  { title = 'a change', body = '', patch = uri.slice(-2), timeUs = T0 - DAY, repoName = 'anvil', more = {} }: Told = {},
): string =>
  commit(
    uri.slice(5).split('/')[0] ?? '',
    'sh.tangled.repo.pull',
    uri.split('/').at(-1) ?? '',
    {
      title,
      body,
      target: { repo: `at://${person('mira')}/sh.tangled.repo/${repoName}`, branch: 'main' },
      rounds: [{ patchBlob: { ref: { $link: blob(patch) } }, createdAt: at(T0 - DAY) }],
      createdAt: at(T0 - DAY),
      ...more,
    },
    { timeUs },
  );

let word = 0;
const says = (by: string, uri: string, state: string, us: number, seenUs = us): string => {
  word += 1;
  const body = { pull: uri, status: `sh.tangled.repo.pull.status.${state}`, createdAt: at(us) };
  return commit(person(by), 'sh.tangled.repo.pull.status', `3kw${word}`, body, { timeUs: seenUs });
};
const merged = (uri: string, us: number, by = 'mira'): string => says(by, uri, 'merged', us);
const outcome = (by: string, uri: string, clean: boolean, us: number, rkey = '3ko'): string =>
  commit(
    person(by),
    'sh.tangled.trust.outcome',
    rkey,
    { subject: uri, clean, reason: 'because', createdAt: at(us) },
    { timeUs: us },
  );
const collaborator = (name: string): string =>
  commit(person('mira'), 'sh.tangled.repo.collaborator', `3kc${name}`, {
    subject: person(name),
    repo: `at://${person('mira')}/sh.tangled.repo/anvil`,
    createdAt: at(T0 - 9 * DAY),
  });
/** Somebody's news at a time: the clock of the data. */
const clock = (us: number): string => vouch('zoe', 'alice', 'vouch', us);

interface Words {
  readonly sha?: string;
  readonly subject?: string;
  readonly revertsSubject?: string;
  readonly revertsSha?: string;
  readonly mentions?: readonly string[];
}
/** What the messages of a patch say, as the history pass finds it. */
const message = (
  store: World,
  patch: string,
  { sha: hash, subject = '', revertsSubject, revertsSha, mentions = [] }: Words,
) =>
  store.write((db) =>
    db.run('INSERT INTO patch_commits VALUES ($1, 0, $2, $3, $4, $5, $6, $7)', [
      store.own(`blob:${blob(patch)}`),
      hash ?? null,
      subject,
      revertsSubject ?? null,
      revertsSha ?? null,
      store.own(JSON.stringify(mentions)),
      mentions.length > 0,
    ]),
  );
type Run = readonly [forward: number, inverse: number, lines: number];
const runs = (store: World, patch: string, each: readonly Run[]) =>
  store.write(async (db) => {
    for (const [forward, inverse, lines] of each)
      await db.run('INSERT INTO patch_runs VALUES ($1, $2, $3, $4)', [
        store.own(`blob:${blob(patch)}`),
        BigInt(forward),
        BigInt(inverse),
        lines,
      ]);
  });

const BASE = [repo('mira', 'anvil'), repo('mira', 'bellows'), repo('eve', 'bait'), collaborator('ravi')];
const stores = new Map<number, Store>();
let worlds = 0;

/** A world of its own within a database that others share whose data end at the same time. */
interface World extends Pick<Store, 'read' | 'write'> {
  readonly store: Store;
  /** Its own people, repositories and patches in what is written of everybody's. */
  own(text: string): string;
  /** The way back, for people and repositories. */
  plain(text: string): string;
}

const withOwnNames = (store: Store): World => {
  worlds += 1;
  const mark = worlds
    .toString(26)
    .replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))
    .padStart(3, 'q');
  const own = (text: string) =>
    text.replaceAll(/(did:plc:\w{21}|bafkrei\w{9})\w{3}/g, (_, rest: string) => rest + mark);
  const theirs = new RegExp(`(did:plc:\\w{21})${mark}`, 'g');
  const plain = (text: string) => text.replaceAll(theirs, '$1aaa');
  return { store, own, plain, read: (work) => store.read(work), write: (work) => store.write(work) };
};

const storeUntil = (nowUs: number): Store => {
  const known = stores.get(nowUs);
  if (known) return known;
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const store = openStore(join(directory, 'trust.duckdb'), { deriver });
  stores.set(nowUs, store);
  return store;
};

const fill = async (world: World, records: readonly string[], nowUs: number): Promise<World> => {
  await ingestInto(world.store, [...BASE, ...records, clock(nowUs)].map(world.own));
  return world;
};
const world = (records: readonly string[], nowUs = END + 1): Promise<World> =>
  fill(withOwnNames(storeUntil(nowUs)), records, nowUs);
/** The same in a database of its own, under the names as they are written. */
const worldAlone = (records: readonly string[], nowUs = END + 1): Promise<World> => {
  const store = scratchStore();
  return fill({ ...withOwnNames(store), own: (text) => text, plain: (text) => text }, records, nowUs);
};
const labelIn = async (among: World, uri = A): Promise<PullLabel | null> => {
  const label = await among.read((db) => labelOf(db, among.own(uri) as AtUri));
  return JSON.parse(among.plain(JSON.stringify(label)));
};
const kinds = (label: PullLabel | null): string[] => (label?.evidence ?? []).map(({ kind }) => kind);
const told = async (store: World, uri = A): Promise<[boolean | null | undefined, ...string[]]> => {
  const label = await labelIn(store, uri);
  return [label?.cleanMerge, ...kinds(label)];
};
const evidenceOf = async (store: World, kind: LabelEvidence['kind']) =>
  (await labelIn(store))?.evidence.find((each) => each.kind === kind);
const base = (more: Told = {}) => [opened(A, { title: 'Cap the bucket', ...more }), merged(A, T0)];
const revertOf = (title: string, us: number, told: Told = {}) => [
  opened(R, { title: `Revert "${title}"`, ...told }),
  merged(R, us),
];

describe('a merge by a maintainer', () => {
  it.each([
    ['is open to the last microsecond of 14 days', END, [null, 'unsettled', 'merged-by-maintainer']],
    ['is clean right after', END + 1, [true, 'merged-by-maintainer']],
  ])('%s', async (_, nowUs, expected) => {
    expect(await told(await world(base(), nowUs))).toEqual(expected);
  });

  it('has its times, its record and its repository', async () => {
    const label = await labelIn(await world(base(), END));
    expect(label).toMatchObject({
      pull: A,
      author: person('carol'),
      repo: `at://${person('mira')}/sh.tangled.repo/anvil`,
    });
    expect(label).toMatchObject({ outcome: 'merged', openedAtUs: T0 - DAY, finishedAtUs: T0 });
    expect(label?.evidence.map(({ atUs }) => atUs)).toEqual([END, T0]);
    expect(
      label?.evidence.every(({ by }) => by.startsWith(`at://${person('mira')}/sh.tangled.repo.pull.status/`)),
    ).toBe(true);
  });

  it.each<[string, readonly string[], unknown[]]>([
    [
      'of one’s own change is neither good nor bad',
      [opened(A), collaborator('carol'), merged(A, T0, 'carol')],
      [null, 'self-merged', 'merged-by-maintainer'].slice(0, 2),
    ],
    ['by a stranger is none', [opened(A), merged(A, T0, 'eve')], [undefined]],
    ['by its author is none', [opened(A), merged(A, T0, 'carol')], [undefined]],
    [
      'closed by another maintainer counts against it',
      [opened(A), says('ravi', A, 'closed', T0)],
      [false, 'closed-by-maintainer'],
    ],
    ['closed by its author says nothing', [opened(A), says('carol', A, 'closed', T0)], [null, 'withdrawn']],
    ['still open has no label', [opened(A)], [undefined]],
  ])('%s', async (_, records, expected) => {
    expect(await told(await world(records))).toEqual(expected);
  });

  it('judged by another maintainer, too, is no longer one’s own, and its author cannot make it so again', async () => {
    const both = [opened(A), collaborator('carol'), merged(A, T0), merged(A, T0 + DAY, 'carol')];
    expect(await told(await world(both))).toEqual([true, 'merged-by-maintainer']);
    expect((await labelIn(await world(both)))?.finishedAtUs).toBe(T0);
  });

  it('that only the appview knows of is not known', async () => {
    const store = await worldAlone([opened(A)]);
    await store.write((db) => db.run('INSERT INTO appview_states VALUES ($1, $2, $3, $3)', [A, 'merged', BigInt(T0)]));
    expect(await told(store)).toEqual([null, 'appview-only']);
  });

  it('into a repository whose owner is uncertain is not known', async () => {
    const anvil = person('anvil') as Did;
    const store = await worldAlone([opened(A, { more: { target: { repo: anvil, branch: 'main' } } }), merged(A, T0)]);
    expect(await told(store)).toEqual([undefined]);
    await store.write((db) => db.run('INSERT INTO appview_states VALUES ($1, $2, $3, $3)', [A, 'closed', BigInt(T0)]));
    expect(await told(store)).toEqual([null, 'appview-only']);
    const uri = `at://${person('mira')}/sh.tangled.repo/anvil` as AtUri;
    const said = {
      problem: null,
      checkedAtUs: 1,
      againAtUs: 2,
      failures: 0,
      knot: 'knot.example.com',
      state: 'verified',
    };
    await upkeepStore(store.store).keepRepo({ repoDid: anvil, ownerDid: person('mira') as Did, uri, ...said }, []);
    expect(await told(store)).toEqual([true, 'merged-by-maintainer']);
  });

  it('dated to the beginning of time counts from when it was heard', async () => {
    const store = await world([opened(A), says('mira', A, 'merged', 0, T0)]);
    expect((await labelIn(store))?.finishedAtUs).toBe(T0);
  });
});

describe('a revert', () => {
  it.each<[string, number, unknown[]]>([
    ['on the last microsecond counts', END, [false, 'reverted-by-message', 'merged-by-maintainer']],
    ['right after is late, and the label stays', END + 1, [true, 'reverted-late', 'merged-by-maintainer']],
    ['before the merge is of something else', T0 - 1, [true, 'merged-by-maintainer']],
  ])('%s', async (_, us, expected) => {
    const store = await world([...base(), ...revertOf('Cap the bucket', us)], END + DAY);
    expect(await told(store)).toEqual(expected);
  });

  it('counts at once, and names itself', async () => {
    const store = await world([...base(), ...revertOf('Cap the bucket', T0 + DAY)], T0 + DAY);
    expect(await told(store)).toEqual([false, 'reverted-by-message', 'unsettled', 'merged-by-maintainer']);
    expect(await evidenceOf(store, 'reverted-by-message')).toEqual({
      kind: 'reverted-by-message',
      by: R,
      atUs: T0 + DAY,
      detail: 'Revert "Cap the bucket"',
    });
  });

  it.each<[string, readonly string[]]>([
    ['that is open', [opened(R, { title: 'Revert "Cap the bucket"' })]],
    ['that was closed', [opened(R, { title: 'Revert "Cap the bucket"' }), says('mira', R, 'closed', T0 + DAY)]],
    ['that a stranger calls merged', [opened(R, { title: 'Revert "Cap the bucket"' }), merged(R, T0 + DAY, 'eve')]],
    ['that its author calls merged', [opened(R, { title: 'Revert "Cap the bucket"' }), merged(R, T0 + DAY, 'dave')]],
    [
      'in another repository',
      [opened(R, { title: 'Revert "Cap the bucket"', repoName: 'bellows' }), merged(R, T0 + DAY)],
    ],
    ['of another change', revertOf('Cap the bucket map', T0 + DAY)],
    [
      'merely talked of',
      [opened(R, { title: 'Shall we Revert "Cap the bucket"', body: `Revert ${A}` }), merged(R, T0 + DAY)],
    ],
    [
      'that says so only since it was merged',
      [
        opened(R),
        merged(R, T0 + DAY),
        opened(R, { title: 'Revert "Cap the bucket"', timeUs: T0 + DAY + 1, more: { references: [A] } }),
      ],
    ],
    [
      'in the attacker’s own repository, aimed here later',
      [
        opened(R, {
          title: 'Revert "Cap the bucket"',
          more: { target: { repo: `at://${person('eve')}/sh.tangled.repo/bait` } },
        }),
        merged(R, T0 + DAY, 'eve'),
        opened(R, { title: 'Revert "Cap the bucket"', timeUs: T0 + DAY + 1 }),
      ],
    ],
  ])('%s is none', async (_, records) => {
    expect(await told(await world([...base(), ...records]))).toEqual([true, 'merged-by-maintainer']);
  });

  it.each<[string, readonly string[]]>([
    ['retitled since', [opened(R, { title: 'Tidy', timeUs: T0 + DAY + 1 })]],
    ['written with half a character in it, and retitled', [opened(R, { title: 'Tidy', timeUs: T0 + DAY + 1 })]],
    ['aimed elsewhere since', [opened(R, { timeUs: T0 + DAY + 1, repoName: 'bellows' })]],
    ['deleted since', [commit(person('dave'), 'sh.tangled.repo.pull', '3kr', null, { timeUs: T0 + DAY + 1 })]],
    ['by somebody who left', [account(person('dave'), false, 'deleted', T0 + DAY + 1)]],
    ['whose original was retitled since', [opened(A, { title: 'Something else', timeUs: T0 + DAY + 1 })]],
  ])('still counts %s', async (name, records) => {
    const body = name.includes('half') ? 'half of \ud83d' : '';
    const store = await world([...base(), ...revertOf('Cap the bucket', T0 + DAY, { body }), ...records]);
    expect(await told(store)).toEqual([false, 'reverted-by-message', 'merged-by-maintainer']);
  });

  it('by somebody who left is not quoted', async () => {
    const store = await world([
      ...base(),
      ...revertOf('Cap the bucket', T0 + DAY),
      account(person('dave'), false, 'deleted', T0 + 2 * DAY),
    ]);
    expect((await evidenceOf(store, 'reverted-by-message'))?.detail).toBeNull();
  });

  it('of one’s own change counts, whoever opens it', async () => {
    const own = pullUri('carol', '3kown');
    const store = await world([...base(), opened(own, { title: 'Revert "Cap the bucket"' }), merged(own, T0 + DAY)]);
    expect(await told(store)).toEqual([false, 'reverted-by-message', 'merged-by-maintainer']);
  });

  it.each<[string, Words, unknown[]]>([
    ['by the whole hash', { revertsSha: sha('a') }, [false, 'reverted-by-message', 'merged-by-maintainer']],
    [
      'by the beginning of it',
      { revertsSha: sha('a').slice(0, 9) },
      [false, 'reverted-by-message', 'merged-by-maintainer'],
    ],
    ['by too little of it', { revertsSha: 'aaaaaa' }, [true, 'merged-by-maintainer']],
    [
      'by another hash of the same beginning',
      { revertsSha: `${sha('a').slice(0, 10)}b` },
      [true, 'merged-by-maintainer'],
    ],
    [
      'by the subject of its commit',
      { revertsSubject: 'cap: the bucket map' },
      [false, 'reverted-by-message', 'merged-by-maintainer'],
    ],
  ])('in a commit’s message %s', async (_, words, expected) => {
    const store = await world([...base(), opened(R), merged(R, T0 + DAY)]);
    await message(store, '3ka'.slice(-2), { sha: sha('a'), subject: 'cap: the bucket map' });
    await message(store, '3kr'.slice(-2), { subject: 'x', ...words });
    expect(await told(store)).toEqual(expected);
  });

  it.each<[string, string, unknown[]]>([
    ['whose title names it otherwise', 'Revert "the bucket"', [false, 'reverted-by-reference', 'merged-by-maintainer']],
    ['whose title is no revert', 'Look at the bucket', [true, 'merged-by-maintainer']],
    ['whose title names another that is known', 'Revert "Paint the shed"', [true, 'merged-by-maintainer']],
  ])('by reference counts: %s', async (_, title, expected) => {
    const shed = [opened(L, { title: 'Paint the shed' }), merged(L, T0)];
    const store = await world([
      ...base(),
      ...shed,
      opened(R, { title, more: { references: [A] } }),
      merged(R, T0 + DAY),
    ]);
    expect(await told(store)).toEqual(expected);
  });

  it('by reference to several counts for the one its title names', async () => {
    const store = await world([
      ...base(),
      opened(L, { title: 'Paint the shed' }),
      merged(L, T0),
      opened(R, { title: 'Revert "Cap the bucket"', more: { references: [A, L] } }),
      merged(R, T0 + DAY),
    ]);
    expect(await told(store)).toEqual([false, 'reverted-by-message', 'reverted-by-reference', 'merged-by-maintainer']);
    expect(await told(store, L)).toEqual([true, 'merged-by-maintainer']);
  });

  const alike = [...base(), opened(L, { title: 'Cap the bucket' }), merged(L, T0 + 1)];
  it('of a title that several bear makes all of them unknown, and says why', async () => {
    const store = await world([...alike, ...revertOf('Cap the bucket', T0 + DAY)], END + DAY);
    expect(await told(store)).toEqual([null, 'reverted-by-message', 'merged-by-maintainer']);
    expect(await told(store, L)).toEqual([null, 'reverted-by-message', 'merged-by-maintainer']);
    expect((await evidenceOf(store, 'reverted-by-message'))?.detail).toBe(
      'several changes have this title: Revert "Cap the bucket"',
    );
    const rows = await store.read(async (db) =>
      (await db.runAndReadAll('SELECT outcome FROM pull_outcomes WHERE pull = $1', [store.own(A)])).getRowsJson(),
    );
    expect(rows).toEqual([['merged']]);
  });

  it.each<[string, readonly string[], boolean | null, boolean | null]>([
    ['a reference', revertOf('Cap the bucket', T0 + DAY, { more: { references: [A] } }), false, true],
    ['the lines', revertOf('Cap the bucket', T0 + DAY, { patch: 'undoes' }), false, true],
    ['an earlier revert of the one', [opened(R, { title: 'Revert "Cap the bucket"' }), merged(R, T0 + 1)], false, true],
  ])('of a title that several bear is told by %s', async (name, records, first, second) => {
    const again = pullUri('dave', '3kagain');
    const later = name.startsWith('an earlier')
      ? [opened(again, { title: 'Revert "Cap the bucket"' }), merged(again, T0 + 2 * DAY)]
      : [];
    const store = await world([...alike.slice(0, -1), merged(L, T0 + 2), ...records, ...later], END + 3 * DAY);
    await runs(store, 'ka', [[1, 101, 3]]);
    await runs(store, 'undoes', [[101, 1, 3]]);
    expect((await told(store))[0]).toBe(first);
    expect((await told(store, L))[0]).toBe(later.length > 0 ? false : second);
  });

  it('that was reverted in turn within its own 14 days, and says so, no longer counts; it is the one that failed', async () => {
    const again = [opened(L, { title: 'Revert "Revert "Cap the bucket""' }), merged(L, T0 + 2 * DAY)];
    const store = await world([...base(), ...revertOf('Cap the bucket', T0 + DAY), ...again], END + 3 * DAY);
    expect(await told(store)).toEqual([true, 'merged-by-maintainer', 'merged-by-maintainer']);
    expect((await labelIn(store))?.evidence[1]).toMatchObject({ by: L, detail: 'merged again after a revert' });
    expect((await told(store, R))[0]).toBe(false);
  });

  it.each<[string, number, readonly string[], boolean]>([
    ['`Reapply` is such a word', 2 * DAY, [opened(L, { title: 'Reapply "Cap the bucket"' })], true],
    ['a second try is none', 2 * DAY, [opened(L, { title: 'Cap the bucket, second try' })], false],
    [
      'and later than 14 days after the revert it stays',
      DAY + SETTLED_AFTER_US + 1,
      [opened(L, { title: 'Reapply "Cap the bucket"' })],
      false,
    ],
  ])('taken back: %s', async (_, us, records, clean) => {
    const store = await world(
      [...base(), ...revertOf('Cap the bucket', T0 + DAY), ...records, merged(L, T0 + us)],
      END + 99 * DAY,
    );
    expect((await told(store))[0]).toBe(clean);
  });
});

describe('a revert that another says it takes back', () => {
  const read = (store: World, patch: string) =>
    store.write((db) =>
      db.run("INSERT INTO patch_facts VALUES ($1, 'v', 1, 1, 1)", [store.own(`blob:${blob(patch)}`)]),
    );
  it.each<[string, readonly Run[], boolean]>([
    ['by changing other lines stays', [[700, 701, 4]], false],
    ['by changing nothing that can be read stays', [], false],
    ['by less than four fifths of its lines stays', [[1, 101, 7]], false],
    ['by undoing its lines does not count', [[201, 301, 10]], true],
    [
      'by the lines of the first change does not count',
      [
        [1, 101, 7],
        [2, 102, 3],
      ],
      true,
    ],
  ])('%s', async (_, again, clean) => {
    const reapply = [opened(L, { title: 'Reapply "Cap the bucket"' }), merged(L, T0 + 2 * DAY)];
    const store = await world([...base(), ...revertOf('Cap the bucket', T0 + DAY), ...reapply], END + 3 * DAY);
    await runs(store, 'ka', [
      [1, 101, 7],
      [2, 102, 3],
    ]);
    await runs(store, 'kr', [[301, 201, 10]]);
    await runs(store, 'kl', again);
    await read(store, 'kl');
    expect([(await told(store))[0], (await told(store, R))[0]]).toEqual([clean, !clean]);
  });

  it('while no lines are known counts by its words', async () => {
    const reapply = [opened(L, { title: 'Reapply "Cap the bucket"' }), merged(L, T0 + 2 * DAY)];
    const store = await world([...base(), ...revertOf('Cap the bucket', T0 + DAY), ...reapply], END + 3 * DAY);
    await read(store, 'kl');
    expect((await told(store))[0]).toBe(true);
  });
});

describe('a revert by lines', () => {
  it.each([
    [4, true],
    [5, false],
  ])('that says nothing, of a change of %i lines', async (lines, clean) => {
    const store = await world([...base(), opened(R), merged(R, T0 + DAY)]);
    await runs(store, 'ka', [[1, 101, lines]]);
    await runs(store, 'kr', [[101, 1, lines]]);
    expect((await told(store))[0]).toBe(clean);
  });

  const ORIGINAL: readonly Run[] = [
    [1, 101, 6],
    [2, 102, 2],
    [3, 103, 2],
  ];
  it.each<[string, readonly Run[], boolean]>([
    [
      'all of them',
      [
        [101, 1, 6],
        [102, 2, 2],
        [103, 3, 2],
      ],
      false,
    ],
    [
      'four fifths',
      [
        [101, 1, 6],
        [102, 2, 2],
      ],
      false,
    ],
    ['less than four fifths', [[101, 1, 6]], true],
    [
      'all of them in a change that mostly does something else',
      [
        [101, 1, 6],
        [102, 2, 2],
        [103, 3, 2],
        [900, 901, 10],
      ],
      true,
    ],
    [
      'all of them, and a little more',
      [
        [101, 1, 6],
        [102, 2, 2],
        [103, 3, 2],
        [900, 901, 9],
      ],
      false,
    ],
    ['the same once more', ORIGINAL, true],
  ])('takes back %s', async (_, later, clean) => {
    const store = await world([...base(), opened(R), merged(R, T0 + DAY)]);
    await runs(store, 'ka', ORIGINAL);
    await runs(store, 'kr', later);
    expect(await told(store)).toEqual(
      clean ? [true, 'merged-by-maintainer'] : [false, 'reverted-by-lines', 'merged-by-maintainer'],
    );
  });

  it('says how many; one line is too little', async () => {
    const store = await world([
      ...base(),
      opened(R),
      merged(R, T0 + DAY),
      opened(L, { title: 'One line' }),
      merged(L, T0),
    ]);
    await runs(store, 'ka', ORIGINAL);
    await runs(store, 'kl', [[50, 150, 1]]);
    await runs(store, 'kr', [
      [101, 1, 6],
      [102, 2, 2],
      [150, 50, 1],
    ]);
    expect((await evidenceOf(store, 'reverted-by-lines'))?.detail).toBe('8 of 10 lines');
    expect((await told(store, L))[0]).toBe(true);
  });

  it('of a patch that was added after the merge is none', async () => {
    const rounds = ['kr', 'zz'].map((name) => ({ patchBlob: { ref: { $link: blob(name) } }, createdAt: at(T0) }));
    const store = await world([
      ...base(),
      opened(R),
      merged(R, T0 + DAY),
      opened(R, { timeUs: T0 + 2 * DAY, more: { rounds } }),
    ]);
    await runs(store, 'ka', ORIGINAL);
    await runs(store, 'zz', [
      [101, 1, 6],
      [102, 2, 2],
      [103, 3, 2],
    ]);
    expect(await told(store)).toEqual([true, 'merged-by-maintainer']);
    await runs(store, 'kr', [
      [101, 1, 6],
      [102, 2, 2],
      [103, 3, 2],
    ]);
    expect((await told(store))[0]).toBe(false);
  });
});

describe('a hot-fix', () => {
  const numbered = base({ more: { pullId: 12 } });
  const page = (owner: string, name = 'anvil', number = 12) => `https://tangled.org/${owner}/${name}/pulls/${number}`;

  it.each<[string, readonly string[], boolean]>([
    ['its address', [A], false],
    ['its hash', [sha('a')], false],
    ['the beginning of its hash', [sha('a').slice(0, 8)], false],
    ['its subject', ['cap: the bucket map'], false],
    ['its title', ['Cap the bucket'], false],
    ['a bare number, which may be an issue’s', ['#12'], true],
    ['its page', [page(person('mira'))], false],
    ['the page of another repository', [page(person('mira'), 'bellows')], true],
    ['the page of another’s repository of that name', [page(person('eve'))], true],
    ['nothing known', [sha('b'), 'Paint the shed', L], true],
  ])('in a commit’s message names %s', async (_, mentions, clean) => {
    const store = await world([...numbered, opened(R), merged(R, T0 + DAY)]);
    await message(store, 'ka', { sha: sha('a'), subject: 'cap: the bucket map' });
    await message(store, 'kr', { subject: 'fix it', mentions });
    expect(await told(store)).toEqual(
      clean ? [true, 'merged-by-maintainer'] : [false, 'hot-fixed', 'merged-by-maintainer'],
    );
  });

  it.each<[string, string, boolean]>([
    ['fixes', `Fixes ${A}`, false],
    ['fix, with a colon', `Some words.\nfix: ${A}.`, false],
    ['a regression', `This mends the regression introduced by ${A}, sorry.`, false],
    ['fixes the page', `Fixes ${page(person('mira'))}`, false],
    ['fixes the pull request of that number', 'Fixes PR #12', false],
    ['fixes another number', 'Fixes PR #13', true],
    ['fixes what may be an issue', 'Fixes #12', true],
    ['does not fix', `Does not fix ${A}`, true],
    ['doesn’t really fix', `It doesn't really fix ${A}`, true],
    ['stands on', `Stands on ${A}`, true],
    ['fixes something else', `Fixes a typo. See ${A}`, true],
    ['a prefix of that', `prefix ${A}`, true],
    ['sees a bug there', `This is not broken by anything; the bug in the pull request [docs](${A})`, true],
    ['fixes it, not elsewhere', `There was no test, and this is not a fix for ${A}`, true],
    ['does not, over a line’s end', `This does not, as one may think,\nfix ${A}`, true],
    ['fixes it, after a sentence with a not', `This does not change the page. Fixes ${A}`, false],
    ['fixes it, after a line with a not', `This does not change the page\nFixes ${A}`, false],
    ['fixes it, and says not later', `Fixes ${A}, which did not work`, false],
    ['fixes it, as somebody else said', `> Fixes ${A}\n\nwe shall see`, true],
    ['repairs what broke', `Repair the page that was broken by ${A}`, false],
    ['fixes both of two', `Fixes ${L} and fixes ${A}`, false],
  ])('says in its own words that it %s', async (_, body, clean) => {
    const store = await world([...numbered, opened(R, { body }), merged(R, T0 + DAY)]);
    expect(await told(store)).toEqual(
      clean ? [true, 'merged-by-maintainer'] : [false, 'hot-fixed', 'merged-by-maintainer'],
    );
  });

  it.each<[string, number, boolean]>([
    ['on the last microsecond counts', END, false],
    ['right after does not', END + 1, true],
  ])('%s', async (_, us, clean) => {
    const store = await world([...base(), opened(R, { body: `Fixes ${A}` }), merged(R, us)], END + DAY);
    expect((await told(store))[0]).toBe(clean);
  });

  it('by a page without a number in the record is the one pull request it refers to', async () => {
    const fix = (references: readonly string[]) =>
      opened(R, { body: `Fixes ${page('somebody')}`, more: { references } });
    expect((await told(await world([...base(), fix([A]), merged(R, T0 + DAY)])))[0]).toBe(false);
    expect((await told(await world([...base(), fix([A, L]), merged(R, T0 + DAY)])))[0]).toBe(true);
  });

  it('by the same author counts; a comment never does', async () => {
    const own = pullUri('carol', '3kown');
    const store = await world([...base(), opened(own, { body: `Fixes ${A}` }), merged(own, T0 + DAY)]);
    expect((await told(store))[0]).toBe(false);
    const comment = { subject: { uri: A }, body: { text: `Fixes ${A}` }, createdAt: at(T0 + 1) };
    const talk = commit(person('mira'), 'sh.tangled.feed.comment', '3kx', comment, { timeUs: T0 + DAY });
    expect((await told(await world([...base(), talk])))[0]).toBe(true);
  });
});

describe('re-opened by a maintainer', () => {
  it.each<[string, readonly string[], unknown[]]>([
    [
      'and merged again',
      [says('mira', A, 'open', T0 + DAY), merged(A, T0 + 2 * DAY)],
      [false, 're-opened', 'merged-by-maintainer'],
    ],
    [
      'and withdrawn',
      [says('mira', A, 'open', T0 + DAY), says('carol', A, 'closed', T0 + 2 * DAY)],
      [false, 're-opened', 'withdrawn'],
    ],
    [
      'on the last microsecond',
      [says('mira', A, 'open', END), merged(A, END + 1)],
      [false, 're-opened', 'merged-by-maintainer'],
    ],
    ['after 14 days', [says('mira', A, 'open', END + 1), merged(A, END + 2)], [true, 'merged-by-maintainer']],
    ['by its author, which does nothing', [says('carol', A, 'open', T0 + DAY)], [true, 'merged-by-maintainer']],
  ])('%s', async (_, records, expected) => {
    expect(await told(await world([...base(), ...records], END + 99 * DAY))).toEqual(expected);
  });

  it('it is open, and has no label, while it is', async () => {
    expect(await labelIn(await world([...base(), says('mira', A, 'open', T0 + DAY)]))).toBeNull();
  });

  it('closed by a maintainer stays so, however often its author closes it again', async () => {
    const records = [
      opened(A),
      says('mira', A, 'closed', T0),
      says('carol', A, 'open', T0 + 1),
      says('carol', A, 'closed', T0 + 2),
    ];
    expect(await told(await world(records))).toEqual([false, 'closed-by-maintainer']);
  });
});

describe('a correction', () => {
  it.each<[string, readonly string[], unknown]>([
    ['to clean counts within the 14 days', [outcome('mira', A, true, T0 + 1)], true],
    ['to not clean counts', [outcome('ravi', A, false, T0 + 1)], false],
    ['by a stranger does not', [outcome('eve', A, false, T0 + 1)], null],
    ['by its author does not, maintainer or not', [collaborator('carol'), outcome('carol', A, true, T0 + 1)], null],
    [
      'is outweighed by a newer word of another',
      [outcome('mira', A, true, T0 + 2), outcome('ravi', A, false, T0 + 1)],
      true,
    ],
    ['is what its record says now', [outcome('mira', A, true, T0 + 1), outcome('mira', A, false, T0 + 2)], false],
    [
      'is taken back by deleting it',
      [
        outcome('mira', A, false, T0 + 1),
        commit(person('mira'), 'sh.tangled.trust.outcome', '3ko', null, { timeUs: T0 + 2 }),
      ],
      null,
    ],
    [
      'by somebody who left does not',
      [outcome('ravi', A, false, T0 + 1), account(person('ravi'), false, 'deleted', T0 + 2)],
      null,
    ],
  ])('%s', async (_, records, clean) => {
    const label = await labelIn(await world([...base(), ...records], T0 + DAY));
    expect(label?.cleanMerge).toBe(clean);
    expect(kinds(label)[0]).toBe(clean === null ? 'unsettled' : 'corrected');
  });

  it('outweighs a revert, a close and one’s own merge, and says why', async () => {
    const store = await world([...base(), ...revertOf('Cap the bucket', T0 + DAY), outcome('mira', A, true, T0 + DAY)]);
    expect(await told(store)).toEqual([true, 'corrected', 'reverted-by-message', 'merged-by-maintainer']);
    expect((await evidenceOf(store, 'corrected'))?.detail).toBe('clean: because');
    expect(
      (await told(await world([opened(A), says('mira', A, 'closed', T0), outcome('mira', A, true, T0 + 1)])))[0],
    ).toBe(true);
    const own = [opened(A), collaborator('carol'), merged(A, T0, 'carol'), outcome('mira', A, true, T0 + 1)];
    expect((await told(await world(own)))[0]).toBe(true);
  });

  it('dated into the future counts from when it was heard', async () => {
    const later = commit(
      person('ravi'),
      'sh.tangled.trust.outcome',
      '3kp',
      { subject: A, clean: false, createdAt: at(END * 1.01) },
      { timeUs: T0 + 1 },
    );
    expect((await told(await world([...base(), later, outcome('mira', A, true, T0 + 2)], T0 + DAY)))[0]).toBe(true);
  });
});

describe('all labels', () => {
  it('are the same whatever the order, and however often the records come', async () => {
    const records = [
      ...base(),
      ...revertOf('Cap the bucket', T0 + DAY),
      opened(R, { title: 'Tidy', timeUs: T0 + DAY + 1 }),
      opened(L, { title: 'Paint the shed', body: `Fixes ${A}` }),
      merged(L, T0 + DAY),
      outcome('mira', L, false, T0 + 2 * DAY),
    ];
    const once = await (await worldAlone(records)).read(pullLabels);
    expect(once.map(({ cleanMerge }) => cleanMerge)).toEqual([false, null, false]);
    expect(await (await worldAlone(records.toReversed())).read(pullLabels)).toEqual(once);
    expect(await (await worldAlone([...records, ...records])).read(pullLabels)).toEqual(once);
  });

  it('are counted by the old views: closed, merged, reverted; and bad where they say so', async () => {
    const store = await worldAlone([
      ...base(),
      ...revertOf('Cap the bucket', T0 + DAY),
      opened(L),
      says('carol', L, 'closed', T0),
      says('erin', L, 'closed', T0),
    ]);
    const rows = await store.read(async (db) =>
      (await db.runAndReadAll('SELECT pull, outcome FROM pull_outcomes ORDER BY ALL')).getRowsJson(),
    );
    expect(rows).toEqual([
      [A, 'reverted'],
      [R, 'merged'],
      [L, 'closed'],
    ]);
    const bad = await store.read(async (db) => (await db.runAndReadAll('SELECT pull FROM bad_pulls')).getRowsJson());
    expect(bad).toEqual([[A]]);
  });

  it('do not grow with the square of what one repository repeats', async () => {
    const many = Array.from({ length: 60 }, (_, index) => pullUri('eve', `3km${index}`));
    const records = many.flatMap((uri, index) => [
      opened(uri, { title: index % 2 ? 'Revert "x"' : 'x' }),
      merged(uri, T0 + index),
    ]);
    const labels = await (await worldAlone([...base(), ...records])).read(pullLabels);
    expect(Math.max(...labels.map(({ evidence }) => evidence.length))).toBeLessThanOrEqual(24);
  });

  it('of changes that name each other answer within the memory there is, with twenty to each at most', async () => {
    const body = Array.from({ length: 10 }, (_, index) => `fix pull #${index + 1}`).join('\n');
    const records = Array.from({ length: 500 }, (_, index) => pullUri('eve', `3kj${index}`)).flatMap((uri, index) => [
      opened(uri, { title: 'fix pull #1', body, more: { pullId: 1 + Math.floor(index / 50) } }),
      merged(uri, T0 + index),
    ]);
    const bystander = [opened(R, { body: `Fixes ${A}` }), merged(R, T0 + DAY)];
    const store = await worldAlone([...base(), ...records, ...bystander]);
    const labels = await store.read(pullLabels);
    expect(labels).toHaveLength(502);
    expect((await told(store))[0]).toBe(false);
    const [[faults] = []] = await store.read(async (db) =>
      (await db.runAndReadAll('SELECT count(*)::INTEGER FROM change_faults')).getRowsJson(),
    );
    expect(faults).toBeLessThan(5000);
  });

  it('of the demo world show one of each kind that it is told of', async () => {
    const store = scratchStore();
    await ingestInto(
      store,
      demoWorld().events.map((event) => JSON.stringify(event)),
    );
    const labels = await store.read(pullLabels);
    const shown = new Set(labels.flatMap(({ evidence }) => evidence.map(({ kind }) => kind)));
    for (const kind of ['reverted-by-message', 'hot-fixed', 'self-merged', 'corrected', 'closed-by-maintainer'])
      expect(shown).toContain(kind);
    expect(new Set(labels.map(({ cleanMerge }) => cleanMerge))).toEqual(new Set([true, false, null]));
  });
});
