import type { DeadLetter, DecodedEvent, Did } from '../../domain/index.ts';
import { deadText } from '../dead-letter.ts';
import { decode } from '../decode.ts';
import { parseEvent } from '../parse-event.ts';
import { tidBefore } from '../tid.ts';

/** A change as the live stream would tell it (Jetstream's v1 wire). */
interface Change {
  readonly did: Did;
  readonly timeUs: number;
  readonly rev: string;
  readonly operation: 'create' | 'delete';
  readonly collection: string;
  readonly rkey: string;
  readonly cid?: string;
  readonly record?: unknown;
}

/** An event with what it says, or something that is no event, with the reason. */
export type Told =
  | { readonly kind: 'event'; readonly decoded: DecodedEvent }
  | { readonly kind: 'unusable'; readonly letter: DeadLetter };

/**
 * The change as an event, through the same checks as every message of the live stream. It stands right before the commit
 * of its revision: what the stream tells of that very commit counts more than what the host lists.
 */
export const toldLive = ({ did, timeUs, rev, ...rest }: Change): Told => {
  const commit = { rev: tidBefore(rev), ...rest };
  return told({ did, time_us: timeUs, kind: 'commit', commit }, { did, ...commit });
};

/** News of an account, as the live stream would tell it. */
export const accountTold = (
  did: Did,
  { active, status, timeUs }: { readonly active: boolean; readonly status: string | null; readonly timeUs: number },
): Told => {
  const account = { active, did, ...(status === null ? {} : { status }) };
  return told({ did, time_us: timeUs, kind: 'account', account }, account);
};

/** `raw` is what is kept of a message that is no event: without the time, so that it is kept once. */
const told = (message: object, raw: object): Told => {
  let line: string;
  try {
    line = JSON.stringify(message);
  } catch (error) {
    // Nested beyond what can be written: what is left of it says so.
    if (!(error instanceof RangeError)) throw error;
    const { record: _, ...rest } = raw as { record?: unknown };
    return unusable(rest, 'nested too deeply');
  }
  const parsed = parseEvent(line);
  if (parsed.kind === 'unusable') return unusable(raw, parsed.reason);
  return { kind: 'event', decoded: decode(parsed.event) };
};

const unusable = (raw: object, reason: string): Told => ({
  kind: 'unusable',
  letter: deadText(JSON.stringify(raw), reason),
});
