/** What the records are called in the reasons. */
const RECORDS = [
  'vouch',
  'follow',
  'profile',
  'public key',
  'identity',
  'account',
  'sync',
  'repo',
  'collaborator',
  'invite',
  'acceptance',
  'artifact',
  'pull',
  'pull status',
  'comment',
  'issue',
  'issue state',
  'star',
  'reaction',
  'subscription',
  'label definition',
  'label op',
  'string',
  'knot',
  'spindle',
  'knot member',
  'spindle member',
  'push',
  'pipeline',
  'pipeline status',
  'access update',
  'attestation',
  'repository tier',
  'repository policy',
  'outcome',
  'finding verdict',
  'eligibility',
] as const;

const OTHERS = [
  'unknown collection',
  'vouch whose key is no DID',
  'vouch for oneself',
  'profile under another key',
  'collaborator of no repository',
  'invite whose key is no DID',
  'acceptance whose key is no DID',
  'artifact of no repository',
  'pull without a target repository',
  'pull whose target is no repository',
  'pull with two targets',
  'unknown pull status',
  'comment on nothing',
  'unknown issue state',
  'star of nothing',
  'member of no server',
  'push to no repository',
  'unknown pipeline status',
] as const;

export type RecordName = (typeof RECORDS)[number];

/** Why a record says nothing we can use. */
export type Rejection = `malformed ${RecordName}` | (typeof OTHERS)[number];

/** Every reason there is, for those who count them and for the documents that name them. */
export const REJECTIONS: readonly Rejection[] = [...OTHERS, ...RECORDS.map((name) => `malformed ${name}` as const)];
