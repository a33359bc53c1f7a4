import type { AtUri, Did } from '../domain/index.ts';

/** What scoring must know of the world; the store's answers fit these by shape. Times in microseconds since 1970. */
export interface World {
  /** The newest event kept: the clock that scores go by, so that the same records give the same digits. */
  readonly asOfUs: number;
  readonly vouches: readonly VouchEdge[];
  /** Whose changes a maintainer merged, other than their own, with the time of the last. */
  readonly merges: readonly { readonly fromDid: Did; readonly toDid: Did; readonly sinceUs: number }[];
  /** The operator's trusted roots. */
  readonly seeds: readonly Did[];
  readonly maintainers: readonly { readonly repo: AtUri; readonly did: Did }[];
  readonly repos: readonly RepoEntry[];
  readonly attestations: readonly AttestationEntry[];
  readonly handles: readonly { readonly did: Did; readonly handle: string }[];
}

/** What a contributor declares about oneself, and from when until when it holds. */
export interface AttestationEntry {
  readonly did: Did;
  readonly uri: AtUri;
  readonly cid: string | null;
  readonly kind: string;
  readonly jurisdiction: string | null;
  readonly fromUs: number;
  readonly expiresAtUs: number | null;
}

export interface VouchEdge {
  readonly fromDid: Did;
  readonly toDid: Did;
  readonly polarity: 'vouch' | 'denounce';
  readonly sinceUs: number;
  /** How many records it points to as evidence. They are counted, not believed. */
  readonly evidences: number;
}

export interface RepoEntry {
  readonly uri: AtUri;
  readonly name: string;
  readonly ownerDid: Did;
  /** The repository's own DID, as its owner claims it. */
  readonly repoDid: Did | null;
  /** Whether that DID is verified to be this record's; absent: not. */
  readonly repoDidProven?: boolean;
  readonly tier: 'public' | 'sensitive';
}

/** A pull request to decide. */
export interface OpenPull {
  readonly uri: AtUri;
  readonly author: Did;
  /** Null while the target repository's record is unknown, or claimed by several. */
  readonly repo: AtUri | null;
  /** The target as the record names it: the address of a record, or a DID. */
  readonly targetRepo: string;
  /** Whether the repository's owner is beyond doubt. */
  readonly certain: boolean;
  readonly tier: 'public' | 'sensitive';
  readonly patchCid: string | null;
  readonly patchText: string | null;
  /** Hex SHA-256 of a text that was left out here, for it may be long. */
  readonly patchHash?: string | null;
  /** Its length in characters. */
  readonly patchChars?: number | null;
  /** Whether the patch is the one the author's own record names, and all readers read that record alike. */
  readonly patchSigned: boolean;
  /** The content of its record; null where the stream gave none. */
  readonly recordCid: string | null;
  /** The latest round, counted from 0; null without any. */
  readonly round: number | null;
  /** Whether it builds on a pull request that is not merged: merging it would merge that one too. */
  readonly stacked: boolean;
}

/** Where patches are. */
export interface PatchSource {
  /** The blob with this CID, its bytes verified against it, or null when it is not to be had. */
  blob(cid: string): Promise<Uint8Array | null>;
  /** Texts that stand in pull requests' records, by pull request; of those that are there no more, none. */
  texts?(wanted: readonly { readonly uri: AtUri; readonly patchHash: string }[]): Promise<ReadonlyMap<AtUri, string>>;
}
