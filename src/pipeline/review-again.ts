import type { Review } from '../domain/index.ts';

const MINUTE_US = 60_000_000;
const DAY_US = 24 * 60 * MINUTE_US;
const LONGEST_US = 6 * 60 * MINUTE_US;
/** A model that answers so badly so often has been asked often enough about this diff. */
const MOST_BAD_REPLIES = 3;
const MOST_REFUSALS = 2;
/** Failures that were billed all the same, before they are asked for once a day only. */
const MOST_PAID_FAILURES = 6;

/**
 * When a review may be asked for again, in microseconds since 1970; null for never. What passes by itself is asked for after
 * 1, 2, 4 … minutes, at most 6 hours, and once a day after six times that may have been billed; a bad reply, or a verdict that
 * leaves hunks out, at most three times and a refusal twice, since each is paid; what the money did not reach for tomorrow (UTC); a
 * diff that is too large never, nor a reviewer that was steered: asking until the answer pleases is what the author hopes for.
 *
 * @param attempts how often it was asked for, this time included
 */
export const askedAgainAtUs = (
  { outcome: { kind }, unread, costMicros }: Pick<Review, 'outcome' | 'unread' | 'costMicros'>,
  attempts: number,
  nowUs: number,
): number | null => {
  const later = nowUs + Math.min(MINUTE_US * 2 ** Math.max(0, attempts - 1), LONGEST_US);
  switch (kind) {
    case 'verdict':
      return unread.length > 0 && attempts < MOST_BAD_REPLIES ? later : null;
    case 'too-large':
    case 'steered':
      return null;
    case 'refused':
      return attempts < MOST_REFUSALS ? nowUs + DAY_US : null;
    case 'unreadable':
      return attempts < MOST_BAD_REPLIES ? later : null;
    case 'budget':
      return Math.floor(nowUs / DAY_US + 1) * DAY_US;
    case 'timeout':
    case 'overloaded':
    case 'unavailable':
      return costMicros > 0 && attempts >= MOST_PAID_FAILURES ? nowUs + DAY_US : later;
  }
};
