import { setTimeout as passes } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import type { Analyst } from './analyse.ts';
import { decideBatch } from './decide-batch.ts';
import type { OpenPull, World } from './ports.ts';
import type { PassOptions } from './score-pass.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

const alice = 'did:plc:alice' as Did;
const WORLD: World = {
  asOfUs: 0,
  vouches: [],
  merges: [],
  seeds: [alice],
  maintainers: [],
  repos: [],
  attestations: [],
  handles: [],
};
const pulls = Array.from(
  { length: 5 },
  (_, n): OpenPull => ({
    uri: `at://${alice}/sh.tangled.repo.pull/${n}` as AtUri,
    author: alice,
    repo: null,
    targetRepo: 'did:plc:anvil',
    certain: false,
    tier: 'public',
    patchCid: null,
    patchText: null,
    patchSigned: true,
    recordCid: null,
    round: null,
    stacked: false,
  }),
);

it('comes to some of those who wait, however long it took to read what is kept', async () => {
  const options: PassOptions = {
    policy: DEFAULT_POLICY,
    analyst: { version: 'none' } as Analyst,
    patches: { blob: async () => null },
    nowUs: 0,
    discussions: async () => {
      await passes(20);
      return new Map();
    },
  };
  const views = trustViews(WORLD, trustBase(trustInput(WORLD, DEFAULT_POLICY)));
  const bench = { index: indexWorld(WORLD), views, policy: DEFAULT_POLICY };
  const batch = { store: { analyses: async () => new Map() }, bench, options, longestMs: 1 };
  const { decided } = await decideBatch(pulls, batch);
  expect(decided.length).toBeGreaterThan(0);
});
