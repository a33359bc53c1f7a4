import { z } from 'zod';
import type { Did } from '../domain/index.ts';
import { accountDid } from './account-did.ts';
import { deadText } from './dead-letter.ts';
import { KNOWN_COLLECTIONS } from './decode.ts';
import type { Message } from './message.ts';
import { parseEvent } from './parse-event.ts';
import { microsOfTid } from './tid.ts';

/** What knots and spindles say; of anything else that is known they are not to be asked. */
const OF_HOSTS = [
  'sh.tangled.git.refUpdate',
  'sh.tangled.pipeline',
  'sh.tangled.pipeline.status',
  'sh.tangled.repo.collaboratorUpdate',
  'sh.tangled.knot.memberUpdate',
];

/** One message of a host's `/events`: knotserver/events.go and eventstream/eventstream.go in Tangled's core. */
const frameShape = z.object({
  rkey: z.string(),
  nsid: z.string(),
  event: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  /** When the host noted it, in nanoseconds since 1970; newer hosts tell it. */
  created: z.unknown().optional(),
});

/** As whom a host speaks: its name is its DID, with `%3A` before a port; null for a literal IPv6 address. */
export const didOfHost = (address: URL): Did | null => accountDid(`did:web:${address.host.replace(':', '%3A')}`);

interface Heard {
  readonly did: Did;
  /** When it arrived, in microseconds since 1970. */
  readonly nowUs: number;
}

/** A message, and the time of the event in it, in microseconds since 1970; null where it is none. */
export interface Framed {
  readonly message: Message;
  readonly timeUs: number | null;
}

/**
 * What a host said, as Jetstream would tell that the host wrote it into a repository of its own: so it goes the same way
 * as everything else, and nobody takes it for anybody else's word. Its time is when the host noted it, else the one in
 * its key, else when it came; never one to come. Nothing else depends on when it came, so that a repetition is one.
 */
export const hostFrame = (text: string, { did, nowUs }: Heard): Framed => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return dead(text, 'not JSON');
  }
  const parsed = frameShape.safeParse(json);
  if (!parsed.success) return dead(text, 'not an event of a host');
  const { rkey, nsid, event, created } = parsed.data;
  if (KNOWN_COLLECTIONS.includes(nsid) && !OF_HOSTS.includes(nsid)) {
    return dead(text, 'record of people from a host');
  }
  const times = [typeof created === 'number' ? Math.floor(created / 1000) : null, microsOfTid(rkey)];
  const timeUs = times.find((time) => time !== null && time > 0 && time <= nowUs) ?? nowUs;
  const commit = { operation: 'create', collection: nsid, rkey, record: event };
  return told(text, { did, time_us: timeUs, kind: 'commit', commit });
};

const dead = (text: string, reason: string): Framed => ({ message: deadText(text, reason), timeUs: null });

const told = (text: string, json: { readonly time_us: number; readonly [field: string]: unknown }): Framed => {
  try {
    const message = JSON.stringify(json);
    const parsed = parseEvent(message);
    return parsed.kind === 'event' ? { message, timeUs: json.time_us } : dead(text, parsed.reason);
  } catch (error) {
    // Nested beyond what can be written.
    if (!(error instanceof RangeError)) throw error;
    return dead(text, 'nested too deeply');
  }
};
