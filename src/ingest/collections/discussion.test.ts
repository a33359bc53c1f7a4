import { describe, expect, it } from 'vitest';
import { CREATED, CREATED_US, decoded, expectAnswer, issueUri, KEY, me, other, pullUri, repoUri } from './testing.ts';

const KEY_US = Date.UTC(2025, 7, 1) * 1000 + 123_456;
const label = (name: string): string => `at://${other}/sh.tangled.label.definition/${name}`;

describe('a status', () => {
  const status = (record: object, rkey = KEY) =>
    decoded(
      'sh.tangled.repo.pull.status',
      { pull: pullUri, status: 'sh.tangled.repo.pull.status.merged', ...record },
      rkey,
    );

  it.each<[string, object, string, number]>([
    ['the time it gives', { createdAt: CREATED }, KEY, CREATED_US],
    ['the time it gives, to the microsecond', { createdAt: '2026-06-24T01:18:32.000001Z' }, KEY, CREATED_US + 1],
    ['the beginning of 1970, which a migration wrote', { createdAt: '1970-01-01T00:00:00Z' }, KEY, 0],
    ['the time in its key where it gives none', {}, KEY, KEY_US],
    ['the time in its key where its own cannot be read', { createdAt: 'yesterday' }, KEY, KEY_US],
    [
      'the time in its key where its own is one AT Protocol refuses',
      { createdAt: '2026-06-24t01:18:32z' },
      KEY,
      KEY_US,
    ],
    ['nothing where neither can be read', { createdAt: '' }, 'pull', 0],
  ])('is ordered by %s', (_, record, rkey, createdAtUs) => {
    expect(status(record, rkey)).toEqual([{ kind: 'pullStatus', pull: pullUri, state: 'merged', createdAtUs }]);
  });

  it.each<[string, object, string]>([
    ['a value nobody knows', { status: 'sh.tangled.repo.pull.status.approved' }, 'unknown pull status'],
    ['a bare word', { status: 'merged' }, 'unknown pull status'],
    ['another’s token', { status: 'com.example.status.merged' }, 'unknown pull status'],
    ['no value', { status: null }, 'malformed pull status'],
    ['no pull request', { pull: 'pull 7' }, 'malformed pull status'],
    ['a pull request by handle', { pull: 'at://mira.example.com/sh.tangled.repo.pull/1' }, 'malformed pull status'],
  ])('with %s is refused', (_, record, reason) => {
    expect(status(record)).toBe(reason);
  });

  it('of an issue is ordered alike', () => {
    const record = { issue: issueUri, state: 'sh.tangled.repo.issue.state.closed' };
    expect(decoded('sh.tangled.repo.issue.state', record)).toEqual([
      { kind: 'issueState', issue: issueUri, state: 'closed', createdAtUs: KEY_US },
    ]);
    expect(decoded('sh.tangled.repo.issue.state', { ...record, state: 'closed' })).toBe('unknown issue state');
  });
});

it.each<[string, string, object, unknown]>([
  [
    'an issue',
    'repo.issue',
    { repo: other, title: 'It frays', body: '', mentions: [me, 'x'], references: null, blobs: [], createdAt: CREATED },
    [
      {
        kind: 'issue',
        repo: other,
        title: 'It frays',
        body: null,
        mentions: [me],
        references: [],
        images: [],
        createdAtUs: CREATED_US,
      },
    ],
  ],
  ['an issue by address', 'repo.issue', { repo: repoUri, title: 'It frays' }, [{ repo: repoUri }]],
  ['an issue of nothing', 'repo.issue', { title: 'It frays' }, 'malformed issue'],
  [
    'a comment of today',
    'feed.comment',
    { subject: { uri: pullUri, cid: 'c' }, body: { text: 'hi', original: 'hi' }, pullRoundIdx: 1, createdAt: CREATED },
    [
      {
        kind: 'comment',
        subject: pullUri,
        body: 'hi',
        replyTo: null,
        pullRound: 1,
        mentions: [],
        references: [],
        createdAtUs: CREATED_US,
      },
    ],
  ],
  [
    'a comment whose round is a text',
    'feed.comment',
    { subject: { uri: pullUri }, body: { text: 'hi' }, pullRoundIdx: '2' },
    [{ pullRound: 2 }],
  ],
  [
    'a comment whose round is none',
    'feed.comment',
    { subject: { uri: pullUri }, body: { text: 'hi' }, pullRoundIdx: -1 },
    [{ pullRound: null }],
  ],
  [
    'a comment on a pull request before',
    'repo.pull.comment',
    { pull: pullUri, body: 'hi', mentions: [me] },
    [{ subject: pullUri, body: 'hi', mentions: [me] }],
  ],
  [
    'a reply on an issue before',
    'repo.issue.comment',
    { issue: issueUri, body: 'hi', replyTo: pullUri },
    [{ subject: issueUri, replyTo: pullUri }],
  ],
  [
    'a reply by reference',
    'feed.comment',
    { subject: { uri: issueUri }, body: { text: 'hi' }, replyTo: { uri: pullUri, cid: 'c' } },
    [{ replyTo: pullUri }],
  ],
  [
    'a reply to something broken',
    'repo.issue.comment',
    { issue: issueUri, body: '', replyTo: '' },
    [{ body: '', replyTo: null }],
  ],
  ['a comment on nothing', 'feed.comment', { body: { text: 'hi' } }, 'comment on nothing'],
  ['a comment without words', 'feed.comment', { subject: { uri: issueUri } }, 'malformed comment'],
  ['a star by address', 'feed.star', { subject: repoUri }, [{ kind: 'star', subject: repoUri }]],
  ['a star of the weeks between', 'feed.star', { subject: repoUri, subjectDid: other }, [{ subject: other }]],
  [
    'a star of a repository',
    'feed.star',
    { subject: { $type: 'sh.tangled.feed.star#repo', did: other } },
    [{ subject: other }],
  ],
  [
    'a star of a string',
    'feed.star',
    { subject: { $type: 'sh.tangled.feed.star#string', uri: repoUri } },
    [{ subject: repoUri }],
  ],
  ['a star of nothing', 'feed.star', { subject: { did: 'nobody' } }, 'star of nothing'],
  [
    'a reaction',
    'feed.reaction',
    { subject: issueUri, reaction: '👍' },
    [{ kind: 'reaction', subject: issueUri, reaction: '👍' }],
  ],
  ['a reaction to nothing', 'feed.reaction', { reaction: '👍' }, 'malformed reaction'],
  [
    'a subscription to a repository',
    'feed.subscription',
    { subject: { $type: 'sh.tangled.feed.subscription#repo', did: other }, collections: ['sh.tangled.repo.pull', ''] },
    [{ kind: 'subscription', subject: other, collections: ['sh.tangled.repo.pull'], createdAtUs: null }],
  ],
  [
    'a subscription to a record',
    'feed.subscription',
    { subject: { uri: issueUri } },
    [{ subject: issueUri, collections: [] }],
  ],
  ['a subscription to nothing', 'feed.subscription', {}, 'malformed subscription'],
  [
    'a label',
    'label.definition',
    {
      name: 'kind',
      valueType: { type: 'string', format: 'any', enum: ['bug', 'wish'] },
      scope: ['sh.tangled.repo.issue'],
      color: '#ff0000',
      multiple: false,
    },
    [
      {
        kind: 'labelDefinition',
        name: 'kind',
        valueType: 'string',
        valueFormat: 'any',
        valueChoices: ['bug', 'wish'],
        scope: ['sh.tangled.repo.issue'],
        color: '#ff0000',
        multiple: false,
      },
    ],
  ],
  [
    'a label with hardly anything',
    'label.definition',
    { name: 'kind', valueType: null, scope: null },
    [{ valueType: null, valueChoices: [], scope: [], multiple: null }],
  ],
  [
    'labels put on, and null taken off',
    'label.op',
    {
      subject: issueUri,
      add: [
        { key: label('a'), value: '' },
        { key: label('b'), value: me },
      ],
      delete: null,
      performedAt: CREATED,
    },
    [
      { kind: 'label', subject: issueUri, operation: 'add', label: label('a'), value: '', performedAtUs: CREATED_US },
      { operation: 'add', label: label('b'), value: me },
    ],
  ],
  [
    'a label taken off',
    'label.op',
    { subject: issueUri, delete: [{ key: label('a'), value: 'x' }] },
    [{ operation: 'delete' }],
  ],
  ['a label that is no label', 'label.op', { subject: issueUri, add: [{ key: 'a', value: '' }] }, 'malformed label op'],
  [
    'a string',
    'string',
    { filename: 'notes.md', description: '', contents: 'x' },
    [{ filename: 'notes.md', description: null }],
  ],
  ['a string without a name', 'string', { description: '', contents: 'x' }, 'malformed string'],
])('%s', (_, collection, record, expected) => {
  expectAnswer(decoded(`sh.tangled.${collection}`, record), expected);
});
