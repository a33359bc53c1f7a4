const MINUTE_MS = 60_000;
const LONGEST_MS = 6 * 60 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * How long to wait, in milliseconds, before a patch that could not be had is asked for again: a minute after the first
 * attempt, twice as long after each further one, at most six hours, and then once a day, for ever. What failed for good
 * is asked for once a day from the start: a host that was gone may come back. `attempts` counts those made, from 1.
 */
export const againInMs = (attempts: number, permanent = false): number => {
  if (!Number.isSafeInteger(attempts) || attempts < 1) {
    throw new RangeError(`attempts must be a positive integer, got ${attempts}`);
  }
  const doubled = MINUTE_MS * 2 ** Math.min(attempts - 1, 30);
  if (permanent || doubled >= 2 * LONGEST_MS) return DAY_MS;
  return Math.min(doubled, LONGEST_MS);
};
