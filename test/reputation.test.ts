import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reputationDesk } from '../src/cli/reputation-desk.ts';
import { reputationNow, reputationStore } from '../src/cli/reputation-facts.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { followingOptions, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { AtUri, Decision, Did } from '../src/domain/index.ts';
import {
  type PassOptions,
  type ScoringStore,
  scorePass,
  scoringWorker,
  verifyDecisions,
} from '../src/pipeline/index.ts';
import {
  allDecisions,
  conductNow,
  currentDecisions,
  entriesOf,
  keepLabels,
  pairStates,
  pullLabels,
  setTrustedRoots,
  toolTallies,
} from '../src/store/index.ts';
import { commit, person, pullUri, repo, status } from './records.ts';
import { demoSurroundings, ingestInto, scratchStore } from './store-harness.ts';

const DAY_US = 86_400_000_000;
let clockUs = 1_760_000_000_000_000;
const tick = (days = 0): number => {
  clockUs += 1_000_000 + days * DAY_US;
  return clockUs;
};
const iso = (timeUs: number): string => new Date(timeUs / 1000).toISOString();
const repoAt = (name: string): string => `at://${person('mira')}/sh.tangled.repo/${name}`;
const uriOf = (author: string, key: string) => pullUri(author, key) as AtUri;

/** A record of somebody, said now. */
const said = (by: string, collection: string, rkey: string, record: Record<string, unknown> | null): string => {
  const timeUs = tick();
  return commit(person(by), `sh.tangled.${collection}`, rkey, record && { createdAt: iso(timeUs), ...record }, {
    timeUs,
  });
};
const opens = (author: string, key: string, what = '2', repoName = 'anvil'): string =>
  said(author, 'repo.pull', key, {
    title: `change ${key}`,
    target: { repo: repoAt(repoName), branch: 'main' },
    patch: `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = ${what}\n`,
  });
const vouches = (by: string, about: string): string => said(by, 'graph.vouch', person(about), { kind: 'vouch' });
const EVAL = "eval(requests.get('http://x').text)";
const judges = (by: string, pull: AtUri, verdict: string, more: Record<string, unknown> = {}): string =>
  said(by, 'trust.findingVerdict', `3k${by}${pull.slice(-5)}`, {
    ...{ subject: pull, source: 'sast', verdict },
    ...more,
  });
const eligible = (by: string, action: string, about: string, repoName: string): string =>
  said(by, 'trust.eligibility', `3k${about}${repoName}`, { subject: person(about), repo: repoAt(repoName), action });

const shared = demoSurroundings();
const emptied = (): Surroundings => ({ ...shared, store: scratchStore() });
/** Without figures, which are made of the whole graph after decisions. */
const decisionsOf = ({ store, config }: Surroundings): ScoringStore => {
  const { figures: _, ...rest } = scoringStore(store, config);
  return rest;
};

/** A database, a worker over it and the operator's desk, by the time of the last thing said, or a later one. */
const world = async (lines: readonly string[]) => {
  const around = emptied();
  const { store } = around;
  await ingestInto(store, [repo('mira', 'anvil'), repo('mira', 'bellows'), repo('mira', 'chisel'), ...lines]);
  const trusts = (...roots: string[]) => store.write((db) => setTrustedRoots(db, 'test', roots.map(person) as never));
  await trusts('mira');
  const worker = scoringWorker(decisionsOf(around));
  const timed = (options: PassOptions, nowUs: number): PassOptions => ({
    ...options,
    nowUs,
    reputation: () => reputationNow(store, nowUs),
  });
  const decisionOn = async (pull: AtUri): Promise<Decision> => {
    const found = (await store.read(currentDecisions)).find((each) => each.pull === pull);
    if (found === undefined) throw new Error(`nothing was decided about ${pull}`);
    return found.body;
  };
  return {
    around,
    store,
    trusts,
    says: (...more: string[]) => ingestInto(store, more),
    pass: async (nowUs = clockUs) => worker.pass(timed(await followingOptions(around), nowUs)),
    anew: async (nowUs = clockUs) => scorePass(decisionsOf(around), timed(await passOptions(around), nowUs)),
    verified: async (nowUs = clockUs) =>
      verifyDecisions(await store.read(allDecisions), decisionsOf(around), timed(await passOptions(around), nowUs)),
    desk: reputationDesk(around, () => clockUs),
    decisionOn,
    laneOf: async (pull: AtUri) => (await decisionOn(pull)).outcome.lane,
    kinds: async (kind: string) =>
      (await store.read((db) => entriesOf(db, { limit: 10_000 }))).filter((each) => each.kind === kind),
    labelled: async () => {
      const labels = await store.read(pullLabels);
      await store.write((db) => keepLabels(db, labels));
    },
  };
};
type World = Awaited<ReturnType<typeof world>>;

const weightsOf = ({ evidence }: Decision): Record<string, number> =>
  Object.fromEntries((evidence.fusion?.weights ?? []).map(({ source, weight }) => [source, weight]));
const BY_OPERATOR = { by: 'operator', reason: 'a test' };

describe('a source that is locked to nothing', () => {
  it('alone counts for nothing, never opens the fast lane, and counts again once that is taken back', async () => {
    const [clean, bad] = [uriOf('alice', '3kone'), uriOf('alice', '3ktwo')];
    const there = await world([vouches('mira', 'alice'), opens('alice', '3kone'), opens('alice', '3ktwo', EVAL)]);
    await there.pass();
    expect([await there.laneOf(clean), await there.laneOf(bad)]).toEqual(['fast_lane', 'needs_human']);
    const before = [await there.decisionOn(clean), await there.decisionOn(bad)];
    const entity = { kind: 'source', id: 'sast' } as const;
    tick();
    await there.desk.setOverride({ entity, confidence: 0, strength: 0, locked: true }, BY_OPERATOR);
    await there.pass();
    for (const pull of [clean, bad]) {
      const { outcome, inputs, evidence } = await there.decisionOn(pull);
      expect([outcome.lane, inputs.caps.includes('source-disabled'), inputs.content?.risk]).toEqual([
        'normal_queue',
        true,
        0,
      ]);
      expect(weightsOf({ evidence } as Decision)).toEqual({ sast: 0 });
    }
    expect((await there.verified()).differences).toEqual([]);
    tick();
    await there.desk.unsetOverride(entity, BY_OPERATOR);
    await there.pass();
    const after = [await there.decisionOn(clean), await there.decisionOn(bad)];
    expect(after.map(({ inputsHash }) => inputsHash)).toEqual(before.map(({ inputsHash }) => inputsHash));
    expect(after.map(({ evidence }) => evidence.fusion)).toEqual([undefined, undefined]);
    expect((await there.kinds('override.set')).length + (await there.kinds('override.unset')).length).toBe(2);
  });
});

describe('a source that is wrong about a contributor', () => {
  const KEYS = ['3kone', '3ktwo', '3kthr', '3kfou'] as const;
  const pulls = KEYS.map((key) => uriOf('alice', key));
  const begin = () =>
    world([
      vouches('mira', 'alice'),
      vouches('mira', 'bob'),
      ...KEYS.map((key) => opens('alice', key, EVAL)),
      opens('alice', '3kcle'),
      opens('bob', '3kbob', EVAL),
      opens('bob', '3kcle'),
    ]);
  const transitions = async (there: World) =>
    (await there.kinds('circuit.transition')).map(({ body }) => `${body.from} ${body.to}`);
  const found = async (there: World, pull: AtUri) => {
    const first = (await there.decisionOn(pull)).evidence.findings.find(({ source }) => source === 'sast');
    if (first === undefined) throw new Error('nothing was found');
    const { rule, file, line } = first;
    return { rule, file, line };
  };

  it('twice is not counted for them, comes back on probation, and is relied on again once it is right', async () => {
    const there = await begin();
    await there.pass();
    const [one, two, three, four] = pulls as [AtUri, AtUri, AtUri, AtUri];
    const alices = uriOf('alice', '3kcle');
    expect([await there.laneOf(three), await there.laneOf(alices)]).toEqual(['needs_human', 'fast_lane']);
    await there.says(judges('mira', one, 'false-alarm', await found(there, one)));
    await there.pass();
    expect(await transitions(there)).toEqual([]);
    await there.says(judges('mira', two, 'false-alarm', await found(there, two)));
    const openedUs = clockUs;
    await there.pass();
    expect(await transitions(there)).toEqual(['CLOSED OPEN']);
    const cut = await there.decisionOn(three);
    expect(weightsOf(cut).sast).toBe(0);
    expect(cut.inputs).toMatchObject({ content: { risk: 0, flags: [] }, caps: ['source-discounted', 'circuit-open'] });
    expect([cut.outcome.lane, await there.laneOf(alices)]).toEqual(['normal_queue', 'normal_queue']);
    // Of another contributor it counts as far as its verdicts say, and holds nothing.
    const bobs = await there.decisionOn(uriOf('bob', '3kbob'));
    expect(weightsOf(bobs).sast).toBeGreaterThan(0.5);
    expect(bobs.inputs.caps).not.toContain('circuit-open');
    expect(await there.laneOf(uriOf('bob', '3kcle'))).toBe('fast_lane');
    await there.pass();
    expect(await transitions(there)).toEqual(['CLOSED OPEN']);

    clockUs = openedUs + DAY_US;
    await there.pass();
    const onProbation = await there.decisionOn(three);
    expect(weightsOf(onProbation).sast).toBeGreaterThan(0.5);
    expect(onProbation.inputs.content?.risk).toBeGreaterThan(0.3);
    expect([onProbation.inputs.caps.includes('circuit-open'), await there.laneOf(alices)]).toEqual([
      true,
      'normal_queue',
    ]);
    expect(await transitions(there)).toEqual(['CLOSED OPEN']);

    await there.says(judges('mira', three, 'confirmed', await found(there, three)));
    await there.pass();
    expect(await transitions(there)).toEqual(['CLOSED OPEN', 'OPEN HALF_OPEN']);
    await there.says(judges('mira', four, 'confirmed', await found(there, four)));
    await there.pass();
    expect(await transitions(there)).toEqual(['CLOSED OPEN', 'OPEN HALF_OPEN', 'HALF_OPEN CLOSED']);
    expect((await there.decisionOn(alices)).inputs.caps).toEqual([]);
    expect(await there.laneOf(alices)).toBe('fast_lane');
    expect((await there.verified()).differences).toEqual([]);
    expect(await there.anew()).toMatchObject({ decided: 0 });
  });

  it('by the word of a stranger, or of the author, stands as before', async () => {
    const there = await begin();
    await there.pass();
    const before = await there.store.read(allDecisions);
    await there.says(said('mira', 'repo.collaborator', '3kcol', { subject: person('alice'), repo: repoAt('anvil') }));
    for (const pull of pulls) {
      await there.says(judges('zoe', pull, 'false-alarm'), judges('alice', pull, 'false-alarm'));
      await there.says(judges('bob', pull, 'missed'));
    }
    await there.pass();
    expect(await there.store.read((db) => pairStates(db))).toEqual([]);
    expect(await there.store.read((db) => toolTallies(db))).toEqual([]);
    expect(await there.kinds('circuit.transition')).toEqual([]);
    // Alice maintains it now, which is trust, not reputation.
    const now = await there.store.read(allDecisions);
    expect(now.filter(({ body }) => body.evidence.fusion !== undefined)).toEqual([]);
    expect(now.length).toBeGreaterThanOrEqual(before.length);
  });

  it('about what it did not say only holds the lane', async () => {
    const there = await begin();
    await there.pass();
    for (const pull of pulls.slice(0, 2)) await there.says(judges('mira', pull, 'missed'));
    await there.pass();
    const held = await there.decisionOn(pulls[2] as AtUri);
    expect(weightsOf(held).sast).toBe(1);
    expect(held.outcome.lane).toBe('needs_human');
    expect(held.inputs.content?.flags).toContain('high');
    expect((await there.decisionOn(uriOf('alice', '3kcle'))).inputs.caps).toEqual(['circuit-open']);
    expect((await there.store.read((db) => toolTallies(db))).map(({ tool }) => tool)).toEqual(['sast:silence']);
  });

  it('decides again only whom it concerns, and adds no entry the second time', async () => {
    const there = await begin();
    await there.pass();
    const decidedNow = async (...lines: string[]): Promise<unknown> => {
      await there.says(...lines);
      const before = new Set((await there.store.read(allDecisions)).map(({ id }) => id));
      await there.pass();
      const fresh = (await there.store.read(allDecisions)).filter(({ id }) => !before.has(id));
      return fresh.map(({ pull }) => pull).sort();
    };
    const missed = (pull: AtUri) => judges('mira', pull, 'missed');
    expect(await decidedNow(missed(pulls[0] as AtUri))).toEqual([]);
    const alices = [...pulls, uriOf('alice', '3kcle')].sort();
    expect(await decidedNow(missed(pulls[1] as AtUri))).toEqual(alices);
    const entries = await there.store.read((db) => entriesOf(db, { limit: 10_000 }));
    expect(await there.pass()).toMatchObject({ decided: 0 });
    expect(await decidedNow()).toEqual([]);
    expect(await there.store.read((db) => entriesOf(db, { limit: 10_000 }))).toEqual(entries);
  });

  it('cut off for good stays so though the verdicts are taken back', async () => {
    const there = await begin();
    await there.pass();
    await there.says(judges('mira', pulls[0] as AtUri, 'false-alarm'));
    await there.pass();
    const [pair] = await there.store.read((db) => pairStates(db));
    tick();
    await there.desk.terminate(pair?.pairId ?? '', BY_OPERATOR);
    await there.says(said('mira', 'trust.findingVerdict', `3kmira${(pulls[0] ?? '').slice(-5)}`, null));
    await there.pass();
    expect(await there.store.read((db) => pairStates(db))).toMatchObject([{ circuit: 'TERMINATED' }]);
    expect((await there.decisionOn(uriOf('alice', '3kcle'))).inputs.caps).toEqual(['circuit-open']);
  });
});

describe('conduct that is bad', () => {
  it('takes the fast lane once and for good, until maintainers give it back in their repository, or the operator everywhere', async () => {
    const [inAnvil, inChisel, wrong, closed] = ['3kanv', '3kchi', '3kwro', '3kclo'].map((key) =>
      uriOf('alice', key),
    ) as [AtUri, AtUri, AtUri, AtUri];
    const there = await world([
      said('mira', 'trust.repoTier', 'bellows', { repo: repoAt('bellows'), tier: 'sensitive' }),
      vouches('mira', 'alice'),
      opens('alice', '3kanv'),
      opens('alice', '3kchi', '2', 'chisel'),
      opens('alice', '3kclo'),
    ]);
    await there.pass();
    const lanes = async () => [await there.laneOf(inAnvil), await there.laneOf(inChisel)];
    const totalOf = async () => (await there.store.read((db) => conductNow(db, [person('alice') as Did])))[0]?.total;
    expect(await lanes()).toEqual(['fast_lane', 'fast_lane']);
    // Not attested where that is asked for, a finding that is confirmed, and a change that is turned down.
    await there.says(opens('alice', '3kwro', EVAL, 'bellows'));
    await there.pass();
    await there.says(judges('mira', wrong, 'confirmed'), status('mira', '3kst', closed, 'closed', iso(tick())));
    await there.labelled();
    await there.pass();
    expect(await totalOf()).toBeLessThan(300);
    expect(await there.kinds('credential.revoked')).toMatchObject([{ subject: person('alice'), by: 'service' }]);
    expect(await lanes()).toEqual(['needs_human', 'needs_human']);
    expect((await there.decisionOn(inAnvil)).inputs.guards).toEqual(['eligibility-revoked']);

    const merged = ['3kma', '3kmb', '3kmc', '3kmd', '3kme', '3kmf'];
    await there.says(...merged.map((key) => opens('alice', key)));
    await there.says(...merged.map((key) => status('mira', `s${key}`, uriOf('alice', key), 'merged', iso(tick()))));
    tick(15);
    await there.says(vouches('zoe', 'zed'), vouches('mira', 'alice'));
    await there.labelled();
    await there.pass();
    expect(await totalOf()).toBeGreaterThan(500);
    expect((await there.kinds('credential.revoked')).length).toBe(1);
    expect(await lanes()).toEqual(['needs_human', 'needs_human']);

    await there.says(eligible('zoe', 'reinstate', 'alice', 'anvil'), eligible('alice', 'reinstate', 'alice', 'anvil'));
    await there.pass();
    expect(await lanes()).toEqual(['needs_human', 'needs_human']);
    await there.says(eligible('mira', 'reinstate', 'alice', 'anvil'));
    await there.pass();
    expect(await lanes()).toEqual(['fast_lane', 'needs_human']);
    tick();
    expect(await there.desk.reinstate(person('alice') as Did, BY_OPERATOR)).toBe(true);
    await there.pass();
    expect(await lanes()).toEqual(['fast_lane', 'fast_lane']);
    expect((await there.kinds('credential.revoked')).length).toBe(1);
    expect((await there.verified()).differences).toEqual([]);
  });
});

type Act = (there: World) => Promise<unknown>;
const AUTHORS = ['alice', 'bob'] as const;
const author = fc.constantFrom(...AUTHORS);
const key = fc.constantFrom('3kone', '3ktwo');
const judge = fc.constantFrom('mira', 'mira', 'ravi', 'alice', 'zoe');
const verdict = fc.constantFrom('false-alarm', 'false-alarm', 'confirmed', 'missed');
const acts: fc.Arbitrary<{ what: string; act: Act }> = fc.oneof(
  {
    weight: 4,
    arbitrary: author.map((who) => ({
      what: `mira says false-alarm of all of ${who}'s`,
      act: ({ says }: World) =>
        says(...['3kone', '3ktwo'].map((each) => judges('mira', uriOf(who, each), 'false-alarm'))),
    })),
  },
  {
    weight: 3,
    arbitrary: author.map((who) => ({
      what: `mira confirms ${who}'s, and security counts alone`,
      act: async ({ says, desk }: World) => {
        await says(judges('mira', uriOf(who, '3kone'), 'confirmed'));
        const none = { policy_compliance: 0, resource_efficiency: 0, output_quality: 0, collaboration_health: 0 };
        return desk.setWeights({ ...none, security_posture: 1 }, BY_OPERATOR);
      },
    })),
  },
  {
    weight: 6,
    arbitrary: fc.record({ by: judge, author, key, verdict }).map((given) => ({
      what: `${given.by} says ${given.verdict} of ${given.author}'s ${given.key}`,
      act: ({ says }: World) => says(judges(given.by, uriOf(given.author, given.key), given.verdict)),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ by: judge, author, key }).map((given) => ({
      what: `${given.by} takes back what was said of ${given.author}'s ${given.key}`,
      act: ({ says }: World) => says(said(given.by, 'trust.findingVerdict', `3k${given.by}${given.key}`, null)),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ author, key, code: fc.constantFrom('2', EVAL) }).map((given) => ({
      what: `${given.author} opens ${given.key} with ${given.code}`,
      act: ({ says }: World) => says(opens(given.author, given.key, given.code)),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map((leaves) => ({
      what: `ravi ${leaves ? 'leaves' : 'joins'}`,
      act: ({ says }: World) =>
        says(
          said(
            'mira',
            'repo.collaborator',
            '3kravi',
            leaves ? null : { subject: person('ravi'), repo: repoAt('anvil') },
          ),
        ),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ author, action: fc.constantFrom('reinstate', 'revoke') }).map((given) => ({
      what: `mira says ${given.action} of ${given.author}`,
      act: ({ says }: World) => says(eligible('mira', given.action, given.author, 'anvil')),
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ id: fc.constantFrom('sast', 'secrets'), confidence: fc.constantFrom(0, 0.2, null) })
      .map(({ id, confidence }) => ({
        what: confidence === null ? `${id} counts by itself` : `${id} counts ${confidence}`,
        act: async ({ desk }: World) => {
          tick();
          const entity = { kind: 'source', id } as const;
          if (confidence === null) return desk.unsetOverride(entity, BY_OPERATOR);
          return desk.setOverride({ entity, confidence, strength: 0, locked: true }, BY_OPERATOR);
        },
      })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ ends: fc.boolean(), which: fc.nat(3) }).map(({ ends, which }) => ({
      what: `the operator ${ends ? 'cuts off' : 'resets'} circuit ${which}`,
      act: async ({ desk, store }: World) => {
        const pairs = await store.read((db) => pairStates(db));
        const pairId = pairs[which % Math.max(1, pairs.length)]?.pairId;
        tick();
        if (pairId !== undefined) await (ends ? desk.terminate(pairId, BY_OPERATOR) : desk.reset(pairId, BY_OPERATOR));
      },
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(1, 0.25).map((security) => ({
      what: `security counts ${security}`,
      act: ({ desk }: World) => {
        tick();
        const rest = (1 - security) / 4;
        return desk.setWeights(
          {
            ...{ policy_compliance: rest, resource_efficiency: rest, output_quality: rest },
            ...{ security_posture: security, collaboration_health: rest },
          },
          BY_OPERATOR,
        );
      },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('mira', 'zoe').map((root) => ({
      what: `the root is ${root}`,
      act: ({ trusts }: World) => trusts(root),
    })),
  },
  {
    weight: 1,
    arbitrary: author.map((who) => ({
      what: `the operator reinstates ${who}`,
      act: ({ desk }: World) => {
        tick();
        return desk.reinstate(person(who) as Did, BY_OPERATOR);
      },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      what: 'a day goes by',
      act: ({ says }: World) => {
        tick(1);
        return says(vouches('zoe', 'zed'));
      },
    }),
  },
);

describe('reputation', () => {
  const inForce = async ({ store }: World) =>
    new Map((await store.read(currentDecisions)).map((each) => [each.pull, `${each.inputsHash} ${each.words}`]));
  const kept = ({ store }: World) =>
    store.read(async (db) => ({
      pairs: await pairStates(db),
      tallies: await toolTallies(db),
      conduct: (await conductNow(db)).map(({ atUs: _, previous: __, ...rest }) => rest),
      entries: await entriesOf(db, { limit: 10_000 }),
    }));

  it('stands, after any acts in any order, where one look at everything would, and is made anew from what is kept', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { minLength: 4, maxLength: 10 }),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        async (given, passes) => {
          const what = given.map((each, step) => `${each.what}${passes[step] ? ' |' : ''}`);
          const there = await world([
            vouches('mira', 'alice'),
            ...AUTHORS.flatMap((who) => [opens(who, '3kone', EVAL), opens(who, '3ktwo', EVAL)]),
          ]);
          await there.pass();
          for (const [step, { act }] of given.entries()) {
            await act(there);
            if (passes[step]) await there.pass();
          }
          await there.pass();
          // What was decided last is conduct, too.
          await there.pass();
          const [followed, facts] = [await inForce(there), await kept(there)];
          expect({ what, decided: (await there.anew()).decided }).toEqual({ what, decided: 0 });
          expect({ what, now: await inForce(there) }).toEqual({ what, now: followed });
          await there.store.write(async (db) => {
            await db.run('DELETE FROM trust_pairs');
            await db.run('DELETE FROM conduct_scores');
            await db.run("DELETE FROM tool_observations WHERE source = 'evidence'");
          });
          await there.anew();
          expect({ what, ...(await kept(there)) }).toEqual({ what, ...facts });
          expect({ what, now: await inForce(there) }).toEqual({ what, now: followed });
          expect({ what, differences: (await there.verified()).differences }).toEqual({ what, differences: [] });
        },
      ),
      { numRuns: 8 },
    );
  });

  it('is told by the store what was decided since, and who offers changes where maintainers come or go', async () => {
    const there = await world([opens('alice', '3kone'), opens('bob', '3kone')]);
    const { changes } = reputationStore(there.store, null);
    const { mark } = await changes(null);
    await there.anew();
    const decided = await changes(mark);
    expect(decided.changes).toContainEqual({ what: 'pull', key: uriOf('alice', '3kone') });
    expect((await changes(decided.mark)).changes).toEqual([]);
    await there.says(said('mira', 'repo.collaborator', '3kc', { subject: person('ravi'), repo: repoAt('anvil') }));
    const { changes: joined } = await changes(decided.mark);
    expect(joined).toEqual([
      { what: 'repositories', key: person('mira') },
      { what: 'pull', key: uriOf('alice', '3kone') },
      { what: 'pull', key: uriOf('bob', '3kone') },
    ]);
  });
});

describe('whoever would have it otherwise', () => {
  const KEYS = ['3kone', '3ktwo'] as const;
  const missed = (by: string, pull: AtUri): string => judges(by, pull, 'missed');

  it.each<[string, (key: string) => string]>([
    ['deletes', (key) => said('alice', 'repo.pull', key, null)],
    ['aims elsewhere', (key) => opens('alice', key, '3', 'nowhere')],
  ])('%s what a maintainer spoke of takes no word back, today or after a restart', async (_, away) => {
    const there = await world([
      vouches('mira', 'alice'),
      ...KEYS.map((key) => opens('alice', key)),
      opens('alice', '3kcle'),
    ]);
    await there.pass();
    const clean = uriOf('alice', '3kcle');
    await there.says(...KEYS.map((key) => missed('mira', uriOf('alice', key))));
    await there.pass();
    expect(await there.laneOf(clean)).toBe('normal_queue');
    await there.says(...KEYS.map(away));
    await there.pass();
    expect(await there.laneOf(clean)).toBe('normal_queue');
    await there.anew();
    expect(await there.laneOf(clean)).toBe('normal_queue');
    expect((await there.store.read(pairStates)).map(({ circuit }) => circuit)).toEqual(['OPEN']);
  });

  it('owns a repository and judges there discounts nothing elsewhere, even where trusted', async () => {
    const far = (key: string): string =>
      said('sock', 'repo.pull', key, {
        title: key,
        target: { repo: `at://${person('mal')}/sh.tangled.repo/evil`, branch: 'main' },
        patch: `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = ${EVAL}\n`,
      });
    const keys = ['3kaaa', '3kbbb', '3kccc', '3kddd', '3keee', '3kfff'];
    const there = await world([
      vouches('mira', 'mal'),
      vouches('mira', 'bob'),
      repo('mal', 'evil'),
      opens('bob', '3kbob', EVAL),
      ...keys.map(far),
    ]);
    await there.pass();
    await there.says(...keys.map((key) => judges('mal', uriOf('sock', key), 'false-alarm')));
    await there.pass();
    const bobs = await there.decisionOn(uriOf('bob', '3kbob'));
    expect([bobs.outcome.lane, bobs.evidence.fusion]).toEqual(['needs_human', undefined]);
    const counted = await there.store.read((db) => toolTallies(db, { tool: 'sast' }));
    expect(counted.map(({ failures }) => failures)).toEqual([6]);
  });
});
