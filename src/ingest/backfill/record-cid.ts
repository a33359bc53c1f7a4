import { createHash } from 'node:crypto';
import { encode, type LexValue } from '@atproto/lex-cbor';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import { type Cid, parseCid } from '../../domain/index.ts';

const DAG_CBOR = 0x71;
const SHA2_256 = 0x12;

/** The CID of a record, and how long it is as its repository keeps it. */
interface Named {
  readonly cid: Cid;
  readonly bytes: number;
}

/**
 * The CID of a record given as JSON: CIDv1, DAG-CBOR, SHA-256, as base32 text. Null for what no repository can hold:
 * fractions, lone surrogates, nesting without end; and for a second spelling of what can be spelled otherwise (links,
 * bytes), so that one CID stands for one text but for the order of keys. Source: atproto.com/specs/data-model.
 */
export const recordCid = (record: Readonly<Record<string, unknown>>): Named | null => {
  try {
    const encoded = encode(lexOf(record));
    const digest = Digest.create(SHA2_256, createHash('sha256').update(encoded).digest());
    const cid = parseCid(CID.createV1(DAG_CBOR, digest).toString());
    return cid === null ? null : { cid, bytes: encoded.length };
  } catch {
    return null;
  }
};

const lexOf = (json: unknown): LexValue => {
  if (json === null || typeof json === 'boolean' || typeof json === 'number') return json;
  if (typeof json === 'string') return wellFormed(json);
  if (Array.isArray(json)) return json.map(lexOf);
  if (typeof json !== 'object') throw new TypeError(typeof json);
  const entries = Object.entries(json);
  const [[key, value] = []] = entries;
  if (entries.length === 1 && key === '$link') return linkOf(value);
  if (entries.length === 1 && key === '$bytes') return bytesOf(value);
  const lex = entries.map(([name, each]) => [wellFormed(name), lexOf(each)] as const);
  return Object.fromEntries(lex);
};

const wellFormed = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate');
  return text;
};

const LONGEST_CID = 128;

const linkOf = (text: unknown): LexValue => {
  if (typeof text !== 'string' || text.length > LONGEST_CID) throw new TypeError('not a link');
  const cid = CID.parse(text);
  if (cid.toString() !== text) throw new TypeError('a link spelled otherwise');
  return cid;
};

const bytesOf = (text: unknown): LexValue => {
  if (typeof text !== 'string') throw new TypeError('not bytes');
  const bytes = Buffer.from(text, 'base64');
  const bare = bytes.toString('base64').replace(/=+$/, '');
  if (text.replace(/=+$/, '') !== bare) throw new TypeError('bytes spelled otherwise');
  return new Uint8Array(bytes);
};
