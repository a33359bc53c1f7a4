import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { type Bench, decidePull } from './decide-pull.ts';
import type { AttestationEntry, OpenPull, World } from './ports.ts';
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

const decided = (pull: Partial<OpenPull>, bench: Partial<Bench> = {}) => {
  const world: World = {
    asOfUs: 50,
    ...{ vouches: [], merges: [], seeds: [], repos: [], maintainers: [], handles: [] },
    attestations: [ATTESTED],
  };
  const views = trustViews(world, trustBase(trustInput(world, DEFAULT_POLICY)));
  const all = { index: indexWorld(world), views, policy: DEFAULT_POLICY, ...bench };
  return decidePull({ ...PULL, ...pull }, { kind: 'unavailable' }, all);
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
