import { createHash } from 'node:crypto';
import { base32 } from 'multiformats/bases/base32';
import { CID } from 'multiformats/cid';
import { create as multihash } from 'multiformats/hashes/digest';

const RAW = 0x55;
const DAG_CBOR = 0x71;
const SHA2_256 = 0x12;
const TID_ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** 0 ≤ n < limit, always the same for the same salt: what varies in this world varies by this. */
export const spread = (salt: string, limit: number): number => sha256(salt).readUIntBE(0, 6) % limit;

/** 40 hex digits for a salt: commit ids. */
export const hex40 = (salt: string): string => createHash('sha1').update(salt).digest('hex');

/** A made-up did:plc for a name of the demo world. */
export const didOf = (name: string): string =>
  `did:plc:${base32.baseEncode(sha256(`tangled-trust demo|${name}`)).slice(0, 24)}`;

/** The timestamp identifier of a moment (microseconds since 1970); the salt picks its clock id. */
export const tidAt = (us: number, salt: string): string => {
  let rest = (BigInt(us) << 10n) | BigInt(spread(salt, 1024));
  let tid = '';
  for (let digit = 0; digit < 13; digit++) {
    tid = `${TID_ALPHABET[Number(rest & 31n)]}${tid}`;
    rest >>= 5n;
  }
  return tid;
};

const cidOf = (codec: number, content: string | Uint8Array): string =>
  CID.create(1, codec, multihash(SHA2_256, sha256(content))).toString();

/** The CID of a blob's bytes. */
export const blobCid = (bytes: Uint8Array): string => cidOf(RAW, bytes);

/** A plausible CID for a record: hashed from its JSON, not from its DAG-CBOR. */
export const recordCid = (record: unknown): string => cidOf(DAG_CBOR, JSON.stringify(record));
