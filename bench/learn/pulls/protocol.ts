import type { Pull } from './read-pulls.ts';

/** Seconds. */
export const DAY = 86_400;
/** A pull request that is not merged counts as such this long after its last commit. */
export const GIVEN_UP_SECONDS = 60 * DAY;

/**
 * From when on an outcome counts. `at once`: as soon as a later pull request is judged, which nobody could know, but which
 * most published figures assume. `once known`: from its merge on; where there is none, or it has no date, 60 days later.
 */
export type Protocol = 'at once' | 'once known';

/** Both, the one that can be lived by last. */
export const PROTOCOLS: readonly Protocol[] = ['at once', 'once known'];

/** When the outcome of a pull request counts, an epoch in seconds; only what is judged after it may use it. */
export const knownAt = ({ at, mergedAt }: Pull, protocol: Protocol): number => {
  if (protocol === 'at once') return at;
  return Number.isNaN(mergedAt) ? at + GIVEN_UP_SECONDS : Math.max(at, mergedAt);
};
