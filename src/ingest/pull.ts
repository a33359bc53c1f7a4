import { z } from 'zod';
import { type AtUri, type Cid, type Did, type Fact, parseAtUri } from '../domain/index.ts';
import { accountDid } from './account-did.ts';
import { parseCidRef } from './cid-ref.ts';
import { BODY, TITLE } from './kept-text.ts';
import { foldedKey, isRegularPull } from './pull-regularity.ts';
import type { Decoder } from './record.ts';
import {
  dids,
  fitting,
  integer,
  optionalName,
  optionalRepository,
  optionalText,
  recordUris,
  size,
  text,
  time,
} from './shapes.ts';

const cid = z.union([z.object({ $link: z.string() }).transform((ref) => ref.$link), z.string()]).transform(parseCidRef);

/** A file beside the records, as their author describes it. */
export const blob = z.object({ ref: cid, mimeType: optionalName, size });

/** The file's CID; null where there is none that can be read. */
export const optionalBlobCid = blob
  .transform(({ ref }): Cid | null => ref)
  .nullish()
  .catch(null)
  .transform((ref) => ref ?? null);

/** The CIDs of pictures in a text. */
export const images = fitting(50, blob).transform((blobs) => blobs.map(({ ref }) => ref).filter((ref) => ref !== null));

const written = z
  .unknown()
  .optional()
  .transform((value): string | null => (typeof value === 'string' && value !== '' ? value : null));
const target = z.object({ branch: optionalName, repo: written, repoDid: written }).nullish().catch(null);
const source = z
  .object({ branch: optionalName, repo: optionalRepository, repoDid: optionalRepository, sha: optionalName })
  .nullish()
  .catch(null);
const round = z.object({ patchBlob: optionalBlobCid, createdAt: time }).catch({ patchBlob: null, createdAt: null });

const pullShape = z.object({
  title: text(TITLE),
  body: optionalText(BODY),
  createdAt: time,
  pullId: integer,
  target,
  targetRepo: written,
  targetBranch: optionalName,
  source,
  sourceRepo: optionalRepository,
  dependentOn: optionalName,
  mentions: dids(100),
  references: recordUris(100),
  blobs: images,
  rounds: z.array(round).nullish().catch(null),
  patchBlob: optionalBlobCid,
  patch: written,
});

type PullRecord = z.output<typeof pullShape>;

/**
 * A pull request in any of the shapes it has had since March 2025: target and source flat or nested, the repository
 * by address, by DID or by both, the patch inline, as one blob, or as a blob for each round.
 */
export const pullFacts: Decoder = (json) => {
  const parsed = pullShape.safeParse(json);
  if (!parsed.success) return 'malformed pull';
  const record = parsed.data;
  const aim = targetOf(record);
  if (typeof aim === 'string') return aim;
  return [
    {
      kind: 'pull',
      title: record.title,
      body: record.body,
      ...aim,
      targetBranch: record.target?.branch ?? record.targetBranch,
      sourceRepo: record.source?.repoDid ?? record.source?.repo ?? record.sourceRepo,
      sourceBranch: record.source?.branch ?? null,
      sourceSha: record.source?.sha ?? null,
      number: record.pullId,
      dependsOn: record.dependentOn,
      mentions: record.mentions,
      references: record.references,
      images: record.blobs,
      irregular: !isRegularPull(json),
      createdAtUs: record.createdAt,
    },
    ...roundsOf(record, json),
  ];
};

/**
 * By its own DID where the record gives one, for that is what others file it under; else as it is named. Readers differ
 * in which of the two they go by, so a record must not name one repository to some of them and another to others.
 */
const targetOf = ({ target: nested, targetRepo }: PullRecord) => {
  const named = nested?.repo ?? (nested?.repoDid ? null : targetRepo);
  const own = accountDid(nested?.repoDid);
  if (named === null && own === null) {
    return nested?.repoDid ? 'pull whose target is no repository' : 'pull without a target repository';
  }
  if (named === null) return { targetRepo: own as Did, targetUri: null };
  const byDid = accountDid(named);
  const byUri: AtUri | null = parseAtUri(named);
  if (byDid === null && byUri === null) return 'pull whose target is no repository';
  if (own !== null && byDid !== null && own !== byDid) return 'pull with two targets';
  return { targetRepo: own ?? byDid ?? (byUri as AtUri), targetUri: own === null ? null : byUri };
};

/** More rounds than any pull request has; of more, the last so many are kept. */
const MOST_ROUNDS = 200;

/**
 * The rounds, or the one patch of the older shapes. Once a record speaks of rounds, in whatever spelling, its older
 * fields are not looked at: what others would merge must not hide behind something harmless.
 */
const roundsOf = ({ rounds, patchBlob, patch, createdAt }: PullRecord, json: unknown): Fact[] => {
  if (speaksOfRounds(json)) {
    const all = (rounds ?? []).map(
      (each, number): Fact => ({
        kind: 'round',
        number,
        patchCid: each.patchBlob,
        patchText: null,
        createdAtUs: each.createdAt,
      }),
    );
    return all.slice(-MOST_ROUNDS);
  }
  if (patchBlob === null && patch === null) return [];
  return [
    {
      kind: 'round',
      number: 0,
      patchCid: patchBlob,
      patchText: patchBlob === null ? patch : null,
      createdAtUs: createdAt,
    },
  ];
};

const speaksOfRounds = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && Object.keys(json).some((key) => foldedKey(key) === 'rounds');
