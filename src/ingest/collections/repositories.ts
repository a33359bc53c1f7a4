import { z } from 'zod';
import { accountDid } from '../account-did.ts';
import { LINE } from '../kept-text.ts';
import { blob } from '../pull.ts';
import { record } from '../record.ts';
import {
  did,
  name,
  names,
  optionalDid,
  optionalName,
  optionalRepository,
  optionalText,
  text,
  texts,
  time,
} from '../shapes.ts';

/** Tangled's limits for a repository's one-line description and its topics. */
const DESCRIPTION = { graphemes: 140, bytes: 1400 };
const TOPIC = { graphemes: 50, bytes: 50 };

/** A repository. Without a name of its own its key is its name, as it has been since spring 2026. */
export const repo = record(
  'repo',
  z.object({
    knot: name,
    name: optionalText(LINE),
    repoDid: optionalDid,
    spindle: optionalName,
    description: optionalText(DESCRIPTION),
    website: optionalName,
    topics: texts(50, TOPIC),
    labels: names(100),
    source: optionalName,
    createdAt: time,
  }),
  ({ name: given, createdAt, ...rest }, event) => ({
    kind: 'repo',
    name: given ?? event.rkey,
    ...rest,
    createdAtUs: createdAt,
  }),
);

/** Somebody who may push, by the word of the author; it counts where the author owns the repository. */
export const collaborator = record(
  'collaborator',
  z.object({ subject: did, repo: optionalRepository, repoDid: optionalDid, createdAt: time }),
  (value) => {
    const named = value.repoDid ?? value.repo;
    if (named === null) return 'collaborator of no repository';
    return { kind: 'collaborator', subjectDid: value.subject, repo: named, createdAtUs: value.createdAt };
  },
);

/** An offer to whom its key names, by the repository's or knot's own DID. */
export const invite = (scope: 'repo' | 'knot') =>
  record('invite', z.object({ createdAt: time }), ({ createdAt }, { rkey }) => {
    const subjectDid = accountDid(rkey);
    if (subjectDid === null) return 'invite whose key is no DID';
    return { kind: 'invite', scope, subjectDid, createdAtUs: createdAt };
  });

/** The answer to an offer by the repository or knot whose DID its key is. */
export const acceptance = (scope: 'repo' | 'knot') =>
  record('acceptance', z.object({ createdAt: time }), ({ createdAt }, { rkey }) => {
    const offeredByDid = accountDid(rkey);
    if (offeredByDid === null) return 'acceptance whose key is no DID';
    return { kind: 'acceptance', scope, offeredByDid, createdAtUs: createdAt };
  });

/** AT Protocol's bytes in JSON, or the hash as people write it. */
const tag = z
  .union([
    z.object({ $bytes: z.string() }).transform(({ $bytes }) => Buffer.from($bytes, 'base64').toString('hex')),
    z.string().transform((hash) => hash.toLowerCase()),
    z.unknown().transform(() => ''),
  ])
  .optional()
  .transform((hash): string | null => (hash !== undefined && /^[0-9a-f]{40}$/.test(hash) ? hash : null));

/** A file offered with a release. */
export const artifact = record(
  'artifact',
  z.object({
    name: text(LINE),
    repo: optionalRepository,
    repoDid: optionalDid,
    tag,
    artifact: blob.nullish().catch(null),
    createdAt: time,
  }),
  (value) => {
    const named = value.repoDid ?? value.repo;
    if (named === null) return 'artifact of no repository';
    return {
      kind: 'artifact',
      repo: named,
      name: value.name,
      tag: value.tag,
      blobCid: value.artifact?.ref ?? null,
      mimeType: value.artifact?.mimeType ?? null,
      sizeBytes: value.artifact?.size ?? null,
      createdAtUs: value.createdAt,
    };
  },
);
