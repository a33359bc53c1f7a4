import { describe, expect, it } from 'vitest';
import type { AtUri, RepoPolicy } from '../domain/index.ts';
import { caseOf } from './case.testing.ts';
import { explain } from './explain.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { policyAskedOf } from './policy-asked.ts';
import { tightened } from './policy-strict.ts';

const repo = 'at://did:plc:own/sh.tangled.repo/one' as AtUri;
const RECORD = 'at://did:plc:own/sh.tangled.trust.policy/one';
const FILE = 'abc123 .tangled/trust-policy.json';
const asked = (said: Partial<RepoPolicy>) => {
  const all: RepoPolicy = { repo, source: 'record', by: RECORD, cid: null, ...said };
  return policyAskedOf(DEFAULT_POLICY, tightened(DEFAULT_POLICY, all).policy, all);
};

describe('what the repository’s own policy changes', () => {
  it.each<[string, Partial<RepoPolicy>, string[]]>([
    ['a threshold', { tHigh: 0.8 }, ['T_HIGH .80']],
    ['one with more digits', { rLow: 0.125 }, ['R_LOW .125']],
    ['none at all', { rLow: 0 }, ['R_LOW .00']],
    ['only what was not so already', { rLow: 0.1, tHigh: DEFAULT_POLICY.tHigh }, ['R_LOW .10']],
    ['a signal', { signals: { size: 'blocking' } }, ['size blocking']],
    ['kinds', { attestationKinds: ['a', 'b'] }, ['attestations of the kind a and b alone']],
    ['no kind', { attestationKinds: [] }, ['no attestation']],
  ])('names %s', (_, said, asks) => {
    expect(asked(said)).toEqual([{ by: RECORD, asks }]);
  });

  it.each<[string, Partial<RepoPolicy>]>([
    ['is as it was', {}],
    ['would loosen it', { tHigh: 0.5, rHigh: 0.9, signals: { secrets: 'off' } }],
    ['is asked for already', { tHigh: DEFAULT_POLICY.tHigh }],
    ['makes no sense', { tLow: Number.NaN, signals: { nothing: 'blocking' } }],
  ])('names nothing where it %s', (_, said) => {
    expect(asked(said)).toEqual([]);
  });

  it('tells who asked for what, and leaves out who got nothing', () => {
    const sources = [
      { source: 'record', by: RECORD, cid: null, asks: ['tHigh'] },
      { source: 'default-branch', by: FILE, cid: null, asks: ['signals.size'] },
      { source: 'default-branch', by: 'other', cid: null, asks: ['rHigh'] },
    ] as const;
    expect(asked({ tHigh: 0.8, rHigh: 0.9, signals: { size: 'blocking' }, sources })).toEqual([
      { by: RECORD, asks: ['T_HIGH .80'] },
      { by: FILE, asks: ['size blocking'] },
    ]);
  });
});

it('says in full by whom it is stricter, what is not heeded, and what cannot be read of it', () => {
  const policyNotes = [
    'asks for T_LOW .2, below this service’s .3: ignored',
    'record: rLow is not a whole number of millionths from 0 to 1000000',
    'record: signals names no signal.',
    'file: it is no JSON',
  ];
  const policyAsked = [
    { by: RECORD, asks: ['T_HIGH .80', 'size blocking'] },
    { by: FILE, asks: ['R_LOW .10'] },
  ];
  const words = explain(caseOf({}, {}, { policyNotes, policyAsked }));
  expect(words.full.slice(-5)).toEqual([
    `Stricter here by the repository’s own record: T_HIGH .80, size blocking (${RECORD}).`,
    `Stricter here by the repository’s own file on its default branch: R_LOW .10 (${FILE}).`,
    'The repository’s own policy asks for T_LOW .2, below this service’s .3: ignored.',
    'Not heeded of the repository’s own record: rLow is not a whole number of millionths from 0 to 1000000; signals names no signal.',
    'Not heeded of the repository’s own file on its default branch: it is no JSON.',
  ]);
  expect(words).toMatchObject({ policyNotes, policyAsked });
  expect(explain(caseOf({}))).not.toHaveProperty('policyAsked');
});
