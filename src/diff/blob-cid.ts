import { createHash } from 'node:crypto';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import * as Digest from 'multiformats/hashes/digest';
import { type Cid, InvariantError, parseCid } from '../domain/index.ts';

const SHA2_256 = 0x12;

/**
 * The CID under which AT Protocol stores these bytes as a blob: CIDv1, codec `raw`, SHA-256, as base32 text
 * (`bafkrei…`). Take it over the blob as downloaded, before unzipping. Source: atproto.com/specs/data-model#blob-type.
 */
export const blobCid = (bytes: Uint8Array): Cid => {
  const digest = Digest.create(SHA2_256, createHash('sha256').update(bytes).digest());
  const cid = parseCid(CID.createV1(raw.code, digest).toString());
  if (cid === null) throw new InvariantError('a CID just made is not a CID');
  return cid;
};

/**
 * A CID in the one form that AT Protocol allows for blobs (CIDv1, codec `raw`, SHA-256, base32 text), or null for any
 * other text. Source: atproto.com/specs/blob.
 */
export const parseBlobCid = (text: string): Cid | null => {
  const cid = parseCid(text);
  if (cid === null || !cid.startsWith('b')) return null;
  try {
    const { code, multihash } = CID.parse(cid);
    const isBlob = code === raw.code && multihash.code === SHA2_256 && multihash.digest.length === 32;
    return isBlob ? cid : null;
  } catch {
    return null;
  }
};

/** Whether the bytes are the blob that `cid` names. False as well for text that is no CID, or one of another kind. */
export const matchesCid = (bytes: Uint8Array, cid: string): boolean => blobCid(bytes) === cid;
