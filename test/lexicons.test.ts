import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lexicons, parseLexiconDoc } from '@atproto/lexicon';
import { describe, expect, it } from 'vitest';
import { demoWorld } from '../seed/index.ts';

const directory = 'lexicons';
const documents = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => parseLexiconDoc(JSON.parse(readFileSync(join(directory, name), 'utf8'))));
const strongRef = parseLexiconDoc({
  lexicon: 1,
  id: 'com.atproto.repo.strongRef',
  defs: {
    main: {
      type: 'object',
      required: ['uri', 'cid'],
      properties: { uri: { type: 'string', format: 'at-uri' }, cid: { type: 'string', format: 'cid' } },
    },
  },
});
const lexicons = new Lexicons([...documents, strongRef]);
const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const score = {
  $type: 'sh.tangled.trust.score',
  subject: { $type: 'sh.tangled.trust.score#contributor', did },
  decision: 'fast_lane',
  structuralTrust: 722_500,
  calibratedProb: 722_500,
  createdAt: '2026-01-01T00:00:00Z',
};
const accepts = (record: { readonly $type: string; readonly [field: string]: unknown }): boolean =>
  lexicons.validate(record.$type, record).success;

describe('our lexicons', () => {
  it('accept an assessment of a person, and of a pull request', () => {
    expect(accepts(score)).toBe(true);
    const uri = `at://${did}/sh.tangled.repo.pull/3kabcdefghijk`;
    const cid = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';
    expect(accepts({ ...score, subject: { $type: 'com.atproto.repo.strongRef', uri, cid } })).toBe(true);
  });

  it.each<[string, object]>([
    ['a score that is no integer', { structuralTrust: 0.7225 }],
    ['a score over a million', { calibratedProb: 1_000_001 }],
    ['a lane there is not', { decision: 'sideways' }],
    ['a time that is none', { createdAt: 'yesterday' }],
  ])('refuse %s', (_, change) => {
    expect(accepts({ ...score, ...change })).toBe(false);
  });

  const policy = {
    $type: 'sh.tangled.trust.policy',
    repo: did,
    tHigh: 850_000,
    signals: [{ id: 'size', mode: 'blocking' }],
    attestationKinds: [],
    createdAt: '2026-01-01T00:00:00Z',
  };

  it('accept what an owner asks of the gate, of a DID or an address', () => {
    expect(accepts(policy)).toBe(true);
    expect(accepts({ ...policy, repo: `at://${did}/sh.tangled.repo/anvil` })).toBe(true);
  });

  it.each<[string, object]>([
    ['that is no integer', { tHigh: 0.85 }],
    ['over a million', { rLow: 1_000_001 }],
    ['that switches a signal off', { signals: [{ id: 'size', mode: 'off' }] }],
    ['of no repository', { repo: undefined }],
  ])('refuse a policy %s', (_, change) => {
    expect(accepts({ ...policy, ...change })).toBe(false);
  });

  it('accept every record of ours in the demo world', () => {
    const ours = demoWorld().events.flatMap((event) => {
      const commit = (event as { commit?: { collection: string; record?: { $type: string } } }).commit;
      return commit?.collection.startsWith('sh.tangled.trust.') && commit.record ? [commit.record] : [];
    });
    expect(ours.length).toBeGreaterThan(0);
    for (const record of ours) expect(lexicons.validate(record.$type, record)).toMatchObject({ success: true });
  });
});
