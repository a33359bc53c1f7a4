import { expect, it } from 'vitest';
import { blobOf, CREATED, CREATED_US, decoded, expectAnswer, KEY, other, repoUri, web } from './testing.ts';

const TAG = '0123456789abcdef0123456789abcdef01234567';

it('a repository says everything the record does', () => {
  const record = {
    knot: 'knot.example.com:5555',
    repoDid: other,
    spindle: 'spindle.example.com',
    description: 'a loom',
    website: 'https://loom.example.com',
    topics: ['weaving', ''],
    labels: [`at://${other}/sh.tangled.label.definition/wontfix`],
    source: repoUri,
    createdAt: CREATED,
  };
  expect(decoded('sh.tangled.repo', record, 'loom')).toEqual([
    {
      kind: 'repo',
      name: 'loom',
      knot: 'knot.example.com:5555',
      repoDid: other,
      spindle: 'spindle.example.com',
      description: 'a loom',
      website: 'https://loom.example.com',
      topics: ['weaving'],
      labels: [`at://${other}/sh.tangled.label.definition/wontfix`],
      source: repoUri,
      createdAtUs: CREATED_US,
    },
  ]);
});

it.each<[string, string, object, string, unknown]>([
  ['a repository with a name of its own', 'repo', { knot: 'k', name: 'Loom' }, KEY, [{ name: 'Loom', repoDid: null }]],
  ['a repository with an empty name', 'repo', { knot: 'k', name: '' }, 'loom', [{ name: 'loom' }]],
  [
    'a repository with a broken DID',
    'repo',
    { knot: 'k', repoDid: 'x', topics: null },
    'x',
    [{ repoDid: null, topics: [] }],
  ],
  ['a repository on no knot', 'repo', { name: 'loom' }, KEY, 'malformed repo'],
  [
    'a collaborator by address',
    'repo.collaborator',
    { subject: web, repo: repoUri },
    KEY,
    [{ subjectDid: web, repo: repoUri }],
  ],
  ['a collaborator by DID', 'repo.collaborator', { subject: web, repo: other }, KEY, [{ repo: other }]],
  [
    'a collaborator by both',
    'repo.collaborator',
    { subject: web, repo: repoUri, repoDid: other },
    KEY,
    [{ repo: other }],
  ],
  ['a collaborator of nothing', 'repo.collaborator', { subject: web, repo: '' }, KEY, 'collaborator of no repository'],
  ['a collaborator who is nobody', 'repo.collaborator', { subject: '', repo: other }, KEY, 'malformed collaborator'],
  [
    'an offer by a repository',
    'repo.collaboratorInvite',
    {},
    other,
    [{ kind: 'invite', scope: 'repo', subjectDid: other }],
  ],
  ['an offer by a knot', 'knot.memberInvite', {}, web, [{ kind: 'invite', scope: 'knot', subjectDid: web }]],
  ['an offer to nobody', 'repo.collaboratorInvite', {}, KEY, 'invite whose key is no DID'],
  [
    'an acceptance of a repository’s offer',
    'repo.collaboratorAcceptance',
    { createdAt: CREATED },
    other,
    [{ kind: 'acceptance', scope: 'repo', offeredByDid: other, createdAtUs: CREATED_US }],
  ],
  ['an acceptance of a knot’s offer', 'knot.memberAcceptance', {}, web, [{ scope: 'knot', offeredByDid: web }]],
  ['an acceptance of nothing', 'knot.memberAcceptance', {}, KEY, 'acceptance whose key is no DID'],
  [
    'an artifact',
    'repo.artifact',
    {
      name: 'loom.tar.gz',
      repo: repoUri,
      tag: { $bytes: Buffer.from(TAG, 'hex').toString('base64') },
      artifact: blobOf('bafkreiabcdefgh'),
      createdAt: CREATED,
    },
    KEY,
    [
      {
        kind: 'artifact',
        repo: repoUri,
        name: 'loom.tar.gz',
        tag: TAG,
        blobCid: 'bafkreiabcdefgh',
        mimeType: 'image/png',
        sizeBytes: 9,
        createdAtUs: CREATED_US,
      },
    ],
  ],
  [
    'an artifact with a tag and a file that cannot be read',
    'repo.artifact',
    { name: 'x', repoDid: other, tag: 7, artifact: { ref: 'nonsense', size: '9' } },
    KEY,
    [{ repo: other, tag: null, blobCid: null, mimeType: null, sizeBytes: 9 }],
  ],
  ['an artifact of nothing', 'repo.artifact', { name: 'x' }, KEY, 'artifact of no repository'],
  ['an artifact without a name', 'repo.artifact', { repo: other }, KEY, 'malformed artifact'],
])('%s', (_, collection, record, rkey, expected) => {
  expectAnswer(decoded(`sh.tangled.${collection}`, record, rkey), expected);
});
