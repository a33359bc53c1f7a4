import { describe, expect, it } from 'vitest';
import type { AtUri, Did, Finding, SourceWeight } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import type { Analysis } from './analyse.ts';
import { type Bench, decidePull, hashOf } from './decide-pull.ts';
import type { AttestationEntry, OpenPull, World } from './ports.ts';
import type { ReputationNow } from './reputation/reputation-now.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

const alice = 'did:plc:alice' as Did;
const ATTESTED: AttestationEntry = {
  did: alice,
  uri: 'at://did:plc:alice/sh.tangled.trust.attestation/one' as AtUri,
  cid: 'bafyattestation',
  kind: 'jurisdiction',
  jurisdiction: 'EU',
  fromUs: 10,
  expiresAtUs: 100,
};
const PULL: OpenPull = {
  uri: 'at://did:plc:alice/sh.tangled.repo.pull/one' as AtUri,
  author: alice,
  repo: null,
  targetRepo: 'at://did:plc:mira/sh.tangled.repo/anvil',
  ...{ certain: true, tier: 'sensitive', patchCid: null, patchText: null, patchSigned: true, stacked: false },
  ...{ recordCid: 'bafyrecord', round: 0 },
};

const decided = (pull: Partial<OpenPull>, bench: Partial<Bench> = {}, analysis: Analysis = { kind: 'unavailable' }) => {
  const world: World = {
    asOfUs: 50,
    ...{ vouches: [], merges: [], seeds: [], repos: [], maintainers: [], handles: [] },
    attestations: [ATTESTED],
  };
  const views = trustViews(world, trustBase(trustInput(world, DEFAULT_POLICY)));
  const all = { index: indexWorld(world), views, policy: DEFAULT_POLICY, ...bench };
  return decidePull({ ...PULL, ...pull }, analysis, all);
};
const source = (name: string, ...given: Parameters<typeof decided>) =>
  decided(...given).sources?.find((each) => each.name === name);

describe('decidePull', () => {
  it('names in its sources what trust was made from, and the record that attests', () => {
    expect(source('trust', {}, { trustHash: 'abcd' })).toMatchObject({ hash: 'abcd' });
    expect(source('trust', {})).toMatchObject({ hash: null });
    expect(source('attestation', {})).toEqual({
      name: 'attestation',
      version: 'jurisdiction EU',
      hash: 'bafyattestation',
      at: ATTESTED.uri,
    });
    expect(source('attestation', { tier: 'public' })).toBeUndefined();
  });

  it('keeps of an attestation where it lies, what it says, of which jurisdiction, and from when to when', () => {
    const { uri, kind, jurisdiction, fromUs, expiresAtUs } = ATTESTED;
    expect(decided({}).evidence.attestation).toEqual({ uri, kind, jurisdiction, fromUs, expiresAtUs });
    expect(decided({ author: 'did:plc:bob' as Did }).evidence.attestation).toBeNull();
    expect(decided({ tier: 'public' }).evidence).not.toHaveProperty('attestation');
  });

  it.each([
    [9, false],
    [10, true],
    [99, true],
    [100, false],
  ])('attests by the time it is given: at %i %s', (nowUs, attested) => {
    expect(decided({}, { nowUs }).inputs.attested).toBe(attested);
    expect(decided({ tier: 'public' }, { nowUs }).inputs.attested).toBe(false);
  });
});

describe('weighed sources', () => {
  const FOUND: Finding = {
    ...{ source: 'sast', rule: 'r', severity: 'high', file: 'a.ts', line: 1, side: 'new', quote: '', message: 'Bad.' },
  };
  const READ: Analysis = {
    ...{ kind: 'read', diffHash: 'ab', changeKind: 'other', findings: [FOUND] },
    coverage: { files: [], bytes: 9, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
  };
  const SAST: SourceWeight = {
    ...{ source: 'sast', weight: 1, by: 'verdicts', contextClass: '', observations: 10, rate: 0.5 },
    interval: [0.05, 0.95],
  };
  const weighing = (weight: SourceWeight): ReputationNow => ({
    weights: () => new Map([[weight.source, weight]]),
    guards: () => [],
    common: '',
    repos: new Map(),
    people: new Map(),
  });
  const by = (change: Partial<SourceWeight>) =>
    decided({ tier: 'public' }, { reputation: weighing({ ...SAST, ...change }) }, READ);
  const unweighed = decided({ tier: 'public' }, {}, READ);

  it('are kept with the decision, and hold it', () => {
    const { inputs, evidence } = by({ weight: 0.2, circuit: 'HALF_OPEN' });
    expect(inputs.content).toEqual({ risk: 0.9 * 0.2, reviewRecommended: false, flags: ['low'] });
    expect(inputs.caps).toEqual(['source-discounted', 'circuit-open']);
    expect(evidence.fusion).toMatchObject({ weights: [{ weight: 0.2 }], terms: [{ said: 'high', counts: 'low' }] });
    expect(unweighed.evidence).not.toHaveProperty('fusion');
    const unread = decided({}, { reputation: weighing({ ...SAST, weight: 0 }) });
    expect(unread.evidence).not.toHaveProperty('fusion');
  });

  it.each<[string, Partial<SourceWeight>, Partial<SourceWeight>, boolean]>([
    ['in the fourth digit', { weight: 0.25004 }, { weight: 0.24996 }, true],
    ['in the third digit', { weight: 0.25 }, { weight: 0.251 }, false],
    ['by one more verdict that moves nothing', { weight: 0.25 }, { weight: 0.25, observations: 11, rate: 0.51 }, true],
    ['by a circuit that opens', { weight: 0 }, { weight: 0, circuit: 'OPEN' }, false],
    ['by a circuit that is heard of, and closed', { weight: 0.5 }, { weight: 0.5, circuit: 'CLOSED' }, true],
  ])('that move %s give the same hash or another: %j, %j, %s', (_, one, other, isSame) => {
    expect(by(one).inputsHash === by(other).inputsHash).toBe(isSame);
  });

  it('that all count in full are as none: the hash is that of before, the lane and the words as well', () => {
    const inFull = by({ circuit: 'CLOSED' });
    expect(inFull.inputsHash).toBe(unweighed.inputsHash);
    expect(inFull.wordsHash).toBe(unweighed.wordsHash);
    expect(hashOf(by({ weight: 0.2 }))).toBe(by({ weight: 0.2 }).inputsHash);
  });
});
