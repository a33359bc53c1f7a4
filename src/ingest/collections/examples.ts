import { blobOf, CREATED, issueUri, KEY, me, other, pullUri, repoUri } from './testing.ts';

const NEW = 'f'.repeat(40);
const rkey = KEY;
const createdAt = CREATED;
const shared = { rkey, record: { createdAt } };
const comment = { rkey, record: { pull: pullUri, issue: issueUri, body: 'hi', mentions: [me], createdAt } };
const label = `at://${other}/sh.tangled.label.definition/wontfix`;

/** One record of each collection with all its fields, which is read without complaint. */
export const EXAMPLES: Readonly<Record<string, { readonly rkey: string; readonly record: object }>> = {
  'sh.tangled.graph.vouch': {
    rkey: other,
    record: { kind: 'vouch', reason: 'kind', evidences: [pullUri], createdAt },
  },
  'sh.tangled.graph.follow': { rkey, record: { subject: other, createdAt } },
  'sh.tangled.actor.profile': {
    rkey: 'self',
    record: {
      bluesky: true,
      description: 'parsers',
      avatar: blobOf('bafkreiabcdefgh'),
      links: ['https://a.example.com'],
      stats: ['star-count'],
      location: 'Turku',
      pronouns: 'they',
      pinnedRepositories: [other],
      preferredHandle: 'mira.example.com',
    },
  },
  'sh.tangled.publicKey': { rkey, record: { key: 'ssh-ed25519 AAAA', name: 'laptop', createdAt } },
  '#identity': { rkey: 'self', record: { handle: 'mira.example.com' } },
  '#account': { rkey: 'self', record: { active: false, status: 'deleted' } },
  '#sync': { rkey: 'self', record: { rev: KEY } },
  'sh.tangled.repo': {
    rkey: 'loom',
    record: {
      knot: 'knot.example.com',
      name: 'Loom',
      repoDid: other,
      spindle: 'spindle.example.com',
      description: 'a loom',
      website: 'https://loom.example.com',
      topics: ['weaving'],
      labels: [label],
      source: repoUri,
      createdAt,
    },
  },
  'sh.tangled.repo.collaborator': { rkey, record: { subject: other, repo: repoUri, repoDid: other, createdAt } },
  'sh.tangled.repo.collaboratorInvite': { ...shared, rkey: other },
  'sh.tangled.repo.collaboratorAcceptance': { ...shared, rkey: other },
  'sh.tangled.knot.memberInvite': { ...shared, rkey: other },
  'sh.tangled.knot.memberAcceptance': { ...shared, rkey: other },
  'sh.tangled.repo.artifact': {
    rkey,
    record: {
      name: 'loom.tar.gz',
      repo: repoUri,
      tag: { $bytes: Buffer.from(NEW, 'hex').toString('base64') },
      artifact: blobOf('bafkreiabcdefgh'),
      createdAt,
    },
  },
  'sh.tangled.repo.pull': {
    rkey,
    record: {
      title: 'Mend the weft',
      body: 'It frays.',
      target: { repo: repoUri, repoDid: other, branch: 'main' },
      source: { branch: 'weft', sha: NEW, repo: repoUri },
      rounds: [{ patchBlob: blobOf('bafkreiabcdefgh'), createdAt }],
      pullId: 7,
      dependentOn: pullUri,
      mentions: [me],
      references: [issueUri],
      blobs: [blobOf('bafkreiabcdefgh')],
      createdAt,
    },
  },
  'sh.tangled.repo.pull.status': {
    rkey,
    record: { pull: pullUri, status: 'sh.tangled.repo.pull.status.merged', createdAt },
  },
  'sh.tangled.repo.pull.comment': comment,
  'sh.tangled.repo.issue': {
    rkey,
    record: { repo: other, title: 'It frays', body: 'Much.', mentions: [me], references: [pullUri], createdAt },
  },
  'sh.tangled.repo.issue.state': {
    rkey,
    record: { issue: issueUri, state: 'sh.tangled.repo.issue.state.closed', createdAt },
  },
  'sh.tangled.repo.issue.comment': comment,
  'sh.tangled.feed.comment': {
    rkey,
    record: {
      subject: { uri: pullUri, cid: 'c' },
      body: { text: 'hi' },
      replyTo: { uri: issueUri },
      pullRoundIdx: 1,
      createdAt,
    },
  },
  'sh.tangled.feed.star': { rkey, record: { subject: { did: other }, createdAt } },
  'sh.tangled.feed.reaction': { rkey, record: { subject: issueUri, reaction: '👍', createdAt } },
  'sh.tangled.feed.subscription': {
    rkey,
    record: { subject: { uri: issueUri }, collections: ['sh.tangled.repo.pull'], createdAt },
  },
  'sh.tangled.label.definition': {
    rkey,
    record: {
      name: 'kind',
      valueType: { type: 'string', format: 'any', enum: ['bug'] },
      scope: ['sh.tangled.repo.issue'],
      color: '#ff0000',
      multiple: true,
      createdAt,
    },
  },
  'sh.tangled.label.op': {
    rkey,
    record: { subject: issueUri, add: [{ key: label, value: '' }], delete: null, performedAt: createdAt },
  },
  'sh.tangled.string': { rkey, record: { filename: 'notes.md', description: 'notes', contents: 'x', createdAt } },
  'sh.tangled.knot': { ...shared, rkey: 'knot.example.com' },
  'sh.tangled.knot.member': { rkey, record: { subject: other, domain: 'knot.example.com', createdAt } },
  'sh.tangled.spindle': { ...shared, rkey: 'spindle.example.com' },
  'sh.tangled.spindle.member': { rkey, record: { subject: other, instance: 'spindle.example.com', createdAt } },
  'sh.tangled.git.refUpdate': {
    rkey,
    record: {
      ref: 'refs/heads/main',
      oldSha: '0'.repeat(40),
      newSha: NEW,
      committerDid: me,
      ownerDid: me,
      repo: other,
      changedFiles: ['a'],
      meta: { isDefaultRef: true, commitCount: { byEmail: [{ email: 'm@example.com', count: 3 }] } },
    },
  },
  'sh.tangled.pipeline': {
    rkey,
    record: {
      triggerMetadata: {
        kind: 'push',
        repo: { knot: 'knot.example.com', did: me, repoDid: other, repo: 'loom' },
        push: { ref: 'refs/heads/main', oldSha: '0'.repeat(40), newSha: NEW },
      },
      workflows: [{ name: 'test.yml' }],
    },
  },
  'sh.tangled.pipeline.status': {
    rkey,
    record: {
      pipeline: `at://did:web:knot.example.com/sh.tangled.pipeline/${KEY}`,
      workflow: 'test.yml',
      status: 'failed',
      error: 'no space',
      exitCode: 137,
      createdAt,
    },
  },
  'sh.tangled.repo.collaboratorUpdate': { rkey, record: { op: 'add', subject: me, repo: other } },
  'sh.tangled.knot.memberUpdate': { rkey, record: { op: 'remove', subject: me } },
  'sh.tangled.trust.attestation': {
    rkey,
    record: { kind: 'dco', jurisdiction: 'FI', statement: 'mine', expiresAt: createdAt, createdAt },
  },
  'sh.tangled.trust.repoTier': { rkey, record: { repo: repoUri, tier: 'sensitive', createdAt } },
  'sh.tangled.trust.policy': {
    rkey,
    record: {
      repo: repoUri,
      tLow: 400_000,
      tHigh: 850_000,
      rLow: 150_000,
      rHigh: 500_000,
      signals: [{ id: 'size', mode: 'blocking' }],
      attestationKinds: ['jurisdiction'],
      createdAt,
    },
  },
  'sh.tangled.trust.findingVerdict': {
    rkey,
    record: {
      subject: pullUri,
      source: 'sast',
      rule: 'js-eval',
      file: 'src/a.ts',
      line: 7,
      verdict: 'false-alarm',
      note: 'a test',
      createdAt,
    },
  },
  'sh.tangled.trust.eligibility': {
    rkey,
    record: { subject: other, repo: repoUri, action: 'reinstate', reason: 'we talked', createdAt },
  },
  'sh.tangled.trust.outcome': { rkey, record: { subject: pullUri, clean: false, reason: 'it broke', createdAt } },
};
