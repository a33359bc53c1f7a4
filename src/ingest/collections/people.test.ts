import { describe, expect, it } from 'vitest';
import { blobOf, CREATED, CREATED_US, decoded, expectAnswer, KEY, me, other, pullUri, web } from './testing.ts';

describe('a vouch', () => {
  const vouch = (record: object, rkey = other, did = me) => decoded('sh.tangled.graph.vouch', record, rkey, did);

  it('says everything the record does', () => {
    const record = { kind: 'vouch', reason: 'reviews well', evidences: [pullUri], createdAt: CREATED };
    expect(vouch(record)).toEqual([
      {
        kind: 'vouch',
        subjectDid: other,
        polarity: 'vouch',
        reason: 'reviews well',
        evidences: [pullUri],
        createdAtUs: CREATED_US,
      },
    ]);
  });

  it.each<[string, object, string, object]>([
    ['by somebody at did:web', { kind: 'denounce' }, web, { subjectDid: web, polarity: 'denounce' }],
    ['with null evidence', { kind: 'vouch', evidences: null }, other, { evidences: [] }],
    ['with evidence that is no list', { kind: 'vouch', evidences: pullUri }, other, { evidences: [] }],
    [
      'with evidence partly broken',
      { kind: 'vouch', evidences: ['', 7, 'at://mira.example.com/sh.tangled.repo.pull/1', 'https://x', pullUri] },
      other,
      { evidences: [pullUri] },
    ],
    [
      'with more evidence than the ten allowed',
      { kind: 'vouch', evidences: Array.from({ length: 12 }, (_, n) => `${pullUri}${n}`) },
      other,
      { evidences: Array.from({ length: 10 }, (_, n) => `${pullUri}${n}`) },
    ],
    ['with an empty reason', { kind: 'vouch', reason: '' }, other, { reason: null }],
    ['of another $type', { $type: 'sh.tangled.graph.follow', kind: 'vouch' }, other, { kind: 'vouch' }],
  ])('%s counts', (_, record, rkey, expected) => {
    expect(vouch(record, rkey)).toMatchObject([expected]);
  });

  it.each<[string, object, string, string]>([
    ['for oneself', { kind: 'vouch' }, me, 'vouch for oneself'],
    ['with a key that is no DID', { kind: 'vouch' }, KEY, 'vouch whose key is no DID'],
    ['with a key in capitals', { kind: 'vouch' }, 'did:web:Mira.example.com', 'vouch whose key is no DID'],
    ['of a PLC in capitals', { kind: 'vouch' }, `did:plc:${'B'.repeat(24)}`, 'vouch whose key is no DID'],
    ['of another method', { kind: 'vouch' }, 'did:key:zmira', 'vouch whose key is no DID'],
    ['of a did:web with a path', { kind: 'vouch' }, 'did:web:example.com:mira', 'vouch whose key is no DID'],
    ['without a kind', { createdAt: CREATED }, other, 'malformed vouch'],
    ['of an empty kind', { kind: '' }, other, 'malformed vouch'],
    ['of a third kind', { kind: 'shrug' }, other, 'malformed vouch'],
  ])('%s is refused', (_, record, rkey, reason) => {
    expect(vouch(record, rkey)).toBe(reason);
  });

  it('for oneself is refused at did:web too', () => {
    expect(vouch({ kind: 'vouch' }, web, web)).toBe('vouch for oneself');
  });
});

describe('what people say of themselves', () => {
  it('a profile with everything', () => {
    const record = {
      bluesky: true,
      description: 'parsers',
      avatar: blobOf('bafkreiabcdefgh'),
      links: ['https://a.example.com', other, '', ''],
      stats: ['star-count', ''],
      location: 'Turku',
      pronouns: 'they',
      pinnedRepositories: [other, ''],
      preferredHandle: 'Mira.example.com',
    };
    expect(decoded('sh.tangled.actor.profile', record, 'self')).toEqual([
      {
        kind: 'profile',
        description: 'parsers',
        preferredHandle: 'mira.example.com',
        avatarCid: 'bafkreiabcdefgh',
        location: 'Turku',
        pronouns: 'they',
        links: ['https://a.example.com', other],
        stats: ['star-count'],
        pinnedRepos: [other],
        showsBluesky: true,
      },
    ]);
  });

  it('a profile of empty fields says nothing, and that is allowed', () => {
    const record = { bluesky: 'yes', description: '', links: null, stats: {}, preferredHandle: '', avatar: {} };
    expect(decoded('sh.tangled.actor.profile', record, 'self')).toMatchObject([
      { description: null, preferredHandle: null, avatarCid: null, links: [], stats: [], showsBluesky: null },
    ]);
  });

  it('a profile under another key than `self` is none', () => {
    expect(decoded('sh.tangled.actor.profile', { bluesky: true }, 'else')).toBe('profile under another key');
  });

  it.each<[string, string, object, unknown]>([
    ['a follow', 'graph.follow', { subject: other }, [{ kind: 'follow', subjectDid: other, createdAtUs: null }]],
    ['a follow of nobody', 'graph.follow', { subject: 'mira.example.com' }, 'malformed follow'],
    ['a key', 'publicKey', { key: 'ssh-ed25519 AAAA', name: '' }, [{ publicKey: 'ssh-ed25519 AAAA', name: '' }]],
    ['a key without a name', 'publicKey', { key: 'ssh-ed25519 AAAA' }, [{ name: '' }]],
    ['a key too long to be one', 'publicKey', { key: 'a'.repeat(4097), name: 'x' }, 'malformed public key'],
    ['no key', 'publicKey', { key: '', name: 'x' }, 'malformed public key'],
  ])('%s', (_, collection, record, expected) => {
    expectAnswer(decoded(`sh.tangled.${collection}`, record), expected);
  });
});
