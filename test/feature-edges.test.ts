import { describe, expect, it } from 'vitest';
import type { AtUri, Did, PullLabel } from '../src/domain/index.ts';
import { DEFAULT_POLICY } from '../src/gate/index.ts';
import { deriver } from '../src/ingest/index.ts';
import type { FeatureCounts } from '../src/pipeline/features/feature-facts.ts';
import { featuresNow } from '../src/pipeline/features/features-now.ts';
import { featureSet } from '../src/pipeline/index.ts';
import { trustBase, trustInput } from '../src/pipeline/trust-base.ts';
import { trustViews } from '../src/pipeline/trust-view.ts';
import { indexWorld } from '../src/pipeline/world-index.ts';
import { featureFacts, type Store, worldOf } from '../src/store/index.ts';
import { anvil, DAY, opened, opinion, present, repoOf, rootedAtMira, say, T0, word } from './feature-harness.ts';
import { person, pullUri, repo } from './records.ts';

const alice = (rkey: string): AtUri => pullUri('alice', rkey) as AtUri;
const bobs = pullUri('bob', '3kfix') as AtUri;
const MERGED = T0 + 4 * DAY;
const WORLD: readonly string[] = [
  repo('mira', 'anvil'),
  opinion('mira', 'bob', 'vouch', T0),
  opinion('bob', 'alice', 'vouch', T0 + 2 * DAY),
  opened('alice', '3ka', T0 + 3 * DAY),
  word('mira', '3k1', alice('3ka'), 'merged', MERGED),
  opened('alice', '3kask', T0 + 3 * DAY),
];

/** What records say of alice right before a moment, with these faults found in her change. */
const told = (store: Store, asOfUs: number, faults: PullLabel['evidence'] = []): Promise<FeatureCounts | undefined> =>
  store.read(async (db) => {
    const asked = [{ pull: alice('3kask'), author: person('alice') as Did, targetRepo: anvil, asOfUs }];
    const labels = [{ pull: alice('3ka'), evidence: faults }];
    const { counts } = await featureFacts(db, deriver, { asked, labels, when: 'past' });
    return counts.get(alice('3kask'));
  });
const rowAt = async (asOfUs: number, ...more: string[]) =>
  (await present(await rootedAtMira([...WORLD, ...more]), asOfUs))[alice('3kask')];

describe('features of a moment', () => {
  it('do not hold what is known at that very microsecond', async () => {
    expect(await rowAt(MERGED)).toMatchObject({ merged: 0, trusted_merges: 0, trusted_mergers: 0 });
    expect(await rowAt(MERGED + 1)).toMatchObject({ merged: 1, trusted_merges: 1, trusted_mergers: 1 });
  });

  it.each([
    ['hot-fixed', { mended: 1, reverted: 0 }],
    ['reverted-by-reference', { mended: 0, reverted: 1 }],
  ] as const)(
    'count what was %s from when the change that says so is both dated and known to be merged',
    async (kind, after) => {
      const fixed = [opened('bob', '3kfix', T0 + 5 * DAY), word('mira', '3k2', bobs, 'merged', T0 + 12 * DAY)];
      const store = await rootedAtMira([...WORLD, ...fixed]);
      const none = { mended: 0, reverted: 0 };
      const faultAt = (atUs: number) => [{ kind, by: bobs, atUs, detail: null }];
      // Dated back to the sixth day, and known since the twelfth.
      expect(await told(store, T0 + 12 * DAY, faultAt(T0 + 6 * DAY))).toMatchObject(none);
      expect(await told(store, T0 + 12 * DAY + 1, faultAt(T0 + 6 * DAY))).toMatchObject(after);
      expect(await told(store, T0 + 14 * DAY, faultAt(T0 + 15 * DAY))).toMatchObject(none);
      expect(await told(store, T0 + 15 * DAY + 1, faultAt(T0 + 15 * DAY))).toMatchObject(after);
    },
  );

  it('count a maintainer’s word for as long as they may speak', async () => {
    const store = await rootedAtMira([
      ...WORLD,
      say('mira', 'repo.collaborator', 'c', { subject: person('bob'), repo: anvil }, T0),
      opened('alice', '3kb', T0 + 5 * DAY),
      word('bob', '3k2', alice('3kb'), 'merged', T0 + 6 * DAY),
      say('mira', 'repo.collaborator', 'c', null, T0 + 12 * DAY),
    ]);
    expect(await told(store, T0 + 12 * DAY)).toMatchObject({ merged: 2 });
    expect(await told(store, T0 + 20 * DAY)).toMatchObject({ merged: 1 });
  });
});

describe('what people say of themselves', () => {
  it('is not counted: stars, follows, vouches, and being one’s own collaborator', async () => {
    const hers = repoOf('alice', 'hers');
    const row = await rowAt(
      T0 + 20 * DAY,
      say('alice', 'repo', 'hers', { knot: 'k.example.com', name: 'hers' }, T0),
      say('alice', 'feed.star', 's', { subject: hers }, T0 + DAY),
      say('alice', 'graph.follow', 'f', { subject: person('alice') }, T0 + DAY),
      opinion('alice', 'alice', 'vouch', T0 + DAY),
      say('alice', 'repo.collaborator', 'c', { subject: person('alice'), repo: hers }, T0 + DAY),
    );
    expect(row).toMatchObject({
      ...{ trusted_stars: 0, follows_in: 0, follows_out: 0, vouches_in: 1, vouches_out: 0 },
      ...{ collaborators: 0, collaborator_of: 0 },
    });
  });
});

describe('the age of vouches', () => {
  it('is that of the oldest vouch, however old a denounce is', async () => {
    const row = await rowAt(T0 + 20 * DAY + 1, opinion('zoe', 'alice', 'denounce', T0 - 30 * DAY));
    expect(row).toMatchObject({ vouched_days: 18, denounces_in: 1 });
  });
});

describe('trust', () => {
  it('is as the repository’s maintainers see it only where its owner is beyond doubt', async () => {
    const own = repoOf('carol', 'own') as AtUri;
    const store = await rootedAtMira([
      ...WORLD,
      say('carol', 'repo', 'own', { knot: 'k.example.com', name: 'own' }, T0),
      opinion('carol', 'dave', 'vouch', T0),
    ]);
    const author = person('dave') as Did;
    const world = await store.read(worldOf);
    const views = trustViews(world, trustBase(trustInput(world, DEFAULT_POLICY, [author])));
    const standing = async (certain: boolean): Promise<number | undefined> => {
      const one = { pull: pullUri('dave', '3kd') as AtUri, author, repo: own, targetRepo: own, certain };
      const asked = [{ ...one, asOfUs: world.asOfUs + 1 }];
      const facts = await store.read((db) => featureFacts(db, deriver, { asked, labels: [], when: 'present' }));
      const about = indexWorld(world).vouchesAbout;
      const rows = featuresNow(asked, {
        views,
        seeds: world.seeds,
        vouchesAbout: about,
        facts,
        analysisOf: () => null,
      });
      return rows.get(one.pull)?.[featureSet.columns.findIndex(({ name }) => name === 'standing')];
    };
    expect(await standing(true)).toBeGreaterThan(0.5);
    expect(await standing(false)).toBe(0);
  });
});
