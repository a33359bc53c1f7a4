const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long an answer is good, by its state, in milliseconds. */
export const GOOD_FOR_MS = {
  verified: 24 * HOUR_MS,
  'handle-unverified': HOUR_MS,
  unverified: HOUR_MS,
  contradicted: HOUR_MS,
  unresolvable: 6 * HOUR_MS,
} as const;

/** The pause after so many failures in a row (from 1): a minute, doubling, at most six hours. */
export const pauseAfterMs = (failures: number): number =>
  Math.min(6 * HOUR_MS, MINUTE_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
