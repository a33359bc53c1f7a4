import { z } from 'zod';
import { BODY, LINE, TITLE } from '../kept-text.ts';
import { images } from '../pull.ts';
import { record } from '../record.ts';
import {
  anyText,
  count,
  dids,
  flag,
  names,
  objects,
  optionalDid,
  optionalName,
  optionalSubject,
  optionalText,
  recordUri,
  recordUris,
  repository,
  subject,
  text,
  texts,
  time,
} from '../shapes.ts';
import { orderMicros } from '../times.ts';

/** The last part of exactly these tokens, as the appview has it: anything else, however it ends, is no state. */
const stateIn = <State extends string>(collection: string, states: readonly State[], token: string): State | null =>
  states.find((state) => token === `${collection}.${state}`) ?? null;

const PULL_STATES = ['open', 'closed', 'merged'] as const;
const ISSUE_STATES = ['open', 'closed'] as const;

export const pullStatus = record(
  'pull status',
  z.object({ pull: recordUri, status: z.string(), createdAt: z.unknown().optional() }),
  (value, { rkey }) => {
    const state = stateIn('sh.tangled.repo.pull.status', PULL_STATES, value.status);
    if (state === null) return 'unknown pull status';
    return { kind: 'pullStatus', pull: value.pull, state, createdAtUs: orderMicros(value.createdAt, rkey) };
  },
);

export const issueState = record(
  'issue state',
  z.object({ issue: recordUri, state: z.string(), createdAt: z.unknown().optional() }),
  (value, { rkey }) => {
    const state = stateIn('sh.tangled.repo.issue.state', ISSUE_STATES, value.state);
    if (state === null) return 'unknown issue state';
    return { kind: 'issueState', issue: value.issue, state, createdAtUs: orderMicros(value.createdAt, rkey) };
  },
);

export const issue = record(
  'issue',
  z.object({
    repo: repository,
    title: text(TITLE),
    body: optionalText(BODY),
    mentions: dids(100),
    references: recordUris(100),
    blobs: images,
    createdAt: time,
  }),
  ({ blobs, createdAt, ...rest }) => ({ kind: 'issue', ...rest, images: blobs, createdAtUs: createdAt }),
);

/** On pull requests, issues and strings, of the two collections before and the one since. */
export const comment = record(
  'comment',
  z.object({
    subject: optionalSubject,
    pull: optionalSubject,
    issue: optionalSubject,
    body: z.union([anyText(BODY), z.object({ text: anyText(BODY) }).transform((markdown) => markdown.text)]),
    replyTo: optionalSubject,
    pullRoundIdx: count,
    mentions: dids(100),
    references: recordUris(100),
    createdAt: time,
  }),
  (value) => {
    const about = value.subject ?? value.pull ?? value.issue;
    if (about === null) return 'comment on nothing';
    return {
      kind: 'comment',
      subject: about,
      body: value.body,
      replyTo: value.replyTo,
      pullRound: value.pullRoundIdx,
      mentions: value.mentions,
      references: value.references,
      createdAtUs: value.createdAt,
    };
  },
);

/** Of a repository or a string; for some weeks a repository's DID stood beside its address, and it is what counts. */
export const star = record(
  'star',
  z.object({ subject: optionalSubject, subjectDid: optionalDid, createdAt: time }),
  ({ subject: named, subjectDid, createdAt }) => {
    const about = subjectDid ?? named;
    return about === null ? 'star of nothing' : { kind: 'star', subject: about, createdAtUs: createdAt };
  },
);

export const reaction = record(
  'reaction',
  z.object({ subject, reaction: text({ graphemes: 8, bytes: 64 }), createdAt: time }),
  ({ createdAt, ...rest }) => ({ kind: 'reaction', ...rest, createdAtUs: createdAt }),
);

export const subscription = record(
  'subscription',
  z.object({ subject, collections: names(100), createdAt: time }),
  ({ createdAt, ...rest }) => ({ kind: 'subscription', ...rest, createdAtUs: createdAt }),
);

export const labelDefinition = record(
  'label definition',
  z.object({
    name: text({ graphemes: 40, bytes: 400 }),
    valueType: z
      .object({ type: optionalName, format: optionalName, enum: texts(100) })
      .nullish()
      .catch(null),
    scope: names(20),
    color: optionalName,
    multiple: flag,
    createdAt: time,
  }),
  (value) => ({
    kind: 'labelDefinition',
    name: value.name,
    valueType: value.valueType?.type ?? null,
    valueFormat: value.valueType?.format ?? null,
    valueChoices: value.valueType?.enum ?? [],
    scope: value.scope,
    color: value.color,
    multiple: value.multiple,
    createdAtUs: value.createdAt,
  }),
);

const operand = z.object({ key: recordUri, value: anyText(LINE) });

/** One row for each label put on or taken off; `delete` is `null` as often as it is empty. */
export const labels = record(
  'label op',
  z.object({ subject, add: objects(100, operand), delete: objects(100, operand), performedAt: time }),
  (value) =>
    (['add', 'delete'] as const).flatMap((operation) =>
      value[operation].map((each) => ({
        kind: 'label' as const,
        subject: value.subject,
        operation,
        label: each.key,
        value: each.value,
        performedAtUs: value.performedAt,
      })),
    ),
);

/** A text somebody shares; its contents are in the raw event alone. */
export const string = record(
  'string',
  z.object({
    filename: text({ graphemes: 140, bytes: 1400 }),
    description: optionalText({ graphemes: 280, bytes: 2800 }),
    createdAt: time,
  }),
  ({ createdAt, ...rest }) => ({ kind: 'string', ...rest, createdAtUs: createdAt }),
);
