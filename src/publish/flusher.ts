import { messageOf } from '../domain/index.ts';
import { type Send, SendFailed } from './event-sender.ts';
import { type Keeper, keeper } from './keeper.ts';
import type { NewItem, Outbox, OutboxItem } from './outbox.ts';

/** What was done since the start. */
export interface FlusherFigures {
  /** Taken by the other side. */
  readonly shipped: number;
  /** Attempts that failed, one for each item: to put it into the outbox, or to send it. */
  readonly failedWrites: number;
  /** Not in the outbox yet. */
  readonly unkept: number;
  /** Turned away because the outbox could not be written for too long. What they tell of is kept where it was made. */
  readonly refused: number;
}

/** Ships what is put into it, in the background. */
export interface Flusher extends AsyncDisposable {
  /** Returns at once; the promise, which never rejects, is done when the item lies in the outbox or that failed for now. */
  enqueue(item: NewItem): Promise<void>;
  /** Sends all that is due now, also what was enqueued up to here. Never rejects: what fails is told and stays. */
  flush(): Promise<void>;
  /** Flushes once more, for `graceMs` at most, and stops. What is not sent by then stays in the outbox. */
  shutdown(): Promise<void>;
  figures(): FlusherFigures;
}

/** How a flusher works. */
export interface FlusherOptions {
  readonly outbox: Outbox;
  readonly send: Send;
  /** The time, in microseconds since 1970. */
  readonly nowUs: () => number;
  /** Told what could not be shipped, once for each request. */
  readonly onWarning: (message: string) => void;
  readonly intervalMs?: number;
  /** Items in one request, 1 to 100. */
  readonly maxBatch?: number;
  readonly graceMs?: number;
  /** Items that may wait for an outbox that cannot be written. */
  readonly mostUnkept?: number;
}

/** So many failures one after the other are taken for the host's. */
const ENOUGH_FAILURES = 3;

/**
 * A worker that carries an outbox to the other side every `intervalMs`: first what is enqueued is kept, in groups, then
 * what is due is sent in batches, the oldest first. An item the other side refuses rests and is tried again by itself,
 * under the same key, while the others go on; a host that is away is left alone until the next time.
 *
 * @throws RangeError for an interval or a batch that is none.
 */
export const flusher = (options: FlusherOptions): Flusher => {
  const { onWarning, intervalMs = 5000, maxBatch = 100, graceMs = 5000, mostUnkept = 10_000 } = options;
  if (!(intervalMs > 0)) throw new RangeError(`intervalMs must be above 0, got ${intervalMs}`);
  if (!Number.isInteger(maxBatch) || maxBatch < 1 || maxBatch > 100)
    throw new RangeError(`maxBatch must be a whole number from 1 to 100, got ${maxBatch}`);
  const warn = (error: unknown, count: number): void =>
    onWarning(`fallback: trust event not shipped (${count}), it is tried again: ${messageOf(error)}`);
  const kept = keeper({ outbox: options.outbox, maxBatch, most: mostUnkept, warn });
  const stop = new AbortController();
  const shipping = shipper({ ...options, warn, signal: stop.signal });
  let last: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    last = last.then(() => drained({ kept, shipping, options, maxBatch, warn, signal: stop.signal }));
    return last;
  };
  let timer: NodeJS.Timeout | undefined;
  let ended: Promise<void> | null = null;
  const tick = (): void => {
    timer = setTimeout(() => void flush().then(() => ended ?? tick()), intervalMs).unref();
  };
  tick();
  const end = async (): Promise<void> => {
    clearTimeout(timer);
    const force = setTimeout(() => stop.abort(), graceMs);
    await flush().finally(() => clearTimeout(force));
    stop.abort();
  };
  const shutdown = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  return {
    enqueue: kept.enqueue,
    flush,
    shutdown,
    figures: () => ({
      shipped: shipping.shipped(),
      failedWrites: kept.failures() + shipping.failures(),
      unkept: kept.unkept(),
      refused: kept.refused(),
    }),
    [Symbol.asyncDispose]: shutdown,
  };
};

interface Drain {
  readonly kept: Keeper;
  readonly shipping: Shipper;
  readonly options: FlusherOptions;
  readonly maxBatch: number;
  readonly warn: (error: unknown, count: number) => void;
  readonly signal: AbortSignal;
}

const drained = async ({ kept, shipping, options, maxBatch, warn, signal }: Drain): Promise<void> => {
  await kept.keep();
  try {
    while (!signal.aborted) {
      const items = await options.outbox.due(options.nowUs(), maxBatch);
      if (items.length === 0 || !(await shipping.ship(items))) return;
    }
  } catch (error) {
    // The outbox itself cannot be had just now.
    warn(error, 0);
  }
};

interface Shipper {
  /** Whether it is worth going on: something was taken, or refused for a fault of its own. */
  ship(items: readonly OutboxItem[]): Promise<boolean>;
  shipped(): number;
  failures(): number;
}

const shipper = ({ outbox, send, nowUs, warn, signal }: FlusherOptions & Pick<Drain, 'warn' | 'signal'>): Shipper => {
  let [shipped, failures] = [0, 0];
  const failure = (items: readonly OutboxItem[]): Promise<unknown> =>
    send(items, signal).then(
      () => null,
      (error: unknown) => error ?? new Error('no reason given'),
    );
  const take = async (items: readonly OutboxItem[]): Promise<void> => {
    await outbox.sent(items.map(({ id }) => id));
    shipped += items.length;
  };
  const rest = async (items: readonly OutboxItem[], why: unknown): Promise<void> => {
    failures += items.length;
    warn(why, items.length);
    await outbox.failed(
      items.map(({ id }) => id),
      nowUs(),
    );
  };
  const shipEach = async (items: readonly OutboxItem[]): Promise<boolean> => {
    let [inARow, taken] = [0, 0];
    for (const item of items) {
      if (signal.aborted) return false;
      const why = await failure([item]);
      if (signal.aborted && why !== null) return false;
      if (why === null) await take([item]);
      else await rest([item], why);
      if (why === null) [inARow, taken] = [0, taken + 1];
      else inARow += 1;
      if (inARow === ENOUGH_FAILURES || (why !== null && !isOfItems(why))) return false;
    }
    return taken > 0;
  };
  const ship = async (items: readonly OutboxItem[]): Promise<boolean> => {
    const why = await failure(items);
    if (why === null) await take(items);
    // Given up by us: nobody knows whether it arrived, and it is sent again under the same key.
    else if (signal.aborted) return false;
    else if (items.length > 1 && isOfItems(why)) return shipEach(items);
    else await rest(items, why);
    return why === null || isOfItems(why);
  };
  return { ship, shipped: () => shipped, failures: () => failures };
};

const isOfItems = (why: unknown): boolean => !(why instanceof SendFailed) || why.isOfItems;
