import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { reviewOnce } from '../src/cli/review-queue.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { followingOptions, passOptions, scoringStore } from '../src/cli/wiring.ts';
import { blobCid } from '../src/diff/blob-cid.ts';
import type { AtUri, Decision, Did } from '../src/domain/index.ts';
import { Desk } from '../src/pipeline/desk/desk.ts';
import { type PassOptions, scorePass, scoringWorker } from '../src/pipeline/index.ts';
import { currentDecisions, upkeepStore } from '../src/store/index.ts';
import { openStandIn } from '../stand-in/index.ts';
import { account, commit, person, pull, pullUri, repo, status, vouch } from './records.ts';
import { demoSurroundings, ingestInto } from './store-harness.ts';

const DAY_US = 86_400_000_000;
const FAR_US = 9_000_000_000_000_000;
/** Noon of a day of the data: what is said within hours of it is said on that day. */
const NOON_US = Date.UTC(2026, 4, 20, 12) * 1000;
const iso = (timeUs: number): string => new Date(timeUs / 1000).toISOString();

const patchOf = (what: string): string =>
  `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = ${what}\n`;
const ONE = pullUri('alice', '3kone') as AtUri;
const TWO = pullUri('bob', '3ktwo') as AtUri;
const anvil = `at://${person('mira')}/sh.tangled.repo/anvil`;

/** mira owns anvil and vouches for alice, who opened one pull request; a stranger opened another. */
const world = (extra: Record<string, unknown> = {}): string[] => [
  repo('mira', 'anvil'),
  vouch('mira', 'alice'),
  pull('alice', '3kone', 'anvil', { patch: patchOf('2'), ...extra }),
  pull('bob', '3ktwo', 'anvil', { patch: patchOf('3') }),
];
/** Something that decides nothing, and sets the clock of the data. */
const clock = (timeUs: number): string =>
  commit(person('zoe'), 'sh.tangled.feed.star', `x${timeUs}`, { subject: anvil, createdAt: iso(timeUs) }, { timeUs });

type Wishes = Partial<PassOptions>;

/** A worker that follows a database of its own, once it has decided upon these records. */
const following = async (
  lines: readonly string[],
  wishes: Wishes = {},
  config: Partial<Surroundings['config']> = {},
) => {
  const plain = demoSurroundings();
  const around: Surroundings = { ...plain, config: { ...plain.config, ...config } };
  const { store } = around;
  const take = (...more: readonly string[]) => ingestInto(store, more);
  await take(...lines);
  const { figures: _, ...decisions } = scoringStore(store, around.config);
  const worker = scoringWorker(decisions);
  const follow = async (now: Wishes = {}) => worker.pass({ ...(await followingOptions(around)), ...wishes, ...now });
  const anew = async (now: Wishes = {}) => scorePass(decisions, { ...(await passOptions(around)), ...wishes, ...now });
  await follow();
  const bodies = async (): Promise<Map<AtUri, Decision>> =>
    new Map((await store.read(currentDecisions)).map(({ pull: uri, body }) => [uri, body]));
  /** What the worker decides otherwise now. One that reads everything anew finds nothing to add. */
  const decidesAnew = async (now: Wishes = {}): Promise<AtUri[]> => {
    const before = await bodies();
    const report = await follow(now);
    const after = await bodies();
    const fresh = await anew(now);
    expect({ decided: fresh.decided, what: 'left over by the worker' }).toMatchObject({ decided: 0 });
    expect(report.lanes).toEqual(fresh.lanes);
    const other = [...after].filter(([uri, { inputsHash }]) => before.get(uri)?.inputsHash !== inputsHash);
    return other.map(([uri]) => uri).sort();
  };
  const decision = async (uri: AtUri = ONE): Promise<Decision> => {
    const found = (await bodies()).get(uri);
    if (found === undefined) throw new Error(`${uri} is not decided`);
    return found;
  };
  return { around, store, take, follow, anew, decidesAnew, decision };
};

/** So many days after it was given a vouch by a maintainer is worth just enough for the fast lane. */
const LAST_FAST_DAY = 467;

describe('a worker that follows decides again', () => {
  it('when a day of the data ends, and a vouch has faded below the threshold', async () => {
    const vouchedUs = NOON_US - LAST_FAST_DAY * DAY_US;
    const { take, decidesAnew, decision } = await following([
      repo('mira', 'anvil'),
      vouch('mira', 'alice', 'vouch', vouchedUs),
      pull('alice', '3kone', 'anvil', { patch: patchOf('2') }),
      clock(NOON_US),
    ]);
    expect((await decision()).outcome.lane).toBe('fast_lane');
    await take(clock(NOON_US + DAY_US / 3));
    expect(await decidesAnew()).toEqual([]);
    await take(clock(NOON_US + DAY_US));
    expect(await decidesAnew()).toEqual([ONE]);
    expect((await decision()).outcome.lane).toBe('normal_queue');
  });

  it('by who maintains the repository now, though trust was looked at before', async () => {
    const around = demoSurroundings();
    const joins = (leaves: boolean) => {
      const record = leaves ? null : { subject: person('bob'), repo: anvil, createdAt: iso(NOON_US) };
      return commit(person('mira'), 'sh.tangled.repo.collaborator', 'bob', record, {
        timeUs: NOON_US + Number(leaves),
      });
    };
    await ingestInto(around.store, [...world(), joins(false)]);
    const { figures: _, ...decisions } = scoringStore(around.store, around.config);
    const desk = new Desk(decisions);
    // Looked at ahead, while bob maintains it; nothing is decided yet.
    await desk.catchUp(await followingOptions(around));
    await ingestInto(around.store, [joins(true)]);
    await desk.catchUp(await followingOptions(around));
    while (desk.queue.size > 0) await desk.work(100, await followingOptions(around));
    const decided = new Map((await around.store.read(currentDecisions)).map(({ pull: uri, body }) => [uri, body]));
    expect(decided.get(TWO)?.inputs.structural).toBe(0);
    expect(await scorePass(decisions, await passOptions(around))).toMatchObject({ decided: 0 });
  });

  it('no lane but its words, when somebody on the path is called otherwise', async () => {
    const { around, follow, anew, decidesAnew, decision } = await following(world());
    const called = (handle: string) =>
      upkeepStore(around.store).keepPeople([
        {
          did: person('mira') as Did,
          handle,
          pds: null,
          state: 'found',
          problem: null,
          failures: 0,
          checkedAtUs: NOON_US,
          againAtUs: FAR_US,
        },
      ]);
    await called('mira.example.com');
    await follow();
    expect((await decision()).explanation.full.join(' ')).toContain('mira.example.com');
    await called('other.example.com');
    const before = (await decision()).inputsHash;
    expect(await decidesAnew()).toEqual([]);
    const after = await decision();
    expect(after.explanation.full.join(' ')).toContain('other.example.com');
    expect([after.inputsHash, after.explanation.full.join(' ').includes('mira.example.com')]).toEqual([before, false]);
    await anew();
    expect((await decision()).wordsHash).toBe(after.wordsHash);
  });

  it('when the reviewer has spoken', async () => {
    const standIn = await openStandIn({ words: ['alice', 'mira', 'anvil'] });
    await using _ = standIn;
    const anthropic = { apiKey: standIn.apiKey, baseUrl: standIn.url, model: 'stand-in-careful-1' };
    const reviewBudget = { runMicros: 5_000_000, dayMicros: 10_000_000 };
    const { around, decidesAnew, decision } = await following(world(), {}, { anthropic, reviewBudget });
    expect((await decision()).inputs.caps).toEqual(['review-pending']);
    expect(await reviewOnce(around)).toMatchObject({ outcomes: { verdict: 2 } });
    expect(await decidesAnew()).toEqual([ONE, TWO]);
    expect((await decision()).outcome.lane).toBe('fast_lane');
  });

  it.each<[string, string[]]>([
    ['is closed without being merged', [status('mira', '3ks', TWO, 'closed')]],
    [
      'is called bad, which was merged',
      [
        commit(person('mira'), 'sh.tangled.trust.outcome', '3ko', {
          subject: TWO,
          clean: false,
          reason: 'it broke',
          createdAt: iso(NOON_US),
        }),
      ],
    ],
  ])('when another that its change is like %s', async (_, lines) => {
    let standing: 'bad' | 'open' | null = null;
    const neighbours: PassOptions['neighbours'] = {
      find: async () => new Map(standing === null ? [] : [[ONE, [{ pull: TWO, similarity: 0.9, standing }]]]),
    };
    const { take, decidesAnew, decision } = await following(world(), { neighbours });
    expect((await decision()).evidence.findings).toEqual([]);
    standing = 'bad';
    await take(...lines);
    expect(await decidesAnew()).toEqual([ONE]);
    expect((await decision()).evidence.findings).toMatchObject([{ source: 'slop', rule: 'path-like-rejected' }]);
    expect(await decidesAnew()).toEqual([]);
  });

  it('when an account goes that had spoken under it', async () => {
    const thanks = Array.from({ length: 12 }, (_, n) =>
      commit(
        person(n % 2 === 0 ? 'dave' : 'alice'),
        'sh.tangled.feed.comment',
        `c${n}`,
        {
          subject: ONE,
          body: n % 2 === 0 ? 'LGTM, thanks!' : 'Thank you so much!',
          createdAt: iso(NOON_US + n * 1_000_000),
        },
        { timeUs: NOON_US + n * 1_000_000 },
      ),
    );
    const { take, decidesAnew, decision } = await following([...world(), ...thanks]);
    expect((await decision()).evidence.findings).toMatchObject([{ source: 'discussion' }]);
    await take(account(person('dave'), false, 'deleted', NOON_US + DAY_US / 4));
    expect(await decidesAnew()).toEqual([ONE]);
    expect((await decision()).evidence.findings).toEqual([]);
    await take(account(person('dave'), true, undefined, NOON_US + DAY_US / 3));
    expect(await decidesAnew()).toEqual([ONE]);
  });

  it('when its patch arrives later than its record', async () => {
    const bytes = gzipSync(patchOf('2'));
    const cid = blobCid(bytes);
    const rounds = [
      {
        patchBlob: { $type: 'blob', ref: { $link: cid }, mimeType: 'application/gzip', size: bytes.length },
        createdAt: '2025-06-15T18:00:00+03:00',
      },
    ];
    const { around, decidesAnew, decision } = await following(world({ patch: undefined, rounds }));
    expect((await decision()).inputs.caps).toContain('diff-unavailable');
    await around.blobs.put(cid, bytes);
    const fetch = { did: person('alice') as Did, cid, state: 'staged', stagedCid: cid, origin: 'pds' } as const;
    await upkeepStore(around.store).keepFetches([{ ...fetch, problem: null, attempts: 1, againAtUs: FAR_US }]);
    expect(await decidesAnew()).toEqual([ONE]);
    expect((await decision()).outcome.lane).toBe('fast_lane');
  });

  const verified = {
    repoDid: person('anvil') as Did,
    ownerDid: person('mira') as Did,
    uri: anvil as AtUri,
    knot: 'knot.example.com',
    state: 'verified',
    ...{ problem: null, checkedAtUs: 1, againAtUs: FAR_US, failures: 0 },
  };

  it('when whose a repository’s DID is was found out', async () => {
    const byDid = { target: { repo: person('anvil'), branch: 'main' } };
    const { store, decidesAnew, decision } = await following(world(byDid));
    expect((await decision()).inputs).toMatchObject({ caps: ['repo-unverified'], structural: 0 });
    await upkeepStore(store).keepRepo(verified, []);
    expect(await decidesAnew()).toContain(ONE);
    expect((await decision()).inputs).toMatchObject({ caps: [], structural: 0.85 });
    await upkeepStore(store).keepRepo({ ...verified, state: 'contradicted' }, []);
    expect(await decidesAnew()).toContain(ONE);
    expect((await decision()).inputs.caps).toEqual(['repo-unverified']);
  });

  it('when the file of a repository’s policy was read from its knot, is another, and is gone', async () => {
    const { store, decidesAnew, decision } = await following(world());
    const { keepRepo, keepBranchPolicy } = upkeepStore(store);
    await keepRepo(verified, []);
    await decidesAnew();
    const { repoDid, uri, knot } = verified;
    const asked = {
      ...{ repoDid, uri, knot, problem: null, failures: 0, newsAtUs: 0 },
      checkedAtUs: 1,
      againAtUs: FAR_US,
    };
    const fileOf = (tHigh: number) => ({
      asks: { tHigh },
      ...{ problems: [], branch: 'trunk', commit: 'a'.repeat(40), blob: `blob ${tHigh}` },
    });
    await keepBranchPolicy({ ...asked, state: 'read', file: fileOf(0.9) });
    expect(await decidesAnew()).toEqual([ONE, TWO]);
    expect((await decision()).outcome.lane).toBe('normal_queue');
    await keepBranchPolicy({ ...asked, state: 'read', file: fileOf(0.8) });
    expect(await decidesAnew()).toEqual([ONE, TWO]);
    expect((await decision()).outcome.lane).toBe('fast_lane');
    await keepBranchPolicy({ ...asked, state: 'none', file: null });
    expect(await decidesAnew()).toEqual([ONE, TWO]);
    expect((await decision()).policy.tHigh).toBeLessThan(0.8);
  });
});

describe('attestations, as time goes by,', () => {
  const attests = (rkey: string, fromUs: number, untilUs: number, timeUs = fromUs): string =>
    commit(
      person('alice'),
      'sh.tangled.trust.attestation',
      rkey,
      { kind: 'jurisdiction', jurisdiction: 'EU', createdAt: iso(fromUs), expiresAt: iso(untilUs) },
      { timeUs },
    );
  const isOf = (tier: string): string =>
    commit(person('mira'), 'sh.tangled.trust.repoTier', 'anvil', { repo: anvil, tier, createdAt: iso(NOON_US) });
  const lines = [...world(), isOf('sensitive')];
  const HOUR_US = 3_600_000_000;
  const at = (hour: number): number => NOON_US + hour * HOUR_US;
  /** One runs out while another has begun, and after a gap there is a third. */
  const three = [
    attests('first', at(0), at(4), at(0)),
    attests('second', at(2), at(6), at(0) + 1),
    attests('third', at(8), at(9), at(0) + 2),
  ];
  const HOURS = [0, 2, 4, 6, 8, 9];
  const holds = (hour: number): boolean => hour < 6 || (hour >= 8 && hour < 9);

  it('hold by the clock on the wall, though nothing is said', async () => {
    const { decidesAnew, decision } = await following([...lines, ...three], { expiresByWallClock: true, nowUs: at(0) });
    for (const hour of HOURS) {
      await decidesAnew({ nowUs: at(hour) });
      expect([hour, (await decision()).inputs.attested]).toEqual([hour, holds(hour)]);
    }
  });

  it('hold by the newest event otherwise, whatever the clock on the wall says', async () => {
    const { take, decidesAnew, decision } = await following([...lines, ...three]);
    for (const hour of HOURS) {
      await take(clock(at(hour) + 3));
      await decidesAnew({ nowUs: at(100) });
      expect([hour, (await decision()).inputs.attested]).toEqual([hour, holds(hour)]);
    }
  });

  it('come and go with their records', async () => {
    const { take, decidesAnew, decision } = await following(lines);
    const gone = (rkey: string, timeUs: number) =>
      commit(person('alice'), 'sh.tangled.trust.attestation', rkey, null, { timeUs });
    for (const [line, attested, others] of [
      [attests('first', at(0), at(4)), true, [ONE]],
      [attests('second', at(1), at(6)), true, [ONE]],
      // The one that holds longest is shown, so the other is missed by nobody.
      [gone('first', at(2)), true, []],
      [gone('second', at(3)), false, [ONE]],
    ] as const) {
      await take(line);
      expect(await decidesAnew()).toEqual(others);
      expect((await decision()).inputs.attested).toBe(attested);
    }
  });

  it('decide nothing where none is asked for', async () => {
    const { take, decidesAnew, decision } = await following([...lines, isOf('public'), ...three], {
      expiresByWallClock: true,
      nowUs: at(0),
    });
    for (const hour of [2, 6, 8]) expect(await decidesAnew({ nowUs: at(hour) })).toEqual([]);
    await take(attests('fourth', at(8), at(20)));
    expect(await decidesAnew({ nowUs: at(9) })).toEqual([]);
    expect((await decision()).inputs.attested).toBe(false);
    await take(isOf('sensitive'));
    expect(await decidesAnew({ nowUs: at(10) })).toEqual([ONE, TWO]);
    expect((await decision()).inputs.attested).toBe(true);
  });
});
