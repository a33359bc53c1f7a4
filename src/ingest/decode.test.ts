import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, KNOWN_COLLECTIONS } from './decode.ts';
import { parseEvent } from './parse-event.ts';

const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const other = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';
const decoded = (collection: string, record: unknown, rkey = '3kabc') => {
  const line = { did, time_us: 1, kind: 'commit', commit: { operation: 'create', collection, rkey, record } };
  const parsed = parseEvent(JSON.stringify(line));
  if (parsed.kind !== 'event') throw new Error(parsed.reason);
  const { facts, rejection } = decode(parsed.event);
  return rejection ?? facts;
};
const pull = (record: object) => decoded('sh.tangled.repo.pull', { title: 'a title', ...record });
const repoUri = `at://${other}/sh.tangled.repo/3krepo`;
const blob = { $type: 'blob', ref: { $link: 'bafkreiabcdefgh' }, mimeType: 'application/gzip', size: 9 };

describe('a pull request in every shape it has had', () => {
  it.each<[string, object, object, object[]]>([
    [
      'March 2025: flat, patch inline',
      { targetRepo: repoUri, targetBranch: 'main', pullId: 3, patch: 'diff', sourceRepo: other },
      { targetRepo: repoUri, targetBranch: 'main', sourceRepo: other },
      [{ number: 0, patchCid: null, patchText: 'diff' }],
    ],
    [
      'July 2025: source with a commit',
      {
        targetRepo: repoUri,
        targetBranch: 'main',
        patch: 'diff',
        source: { branch: 'x', sha: 'f'.repeat(40), repo: repoUri },
      },
      { sourceBranch: 'x', sourceRepo: repoUri },
      [{ patchText: 'diff' }],
    ],
    [
      'August 2025: nested target',
      { target: { repo: repoUri, branch: 'main' }, patch: 'diff' },
      { targetRepo: repoUri, targetBranch: 'main' },
      [{ patchText: 'diff' }],
    ],
    [
      'December 2025: one blob',
      { target: { repo: repoUri, branch: 'main' }, patchBlob: blob, mentions: [], references: [repoUri] },
      { references: [repoUri] },
      [{ number: 0, patchCid: 'bafkreiabcdefgh', patchText: null }],
    ],
    [
      'spring 2026: repository by address and by DID',
      { target: { repo: repoUri, repoDid: other, branch: 'main' }, patchBlob: blob },
      { targetRepo: other },
      [{ patchCid: 'bafkreiabcdefgh' }],
    ],
    [
      'June 2026: rounds',
      {
        target: { repo: other, branch: 'main' },
        rounds: [{ patchBlob: blob, createdAt: '2026-06-24T04:18:32+03:00' }, { patchBlob: blob }],
      },
      { targetRepo: other },
      [{ number: 0 }, { number: 1, createdAtUs: null }],
    ],
    [
      'rounds of which one is broken: that one has no patch, and nothing older stands in for it',
      { target: { repo: other }, patch: 'harmless', rounds: [null, { patchBlob: { ref: { $link: 'not a cid' } } }] },
      { targetRepo: other },
      [
        { number: 0, patchCid: null, patchText: null },
        { number: 1, patchCid: null, patchText: null },
      ],
    ],
    [
      'rounds in another spelling: no patch',
      { target: { repo: other }, patch: 'harmless', Rounds: [] },
      { targetRepo: other },
      [],
    ],
    ['no patch at all', { target: { repo: other, branch: 'main' }, rounds: null }, { targetRepo: other }, []],
  ])('%s', (_, record, expected, rounds) => {
    const [first, ...rest] = pull(record) as object[];
    expect(first).toMatchObject({ kind: 'pull', title: 'a title', ...expected });
    expect(rest).toHaveLength(rounds.length);
    rest.forEach((round, index) => {
      expect(round).toMatchObject({ kind: 'round', ...rounds[index] });
    });
  });

  it.each<[string, object, string]>([
    ['no target', {}, 'pull without a target repository'],
    ['no title', { title: '', target: { repo: other } }, 'malformed pull'],
    ['a target with a slash too many', { target: { repo: `${repoUri}/` } }, 'pull whose target is no repository'],
    [
      'a target by handle',
      { target: { repo: 'at://mira.example.com/sh.tangled.repo/x' } },
      'pull whose target is no repository',
    ],
    ['a title that is no text', { title: 7, target: { repo: other } }, 'malformed pull'],
  ])('%s is refused', (_, record, reason) => {
    expect(pull(record)).toBe(reason);
  });
});

describe('records of other kinds', () => {
  it.each<[string, string, unknown, string | undefined, unknown]>([
    [
      'a vouch',
      'graph.vouch',
      { kind: 'vouch', createdAt: 'x' },
      other,
      [{ kind: 'vouch', subjectDid: other, createdAtUs: null }],
    ],
    [
      'a vouch with null evidence',
      'graph.vouch',
      { kind: 'denounce', evidences: null },
      other,
      [{ polarity: 'denounce', evidences: [] }],
    ],
    ['a vouch for oneself', 'graph.vouch', { kind: 'vouch' }, did, 'vouch for oneself'],
    ['a vouch for nobody', 'graph.vouch', { kind: 'vouch' }, '3kabc', 'vouch whose key is no DID'],
    ['a vouch without a kind', 'graph.vouch', { createdAt: 'x' }, other, 'malformed vouch'],
    [
      'a repository named by its key',
      'repo',
      { knot: 'k.example.com', name: '' },
      'slug',
      [{ name: 'slug', repoDid: null }],
    ],
    [
      'a collaborator by address',
      'repo.collaborator',
      { subject: other, repo: repoUri },
      undefined,
      [{ repo: repoUri }],
    ],
    ['a collaborator of nothing', 'repo.collaborator', { subject: other }, undefined, 'collaborator of no repository'],
    ['a star by address', 'feed.star', { subject: repoUri }, undefined, [{ subject: repoUri }]],
    ['a star by reference', 'feed.star', { subject: { $type: 'x#repo', did: other } }, undefined, [{ subject: other }]],
    ['a star of between', 'feed.star', { subjectDid: other }, undefined, [{ subject: other }]],
    [
      'an old comment',
      'repo.pull.comment',
      { pull: repoUri, body: 'hi' },
      undefined,
      [{ kind: 'comment', subject: repoUri, body: 'hi' }],
    ],
    [
      'a new comment',
      'feed.comment',
      { subject: { uri: repoUri, cid: 'c' }, body: { text: 'hi' } },
      undefined,
      [{ subject: repoUri, body: 'hi' }],
    ],
    [
      'a label with nothing deleted',
      'label.op',
      { subject: repoUri, add: [{ key: 'k', value: '' }], delete: null },
      undefined,
      [{ kind: 'label', operation: 'add', label: 'k' }],
    ],
    [
      'an unknown status',
      'repo.pull.status',
      { pull: repoUri, status: 'sh.tangled.repo.pull.status.approved' },
      undefined,
      'unknown pull status',
    ],
    [
      'a status by full token',
      'repo.pull.status',
      { pull: repoUri, status: 'sh.tangled.repo.pull.status.merged' },
      undefined,
      [{ state: 'merged' }],
    ],
    [
      'an attestation that ends some day',
      'trust.attestation',
      { kind: 'k', expiresAt: 'expired' },
      undefined,
      'malformed attestation',
    ],
    ['an attestation without an end', 'trust.attestation', { kind: 'k' }, undefined, [{ expiresAtUs: null }]],
    ['an unknown collection', 'future.thing', {}, undefined, 'unknown collection'],
  ])('%s', (_, collection, record, rkey, expected) => {
    const answer = decoded(`sh.tangled.${collection}`, record, rkey);
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatchObject(expected as object);
  });

  it('never throws, whatever a record holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN_COLLECTIONS),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (collection, record) => {
          if (!collection.startsWith('#')) decoded(collection, record);
        },
      ),
    );
  });
});

describe('parseEvent', () => {
  it.each<[string, string]>([
    ['{', 'not JSON'],
    ['[]', 'not a Jetstream event'],
    ['{"did":"did:plc:x","kind":"commit"}', 'not a Jetstream event'],
    ['{"did":"x","time_us":1,"kind":"commit"}', 'author is not a DID'],
    ['{"did":"did:plc:x","time_us":1,"kind":"commit"}', 'malformed commit'],
    [
      '{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a b","rkey":"x","record":{}}}',
      'collection is not an NSID',
    ],
    [
      '{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a.b","rkey":"x/y","record":{}}}',
      'record key is not one',
    ],
    [
      '{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a.b","rkey":"x"}}',
      'commit without a record',
    ],
    ['{"did":"did:plc:x","time_us":1,"kind":"sync"}', 'unknown kind of event'],
  ])('%s is unusable', (line, reason) => {
    expect(parseEvent(line)).toEqual({ kind: 'unusable', reason });
  });

  it('a record nested deeper than any real one is unusable, not the end', () => {
    const deep = (depth: number): string =>
      `{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a.b","rkey":"x","record":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}}`;
    expect(parseEvent(deep(50)).kind).toBe('event');
    for (const depth of [300, 5_000, 1_000_000]) expect(parseEvent(deep(depth)).kind).toBe('unusable');
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => parseEvent(line).kind !== undefined));
  });
});
