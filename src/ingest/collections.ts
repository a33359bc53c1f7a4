import * as discussion from './collections/discussion.ts';
import * as ours from './collections/ours.ts';
import * as people from './collections/people.ts';
import * as repositories from './collections/repositories.ts';
import * as servers from './collections/servers.ts';
import { pullFacts } from './pull.ts';
import type { Decoder } from './record.ts';

/** How the records of each collection are read, in all shapes they have had. */
export const COLLECTIONS: Readonly<Record<string, Decoder>> = {
  'sh.tangled.graph.vouch': people.vouch,
  'sh.tangled.graph.follow': people.follow,
  'sh.tangled.actor.profile': people.profile,
  'sh.tangled.publicKey': people.publicKey,
  '#identity': people.identity,
  '#account': people.account,
  '#sync': people.sync,

  'sh.tangled.repo': repositories.repo,
  'sh.tangled.repo.collaborator': repositories.collaborator,
  'sh.tangled.repo.collaboratorInvite': repositories.invite('repo'),
  'sh.tangled.repo.collaboratorAcceptance': repositories.acceptance('repo'),
  'sh.tangled.knot.memberInvite': repositories.invite('knot'),
  'sh.tangled.knot.memberAcceptance': repositories.acceptance('knot'),
  'sh.tangled.repo.artifact': repositories.artifact,

  'sh.tangled.repo.pull': pullFacts,
  'sh.tangled.repo.pull.status': discussion.pullStatus,
  'sh.tangled.repo.pull.comment': discussion.comment,
  'sh.tangled.repo.issue': discussion.issue,
  'sh.tangled.repo.issue.state': discussion.issueState,
  'sh.tangled.repo.issue.comment': discussion.comment,
  'sh.tangled.feed.comment': discussion.comment,
  'sh.tangled.feed.star': discussion.star,
  'sh.tangled.feed.reaction': discussion.reaction,
  'sh.tangled.feed.subscription': discussion.subscription,
  'sh.tangled.label.definition': discussion.labelDefinition,
  'sh.tangled.label.op': discussion.labels,
  'sh.tangled.string': discussion.string,

  'sh.tangled.knot': servers.server('knot'),
  'sh.tangled.knot.member': servers.member('knot'),
  'sh.tangled.spindle': servers.server('spindle'),
  'sh.tangled.spindle.member': servers.member('spindle'),
  // Said by knots and spindles on sockets of their own.
  'sh.tangled.git.refUpdate': servers.refUpdate,
  'sh.tangled.pipeline': servers.pipeline,
  'sh.tangled.pipeline.status': servers.pipelineStatus,
  'sh.tangled.repo.collaboratorUpdate': servers.collaboratorUpdate,
  'sh.tangled.knot.memberUpdate': servers.memberUpdate,

  'sh.tangled.trust.attestation': ours.attestation,
  'sh.tangled.trust.repoTier': ours.repoTier,
  'sh.tangled.trust.policy': ours.repoPolicy,
  'sh.tangled.trust.outcome': ours.outcome,
  'sh.tangled.trust.findingVerdict': ours.findingVerdict,
  'sh.tangled.trust.eligibility': ours.eligibility,
};
