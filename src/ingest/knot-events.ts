import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type Did, InvariantError, messageOf } from '../domain/index.ts';
import { didOfHost, type Framed, hostFrame } from './host-frame.ts';
import { connection } from './jetstream/connection.ts';
import type { Jetstream, StreamCounts } from './jetstream/jetstream.ts';
import { FIRST_PLAN, pauseMs, planAfter } from './jetstream/plan.ts';
import { StreamFailure } from './jetstream/stream-failure.ts';
import type { Message } from './message.ts';
import { positionAt } from './position.ts';

export interface KnotEventsOptions {
  /** `ws(s)://host/events` of a knot or a spindle. */
  readonly url: string;
  /** The cursor kept with the last durable events of this host; null where there is none. Asked at each connect. */
  readonly cursor: () => Promise<string | null>;
  readonly signal: AbortSignal;
  /** Microseconds since 1970. */
  readonly clock: () => number;
  readonly onNotice?: (message: string) => void;
  /** Uniform in [0,1): spreads reconnects. */
  readonly random?: () => number;
  /** Milliseconds between two questions for a sign of life; default 30,000, which is also how often a host gives one. */
  readonly pingMs?: number;
  /** Milliseconds of silence after which a host is taken for dead; default 90,000. */
  readonly deadMs?: number;
  /** Bytes of the largest message taken; default 32 MiB: a push names every file it changed. */
  readonly maxMessageBytes?: number;
}

/** The name under which a host's events and cursor are kept: apart from Jetstream hosts, whose cursors are alike. */
export const eventsSource = (url: string): string => `${new URL(url).host}/events`;

/**
 * What a knot or a spindle says on its own socket (pushes, runs of pipelines, changes of its lists of people), as
 * messages like Jetstream's by the host's did:web: all that the host has, and then what comes. Resumes after every
 * failure that may mend, from the last durable event. Ends when the signal is aborted.
 *
 * @throws RangeError where the address has no host with a DID; StreamFailure (an AppError) while iterating, when the host
 * refuses for good.
 */
export const knotEvents = (options: KnotEventsOptions): Jetstream => {
  const did = didOfHost(new URL(options.url));
  if (did === null) throw new RangeError(`url must name a host that can have a DID, and is ${options.url}`);
  const counts = { reconnects: 0, oversize: 0, gaps: 0 };
  const stop = new AbortController();
  const batches = following({ ...options, signal: AbortSignal.any([options.signal, stop.signal]) }, did, counts);
  return {
    counts,
    [Symbol.asyncIterator]: () => ({
      next: () => batches.next(),
      // A generator that waits for a message does not return before it has one.
      return: () => {
        stop.abort();
        return batches.return(undefined);
      },
    }),
  };
};

type Counts = { -readonly [Name in keyof StreamCounts]: StreamCounts[Name] };

async function* following(
  options: KnotEventsOptions,
  did: Did,
  counts: Counts,
): AsyncGenerator<readonly Message[], undefined> {
  const { signal, clock, random = Math.random, onNotice = () => undefined } = options;
  const { maxMessageBytes = 32 * 1024 * 1024, pingMs = 30_000, deadMs = 90_000 } = options;
  let reach = BEGINNING;
  for (let plan = FIRST_PLAN; !signal.aborted; counts.reconnects += 1) {
    let [cursor, flowed, failure]: [string | null, boolean, unknown] = [plan.cursor, false, null];
    try {
      cursor = await options.cursor();
      const address = addressFrom(options.url, cursor === null ? 0 : timeOf(cursor), { reach, nowUs: clock() });
      for await (const batch of connection(address, { signal, maxMessageBytes, pingMs, deadMs })) {
        flowed = true;
        const framed = batch.map((each) => framedFrom(each, { did, nowUs: clock() }));
        reach = reachedBy(reach, framed);
        yield framed.map(({ message }) => message);
      }
    } catch (error) {
      if (!(error instanceof AppError && error.retryable)) throw error;
      failure = error;
    }
    if (signal.aborted) return;
    const { kind = 'other', retryAfterMs = null } = failure instanceof StreamFailure ? failure : {};
    plan = planAfter(plan, { cursor, flowed, kind });
    if (kind === 'oversize') reach = { ...reach, tooLarge: reach.tooLarge + 1 };
    if (reach.tooLarge === SKIP_FROM) counts.oversize += 1;
    const waitMs = pauseMs(plan.failures, random(), retryAfterMs);
    onNotice(`events lost (${messageOf(failure)}), reconnecting in ${(waitMs / 1000).toFixed(1)} s`);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

const framedFrom = (message: Message, heard: Parameters<typeof hostFrame>[1]): Framed =>
  typeof message === 'string' ? hostFrame(message, heard) : { message, timeUs: null };

const timeOf = (cursor: string): number => {
  const position = positionAt(cursor);
  if (position === null) throw new InvariantError(`the kept cursor ${JSON.stringify(cursor)} is none of ours`);
  return position.timeUs;
};

/** How far a host's events were handed out, durable or not, and how often what comes next was too large to take. */
interface Reach {
  readonly timeUs: number;
  readonly tooLarge: number;
}

const BEGINNING: Reach = { timeUs: 0, tooLarge: 0 };

const reachedBy = (reach: Reach, framed: readonly Framed[]): Reach => {
  const latestUs = Math.max(0, ...framed.map(({ timeUs }) => timeUs ?? 0));
  return latestUs > reach.timeUs ? { timeUs: latestUs, tooLarge: 0 } : reach;
};

/** How far to go back when resuming: a key is made a little before the host notes the event. */
const OVERLAP_US = 1_000_000;
/** A message that is too large twice is too large for ever, and a host cannot be asked to leave it out. */
const SKIP_FROM = 2;
const FIRST_STEP_US = 1_000;

/**
 * The address with the cursor, a host's own time in nanoseconds: only what it noted later comes. Without one some hosts
 * would start at the present, and a cut at once would lose events, so it is the beginning of all times. What is too large
 * is stepped over, further with every failure; where even the first of all events is, the past is given up.
 */
const addressFrom = (url: string, keptUs: number, { reach, nowUs }: { reach: Reach; nowUs: number }): URL => {
  const address = new URL(url);
  const from = (timeUs: number): URL => {
    address.searchParams.set('cursor', timeUs > 0 ? `${timeUs}000` : '1');
    return address;
  };
  if (reach.tooLarge < SKIP_FROM || keptUs > reach.timeUs) return from(keptUs - OVERLAP_US);
  return from(
    reach.timeUs === 0 ? nowUs : reach.timeUs + FIRST_STEP_US * 2 ** Math.min(40, reach.tooLarge - SKIP_FROM),
  );
};
