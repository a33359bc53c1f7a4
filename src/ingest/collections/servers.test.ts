import { describe, expect, it } from 'vitest';
import { CREATED, CREATED_US, decoded, expectAnswer, KEY, me, other, pullUri } from './testing.ts';

const knot = 'did:web:knot.example.com';
const OLD = '0'.repeat(40);
const NEW = 'f'.repeat(40);

describe('a push', () => {
  const push = (record: object) =>
    decoded('sh.tangled.git.refUpdate', { ref: 'refs/heads/main', oldSha: OLD, newSha: NEW, ...record }, KEY, knot);

  it('says everything the event does', () => {
    const record = {
      committerDid: me,
      ownerDid: me,
      repo: other,
      changedFiles: ['a', 'b'],
      pushOptions: ['skip-ci'],
      meta: {
        isDefaultRef: true,
        commitCount: { byEmail: [{ email: 'm@example.com', count: 3 }, null, { count: '2' }] },
      },
    };
    expect(push(record)).toEqual([
      {
        kind: 'refUpdate',
        repo: other,
        repoName: null,
        ownerDid: me,
        committerDid: me,
        ref: 'refs/heads/main',
        oldSha: OLD,
        newSha: NEW,
        isDefaultRef: true,
        changedFiles: 2,
        commits: 5,
      },
    ]);
  });

  it.each<[string, object, unknown]>([
    [
      'until spring 2026: the owner is called repoDid',
      { repoDid: me, repoName: 'loom', committerDid: me, meta: null },
      [{ repo: null, ownerDid: me, repoName: 'loom', isDefaultRef: null, commits: null, changedFiles: null }],
    ],
    [
      'in between: repoDid is the repository',
      { repoDid: other, ownerDid: me, repoName: 'loom' },
      [{ repo: other, ownerDid: me }],
    ],
    ['by a committer nobody knows', { repo: other, committerDid: '' }, [{ committerDid: null }]],
    ['without anything changed', { repo: other, changedFiles: [] }, [{ changedFiles: 0 }]],
    ['in capitals', { repo: other, newSha: 'F'.repeat(40) }, [{ newSha: NEW }]],
    ['to nothing', { committerDid: me }, 'push to no repository'],
    ['to a name without an owner', { repoName: 'loom' }, 'push to no repository'],
    ['of no commit', { repo: other, newSha: 'main' }, 'malformed push'],
    ['of no branch', { repo: other, ref: '' }, 'malformed push'],
  ])('%s', (_, record, expected) => {
    expectAnswer(push(record), expected);
  });
});

const repo = { knot: 'knot.example.com', did: me, repoDid: other, repo: 'loom', defaultBranch: 'main' };
const pipelineUri = `at://did:web:127.0.0.1%3A5555/sh.tangled.pipeline/${KEY}`;
const step = { pipeline: pipelineUri, workflow: 'test.yml', createdAt: CREATED };

it.each<[string, string, object, string, unknown]>([
  [
    'a run after a push',
    'pipeline',
    {
      triggerMetadata: { kind: 'push', repo, push: { ref: 'refs/heads/main', oldSha: OLD, newSha: NEW } },
      workflows: [{ name: 'test.yml', engine: 'x' }, null],
    },
    KEY,
    [
      {
        kind: 'pipeline',
        trigger: 'push',
        knot: 'knot.example.com',
        ownerDid: me,
        repo: other,
        repoName: 'loom',
        sourceRepo: null,
        ref: 'refs/heads/main',
        sourceBranch: null,
        targetBranch: null,
        sha: NEW,
        pull: null,
        workflows: ['test.yml'],
      },
    ],
  ],
  [
    'a run for a pull request',
    'pipeline',
    {
      triggerMetadata: {
        kind: 'pull_request',
        repo,
        pullRequest: { sourceBranch: 'fix', targetBranch: 'main', sourceSha: NEW, pull: pullUri },
        sourceRepo: other,
      },
      workflows: null,
    },
    KEY,
    [{ sourceBranch: 'fix', targetBranch: 'main', sha: NEW, pull: pullUri, sourceRepo: other, workflows: [] }],
  ],
  [
    'a run that a person started',
    'pipeline',
    { triggerMetadata: { kind: 'manual', manual: { sha: NEW } } },
    KEY,
    [{ trigger: 'manual', sha: NEW, repo: null }],
  ],
  ['a run of nothing', 'pipeline', { workflows: [] }, KEY, 'malformed pipeline'],
  [
    'a step that works',
    'pipeline.status',
    { ...step, status: 'success' },
    KEY,
    [
      {
        kind: 'pipelineStatus',
        pipeline: pipelineUri,
        workflow: 'test.yml',
        status: 'success',
        error: null,
        exitCode: null,
        createdAtUs: CREATED_US,
      },
    ],
  ],
  [
    'a step that fails',
    'pipeline.status',
    { ...step, status: 'failed', error: 'no space', exitCode: 137 },
    KEY,
    [{ error: 'no space', exitCode: 137 }],
  ],
  [
    'a step that ends with more than any number of it',
    'pipeline.status',
    { ...step, status: 'failed', exitCode: 2 ** 31 },
    KEY,
    [{ exitCode: null }],
  ],
  [
    'a step that does what nobody knows',
    'pipeline.status',
    { ...step, status: 'resting' },
    KEY,
    'unknown pipeline status',
  ],
  [
    'a step of nothing',
    'pipeline.status',
    { ...step, pipeline: 'x', status: 'success' },
    KEY,
    'malformed pipeline status',
  ],
  [
    'a collaborator more',
    'repo.collaboratorUpdate',
    { op: 'add', subject: me, repo: other },
    KEY,
    [{ kind: 'accessUpdate', scope: 'repo', operation: 'add', subjectDid: me, repo: other }],
  ],
  [
    'a member less',
    'knot.memberUpdate',
    { op: 'remove', subject: me },
    KEY,
    [{ scope: 'knot', operation: 'remove', repo: null }],
  ],
  ['a collaborator of nothing', 'repo.collaboratorUpdate', { op: 'add', subject: me }, KEY, 'malformed access update'],
  ['a change nobody knows', 'knot.memberUpdate', { op: 'swap', subject: me }, KEY, 'malformed access update'],
  [
    'a knot',
    'knot',
    { createdAt: CREATED },
    'knot.example.com:5555',
    [{ kind: 'server', role: 'knot', host: 'knot.example.com:5555' }],
  ],
  ['a spindle', 'spindle', {}, 'spindle.example.com', [{ role: 'spindle', createdAtUs: null }]],
  [
    'a member of a knot',
    'knot.member',
    { subject: me, domain: 'knot.example.com' },
    KEY,
    [{ kind: 'member', role: 'knot', host: 'knot.example.com' }],
  ],
  [
    'a member of a spindle',
    'spindle.member',
    { subject: me, instance: 'spindle.example.com' },
    KEY,
    [{ role: 'spindle', subjectDid: me, host: 'spindle.example.com' }],
  ],
  ['a member of nothing', 'spindle.member', { subject: me, instance: '' }, KEY, 'member of no server'],
])('%s', (_, collection, record, rkey, expected) => {
  expectAnswer(decoded(`sh.tangled.${collection}`, record, rkey, knot), expected);
});
