import { expect, it } from 'vitest';
import type { AtUri, RepoPolicy } from '../domain/index.ts';
import { repoPolicyCheck } from './repo-policy-check.ts';

const policy = (name: string, asks: readonly string[], problems?: readonly string[]): RepoPolicy => ({
  repo: `at://did:plc:mira/sh.tangled.repo/${name}` as AtUri,
  source: 'record',
  by: 'at://did:plc:mira/sh.tangled.trust.policy/one',
  cid: null,
  sources: [{ source: 'record', by: 'at://did:plc:mira/sh.tangled.trust.policy/one', cid: null, asks }],
  ...(problems && { problems }),
});

it.each<[string, readonly RepoPolicy[], string, string]>([
  ['none', [], 'ok', '0 in force, 0 with problems'],
  ['a good one', [policy('anvil', ['tHigh'])], 'ok', '1 in force, 0 with problems'],
  [
    'one that counts and has a problem, and one that asks for nothing that can be read',
    [policy('anvil', ['tHigh'], ['record: odd', 'record: odder']), policy('tongs', [], ['record: worse'])],
    'note',
    '1 in force, 2 with problems, such as at://did:plc:mira/sh.tangled.repo/anvil: record: odd; record: odder',
  ],
])('counts repositories’ policies: %s', (_, policies, state, detail) => {
  expect(repoPolicyCheck(policies)).toEqual({ name: 'repositories’ policies', state, detail });
});
