import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { followingOptions, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { Decision } from '../src/domain/index.ts';
import { type ScoringStore, scorePass, scoringWorker } from '../src/pipeline/index.ts';
import { allDecisions, currentDecisions, setTrustedRoots } from '../src/store/index.ts';
import { account, commit, person, pullUri, repo, status } from './records.ts';
import { demoSurroundings, ingestInto, scratchStore } from './store-harness.ts';

const NAMES = ['mira', 'alice', 'bob', 'carol', 'dave', 'erin', 'finn', 'gwen'] as const;
const patchOf = (what: string): string =>
  `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = ${what}\n`;

/** Each act with the time it has: later ones are later, so that what was said last counts. */
let clockUs = 1_760_000_000_000_000;
const tick = (days = 0): number => {
  clockUs += 1_000_000 + days * 86_400_000_000;
  return clockUs;
};
const iso = (timeUs: number): string => new Date(timeUs / 1000).toISOString();

const uriOf = (author: string, key: string): string => pullUri(author, key);
const REPOS = ['anvil', 'bellows'] as const;
const repoAt = (name: string): string => `at://${person('mira')}/sh.tangled.repo/${name}`;

const opened = (author: string, key: string, repoName: string, patch: string, extra = {}): string => {
  const timeUs = tick();
  return commit(
    person(author),
    'sh.tangled.repo.pull',
    key,
    {
      title: `change ${key}`,
      target: { repo: repoAt(repoName), branch: 'main' },
      patch: patchOf(patch),
      createdAt: iso(timeUs),
      ...extra,
    },
    { timeUs },
  );
};

/** What can happen, as lines of a stream or as something found out. */
type Act = (around: Surroundings) => Promise<void>;

const lines =
  (make: () => string[]): Act =>
  async ({ store }) => {
    await ingestInto(store, make());
  };

const name = fc.constantFrom(...NAMES);
const key = fc.constantFrom('3kone', '3ktwo', '3kthree');
const repoName = fc.constantFrom(...REPOS);

const acts: fc.Arbitrary<{ what: string; act: Act }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        from: name,
        to: name,
        kind: fc.constantFrom('vouch', 'vouch', 'vouch', 'denounce', 'withdrawn'),
      })
      .map(({ from, to, kind }) => ({
        what: `${from} ${kind} ${to}`,
        act: lines(() => {
          const timeUs = tick();
          const record = kind === 'withdrawn' ? null : { kind, createdAt: iso(timeUs) };
          return [commit(person(from), 'sh.tangled.graph.vouch', person(to), record, { timeUs })];
        }),
      })),
  },
  {
    weight: 3,
    arbitrary: fc.record({ author: name, key, repoName, patch: fc.constantFrom('2', '3', 'eval(x)') }).map((given) => ({
      what: `${given.author} opens ${given.key} for ${given.repoName}`,
      act: lines(() => [opened(given.author, given.key, given.repoName, given.patch)]),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ author: name, key, below: name, repoName }).map((given) => ({
      what: `${given.author} stacks ${given.key} on ${given.below}'s 3kone`,
      act: lines(() => [
        opened(given.author, given.key, given.repoName, '7', { dependentOn: uriOf(given.below, '3kone') }),
      ]),
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ by: name, author: name, key, state: fc.constantFrom('merged', 'closed', 'open') })
      .map(({ by, author, key: rkey, state }) => ({
        what: `${by} says ${author}'s ${rkey} is ${state}`,
        act: lines(() => [status(by, `s${clockUs % 1e6}`, uriOf(author, rkey), state, iso(tick()))]),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ of: name, repoName, leaves: fc.boolean() }).map(({ of, repoName: where, leaves }) => ({
      what: `${of} ${leaves ? 'leaves' : 'joins'} ${where}`,
      act: lines(() => {
        const timeUs = tick();
        const record = { subject: person(of), repo: repoAt(where), createdAt: iso(timeUs) };
        return [
          commit(person('mira'), 'sh.tangled.repo.collaborator', `${of}${where}`, leaves ? null : record, { timeUs }),
        ];
      }),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ repoName, tier: fc.constantFrom('public', 'sensitive') })
      .map(({ repoName: where, tier }) => ({
        what: `${where} is ${tier}`,
        act: lines(() => {
          const timeUs = tick();
          const record = { repo: repoAt(where), tier, createdAt: iso(timeUs) };
          return [commit(person('mira'), 'sh.tangled.trust.repoTier', where, record, { timeUs })];
        }),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by: name, gone: fc.boolean(), short: fc.boolean() }).map(({ by, gone, short }) => ({
      what: `${by} ${gone ? 'withdraws an attestation' : 'attests'}`,
      act: lines(() => {
        const timeUs = tick();
        const expiresAt = iso(timeUs + (short ? 3_000_000 : 90 * 86_400_000_000));
        const record = { kind: 'jurisdiction', jurisdiction: 'EU', createdAt: iso(timeUs), expiresAt };
        return [commit(person(by), 'sh.tangled.trust.attestation', 'only', gone ? null : record, { timeUs })];
      }),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by: name, author: name, key }).map(({ by, author, key: rkey }) => ({
      what: `${by} comments on ${author}'s ${rkey}`,
      act: lines(() => {
        const timeUs = tick();
        const record = { subject: uriOf(author, rkey), body: 'LGTM, thanks!', createdAt: iso(timeUs) };
        return [commit(person(by), 'sh.tangled.feed.comment', `c${timeUs}`, record, { timeUs })];
      }),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ who: name, active: fc.boolean() }).map(({ who, active }) => ({
      what: `${who}'s account ${active ? 'comes back' : 'goes'}`,
      act: lines(() => [account(person(who), active, active ? undefined : 'takendown', tick())]),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ repoName, tHigh: fc.constantFrom(800_000, 720_000, 500_000) })
      .map(({ repoName: where, tHigh }) => ({
        what: `${where} asks for T_HIGH ${tHigh}`,
        act: lines(() => {
          const timeUs = tick();
          const record = { repo: repoAt(where), tHigh, createdAt: iso(timeUs) };
          return [commit(person('mira'), 'sh.tangled.trust.policy', where, record, { timeUs })];
        }),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(name, { maxLength: 2 }).map((roots) => ({
      what: `the roots are ${roots}`,
      act: async ({ store }: Surroundings) => {
        await store.write((db) => setTrustedRoots(db, 'test', roots.map(person) as never));
      },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      what: 'a day goes by',
      act: lines(() => {
        const timeUs = tick(1);
        return [
          commit(
            person('zoe'),
            'sh.tangled.feed.star',
            `x${timeUs}`,
            { subject: repoAt('anvil'), createdAt: iso(timeUs) },
            { timeUs },
          ),
        ];
      }),
    }),
  },
);

const begin = (): string[] => [
  repo('mira', 'anvil'),
  repo('mira', 'bellows'),
  commit(
    person('mira'),
    'sh.tangled.graph.vouch',
    person('alice'),
    { kind: 'vouch', createdAt: iso(tick()) },
    { timeUs: tick() },
  ),
  opened('alice', '3kone', 'anvil', '2'),
  opened('bob', '3kone', 'bellows', '2'),
  opened('carol', '3kone', 'anvil', 'eval(x)'),
];

const inForce = async ({ store }: Surroundings): Promise<Map<string, string>> =>
  new Map(
    (await store.read(currentDecisions)).map(({ pull: uri, inputsHash, words }) => [uri, `${inputsHash} ${words}`]),
  );

const shared = demoSurroundings();
/** A database of its own, with one configuration for all, so that one analyst reads for all. */
const emptied = (): Surroundings => ({ ...shared, store: scratchStore() });
/** What decisions need, without the figures that are made of the whole graph after them. */
const decisionsOf = ({ store, config }: Surroundings): ScoringStore => {
  const { figures: _, ...rest } = scoringStore(store, config);
  return rest;
};

describe('the worker', () => {
  it('stands, after any changes in any order, where one that reads everything anew would', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { minLength: 3, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        async (given, passes) => {
          const around = emptied();
          await ingestInto(around.store, begin());
          const worker = scoringWorker(decisionsOf(around));
          const pass = async () => worker.pass(await followingOptions(around));
          await pass();
          for (const [step, { act }] of given.entries()) {
            await act(around);
            if (passes[step]) await pass();
          }
          await pass();
          const followed = await inForce(around);
          const again = await scorePass(decisionsOf(around), await passOptions(around));
          expect({ decided: again.decided, given: given.map(({ what }) => what) }).toMatchObject({ decided: 0 });
          expect(await inForce(around)).toEqual(followed);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('bars whom a maintainer denounces as a new day begins, trusted or not', async () => {
    const around = emptied();
    await ingestInto(around.store, begin());
    const worker = scoringWorker(decisionsOf(around));
    await worker.pass(await followingOptions(around));
    const timeUs = tick(1);
    const record = { kind: 'denounce', createdAt: iso(timeUs) };
    await ingestInto(around.store, [
      commit(person('mira'), 'sh.tangled.graph.vouch', person('bob'), record, { timeUs }),
    ]);
    await worker.pass(await followingOptions(around));
    const found = (await around.store.read(currentDecisions)).find(({ pull: uri }) => uri === uriOf('bob', '3kone'));
    expect(found?.body.inputs).toMatchObject({ structural: 0, guards: ['denounced-by-maintainers'] });
  });

  it('says what a vouch would bring after denounces came to be heard, though trust is none before and after', async () => {
    const around = emptied();
    await ingestInto(around.store, begin());
    const say = (by: string, kind: string, about: string): Promise<unknown> => {
      const timeUs = tick();
      const record = { kind, createdAt: iso(timeUs) };
      return ingestInto(around.store, [
        commit(person(by), 'sh.tangled.graph.vouch', person(about), record, { timeUs }),
      ]);
    };
    for (const by of ['dave', 'erin', 'finn']) await say(by, 'denounce', 'bob');
    const worker = scoringWorker(decisionsOf(around));
    const wordsOfBob = async (): Promise<readonly string[] | undefined> => {
      await worker.pass(await followingOptions(around));
      const found = (await around.store.read(currentDecisions)).find(({ pull: uri }) => uri === uriOf('bob', '3kone'));
      return found?.body.explanation.changes;
    };
    const before = await wordsOfBob();
    for (const about of ['dave', 'erin', 'finn']) await say('mira', 'vouch', about);
    const followed = await wordsOfBob();
    expect(followed).not.toEqual(before);
    await scorePass(decisionsOf(around), await passOptions(around));
    expect(await wordsOfBob()).toEqual(followed);
  });

  it('decides only what a change concerns', async () => {
    const around = emptied();
    await ingestInto(around.store, begin());
    const worker = scoringWorker(decisionsOf(around));
    await worker.pass(await followingOptions(around));
    const before = await around.store.read(allDecisions);
    const timeUs = tick();
    await ingestInto(around.store, [
      commit(
        person('mira'),
        'sh.tangled.graph.vouch',
        person('bob'),
        { kind: 'vouch', createdAt: iso(timeUs) },
        { timeUs },
      ),
    ]);
    const report = await worker.pass(await followingOptions(around));
    expect(report).toMatchObject({ open: 3, decided: 1 });
    const added = (await around.store.read(allDecisions)).slice();
    expect(added.length).toBe(before.length + 1);
    const changed: Decision[] = added.filter(({ superseded }) => !superseded).map(({ body }) => body);
    expect(changed.find(({ pull: uri }) => uri === uriOf('bob', '3kone'))?.inputs.structural).toBe(0.85);
    expect(await worker.pass(await followingOptions(around))).toMatchObject({ decided: 0 });
  });
});
