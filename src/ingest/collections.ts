import { z } from 'zod';
import { type Fact, parseDid } from '../domain/index.ts';
import type { Decoder } from './decode.ts';
import {
  did,
  handle,
  objects,
  optionalDid,
  optionalText,
  optionalTime,
  recordUri,
  subject,
  text,
  texts,
  time,
} from './shapes.ts';

/** A decoder from a record's shape and what to make of it. */
const record =
  <Shape extends z.ZodType>(
    name: string,
    shape: Shape,
    toFact: (value: z.output<Shape>, event: Parameters<Decoder>[1]) => Fact | readonly Fact[] | string,
  ): Decoder =>
  (json, event) => {
    const parsed = shape.safeParse(json);
    if (!parsed.success) return `malformed ${name}`;
    const made = toFact(parsed.data, event);
    return typeof made === 'string' || Array.isArray(made) ? made : [made as Fact];
  };

const lastPart = (nsid: string): string => nsid.slice(nsid.lastIndexOf('.') + 1);
const at = { createdAt: time };

const vouch = record(
  'vouch',
  z.object({ kind: z.enum(['vouch', 'denounce']), reason: optionalText, evidences: texts, ...at }),
  (value, event) => {
    const subjectDid = parseDid(event.rkey);
    if (subjectDid === null) return 'vouch whose key is no DID';
    if (subjectDid === event.did) return 'vouch for oneself';
    const evidences = value.evidences.slice(0, 10);
    return {
      kind: 'vouch',
      subjectDid,
      polarity: value.kind,
      reason: value.reason,
      evidences,
      createdAtUs: value.createdAt,
    };
  },
);

const repo = record(
  'repo',
  z.object({
    knot: text,
    name: optionalText,
    repoDid: optionalDid,
    description: optionalText,
    source: optionalText,
    ...at,
  }),
  ({ name, createdAt, ...rest }, event) => ({
    kind: 'repo',
    name: name ?? event.rkey,
    ...rest,
    createdAtUs: createdAt,
  }),
);

const collaborator = record(
  'collaborator',
  z.object({ subject: did, repo: optionalText, repoDid: optionalText, ...at }),
  (value) => {
    const named = value.repoDid ?? value.repo;
    if (named === null) return 'collaborator of no repository';
    return { kind: 'collaborator', subjectDid: value.subject, repo: named, createdAtUs: value.createdAt };
  },
);

const pullStatus = record('pull status', z.object({ pull: recordUri, status: text, ...at }), (value) => {
  const state = lastPart(value.status);
  if (state !== 'open' && state !== 'closed' && state !== 'merged') return 'unknown pull status';
  return { kind: 'pullStatus', pull: value.pull, state, createdAtUs: value.createdAt };
});

const comment = record(
  'comment',
  z.object({
    subject: subject.optional(),
    pull: optionalText,
    issue: optionalText,
    body: z.union([z.string(), z.object({ text: z.string() }).transform((markdown) => markdown.text)]),
    replyTo: subject.nullish().catch(null),
    ...at,
  }),
  (value) => {
    const about = value.subject ?? value.pull ?? value.issue;
    if (!about) return 'comment on nothing';
    return {
      kind: 'comment',
      subject: about,
      body: value.body,
      replyTo: value.replyTo ?? null,
      createdAtUs: value.createdAt,
    };
  },
);

const star = record(
  'star',
  z.object({ subject: subject.optional(), subjectDid: optionalText, ...at }),
  ({ subject: named, subjectDid, createdAt }) => {
    const about = named ?? subjectDid;
    return about ? { kind: 'star', subject: about, createdAtUs: createdAt } : 'star of nothing';
  },
);

const operand = z.object({ key: text, value: z.string() });
const labels = record(
  'label op',
  z.object({ subject: text, add: objects(operand), delete: objects(operand), performedAt: time }),
  (value) =>
    (['add', 'delete'] as const).flatMap((operation) =>
      value[operation].map(
        (each): Fact => ({
          kind: 'label',
          subject: value.subject,
          operation,
          label: each.key,
          value: each.value,
          performedAtUs: value.performedAt,
        }),
      ),
    ),
);

const server = (role: 'knot' | 'spindle') =>
  record(role, z.object(at), (value, event) => ({
    kind: 'server',
    role,
    host: event.rkey,
    createdAtUs: value.createdAt,
  }));

const member = (role: 'knot' | 'spindle') =>
  record(
    `${role} member`,
    z.object({ subject: did, domain: optionalText, instance: optionalText, ...at }),
    (value) => ({
      kind: 'member',
      role,
      subjectDid: value.subject,
      host: value.domain ?? value.instance ?? '',
      createdAtUs: value.createdAt,
    }),
  );

/** How the records of each collection are read, in all shapes they have had; pull requests have a file of their own. */
export const COLLECTIONS: Readonly<Record<string, Decoder>> = {
  'sh.tangled.graph.vouch': vouch,
  'sh.tangled.graph.follow': record('follow', z.object({ subject: did, ...at }), (value) => ({
    kind: 'follow',
    subjectDid: value.subject,
    createdAtUs: value.createdAt,
  })),
  'sh.tangled.repo': repo,
  'sh.tangled.repo.collaborator': collaborator,
  'sh.tangled.repo.pull.status': pullStatus,
  'sh.tangled.repo.pull.comment': comment,
  'sh.tangled.repo.issue.comment': comment,
  'sh.tangled.feed.comment': comment,
  'sh.tangled.feed.star': star,
  'sh.tangled.feed.reaction': record('reaction', z.object({ subject, reaction: text, ...at }), (value) => ({
    kind: 'reaction',
    subject: value.subject,
    reaction: value.reaction,
    createdAtUs: value.createdAt,
  })),
  'sh.tangled.repo.issue': record(
    'issue',
    z.object({ repo: text, title: text, body: optionalText, ...at }),
    (value) => ({
      kind: 'issue',
      repo: value.repo,
      title: value.title,
      body: value.body,
      createdAtUs: value.createdAt,
    }),
  ),
  'sh.tangled.repo.issue.state': record('issue state', z.object({ issue: text, state: text, ...at }), (value) => {
    const state = lastPart(value.state);
    if (state !== 'open' && state !== 'closed') return 'unknown issue state';
    return { kind: 'issueState', issue: value.issue, state, createdAtUs: value.createdAt };
  }),
  'sh.tangled.actor.profile': record(
    'profile',
    z.object({ description: optionalText, preferredHandle: optionalText }),
    (value) => ({ kind: 'profile', ...value }),
  ),
  'sh.tangled.publicKey': record('public key', z.object({ key: text, name: z.string(), ...at }), (value) => ({
    kind: 'publicKey',
    name: value.name,
    publicKey: value.key,
    createdAtUs: value.createdAt,
  })),
  'sh.tangled.knot': server('knot'),
  'sh.tangled.spindle': server('spindle'),
  'sh.tangled.knot.member': member('knot'),
  'sh.tangled.spindle.member': member('spindle'),
  'sh.tangled.label.definition': record(
    'label definition',
    z.object({ name: text, valueType: z.object({ type: optionalText }).nullish(), ...at }),
    (value) => ({
      kind: 'labelDefinition',
      name: value.name,
      valueType: value.valueType?.type ?? null,
      createdAtUs: value.createdAt,
    }),
  ),
  'sh.tangled.label.op': labels,
  'sh.tangled.string': record('string', z.object({ filename: text, description: optionalText, ...at }), (value) => ({
    kind: 'string',
    filename: value.filename,
    description: value.description,
    createdAtUs: value.createdAt,
  })),
  'sh.tangled.trust.attestation': record(
    'attestation',
    z.object({ kind: text, jurisdiction: optionalText, statement: optionalText, expiresAt: optionalTime, ...at }),
    (value) => ({
      kind: 'attestation',
      attestationKind: value.kind,
      jurisdiction: value.jurisdiction,
      statement: value.statement,
      createdAtUs: value.createdAt,
      expiresAtUs: value.expiresAt,
    }),
  ),
  'sh.tangled.trust.repoTier': record(
    'repository tier',
    z.object({ repo: text, tier: z.enum(['public', 'sensitive']), ...at }),
    (value) => ({ kind: 'repoTier', repo: value.repo, tier: value.tier, createdAtUs: value.createdAt }),
  ),
  '#identity': record('identity', z.object({ handle }), (value) => ({ kind: 'identity', ...value })),
  '#account': record('account', z.object({ active: z.boolean(), status: optionalText }), (value) => ({
    kind: 'account',
    ...value,
  })),
};
