import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, InvariantError, messageOf } from '../../domain/index.ts';
import type { Message } from '../message.ts';
import { positionAt } from '../position.ts';
import { addressFrom, type Beginning, wireOf } from './address.ts';
import { connection } from './connection.ts';
import type { Gap } from './gap.ts';
import { FIRST_PLAN, type Plan, pauseMs, planAfter, planAt } from './plan.ts';
import { type Session, watched } from './session.ts';
import { StreamFailure } from './stream-failure.ts';

export interface JetstreamOptions {
  /** `ws(s)://host/subscribe` (v1), or `ws(s)://host/xrpc/network.bsky.jetstream.subscribeEvents` (v2). */
  readonly url: string;
  /** The cursor kept with the last durable events of this host; null where there is none. Asked at each connect. */
  readonly cursor: () => Promise<string | null>;
  /** Cursors of other Jetstream hosts: without one of its own, a host starts at the newest of their times. */
  readonly elsewhere?: () => Promise<readonly string[]>;
  readonly signal: AbortSignal;
  /** Awaited before the events after the gap are handed out. */
  readonly onGap?: (gap: Gap) => Promise<void>;
  readonly onNotice?: (message: string) => void;
  /** Uniform in [0,1): spreads reconnects. */
  readonly random?: () => number;
  /** Milliseconds between two questions for a sign of life; default 30,000. */
  readonly pingMs?: number;
  /** Milliseconds of silence after which a host is taken for dead; default 60,000. */
  readonly deadMs?: number;
  /** Bytes of the largest message taken; default 8 MiB: a record of the largest size allowed, in its longest spelling. */
  readonly maxMessageBytes?: number;
  /** v1: microseconds by which the first event may come later than asked before that counts as a gap; default 5 minutes. */
  readonly gapAfterUs?: number;
}

/** What became of a stream so far, besides its messages. */
export interface StreamCounts {
  /** How often a connection was lost, or did not come about, and the next one was tried. */
  readonly reconnects: number;
  /** How often messages too large to take were left out. */
  readonly oversize: number;
  readonly gaps: number;
}

/** A live stream: batches of messages for ever, and what else happened. Asking it to return closes its connection. */
export interface Jetstream extends AsyncIterable<readonly Message[]> {
  readonly counts: StreamCounts;
}

/**
 * The live stream of a Jetstream host as batches of messages: whatever has come since the last batch was taken. Resumes
 * after every failure that may mend, with growing, jittered pauses, from the last durable event. Ends when the signal is
 * aborted.
 *
 * @throws StreamFailure (an AppError) while iterating, when the host refuses for good; its message says what to do.
 * @throws TypeError, RangeError at once for options that cannot be.
 */
export const jetstream = (options: JetstreamOptions): Jetstream => {
  checkOptions(options);
  const counts = { reconnects: 0, oversize: 0, gaps: 0 };
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const batches = connections({ ...options, signal }, counts);
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

const checkOptions = ({
  url,
  pingMs = 1,
  deadMs = pingMs,
  maxMessageBytes = 1,
  gapAfterUs = 1,
}: JetstreamOptions): void => {
  if (!/^wss?:$/.test(new URL(url).protocol)) throw new TypeError(`url must be ws:// or wss://, not ${url}`);
  for (const [name, value] of Object.entries({ pingMs, deadMs, maxMessageBytes, gapAfterUs })) {
    if (!(value > 0)) throw new RangeError(`${name} must be over 0, not ${value}`);
  }
};

type Counts = { -readonly [Name in keyof StreamCounts]: StreamCounts[Name] };

async function* connections(options: JetstreamOptions, counts: Counts): AsyncGenerator<readonly Message[], undefined> {
  const { signal, random = Math.random, onNotice = () => undefined } = options;
  const session = sessionOf(options, counts);
  let plan = FIRST_PLAN;
  for (; !signal.aborted; counts.reconnects += 1) {
    let [cursor, flowed]: [string | null, boolean] = [plan.cursor, false];
    let failure: unknown = null;
    try {
      cursor = await options.cursor();
      plan = planAt(plan, cursor);
      for await (const batch of connect(options, { cursor, plan, session })) {
        flowed = true;
        yield batch;
      }
    } catch (error) {
      if (!(error instanceof AppError && error.retryable)) throw error;
      failure = error;
    }
    if (signal.aborted) return;
    const { kind = 'other', retryAfterMs = null } = failure instanceof StreamFailure ? failure : {};
    const next = planAfter(plan, { cursor, flowed, kind });
    if (next.leaveOutUntilUs !== null && plan.leaveOutUntilUs === null) counts.oversize += 1;
    plan = next;
    const waitMs = pauseMs(plan.failures, random(), retryAfterMs);
    onNotice(`stream lost (${messageOf(failure)}), reconnecting in ${(waitMs / 1000).toFixed(1)} s`);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

const sessionOf = (options: JetstreamOptions, counts: Counts): Session => {
  const url = new URL(options.url);
  let last: Gap | null = null;
  return {
    host: url.host,
    wire: wireOf(url),
    gapAfterUs: options.gapAfterUs ?? 5 * 60 * 1e6,
    onNotice: options.onNotice ?? (() => undefined),
    onGap: async (gap) => {
      // Until events behind the gap are durable, each connection finds the same one again.
      if (last !== null && last.fromUs === gap.fromUs && gap.toUs <= last.toUs) return;
      await options.onGap?.(gap);
      last = gap;
      counts.gaps += 1;
    },
  };
};

interface Connecting {
  readonly cursor: string | null;
  readonly plan: Plan;
  readonly session: Session;
}

async function* connect(options: JetstreamOptions, { cursor, plan, session }: Connecting) {
  const { maxMessageBytes = 8 * 1024 * 1024, pingMs = 30_000, deadMs = 60_000, signal } = options;
  const beginning = await beginningAt(cursor, options);
  const address = addressFrom(new URL(options.url), beginning, {
    byTime: plan.byTime,
    maxMessageBytes: plan.leaveOutUntilUs === null ? null : maxMessageBytes,
  });
  const messages = connection(address, { signal, maxMessageBytes, pingMs, deadMs });
  yield* watched(messages, { ...session, position: beginning.position, announced: plan.byTime });
}

const beginningAt = async (cursor: string | null, { elsewhere }: JetstreamOptions): Promise<Beginning> => {
  if (cursor !== null) {
    const position = positionAt(cursor);
    if (position === null) throw new InvariantError(`the kept cursor ${JSON.stringify(cursor)} is none of ours`);
    return { position, own: true };
  }
  const times = ((await elsewhere?.()) ?? []).map((other) => positionAt(other)?.timeUs ?? 0);
  const newest = Math.max(0, ...times);
  return { position: newest === 0 ? null : { timeUs: newest, seq: null }, own: false };
};
