import { ensureValidAtUri, ensureValidDid, isValidRecordKey } from '@atproto/syntax';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A decentralised identifier (`did:plc:…`, `did:web:…`), checked against AT Protocol's syntax. */
export type Did = Branded<'Did'>;
/** `at://{did}/{collection}/{rkey}`: the address of one record. */
export type AtUri = Branded<'AtUri'>;
/** A content identifier as text (`bafy…`, `bafkrei…`). Not verified against bytes by its type. */
export type Cid = Branded<'Cid'>;

/** The three parts of a record's address. */
interface RecordAddress {
  readonly did: Did;
  readonly collection: string;
  readonly rkey: string;
}

const accepted = (check: (text: string) => void, text: string): boolean => {
  try {
    check(text);
    return true;
  } catch {
    return false;
  }
};

/** The DID, or `null` when the text is not one. Length and alphabet as in the AT Protocol DID specification. */
export const parseDid = (text: unknown): Did | null =>
  typeof text === 'string' && accepted(ensureValidDid, text) ? (text as Did) : null;

/** The CID's text, or `null` when it cannot be one: base32 after a `b`, or base58 after `Qm` or `z`; at most 120 characters. */
export const parseCid = (text: unknown): Cid | null =>
  typeof text === 'string' && /^(?:b[a-z2-7]{7,119}|(?:Qm|z)[1-9A-HJ-NP-Za-km-z]{7,118})$/.test(text)
    ? (text as Cid)
    : null;

/** A record's address with a DID as authority, or `null`; an address by handle is refused because handles move. */
export const parseAtUri = (text: unknown): AtUri | null =>
  typeof text === 'string' && accepted(ensureValidAtUri, text) && splitAtUri(text) !== null ? (text as AtUri) : null;

const splitAtUri = (text: string): RecordAddress | null => {
  const match = /^at:\/\/(did:[^/]+)\/([^/#?]+)\/([^/#?]+)$/.exec(text);
  const did = parseDid(match?.[1]);
  const [collection, rkey] = [match?.[2], match?.[3]];
  return did === null || collection === undefined || rkey === undefined ? null : { did, collection, rkey };
};

/** The address of a record, from its parts. */
export const atUri = (did: Did, collection: string, rkey: string): AtUri =>
  `at://${did}/${collection}/${rkey}` as AtUri;

/** Whether the text may be a record key (1–512 characters of `A-Za-z0-9.-_:~`, neither `.` nor `..`). */
export const isRecordKey = (text: string): boolean => isValidRecordKey(text);
