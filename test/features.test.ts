import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoWorld } from '../seed/index.ts';
import type { AtUri, Did } from '../src/domain/index.ts';
import { deriver } from '../src/ingest/index.ts';
import { featureSet } from '../src/pipeline/index.ts';
import { featureFacts, pullLabels, type Store, setTrustedRoots } from '../src/store/index.ts';
import {
  anvil,
  DAY,
  opened,
  opinion,
  past,
  present,
  readFrom,
  rootedAtMira,
  say,
  T0,
  word,
} from './feature-harness.ts';
import { account, person, pullUri, repo } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const alice = (rkey: string): AtUri => pullUri('alice', rkey) as AtUri;

/** mira is a root and owns anvil; alice has a past there when she opens `3kask`, 20 days on. */
const WORLD: readonly string[] = [
  repo('mira', 'anvil'),
  say('carol', 'repo', 'own', { knot: 'knot.example.com', name: 'own' }, T0),
  opinion('mira', 'bob', 'vouch', T0),
  opinion('bob', 'alice', 'vouch', T0 + DAY, { reason: 'met at work', evidences: [alice('3ka')] }),
  opinion('mallory', 'alice', 'denounce', T0 + DAY),
  opinion('zoe', 'alice', 'vouch', T0 + DAY),
  say('zoe', 'graph.vouch', person('alice'), null, T0 + 2 * DAY),
  say('zoe', 'graph.follow', '3kf', { subject: person('alice') }, T0 + DAY),
  say('alice', 'graph.follow', '3kg', { subject: person('zoe') }, T0 + DAY),
  say('mira', 'repo.collaborator', '3kc', { subject: person('bob'), repo: anvil }, T0),
  say('alice', 'repo', 'hers', { knot: 'knot.example.com', name: 'hers' }, T0 + DAY),
  say('bob', 'feed.star', '3ks', { subject: `at://${person('alice')}/sh.tangled.repo/hers` }, T0 + 2 * DAY),
  say('zoe', 'feed.star', '3ks', { subject: `at://${person('alice')}/sh.tangled.repo/hers` }, T0 + 2 * DAY),
  opened('alice', '3ka', T0 + 3 * DAY, anvil, 'one'),
  word('mira', '3k1', alice('3ka'), 'merged', T0 + 4 * DAY),
  opened('alice', '3kb', T0 + 5 * DAY, anvil, 'two'),
  word('bob', '3k2', alice('3kb'), 'closed', T0 + 6 * DAY),
  opened('alice', '3kc', T0 + 5 * DAY, `at://${person('carol')}/sh.tangled.repo/own`, 'three'),
  word('carol', '3k3', alice('3kc'), 'merged', T0 + 7 * DAY),
  opened('alice', '3kd', T0 + 8 * DAY, `at://${person('alice')}/sh.tangled.repo/hers`, 'four'),
  word('alice', '3k4', alice('3kd'), 'merged', T0 + 9 * DAY),
  // Merged, taken back, closed: not merged any more.
  opened('alice', '3ke', T0 + 9 * DAY, anvil, 'five'),
  word('mira', '3k5', alice('3ke'), 'merged', T0 + 10 * DAY),
  say('mira', 'repo.pull.status', '3k5', null, T0 + 11 * DAY),
  // By nobody who may.
  word('mallory', '3k6', alice('3ke'), 'merged', T0 + 11 * DAY),
  opened('dave', '3kr', T0 + 11 * DAY, anvil, 'Revert "one"'),
  word('mira', '3k7', pullUri('dave', '3kr'), 'merged', T0 + 12 * DAY),
  opened('alice', '3kf', T0 + 20 * DAY - 3_600_000_000, anvil, 'six'),
];
const ASK = T0 + 20 * DAY;
const ask = opened('alice', '3kask', ASK, anvil, 'seven');

const storeWith = (...lines: readonly string[]): Promise<Store> => rootedAtMira([...WORLD, ...lines]);

const finish = word('mira', '3k9', alice('3kask'), 'closed', ASK + DAY);

/** What happens after the question, one upon the other. */
const LATER: readonly (readonly [string, readonly string[]])[] = [
  ['a merge', [word('mira', '3kz', alice('3kf'), 'merged', ASK + 2 * DAY)]],
  ['a word that turns a merge', [word('carol', '3ky', alice('3kc'), 'open', ASK + 2 * DAY)]],
  [
    'a revert',
    [
      opened('dave', '3kp', ASK + DAY, anvil, 'Revert "six"'),
      word('mira', '3kx', pullUri('dave', '3kp'), 'merged', ASK + 3 * DAY),
    ],
  ],
  [
    'a vouch and a denounce',
    [opinion('mira', 'alice', 'vouch', ASK + DAY), opinion('mira', 'bob', 'denounce', ASK + DAY)],
  ],
  ['a vouch that is taken back', [say('bob', 'graph.vouch', person('alice'), null, ASK + DAY)]],
  ['a merge that is taken back', [say('carol', 'repo.pull.status', '3k3', null, ASK + DAY)]],
  ['a pull request that is deleted', [say('alice', 'repo.pull', '3kd', null, ASK + DAY)]],
  ['one that is aimed elsewhere', [opened('alice', '3kb', ASK + DAY, `at://${person('eve')}/sh.tangled.repo/x`)]],
  ['a collaborator who is named no more', [say('mira', 'repo.collaborator', '3kc', null, ASK + DAY)]],
  ['a past written later', [opened('alice', '3kx', ASK + DAY), word('bob', '3kw', alice('3kx'), 'merged', ASK + DAY)]],
  [
    'stars and follows that go',
    [
      say('zoe', 'graph.follow', '3kf', null, ASK + DAY),
      say('bob', 'feed.star', '3ks', null, ASK + DAY),
      say('alice', 'graph.follow', '3kg', null, ASK + DAY),
    ],
  ],
  ['a repository that is deleted', [say('carol', 'repo', 'own', null, ASK + DAY)]],
  [
    'accounts that leave',
    [account(person('bob'), false, 'deleted', ASK + DAY), account(person('zoe'), false, 'takendown', ASK + DAY)],
  ],
];

describe('features of a pull request', () => {
  it('say what was known of its author right before it, each number by itself', async () => {
    const row = (await past(await storeWith(ask, finish)))[alice('3kask')];
    expect(row).toMatchObject({
      ...{ opened: 6, opened_here: 4, merged: 2, merged_here: 1, self_merged: 1, rejected: 1, rejected_here: 1 },
      ...{ reverted: 1, reverted_here: 1, mended: 0, reopened: 0, merge_rate: 2 / 3, merge_rate_mean: 3 / 5 },
      ...{ merge_rate_mean_here: 2 / 4, merged_days: 12, merged_here_days: 15, rejected_days: 13, reverted_days: 7 },
      ...{
        vouches_in: 1,
        denounces_in: 1,
        vouches_out: 0,
        vouches_reasoned: 1,
        vouches_evidenced: 1,
        vouched_days: 18,
      },
      ...{ follows_in: 1, follows_out: 1, collaborator_of: 0, places: 3, day_before: 1, week_before: 1 },
      ...{ hops: 2, vouchers_heard: 1, votes_against: 0, trusted_stars: 0.85, account_days: 18, files: Number.NaN },
      // Carol's merge counts, and weighs nothing; mira's weighs 1.
      ...{ trusted_merges: 1, trusted_mergers: 1 },
    });
    expect(row?.structural).toBeGreaterThan(0.7);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['by a stream', [], []],
    [
      'by a stream, of people who left for a while',
      [
        account(person('bob'), false, 'deactivated', T0 + 12 * DAY),
        account(person('bob'), true, undefined, T0 + 13 * DAY),
        account(person('carol'), false, 'deactivated', T0 + 14 * DAY),
      ],
      [],
    ],
    [
      'in part as history',
      [],
      [
        opened('alice', '3kh', T0 + 14 * DAY),
        word('bob', '3kh', alice('3kh'), 'merged', T0 + 15 * DAY),
        opinion('bob', 'alice', 'denounce', T0 + 16 * DAY),
        say('erin', 'graph.follow', '3kh', { subject: person('alice') }, T0 + 16 * DAY),
      ],
    ],
  ])('are the same, to the bit, as those it had while it was open, when it was told %s', async (_, more, listed) => {
    const store = await storeWith(...more);
    await readFrom(store, listed);
    await ingestInto(store, [ask]);
    const open = (await present(store, ASK))[alice('3kask')];
    await ingestInto(store, [finish]);
    expect((await past(store))[alice('3kask')]).toEqual(open);
  });

  it('do not change by anything that happens afterwards', async () => {
    const store = await storeWith(ask, finish);
    const before = (await past(store))[alice('3kask')];
    expect(before).toBeDefined();
    for (const [what, later] of LATER) {
      await ingestInto(store, later);
      expect((await past(store))[alice('3kask')], what).toEqual(before);
    }
  });

  it('lose a revert, as of now, with the merge of what it reverted: labels say so', async () => {
    const store = await storeWith(ask, finish);
    const before = (await past(store))[alice('3kask')];
    await ingestInto(store, [say('mira', 'repo.pull.status', '3k1', null, ASK + DAY)]);
    const none = { reverted: 0, reverted_here: 0, reverted_days: Number.NaN, reverted_here_days: Number.NaN };
    expect((await past(store))[alice('3kask')]).toEqual({ ...before, ...none });
  });

  it.each(['past', 'present'] as const)('are told of %s the same, asked for alone or among many', async (when) => {
    const store = await storeWith(ask);
    const strangers = Array.from({ length: 100 }, (_, at) => `stranger${at}`);
    const one = (by: string, rkey: string) => ({
      ...{ pull: pullUri(by, rkey) as AtUri, author: person(by) as Did },
      ...{ targetRepo: anvil, asOfUs: ASK + 1 },
    });
    const told = (others: readonly string[]) =>
      store.read(async (db) => {
        const asked = [one('alice', '3kask'), ...others.map((by) => one(by, '3ka'))];
        const { counts, merges, stars } = await featureFacts(db, deriver, {
          asked,
          labels: await pullLabels(db),
          when,
        });
        const alices = person('alice') as Did;
        return { counts: counts.get(alice('3kask')), merges: merges.get(alices), stars: stars.get(alices) };
      });
    const alone = await told([]);
    expect(await told(strangers)).toEqual(alone);
    expect(alone).toMatchObject({ counts: { merged: 2, followsIn: 1, vouchesIn: 1 } });
    expect(alone.merges?.length).toBe(when === 'past' ? 3 : 2);
    expect(alone.stars?.length).toBeGreaterThan(0);
  });

  it('give nothing for merges among strangers, however many', async () => {
    const ring = Array.from({ length: 40 }, (_, n) => [
      opened('eve', `3ke${n}`, T0 + n * 1e6, `at://${person('fay')}/sh.tangled.repo/den`),
      word('fay', `3ke${n}`, pullUri('eve', `3ke${n}`), 'merged', T0 + n * 1e6 + 5),
    ]).flat();
    const den = say('fay', 'repo', 'den', { knot: 'knot.example.com', name: 'den' }, T0 - DAY);
    const store = await storeWith(den, opinion('fay', 'eve', 'vouch', T0), ...ring, opened('eve', '3kask', ASK));
    const row = (await present(store))[pullUri('eve', '3kask')];
    expect(row).toMatchObject({ merged: 40, trusted_merges: 0, trusted_mergers: 0, structural: 0, vouchers_heard: 0 });
  });

  it('take one account’s thousands of pull requests', async () => {
    const flood = Array.from({ length: 5000 }, (_, n) => opened('eve', `3k${n}`, T0 + n * 1000));
    const rows = await present(await storeWith(...flood));
    expect(rows[pullUri('eve', '3k4999')]).toMatchObject({ opened: 5000, day_before: 4999, merged: 0 });
    expect(rows[pullUri('eve', '3k7')]).toMatchObject({ opened: 5000, day_before: 7 });
  });
});

describe('features of the demo world', () => {
  it('are within their bounds, for every pull request whose end is known', async () => {
    const store = scratchStore();
    const { events, seeds } = demoWorld();
    await store.write((db) => setTrustedRoots(db, 'demo', seeds as readonly Did[]));
    await ingestInto(
      store,
      events.map((event) => JSON.stringify(event)),
    );
    const rows = Object.values(await past(store));
    const known = (await store.read(pullLabels)).filter(({ cleanMerge }) => cleanMerge !== null);
    // Five are by people whom the roots never led to, or in repositories of such: no examples.
    expect(known.length - rows.length).toBe(5);
    for (const row of rows) {
      for (const name of ['rank_share', 'standing', 'structural', 'merge_rate_mean']) {
        expect(row[name]).toBeGreaterThanOrEqual(0);
        expect(row[name]).toBeLessThanOrEqual(1);
      }
      for (const name of ['opened', 'merged', 'rejected', 'reverted']) {
        expect(row[`${name}_here`]).toBeLessThanOrEqual(row[name] ?? 0);
      }
      expect((row.merged ?? 0) + (row.rejected ?? 0)).toBeLessThanOrEqual(row.opened ?? 0);
      expect(row.structural).toBeLessThanOrEqual(row.standing ?? 0);
      expect(Number.isNaN(row.account_days)).toBe(false);
    }
    expect(rows.some((row) => (row.trusted_merges ?? 0) > 0)).toBe(true);
  });
});

describe('docs/features.md', () => {
  it('lists every column as the code has it, and no other', () => {
    const rows = readFileSync(new URL('../docs/features.md', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `') && line.split(' | ').length === 6);
    const arrow = { '1': 'never lowers', '-1': 'never raises', '0': '' } as const;
    expect(rows).toEqual(
      featureSet.columns.map(
        ({ name, group, unit, meaning, direction, forgeable }) =>
          `| \`${name}\` | ${group} | ${unit} | ${meaning} | ${arrow[`${direction ?? 0}`]} | ${forgeable ? 'anybody' : ''} |`,
      ),
    );
  });
});
