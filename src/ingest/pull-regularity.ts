import { isValidDatetime } from '@atproto/syntax';
import { CID } from 'multiformats/cid';
import { z } from 'zod';
import { parseAtUri, parseCid } from '../domain/index.ts';
import { accountDid } from './account-did.ts';
import { optionalRepository } from './shapes.ts';
import { microsOf } from './times.ts';

/** The key as Go's encoding/json tells keys apart, which passes over case and takes the long s for an s. */
export const foldedKey = (key: string): string => key.toLowerCase().replaceAll('ſ', 's');

/** An object with these fields and whatever else, unless a key is one of theirs in another spelling. */
const exact = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const known = new Set(Object.keys(shape).map(foldedKey));
  return z
    .looseObject(shape)
    .refine((value) => Object.keys(value).every((key) => Object.hasOwn(shape, key) || !known.has(foldedKey(key))));
};

const words = z.string().nullish();
const none = z.null().optional();
const readable = (read: (text: string) => unknown) => z.string().refine((text) => read(text) !== null);
const moment = readable((text) => (isValidDatetime(text) ? microsOf(text) : null));
const did = readable(accountDid);
const address = readable(parseAtUri);
const repository = readable((text) => optionalRepository.parse(text));

const RAW = 0x55;
const SHA_256 = 0x12;

/** A blob's CID in the one form that AT Protocol gives it. */
const isBlobCid = (text: string): boolean => {
  if (parseCid(text)?.startsWith('b') !== true) return false;
  try {
    const { code, multihash } = CID.parse(text);
    return code === RAW && multihash.code === SHA_256 && multihash.size === 32;
  } catch {
    return false;
  }
};

/** Nothing but its four fields: without the `$type`, Go's readers take the CID out of a field `cid` beside `ref`. */
const blob = z.strictObject({
  $type: z.literal('blob'),
  ref: z.strictObject({ $link: z.string().refine(isBlobCid) }),
  mimeType: z.string(),
  size: z.int().min(0),
});

const common = {
  $type: words,
  title: z.string(),
  body: words,
  source: exact({
    $type: words,
    branch: words,
    repo: repository.nullish(),
    repoDid: did.nullish(),
    sha: words,
  }).nullish(),
  dependentOn: address.nullish(),
  mentions: z.array(z.string()).nullish(),
  references: z.array(z.string()).nullish(),
  blobs: z.array(blob).nullish(),
  pullId: z.int().nullish(),
};

const withRounds = exact({
  ...common,
  createdAt: moment,
  target: exact({ $type: words, repo: repository, repoDid: did.nullish(), branch: z.string().min(1) }),
  rounds: z.array(exact({ $type: words, patchBlob: blob, createdAt: moment })).min(1),
  patch: none,
  patchBlob: none,
  targetRepo: none,
  targetBranch: none,
  sourceRepo: none,
});

const withOnePatch = exact({
  ...common,
  createdAt: words,
  target: exact({ $type: words, repo: words, repoDid: words, branch: words }).nullish(),
  rounds: z.undefined().optional(),
  patch: words,
  patchBlob: blob.nullish(),
  targetRepo: words,
  targetBranch: words,
  sourceRepo: words,
})
  .refine(({ patch, patchBlob }) => !patch || !patchBlob)
  .refine(({ target, targetRepo, targetBranch }) => !target || !(targetRepo || targetBranch));

/**
 * Whether a pull request's record is one that all readers read alike: of one of the shapes it has had, every field
 * spelled exactly and of its type, no two fields for the same thing. Tangled's appview refuses most others, and goes on
 * showing and merging what the record said before. In doubt it is not: that only keeps it out of the fast lane.
 * Source: `PullFromRecord` in Tangled's appview/models/pull.go and `LexBlob` in indigo's lex/util.
 */
export const isRegularPull = (json: unknown): boolean => {
  const hasRounds = typeof json === 'object' && json !== null && Object.hasOwn(json, 'rounds');
  return (hasRounds ? withRounds : withOnePatch).safeParse(json).success;
};
