import type { AtUri, Did, Lane } from '../domain/index.ts';
import type { AttestationEntry, VouchEdge } from './ports.ts';

/**
 * From when until when a fact could be known: from the first moment on, and before the second alone (null: to this day).
 * Microseconds since 1970.
 */
export interface Held {
  readonly heldFromUs: number;
  readonly heldUntilUs: number | null;
}

/** All that was ever known of trust, and when: what is in force now, and what was replaced, withdrawn or left since. */
export interface History {
  readonly vouches: readonly (VouchEdge & Held)[];
  /** Each merge of somebody else's change by a maintainer, and from when on it could be known. */
  readonly merges: readonly {
    readonly fromDid: Did;
    readonly toDid: Did;
    readonly sinceUs: number;
    readonly heldFromUs: number;
  }[];
  readonly repos: readonly ({ readonly uri: AtUri; readonly ownerDid: Did; readonly repoDid: Did | null } & Held)[];
  /** Whom an owner named for a repository, by its address or its DID. */
  readonly collaborators: readonly ({ readonly ownerDid: Did; readonly repo: string; readonly did: Did } & Held)[];
  /** What owners said of how careful a repository is, by its address or its DID. */
  readonly tiers: readonly ({
    readonly ownerDid: Did;
    readonly repo: string;
    readonly tier: 'public' | 'sensitive';
    readonly uri: AtUri;
  } & Held)[];
  readonly attestations: readonly (AttestationEntry & Held)[];
  /** Which record a repository's own DID was found to belong to, as of now: who somebody is does not change. */
  readonly verified: readonly { readonly repoDid: Did; readonly uri: AtUri; readonly ownerDid: Did }[];
  /** The operator's trusted roots, as of now. */
  readonly seeds: readonly Did[];
}

/** How a finished pull request turned out, as far as it is known; `cleanMerge` is null where it is not. */
export interface PastOutcome {
  readonly outcome: 'merged' | 'closed';
  readonly finishedAtUs: number;
  readonly cleanMerge: boolean | null;
  readonly evidence: readonly { readonly kind: string }[];
}

/** A finished pull request as it stood when it was last to be decided. */
export interface PastPull extends PastOutcome {
  readonly pull: AtUri;
  readonly author: Did;
  /** Null while its owner is unknown or claimed by several. */
  readonly repo: AtUri | null;
  readonly targetRepo: string;
  /** Whether the repository's owner is beyond doubt, as of now. */
  readonly certain: boolean;
  /** From when on its last round before it was finished could be known: it is decided with what was known before. */
  readonly roundAtUs: number;
  /** The CID of that round's patch; null for one that stands in the record, or where there is none. */
  readonly patchCid: string | null;
  /** The name of the bytes of that round's patch, as analyses are kept by it; null where there is none. */
  readonly patch: string | null;
  readonly patchSigned: boolean;
  /** Whether it builds on another, and from when on that one was merged into the same repository: null for never. */
  readonly buildsOn: { readonly mergedAtUs: number | null } | null;
  /** The lane really given to it when it was finished; null where no decision was in force. */
  readonly decidedLane: Lane | null;
}

/** Whether a fact was known right before a moment. */
export const heldBefore =
  (us: number) =>
  ({ heldFromUs, heldUntilUs }: Held): boolean =>
    heldFromUs < us && (heldUntilUs === null || heldUntilUs >= us);

/**
 * Whom the operator's roots, and the roots themselves, ever led to: by vouches and by merges, whenever they held and whatever
 * weight they have. More people than trust reaches at any one time, and never fewer. Empty without roots.
 */
export const everReached = ({ vouches, merges, seeds }: Pick<History, 'vouches' | 'merges' | 'seeds'>): Set<Did> => {
  const next = new Map<Did, Did[]>();
  const tie = (from: Did, to: Did): void => {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  };
  for (const { fromDid, toDid, polarity } of vouches) if (polarity === 'vouch') tie(fromDid, toDid);
  for (const { fromDid, toDid } of merges) tie(fromDid, toDid);
  const reached = new Set<Did>(seeds);
  // A set is walked in the order of adding, what is added meanwhile included.
  for (const did of reached) for (const other of next.get(did) ?? []) reached.add(other);
  return reached;
};
