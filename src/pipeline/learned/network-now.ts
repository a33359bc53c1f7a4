import type { Did } from '../../domain/index.ts';
import { type GnnModel, type SageNow, sageNow } from '../../learn/index.ts';
import { type MergedChange, tiesNow } from '../contributor-ties.ts';
import type { VouchEdge } from '../ports.ts';

/** What a network is made of: ties from before a moment, in microseconds since 1970. */
export interface NetworkFrom {
  readonly vouches: readonly VouchEdge[];
  readonly merged: readonly MergedChange[];
  readonly us: number;
}

/** A model in the network of a moment; people are numbered in the order of their DIDs. */
export interface NetworkNow {
  readonly names: readonly Did[];
  /** −1 for who is tied to nobody. */
  readonly numberOf: (did: Did) => number;
  readonly network: SageNow;
}

interface Kept {
  readonly from: NetworkFrom;
  readonly now: NetworkNow;
}

const kept = new WeakMap<GnnModel, Kept>();

/**
 * The network that these ties make. The last one of each model is kept, and handed out again while its ties are the same: making
 * one takes a moment that grows with all ties there are, and decisions come batch after batch.
 */
export const networkNow = (model: GnnModel, { vouches, merged, us }: NetworkFrom): NetworkNow => {
  const from = { vouches, merged, us: Math.min(us, afterAll(vouches, merged)) };
  const before = kept.get(model);
  if (before && isSame(before.from, from)) return before.now;
  const { names, numberOf, ties } = tiesNow(vouches, merged);
  const now = { names, numberOf, network: sageNow(model, ties, from.us) };
  kept.set(model, { from, now });
  return now;
};

/** Right after the last tie; any later moment knows the same ones. */
const afterAll = (vouches: NetworkFrom['vouches'], merged: NetworkFrom['merged']): number => {
  let last = Number.NEGATIVE_INFINITY;
  for (const { sinceUs } of vouches) last = Math.max(last, sinceUs);
  for (const { atUs } of merged) last = Math.max(last, atUs);
  return last + 1;
};

/** Vouches are the very same things while nothing was said about them; merges are read anew each time. */
const isSame = (one: NetworkFrom, other: NetworkFrom): boolean =>
  one.us === other.us &&
  one.vouches.length === other.vouches.length &&
  one.merged.length === other.merged.length &&
  one.vouches.every((vouch, at) => vouch === other.vouches[at]) &&
  one.merged.every((merge, at) => isSameMerge(merge, other.merged[at]));

const isSameMerge = ({ author, repository, atUs }: MergedChange, other: MergedChange | undefined): boolean =>
  author === other?.author && repository === other.repository && atUs === other.atUs;
