import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AtUri, Evidence, ReviewEvidence } from '../domain/index.ts';
import { DEFAULT_POLICY, GATE_VERSION } from '../gate/index.ts';
import { type SourceFacts, sourcesOf } from './sources-of.ts';

const uri = 'at://did:plc:a/sh.tangled.repo.pull/1' as AtUri;
const EVIDENCE: Evidence = {
  path: [],
  vouchers: [],
  eigentrust: 0,
  standing: 0,
  opinion: 0,
  findings: [],
  coverage: null,
  verdict: null,
  changeKind: 'other',
  diffHash: 'ab'.repeat(32),
  asOfUs: Date.UTC(2026, 10, 21, 9) * 1000,
};
const FACTS: SourceFacts = {
  pull: { uri, recordCid: 'bafyrecord', round: 1, patchCid: 'bafypatch', patchText: null },
  policy: { ...DEFAULT_POLICY, version: 'p-1', hash: 'cd' },
  inputs: { tier: 'public', caps: [] },
  evidence: EVIDENCE,
  trustHash: 'ef',
  analyst: 'sast@3 secrets@2',
  comments: 2,
  neighbours: 1,
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const REVIEW: ReviewEvidence = {
  outcome: { kind: 'verdict', reason: null, droppedFlags: 0 },
  model: 'claude-x',
  promptHash: '12'.repeat(32),
  diffHash: '34'.repeat(32),
  sentHash: null,
  parts: [],
  steps: [],
  unread: [],
  probe: 'not-asked',
  current: true,
  codeRedactions: 0,
};
const one = (name: string, change: Partial<SourceFacts>) =>
  sourcesOf({ ...FACTS, ...change }).find((source) => source.name === name);

describe('sourcesOf', () => {
  it('names every input once, with its version and what tells it from another', () => {
    expect(sourcesOf(FACTS)).toEqual([
      { name: 'gate', version: GATE_VERSION, hash: null },
      { name: 'policy', version: 'p-1', hash: 'cd' },
      { name: 'trust', version: '2026-11-21', hash: 'ef' },
      { name: 'record', version: 'round 2', hash: 'bafyrecord', at: uri },
      { name: 'diff', version: 'patch bafypatch', hash: EVIDENCE.diffHash },
      { name: 'signals', version: 'sast@3 secrets@2', hash: sha256('sast@3 secrets@2') },
      { name: 'review', version: 'none', hash: null },
      { name: 'discussion', version: '2 comments', hash: null },
      { name: 'neighbours', version: '1 pull request', hash: null },
    ]);
  });

  it('says of the review who made it, with which prompts, and of which blind diff', () => {
    expect(one('review', { evidence: { ...EVIDENCE, review: REVIEW } })).toEqual({
      name: 'review',
      version: 'claude-x, prompts 121212121212, verdict',
      hash: REVIEW.diffHash,
    });
    const before = { ...REVIEW, current: false, outcome: { kind: 'refused', reason: 'no', droppedFlags: 0 } } as const;
    expect(one('review', { evidence: { ...EVIDENCE, review: before } })?.version).toMatch(/, refused, of before$/);
    expect(one('review', { inputs: { tier: 'public', caps: ['review-pending'] } })?.version).toBe('not made yet');
  });

  it('names an attestation where the repository asks for one, and there alone', () => {
    const attestation = { uri, kind: 'jurisdiction', jurisdiction: 'EU', fromUs: 1, expiresAtUs: null };
    const evidence = { ...EVIDENCE, attestation };
    const inputs = { tier: 'sensitive', caps: [] } as const;
    expect(one('attestation', { evidence, inputs, attestationCid: 'bafyatt' })).toEqual({
      name: 'attestation',
      version: 'jurisdiction EU',
      hash: 'bafyatt',
      at: uri,
    });
    expect(one('attestation', { inputs })?.version).toBe('none');
    expect(one('attestation', { evidence })).toBeUndefined();
  });

  it.each<[string, Partial<SourceFacts>, string]>([
    ['record', { pull: { ...FACTS.pull, round: null } }, 'no round'],
    ['diff', { pull: { ...FACTS.pull, patchCid: null, patchText: '+a' } }, 'patch in the record'],
    ['diff', { pull: { ...FACTS.pull, patchCid: null, patchHash: 'ab' } }, 'patch in the record'],
    ['diff', { pull: { ...FACTS.pull, patchCid: null } }, 'no patch'],
    ['diff', { pull: { ...FACTS.pull, patchCid: null, patchHash: null } }, 'no patch'],
    ['signals', { analyst: '' }, 'all switched off'],
    ['signals', { analyst: null }, 'unnamed'],
    ['discussion', { comments: null }, 'no comments'],
    ['neighbours', { neighbours: null }, 'not compared'],
  ])('says of %s when there was nothing', (name, change, version) => {
    expect(one(name, change)?.version).toBe(version);
  });

  it('tells other comments, likenesses and signals from these, where there were any', () => {
    const hashes = { discussionHash: '01', neighboursHash: '02' };
    expect(one('discussion', hashes)?.hash).toBe('01');
    expect(one('neighbours', hashes)?.hash).toBe('02');
    expect(one('signals', { analyst: 'sast@4' })?.hash).toBe(sha256('sast@4'));
    expect([one('signals', { analyst: '' })?.hash, one('signals', { analyst: null })?.hash]).toEqual([null, null]);
  });

  it('says of the policy which record made it stricter', () => {
    expect(one('policy', { policyAt: 'at://did:plc:o/sh.tangled.trust.policy/1' })).toEqual({
      name: 'policy',
      version: 'p-1',
      hash: 'cd',
      at: 'at://did:plc:o/sh.tangled.trust.policy/1',
    });
    expect(one('policy', { policyAt: null })).not.toHaveProperty('at');
  });

  it('says when the change was not read', () => {
    const { changeKind: _, ...unread } = EVIDENCE;
    expect(one('signals', { evidence: unread })?.version).toBe('the change was not read');
  });
});
