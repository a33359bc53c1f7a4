import type { AtUri, Did } from '../../domain/index.ts';

/** What the records say of a pull request's author, right before a moment; `here` is the repository it is aimed at. */
export interface FeatureCounts {
  readonly pull: AtUri;
  /** When a record of the account was first known, in microseconds since 1970; null for one never seen. */
  readonly firstUs: number | null;
  readonly opened: number;
  readonly openedHere: number;
  readonly places: number;
  /** Null where the pull request's own record is unknown. */
  readonly dayBefore: number | null;
  readonly weekBefore: number | null;
  readonly merged: number;
  readonly mergedHere: number;
  readonly selfMerged: number;
  readonly rejected: number;
  readonly rejectedHere: number;
  readonly reopened: number;
  readonly reverted: number;
  readonly revertedHere: number;
  readonly mended: number;
  readonly lastMergedUs: number | null;
  readonly lastMergedHereUs: number | null;
  readonly lastRejectedUs: number | null;
  readonly lastRejectedHereUs: number | null;
  readonly lastRevertedUs: number | null;
  readonly lastRevertedHereUs: number | null;
  readonly vouchesIn: number;
  readonly denouncesIn: number;
  readonly vouchesOut: number;
  readonly denouncesOut: number;
  readonly vouchesReasoned: number;
  readonly vouchesEvidenced: number;
  readonly followsOut: number;
  readonly followsIn: number;
  readonly collaboratorOf: number;
  readonly collaborators: number;
}

/** Who merged or starred something of an author's, known from the first moment on and in force until the second. */
export interface FavourSpan {
  readonly did: Did;
  readonly fromUs: number;
  readonly untilUs: number;
}

/** All that features take from records. Plain data: it goes to a thread. */
export interface FeatureFacts {
  readonly counts: ReadonlyMap<AtUri, FeatureCounts>;
  /** By author; the first known first. */
  readonly merges: ReadonlyMap<Did, readonly FavourSpan[]>;
  readonly stars: ReadonlyMap<Did, readonly FavourSpan[]>;
}
