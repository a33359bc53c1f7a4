import { z } from 'zod';
import { LINE } from '../kept-text.ts';
import { record } from '../record.ts';
import {
  count,
  did,
  fitting,
  flag,
  integer,
  name,
  optionalDid,
  optionalName,
  optionalRecordUri,
  optionalText,
  recordUri,
  time,
} from '../shapes.ts';

/** A host of repositories or of pipelines, by the word of its owner; its name is the key. */
export const server = (role: 'knot' | 'spindle') =>
  record(role, z.object({ createdAt: time }), (value, event) => ({
    kind: 'server',
    role,
    host: event.rkey,
    createdAtUs: value.createdAt,
  }));

/** Somebody who may use such a host. */
export const member = (role: 'knot' | 'spindle') =>
  record(
    `${role} member`,
    z.object({ subject: did, domain: optionalName, instance: optionalName, createdAt: time }),
    (value) => {
      const host = value.domain ?? value.instance;
      if (host === null) return 'member of no server';
      return { kind: 'member', role, subjectDid: value.subject, host, createdAtUs: value.createdAt };
    },
  );

const sha = z
  .string()
  .toLowerCase()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const optionalSha = sha.nullish().catch(null);
const LARGEST = 2 ** 31 - 1;

/**
 * A push. Three wires: until spring 2026 `repoDid` was the owner's DID and `repoName` the repository's name; then
 * `ownerDid` came and `repoDid` was the repository's own; now the repository is `repo`.
 */
export const refUpdate = record(
  'push',
  z.object({
    ref: name,
    oldSha: sha,
    newSha: sha,
    committerDid: optionalDid,
    ownerDid: optionalDid,
    repo: optionalDid,
    repoDid: optionalDid,
    repoName: optionalName,
    changedFiles: z.array(z.unknown()).nullish().catch(null),
    meta: z
      .object({
        isDefaultRef: flag,
        commitCount: z
          .object({ byEmail: fitting(10_000, z.object({ count })) })
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
  }),
  (value) => {
    const repoDidIsOwners = value.repo === null && value.ownerDid === null && value.repoName !== null;
    const repo = value.repo ?? (repoDidIsOwners ? null : value.repoDid);
    const ownerDid = value.ownerDid ?? (repoDidIsOwners ? value.repoDid : null);
    if (repo === null && (ownerDid === null || value.repoName === null)) return 'push to no repository';
    const commits = value.meta?.commitCount?.byEmail.reduce((sum, each) => sum + (each.count ?? 0), 0);
    return {
      kind: 'refUpdate',
      repo,
      repoName: value.repoName,
      ownerDid,
      committerDid: value.committerDid,
      ref: value.ref,
      oldSha: value.oldSha,
      newSha: value.newSha,
      isDefaultRef: value.meta?.isDefaultRef ?? null,
      changedFiles: value.changedFiles?.length ?? null,
      commits: commits === undefined ? null : Math.min(commits, LARGEST),
    };
  },
);

const optionalPart = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish().catch(null);

/** A run of workflows, started by a push, a pull request or a person. */
export const pipeline = record(
  'pipeline',
  z.object({
    triggerMetadata: z.object({
      kind: name,
      repo: optionalPart({ knot: optionalName, did: optionalDid, repoDid: optionalDid, repo: optionalName }),
      push: optionalPart({ ref: optionalName, newSha: optionalSha }),
      pullRequest: optionalPart({
        sourceBranch: optionalName,
        targetBranch: optionalName,
        sourceSha: optionalSha,
        pull: optionalRecordUri,
      }),
      manual: optionalPart({ ref: optionalName, sha: optionalSha }),
      sourceRepo: optionalDid,
    }),
    workflows: fitting(50, z.object({ name })),
  }),
  ({ triggerMetadata: { kind: trigger, repo, push, pullRequest, manual, sourceRepo }, workflows }) => ({
    kind: 'pipeline',
    trigger,
    knot: repo?.knot ?? null,
    ownerDid: repo?.did ?? null,
    repo: repo?.repoDid ?? null,
    repoName: repo?.repo ?? null,
    sourceRepo,
    ref: push?.ref ?? manual?.ref ?? null,
    sourceBranch: pullRequest?.sourceBranch ?? null,
    targetBranch: pullRequest?.targetBranch ?? null,
    sha: push?.newSha ?? pullRequest?.sourceSha ?? manual?.sha ?? null,
    pull: pullRequest?.pull ?? null,
    workflows: workflows.map((workflow) => workflow.name),
  }),
);

const PIPELINE_STATES = ['pending', 'running', 'failed', 'timeout', 'cancelled', 'success'] as const;

export const pipelineStatus = record(
  'pipeline status',
  z.object({
    pipeline: recordUri,
    workflow: name,
    status: z.string(),
    error: optionalText(LINE),
    exitCode: integer,
    createdAt: time,
  }),
  ({ status: given, createdAt, ...rest }) => {
    const status = PIPELINE_STATES.find((each) => each === given);
    if (status === undefined) return 'unknown pipeline status';
    return { kind: 'pipelineStatus', status, ...rest, createdAtUs: createdAt };
  },
);

const change = { op: z.enum(['add', 'remove']), subject: did };

/** A knot's own list of those who may push to a repository changed. */
export const collaboratorUpdate = record('access update', z.object({ ...change, repo: did }), (value) => ({
  kind: 'accessUpdate',
  scope: 'repo',
  operation: value.op,
  subjectDid: value.subject,
  repo: value.repo,
}));

/** A knot's own list of its members changed. */
export const memberUpdate = record('access update', z.object(change), (value) => ({
  kind: 'accessUpdate',
  scope: 'knot',
  operation: value.op,
  subjectDid: value.subject,
  repo: null,
}));
