import { dayOf } from '../trust-base.ts';
import type { FeatureCounts } from './feature-facts.ts';
import type { HistoryValues } from './feature-set.ts';

const DAY_US = 24 * 60 * 60 * 1_000_000;

/**
 * Days from a moment to the start of the UTC day of the last microsecond before `asOfUs`, as vouches age: a number
 * changes when a record does or a day ends. 0 for what is of that day; NaN for null.
 */
export const daysBefore = (us: number | null, asOfUs: number): number =>
  us === null ? Number.NaN : Math.max(0, dayOf(asOfUs - 1) * DAY_US - us) / DAY_US;

const meanRate = (merged: number, rejected: number): number => (merged + 1) / (merged + rejected + 2);

/** What counts of records say of an author, right before a moment. */
export const historyFeatures = (counts: FeatureCounts, asOfUs: number): HistoryValues => {
  const days = (us: number | null): number => daysBefore(us, asOfUs);
  const { merged, rejected } = counts;
  return {
    opened: counts.opened,
    opened_here: counts.openedHere,
    merged,
    merged_here: counts.mergedHere,
    self_merged: counts.selfMerged,
    rejected,
    rejected_here: counts.rejectedHere,
    reverted: counts.reverted,
    reverted_here: counts.revertedHere,
    mended: counts.mended,
    reopened: counts.reopened,
    merge_rate: merged + rejected === 0 ? Number.NaN : merged / (merged + rejected),
    merge_rate_mean: meanRate(merged, rejected),
    merge_rate_mean_here: meanRate(counts.mergedHere, counts.rejectedHere),
    merged_days: days(counts.lastMergedUs),
    merged_here_days: days(counts.lastMergedHereUs),
    rejected_days: days(counts.lastRejectedUs),
    rejected_here_days: days(counts.lastRejectedHereUs),
    reverted_days: days(counts.lastRevertedUs),
    reverted_here_days: days(counts.lastRevertedHereUs),
    account_days: counts.firstUs === null ? 0 : days(counts.firstUs),
    follows_out: counts.followsOut,
    follows_in: counts.followsIn,
    collaborator_of: counts.collaboratorOf,
    collaborators: counts.collaborators,
    day_before: counts.dayBefore ?? Number.NaN,
    week_before: counts.weekBefore ?? Number.NaN,
    places: counts.places,
  };
};
