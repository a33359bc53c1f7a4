import type { Appraisal } from '../standing/appraise.ts';
import { type Share, shares } from './explain.ts';

/** One rating of a node and what it changes. */
export interface Marginal extends Share {
  /** Structural trust had this one not been given; see `Appraisal.without`. */
  readonly without: number;
}

/** More are not looked at, for each costs a count of all voices. */
const MOST = 20;

/**
 * What the strongest 20 vouches for a node, and the strongest 20 denounces of it, change one by one, the strongest first.
 * These need not add up to anything: two vouches may each be enough, and then neither alone changes much.
 */
export const marginalsOf = ({
  vouches,
  denounces,
  without,
}: Appraisal): { readonly vouches: readonly Marginal[]; readonly denounces: readonly Marginal[] } => ({
  vouches: shares(vouches)
    .slice(0, MOST)
    .map((share) => ({ ...share, without: without({ vouches: new Set([share.edge]) }) })),
  denounces: shares(denounces)
    .slice(0, MOST)
    .map((share) => ({ ...share, without: without({ denounces: new Set([share.edge]) }) })),
});
