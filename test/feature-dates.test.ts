import { describe, expect, it } from 'vitest';
import type { AtUri } from '../src/domain/index.ts';
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
import { person, pullUri, repo } from './records.ts';
import { ingestInto } from './store-harness.ts';

const bobs = pullUri('bob', '3ka') as AtUri;
const readUs = T0 + 10 * DAY;
const dated = (createdAt: string) => ({ createdAt });

/** Everything that bob's features take a date from, each dated so, and read as history on the tenth day. */
const recordsOf = (createdAt: string): readonly string[] => [
  say('bob', 'graph.follow', 'f', { subject: person('zoe'), ...dated(createdAt) }, readUs),
  say('zoe', 'graph.follow', 'f', { subject: person('bob'), ...dated(createdAt) }, readUs),
  opinion('zoe', 'bob', 'vouch', readUs, dated(createdAt)),
  say('bob', 'repo', 'his', { knot: 'k.example.com', name: 'his', ...dated(createdAt) }, readUs),
  say('zoe', 'feed.star', 's', { subject: `at://${person('bob')}/sh.tangled.repo/his`, ...dated(createdAt) }, readUs),
  say('bob', 'repo.collaborator', 'c', { subject: person('zoe'), repo: anvil, ...dated(createdAt) }, readUs),
  say(
    'bob',
    'repo.pull',
    'old',
    { title: 'old', target: { repo: anvil, branch: 'main' }, ...dated(createdAt) },
    readUs,
  ),
  say(
    'mira',
    'repo.pull.status',
    'old',
    { pull: pullUri('bob', 'old'), status: 'sh.tangled.repo.pull.status.merged', ...dated(createdAt) },
    readUs,
  ),
];

const asked = async (createdAt: string) => {
  const store = await rootedAtMira([repo('mira', 'anvil')]);
  await readFrom(store, recordsOf(createdAt));
  await ingestInto(store, [opened('bob', '3ka', T0 + 30 * DAY)]);
  const open = (await present(store, T0 + 30 * DAY))[bobs];
  await ingestInto(store, [word('mira', '3kf', bobs, 'closed', T0 + 31 * DAY)]);
  return { open, finished: (await past(store))[bobs] };
};

describe('the date that a record read as history gives itself', () => {
  it.each([
    ['is believed since there is Tangled', '2026-02-01T00:00:00Z', { account_days: 57, merged_days: 57 }],
    ['is of no time before that', '2019-12-31T23:59:59Z', { account_days: 19, merged_days: 19 }],
    ['is none in the year 1', '0001-01-01T00:00:00Z', { account_days: 19, merged_days: 19 }],
    ['is none before Christ', '0044-03-15 (BC)', { account_days: 19, merged_days: 19 }],
    ['is none before 1970', '1969-06-01T00:00:00Z', { account_days: 19, merged_days: 19 }],
    ['is none without an end', 'infinity', { account_days: 19, merged_days: 19 }],
    ['is none without a beginning', '-infinity', { account_days: 19, merged_days: 19 }],
    ['is none when it lies ahead', '9999-12-31T23:59:59Z', { account_days: 19, merged_days: 19 }],
    ['is none past all calendars', '+275760-09-13T00:00:00Z', { account_days: 19, merged_days: 19 }],
  ])('%s', async (_, createdAt, expected) => {
    const { open, finished } = await asked(createdAt);
    expect(open).toMatchObject({ ...expected, opened: 1, merged: 1, follows_in: 1, follows_out: 1, collaborators: 1 });
    expect(finished).toEqual(open);
    // Vouches go by their own date in every decision, but by none before there was Tangled.
    expect(open?.vouched_days).toBeLessThan((T0 - Date.UTC(2020, 0, 1) * 1000) / DAY + 31);
  });
});
