import { positionAt } from '../position.ts';

/** How the next connection is to be made, after what became of those before it. */
export interface Plan {
  /** The cursor of the last connection. */
  readonly cursor: string | null;
  /** Failures in a row; 0 before the first. */
  readonly failures: number;
  /** How often a message behind this cursor was too large to take. */
  readonly oversize: number;
  /** Until which time of the stream the host is to leave out what is too large, in microseconds; null where it is not. */
  readonly leaveOutUntilUs: number | null;
  /** Whether the host no longer has this cursor's sequence number, so that it must be asked by time. */
  readonly byTime: boolean;
}

export const FIRST_PLAN: Plan = { cursor: null, failures: 0, oversize: 0, leaveOutUntilUs: null, byTime: false };

/** More than a resumed stream goes back: what was passed once is not met again. */
const PAST_US = 10_000_000;

/** The plan for a connection that begins at a cursor: what failed at another one is forgotten, the sooner the better. */
export const planAt = (plan: Plan, cursor: string | null): Plan => {
  if (cursor === plan.cursor) return plan;
  const nowUs = positionAt(cursor ?? '')?.timeUs ?? 0;
  const untilUs = plan.leaveOutUntilUs === Number.POSITIVE_INFINITY ? nowUs + PAST_US : plan.leaveOutUntilUs;
  return { ...plan, oversize: 0, byTime: false, leaveOutUntilUs: untilUs !== null && nowUs < untilUs ? untilUs : null };
};

/** How one connection ended. */
export interface Ending {
  /** The cursor it began with. */
  readonly cursor: string | null;
  /** Whether any message came. */
  readonly flowed: boolean;
  readonly kind: 'oversize' | 'cursor too old' | 'other';
}

/** A message that was too large twice will be so for ever. */
const OVERSIZE_TWICE = 2;

/**
 * The plan after a connection ended. The pauses start anew once messages have come and the cursor has moved on: messages
 * alone are no progress, since a host may send the same ones before every failure.
 */
export const planAfter = (plan: Plan, { cursor, flowed, kind }: Ending): Plan => {
  const oversize = plan.oversize + (kind === 'oversize' ? 1 : 0);
  return {
    cursor,
    failures: flowed && cursor !== plan.cursor ? 1 : plan.failures + 1,
    oversize,
    // For how long can only be said once the cursor has moved past the message.
    leaveOutUntilUs: oversize >= OVERSIZE_TWICE ? Number.POSITIVE_INFINITY : plan.leaveOutUntilUs,
    byTime: plan.byTime || kind === 'cursor too old',
  };
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * How long to wait before the next connection, in milliseconds: anything from 0 to a limit that doubles with each failure
 * ("full jitter", so that clients of a host that comes back do not come all at once), and no less than the host asked for.
 */
export const pauseMs = (failures: number, random: number, retryAfterMs: number | null): number =>
  Math.max(retryAfterMs ?? 0, random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (Math.max(1, failures) - 1)));
