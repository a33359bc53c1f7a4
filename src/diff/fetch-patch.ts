import type { Cid, Did } from '../domain/index.ts';
import { type AppviewSource, appviewPatch, type PullPlace } from './appview-patch.ts';
import { askHost, failure, type PatchFailure } from './ask-host.ts';
import { blobCid, parseBlobCid } from './blob-cid.ts';
import { BLOB_LIMIT_BYTES } from './staged-blobs.ts';

/** A patch that a record names and that is not here yet. */
export interface WantedPatch {
  /** The author, in whose repository the blob is. */
  readonly did: Did;
  /** As the record names it. */
  readonly cid: string;
  /** The author's PDS, from the DID document; null while it is not known. */
  readonly pds: string | null;
  /** Where the appview shows it. */
  readonly pull: PullPlace;
}

/**
 * A patch, or why it is not to be had. Of `origin` `pds` the bytes are those the author signed: they match the record's
 * CID, and may still be no patch, or one too large to read. Of `origin` `appview` they are what the appview shows in its
 * place, a patch that nobody signed: it stands under a CID of its own, and trust must not rest on it.
 */
export type FetchedPatch =
  | {
      readonly kind: 'fetched';
      /** The record's. */
      readonly cid: Cid;
      /** That of the bytes, under which they are staged. */
      readonly stagedCid: Cid;
      readonly origin: 'pds' | 'appview';
      readonly bytes: Uint8Array;
    }
  | PatchFailure;

/**
 * Gets the patch blob of one round from the author's PDS (com.atproto.sync.getBlob) and checks it against its CID as it
 * came; where the PDS cannot give it, what the appview serves under the round's `.patch` address. Never unpacks the
 * author's blob: one that unzips to too much is fetched, and found too large when it is read. A blob over
 * `BLOB_LIMIT_BYTES` as it is stored is `too-large`, and nobody else is asked for it.
 * Keeps nothing itself. Throws only what `network.signal` gives when it is aborted, or what is our own fault.
 */
export const fetchPatch = async (wanted: WantedPatch, network: AppviewSource): Promise<FetchedPatch> => {
  const cid = parseBlobCid(wanted.cid);
  if (cid === null) return failure('bad-cid', 'the record names no blob: not a CIDv1 of raw bytes under SHA-256', true);
  const signed = await authorBlob(wanted, cid, network);
  if (signed instanceof Uint8Array) return { kind: 'fetched', cid, stagedCid: cid, origin: 'pds', bytes: signed };
  if (signed.reason === 'too-large') return signed;
  const shown = await appviewPatch(wanted.pull, network);
  if (shown instanceof Uint8Array) {
    return { kind: 'fetched', cid, stagedCid: blobCid(shown), origin: 'appview', bytes: shown };
  }
  return failure(signed.reason, `${signed.detail}; ${shown.detail}`, signed.permanent && shown.permanent);
};

const authorBlob = async (
  { did, pds }: WantedPatch,
  cid: Cid,
  { get, signal }: AppviewSource,
): Promise<Uint8Array | PatchFailure> => {
  const url = pds === null ? null : blobAddress(pds, did, cid);
  if (url === null) return failure('no-host', `the PDS of ${did} is not known`, false);
  const bytes = await askHost({ get, url, accept: '*/*', maxBytes: BLOB_LIMIT_BYTES, timeoutMs: 60_000, signal });
  if (!(bytes instanceof Uint8Array) || blobCid(bytes) === cid) return bytes;
  return failure('wrong-bytes', `${pds} answered other bytes than those of ${cid}`, true);
};

const blobAddress = (pds: string, did: Did, cid: Cid): string | null => {
  if (!/^https?:\/\//.test(pds) || !URL.canParse(pds)) return null;
  const url = new URL('/xrpc/com.atproto.sync.getBlob', pds);
  url.search = new URLSearchParams({ did, cid }).toString();
  return url.href;
};
