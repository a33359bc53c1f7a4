import type { NewItem, Outbox } from './outbox.ts';

/** What is enqueued, on its way into the outbox. */
export interface Keeper {
  enqueue(item: NewItem): Promise<void>;
  /** Done when all that was enqueued lies in the outbox, or that failed for now. Never rejects. */
  keep(): Promise<void>;
  unkept(): number;
  failures(): number;
  refused(): number;
}

/** How items are kept. */
export interface KeeperOptions {
  readonly outbox: Pick<Outbox, 'add'>;
  readonly maxBatch: number;
  /** Items that may wait at once. */
  readonly most: number;
  readonly warn: (error: unknown, count: number) => void;
}

/**
 * Puts what is enqueued at the same time into the outbox together. One that cannot be kept stays, is tried again with the
 * next, and holds up no other.
 */
export const keeper = ({ outbox, maxBatch, most, warn }: KeeperOptions): Keeper => {
  let waiting: NewItem[] = [];
  let keeping: Promise<void> | null = null;
  let [failures, refused] = [0, 0];
  /** Those that could not be kept. */
  const left = async (items: readonly NewItem[]): Promise<NewItem[]> => {
    try {
      await outbox.add(items);
      return [];
    } catch (error) {
      if (items.length > 1) return leftOfEach(items);
      failures += 1;
      warn(error, 1);
      return [...items];
    }
  };
  const leftOfEach = async (items: readonly NewItem[]): Promise<NewItem[]> => {
    const all: NewItem[] = [];
    for (const item of items) all.push(...(await left([item])));
    return all;
  };
  const keepAll = async (): Promise<void> => {
    // What is enqueued in the same turn goes together.
    await Promise.resolve();
    const later: NewItem[] = [];
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      const failed = await left(batch);
      waiting = waiting.slice(batch.length);
      later.push(...failed);
      if (failed.length === batch.length) break;
    }
    waiting = [...later, ...waiting];
    // In this very turn: whoever enqueues from now on begins anew.
    keeping = null;
  };
  const keep = (): Promise<void> => {
    keeping ??= keepAll();
    return keeping;
  };
  return {
    enqueue: (item) => {
      if (waiting.length >= most) {
        refused += 1;
        warn(new Error(`${most} wait already for the outbox to be written`), 1);
        return Promise.resolve();
      }
      waiting.push(item);
      return keep();
    },
    keep,
    unkept: () => waiting.length,
    failures: () => failures,
    refused: () => refused,
  };
};
