import { describe, expect, it } from 'vitest';
import { figuresStore } from '../src/cli/figures-store.ts';
import { policiesOf } from '../src/cli/policy.ts';
import { shadowNow } from '../src/cli/shadow.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import { loadConfig, prepareDirectories } from '../src/config/index.ts';
import { stagedBlobs } from '../src/diff/index.ts';
import type { AtUri, Did } from '../src/domain/index.ts';
import { scorePass } from '../src/pipeline/index.ts';
import { currentDecisions, type Store, upkeepStore } from '../src/store/index.ts';
import { commit, person, pull, pullUri, repo, status } from './records.ts';
import { ingestInto, scratchDirectory, scratchStore } from './store-harness.ts';

const anvil = person('anvil') as Did;
const repoOf = (owner: string): AtUri => `at://${person(owner)}/sh.tangled.repo/anvil` as AtUri;
const LOOSE = { tHigh: 0.3, rLow: 0.6 };

/** An instance whose operator makes an exception for the DID of mira's repository, which mallory's record claims, too. */
const instance = (words: object = LOOSE): Surroundings => {
  const directory = scratchDirectory();
  const config = loadConfig({ DATA_ROOT: directory, PORT: '0' }, directory);
  prepareDirectories(config);
  const textOf = (policy: object) => ({ path: '/policy.json', text: JSON.stringify(policy) });
  const policyFile = textOf({ version: 'ours-1', repositories: { [anvil]: words } });
  const shadowPolicyFile = textOf({ version: 'trial', tHigh: 0.8 });
  const store = scratchStore();
  return { config: { ...config, policyFile, shadowPolicyFile }, store, blobs: stagedBlobs(config.stagingDir) };
};

/** One pull request to each record's address. */
const opened = (): string[] => [
  repo('mira', 'anvil'),
  repo('mallory', 'anvil'),
  pull('carol', '3kmira', 'anvil', { target: { repo: repoOf('mira'), branch: 'main' } }),
  pull('carol', '3kmallory', 'anvil', { target: { repo: repoOf('mallory'), branch: 'main' } }),
];

const found = (store: Store, state: string): Promise<void> =>
  upkeepStore(store).keepRepo(
    {
      repoDid: anvil,
      ownerDid: person('mira') as Did,
      uri: repoOf('mira'),
      knot: 'knot.example.com',
      state,
      problem: null,
      checkedAtUs: 1,
      againAtUs: 9_000_000_000_000_000,
      failures: 0,
    },
    [],
  );

/** T_HIGH by which mira's and mallory's were decided. */
const decidedBy = async (around: Surroundings): Promise<(number | undefined)[]> => {
  await scorePass(scoringStore(around.store), await passOptions(around));
  const decisions = new Map(
    (await around.store.read(currentDecisions)).map(({ pull: uri, body }) => [String(uri), body]),
  );
  return ['3kmira', '3kmallory'].map((key) => decisions.get(pullUri('carol', key))?.policy.tHigh);
};

describe('an operator’s exception for a repository’s DID', () => {
  it.each([null, 'unverified', 'verified-by-appview', 'contradicted'])(
    'loosens nothing for anybody who merely claims the DID (%s)',
    async (state) => {
      const around = instance();
      await ingestInto(around.store, opened());
      if (state !== null) await found(around.store, state);
      expect(await decidedBy(around)).toEqual([0.7, 0.7]);
    },
  );

  it('loosens nothing for the only one who claims the DID, whose record’s address is beyond doubt', async () => {
    const around = instance();
    await ingestInto(around.store, opened().slice(1));
    expect(await decidedBy(around)).toEqual([0.7, 0.7]);
  });

  it('is for the record alone that is proven to be that repository’s', async () => {
    const around = instance();
    await ingestInto(around.store, opened());
    await found(around.store, 'verified');
    expect(await decidedBy(around)).toEqual([0.3, 0.7]);
  });

  it('still tightens what may be that repository', async () => {
    const around = instance({ tHigh: 0.9, rLow: 0.6 });
    await ingestInto(around.store, opened());
    expect(await decidedBy(around)).toEqual([0.9, 0.9]);
  });

  it.each([
    ['unverified', [0.8, 0.8]],
    ['verified', [0.3, 0.8]],
  ] as const)('is in the trial as it is in force (%s)', async (state, expected) => {
    const around = instance();
    await ingestInto(around.store, opened());
    await found(around.store, state);
    await decidedBy(around);
    const model = await loadModel(around.store, policiesOf(around.config));
    const views = [model.shadow, await shadowNow(around)];
    for (const view of views) {
      const seen = ['3kmira', '3kmallory'].map((key) => {
        const each = model.pull(pullUri('carol', key));
        if (!each?.decision) throw new Error('not decided');
        const { decision, repo: at, entry } = each;
        return view?.of({ decision: decision.body, repo: at, targetRepo: entry.targetRepo }).policy.tHigh;
      });
      expect(seen).toEqual(expected);
    }
  });

  it.each([
    ['unverified', [undefined, undefined]],
    ['verified', [0.3, undefined]],
  ] as const)('is in the backtest as it is in force (%s)', async (state, expected) => {
    const around = instance();
    const closed = ['3kmira', '3kmallory'].map((key) => status('carol', key, pullUri('carol', key), 'closed'));
    await ingestInto(around.store, [...opened(), ...closed]);
    await found(around.store, state);
    const { policies } = await figuresStore(around.store, policiesOf(around.config)).history();
    expect(['3kmira', '3kmallory'].map((key) => policies?.get(pullUri('carol', key) as AtUri)?.tHigh)).toEqual(
      expected,
    );
  });
});

describe('an owner’s policy', () => {
  it('reaches in the backtest and in the trial the pull requests that it reaches in force, by the target’s name', async () => {
    const around = instance();
    const targets = { '3kaddress': repoOf('mira'), '3kdid': anvil };
    const keys = Object.keys(targets);
    const lines = Object.entries(targets).map(([key, target]) =>
      pull('carol', key, 'anvil', { target: { repo: target, branch: 'main' } }),
    );
    const asks = { repo: repoOf('mira'), tHigh: 950_000, createdAt: '2026-01-01T00:00:00Z' };
    const said = commit(person('mira'), 'sh.tangled.trust.policy', 'one', asks);
    await ingestInto(around.store, [repo('mira', 'anvil'), said, ...lines]);
    await scorePass(scoringStore(around.store), await passOptions(around));
    const model = await loadModel(around.store, policiesOf(around.config));
    const views = keys.flatMap((key) => model.pull(pullUri('carol', key)) ?? []);
    const inForce = views.map(({ decision }) => decision?.body.policy.tHigh);
    expect(inForce).toEqual([0.95, 0.7]);
    const onTrial = views.map(
      ({ decision, repo: at, entry }) =>
        decision && model.shadow?.of({ decision: decision.body, repo: at, targetRepo: entry.targetRepo }).policy.tHigh,
    );
    expect(onTrial).toEqual([0.95, 0.8]);
    await ingestInto(
      around.store,
      keys.map((key) => status('carol', key, pullUri('carol', key), 'closed')),
    );
    const { policies } = await figuresStore(around.store, policiesOf(around.config)).history();
    const replayed = keys.map((key) => policies?.get(pullUri('carol', key) as AtUri)?.tHigh ?? 0.7);
    expect(replayed).toEqual(inForce);
  });
});
