import { base64 } from 'multiformats/bases/base64';
import { CID } from 'multiformats/cid';
import { type Cid, parseCid } from '../domain/index.ts';

/** CBOR's tag 42 puts a zero byte, the multibase prefix of plain bytes, before a CID. */
const IDENTITY = 0x00;

/**
 * The CID that a reference to a blob holds, in either form in which records pass it on: its text, or, as
 * api.tangled.org gives it, the bytes of the link in CBOR in base64 (with or without padding). Null for anything else.
 */
export const parseCidRef = (text: string): Cid | null => parseCid(text) ?? fromLinkBytes(text);

const fromLinkBytes = (text: string): Cid | null => {
  try {
    const bytes = base64.baseDecode(text);
    return bytes[0] === IDENTITY ? parseCid(CID.decode(bytes.subarray(1)).toString()) : null;
  } catch {
    return null;
  }
};
