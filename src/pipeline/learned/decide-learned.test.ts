import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../../domain/index.ts';
import { DEFAULT_POLICY } from '../../gate/index.ts';
import type { Analysis } from '../analyse.ts';
import { type Bench, decidePull, hashOf } from '../decide-pull.ts';
import { featureSet } from '../features/feature-set.ts';
import type { OpenPull, World } from '../ports.ts';
import { trustBase, trustInput } from '../trust-base.ts';
import { trustViews } from '../trust-view.ts';
import { indexWorld } from '../world-index.ts';
import { rowWith, type StubModel, stubModel } from './learned.testing.ts';
import { treesSaid } from './learned-evidence.ts';
import { policyServing } from './serving.ts';

const [mira, alice, sybil] = ['mira', 'alice', 'sybil'].map((name) => `did:plc:${name}` as Did) as [Did, Did, Did];
const WORLD: World = {
  asOfUs: Date.UTC(2026, 10, 1) * 1000,
  vouches: [{ fromDid: mira, toDid: alice, polarity: 'vouch', sinceUs: Date.UTC(2026, 9, 1) * 1000, evidences: 0 }],
  ...{ merges: [], repos: [], maintainers: [], handles: [], attestations: [] },
  seeds: [mira],
};
const CLEAN = {
  ...{ kind: 'read', findings: [], diffHash: 'ab', changeKind: 'other' },
  coverage: { files: [], bytes: 10, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
} as unknown as Analysis;
const pullBy = (author: Did): OpenPull => ({
  uri: `at://${author}/sh.tangled.repo.pull/one` as AtUri,
  author,
  repo: null,
  targetRepo: 'at://did:plc:mira/sh.tangled.repo/anvil',
  ...{ certain: true, tier: 'public', patchCid: null, patchText: null, patchSigned: true, stacked: false },
  ...{ recordCid: 'bafyrecord', round: 0 },
});

const decided = (author: Did, stub: StubModel | null, values: Record<string, number> | null = { merged_here: 12 }) => {
  const views = trustViews(WORLD, trustBase(trustInput(WORLD, DEFAULT_POLICY, [sybil])));
  const pull = pullBy(author);
  const plain: Bench = { index: indexWorld(WORLD), views, policy: DEFAULT_POLICY };
  if (stub === null) return decidePull(pull, CLEAN, plain);
  const model = stubModel(stub);
  const rows = new Map(values === null ? [] : [[pull.uri, () => rowWith(values)] as const]);
  const policy = policyServing(DEFAULT_POLICY, DEFAULT_POLICY, model);
  return decidePull(pull, CLEAN, {
    ...plain,
    policy,
    learned: { said: treesSaid({ model, features: featureSet }, rows) },
  });
};

describe('a decision with a learned model', () => {
  it('goes by P(clean), and says so with what moved it', () => {
    const { inputs, outcome, evidence, explanation } = decided(alice, {});
    expect(inputs.calibrated).toBe(evidence.learned?.probability);
    expect(outcome).toMatchObject({
      lane: 'fast_lane',
      reasons: ['P(clean) 0.95 is at least 0.90', expect.anything()],
    });
    expect(explanation.full[1]).toContain('merged pull requests here: 12 (+2.50)');
  });

  it('holds where P(clean) is short of the threshold, and where the model opens nothing', () => {
    expect(decided(alice, { high: 1 }).outcome.reasons).toEqual(['P(clean) 0.73 is below 0.90']);
    expect(decided(alice, { threshold: null }).outcome.lane).toBe('normal_queue');
    expect(decided(alice, {}, { merged_here: 0 }).outcome).toMatchObject({ lane: 'needs_human' });
  });

  it('is 0 where no trust reaches the author, whatever the record', () => {
    const { inputs, evidence, outcome } = decided(sybil, {});
    expect(inputs).toMatchObject({ structural: 0, calibrated: 0 });
    expect(evidence.learned?.probability).toBeGreaterThan(0.9);
    expect(outcome.lane).toBe('needs_human');
  });

  it('is held where the model was told nothing', () => {
    const { inputs, evidence, outcome } = decided(alice, {}, null);
    expect(inputs.calibrated).toBeNull();
    expect(evidence).not.toHaveProperty('learned');
    expect(outcome.lane).toBe('normal_queue');
  });

  it('names model and features among its sources, and neither without a model', () => {
    const { sources, evidence } = decided(alice, {});
    const { id } = stubModel();
    expect(sources).toContainEqual({ name: 'model', version: id.slice(0, 12), hash: id });
    expect(sources).toContainEqual({ name: 'features', version: '2026-11-01', hash: evidence.learned?.featuresHash });
    expect(decided(alice, null).sources?.map(({ name }) => name)).not.toContain('model');
  });

  it('has another hash with another model, and with another P(clean) to three digits', () => {
    const hash = (stub: StubModel | null) => decided(alice, stub).inputsHash;
    expect(new Set([hash(null), hash({}), hash({ high: 3.1 }), hash({ threshold: 0.91 })]).size).toBe(4);
    const whole = decided(alice, {});
    const nearly = { ...whole, inputs: { ...whole.inputs, calibrated: (whole.inputs.calibrated ?? 0) + 1e-6 } };
    expect(hashOf(nearly)).toBe(hashOf(whole));
    const { learned } = whole.policy;
    if (learned === undefined) throw new Error('no model');
    expect(hashOf({ ...whole, policy: { ...whole.policy, learned: { ...learned, highest: 0.5 } } })).toBe(
      hashOf(whole),
    );
    expect(hashOf({ ...whole, policy: { ...whole.policy, learned: { ...learned, fastFrom: 0.5 } } })).not.toBe(
      hashOf(whole),
    );
  });

  it('is to the last byte what it was, where no model is served', () => {
    const { inputs, evidence, policy, inputsHash } = decided(alice, null);
    for (const part of [inputs, evidence, policy]) expect(JSON.stringify(part)).not.toMatch(/calibrated|learned/);
    // As it was made before there were learned models.
    expect(inputsHash).toBe('4321f2acb8c15ed3847a0cfb4b4d06b6c2d7b9417072bf24158b31ead860a466');
  });
});
