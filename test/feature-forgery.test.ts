import { describe, expect, it } from 'vitest';
import type { AtUri } from '../src/domain/index.ts';
import { isGiven } from '../src/learn/index.ts';
import { featureSet } from '../src/pipeline/index.ts';
import { DAY, opened, opinion, present, readFrom, repoOf, rootedAtMira, say, T0, word } from './feature-harness.ts';
import { person, pullUri, repo } from './records.ts';

const ASK = T0 + 40 * DAY;
const asked = pullUri('eve', '3kask') as AtUri;
const den = repoOf('sock', 'den');
const lair = repoOf('eve', 'lair');
const old = { createdAt: '2021-05-01T00:00:00Z' };

/** Eve, whom bob vouches for, has one merge and one rejection in mira's repository, and asks again. */
const HONEST: readonly string[] = [
  repo('mira', 'anvil'),
  ...['bob', 'carl', 'dora'].map((to) => opinion('mira', to, 'vouch', T0)),
  opinion('bob', 'eve', 'vouch', T0 + DAY),
  opened('eve', '3kh1', T0 + 2 * DAY),
  word('mira', '3kh1', pullUri('eve', '3kh1'), 'merged', T0 + 3 * DAY),
  opened('eve', '3kh2', T0 + 4 * DAY),
  word('mira', '3kh2', pullUri('eve', '3kh2'), 'closed', T0 + 5 * DAY),
  say('sock', 'repo', 'den', { knot: 'k.example.com', name: 'den' }, T0),
  say('eve', 'repo', 'lair', { knot: 'k.example.com', name: 'lair' }, T0 + 2 * DAY),
  opened('eve', '3kask', ASK),
];
const late = ASK - DAY / 2;
/** What eve does with accounts and a repository of her own, and what strangers say of her. */
const FORGED: readonly string[] = [
  ...['sock', 'sock2', 'sock3'].map((to) => opinion('eve', to, 'vouch', late)),
  ...['sock', 'sock2'].map((by) =>
    opinion(by, 'eve', 'vouch', late, { ...old, reason: 'the best', evidences: [asked] }),
  ),
  opinion('eve', 'xerxes', 'denounce', late),
  opinion('stranger', 'eve', 'denounce', late),
  ...Array.from({ length: 9 }, (_, n) => [
    opened('eve', `3kd${n}`, late + n * 1e6, den, n === 8 ? 'Revert "change 3kd1"' : `change 3kd${n}`),
    word('sock', `3kd${n}`, pullUri('eve', `3kd${n}`), n === 0 ? 'closed' : 'merged', late + n * 1e6 + 1000),
  ]).flat(),
  opened('eve', '3kl', late, lair),
  word('eve', '3kl', pullUri('eve', '3kl'), 'merged', late + 5),
  opened('eve', '3km', late),
  say('eve', 'graph.follow', 'f', { subject: person('sock') }, late),
  say('sock', 'graph.follow', 'f', { subject: person('eve') }, late),
  say('sock', 'feed.star', 's', { subject: lair }, late),
  say('sock', 'repo.collaborator', 'c', { subject: person('eve'), repo: den }, late),
  say('eve', 'repo.collaborator', 'c', { subject: person('sock'), repo: lair }, late),
];

const rowOf = async (lines: readonly string[], listed: readonly string[] = []) => {
  const store = await rootedAtMira(lines);
  await readFrom(store, listed);
  const row = (await present(store))[asked];
  if (row === undefined) throw new Error('no row');
  return row;
};
const among = (which: (feature: (typeof featureSet.columns)[number]) => boolean): readonly string[] =>
  featureSet.columns.filter(which).map(({ name }) => name);
const differing = (one: Record<string, number>, other: Record<string, number>, names: readonly string[]) =>
  names.filter((name) => !Object.is(one[name], other[name]));

describe('accounts, repositories and dates of an author’s own', () => {
  it('move every column that is marked for it, raise none that a model is given, and lower none that speaks against', async () => {
    const honest = await rowOf(HONEST);
    const forged = await rowOf(
      [...HONEST, ...FORGED],
      [say('eve', 'graph.follow', 'old', { subject: person('x'), ...old }, late)],
    );
    const given = among(isGiven);
    expect(given).toContain('structural');
    expect(given).toContain('merged_here');
    // Of her own doing alone: what friends can do is below.
    const own = among(({ forgeable, name }) => forgeable === true && name !== 'vouchers_heard');
    expect(differing(honest, forged, own)).toEqual(own);
    const against = among((feature) => isGiven(feature) && feature.direction === -1);
    const free = given.filter((name) => !against.includes(name));
    expect(differing(honest, forged, free)).toEqual([]);
    for (const name of against) expect(forged[name], name).toBeGreaterThanOrEqual(honest[name] ?? 0);
  });

  it('of a friend who is trusted raise the number of vouchers, and nothing that a model is given', async () => {
    const friends = (count: number) =>
      Array.from({ length: count }, (_, n) => [
        opinion('bob', `pal${n}`, 'vouch', late),
        opinion(`pal${n}`, 'eve', 'vouch', late),
      ]).flat();
    const some = await rowOf([...HONEST, ...friends(5)]);
    const many = await rowOf([...HONEST, ...friends(40)]);
    expect([some.vouchers_heard, many.vouchers_heard]).toEqual([6, 41]);
    // Bob's word is worth less, the more he gives it for.
    for (const name of differing(some, many, among(isGiven))) {
      expect(featureSet.columns.find((column) => column.name === name)?.direction, name).toBe(1);
      expect(many[name], name).toBeLessThan(some[name] ?? 0);
    }
  });
});
