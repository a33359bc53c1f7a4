import type { FactKind } from '../domain/index.ts';

/** In which table of the schema `kept` the facts of each kind are. */
export const TABLES: Readonly<Record<FactKind, string>> = {
  vouch: 'vouches',
  follow: 'follows',
  repo: 'repos',
  collaborator: 'collaborators',
  pull: 'pulls',
  round: 'rounds',
  pullStatus: 'pull_statuses',
  comment: 'comments',
  star: 'stars',
  reaction: 'reactions',
  issue: 'issues',
  issueState: 'issue_states',
  profile: 'profiles',
  publicKey: 'public_keys',
  server: 'servers',
  member: 'members',
  labelDefinition: 'label_definitions',
  label: 'labels',
  string: 'strings',
  attestation: 'attestations',
  repoTier: 'repo_tiers',
  repoPolicy: 'policies_said',
  outcomeSaid: 'outcomes_said',
  verdictSaid: 'verdicts_said',
  eligibilitySaid: 'eligibilities_said',
  subscription: 'subscriptions',
  invite: 'invites',
  acceptance: 'acceptances',
  artifact: 'artifacts',
  refUpdate: 'ref_updates',
  pipeline: 'pipelines',
  pipelineStatus: 'pipeline_statuses',
  accessUpdate: 'access_updates',
  identity: 'identities',
  account: 'accounts',
};

/** The derived tables, for those who count or clear them. */
export const DERIVED_TABLES: readonly string[] = Object.values(TABLES);
