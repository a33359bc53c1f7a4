import type { Db, Store } from './open-store.ts';

/** How one of several things asked for together ended. */
export type Settled<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Does several things in one transaction. @returns how each ended, in their order. What it throws is the end of all of them. */
export type FoldedWork<Item, Result> = (db: Db, items: readonly Item[]) => Promise<readonly Settled<Result>[]>;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes of which one would be a transaction of milliseconds: whatever is asked for until a transaction begins is done in it,
 * up to `most` at once, in the order in which it was asked for. Each is durable when it resolves.
 */
export const foldedWrites = <Item, Result>(store: Store, work: FoldedWork<Item, Result>, most: number) => {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;
  const turn = async (): Promise<void> => {
    let batch: Waiting<Item, Result>[] = [];
    try {
      const settled = await store.write((db) => {
        batch = waiting.splice(0, most);
        return work(
          db,
          batch.map(({ item }) => item),
        );
      });
      settle(batch, settled);
    } catch (error) {
      // Where the file could not even be had, whoever waits for it is told.
      for (const { reject } of batch.length > 0 ? batch : waiting.splice(0)) reject(error);
    }
  };
  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) await turn();
    isRunning = false;
  };
  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
};

const settle = <Item, Result>(batch: readonly Waiting<Item, Result>[], settled: readonly Settled<Result>[]): void => {
  batch.forEach(({ resolve, reject }, index) => {
    const end = settled[index];
    if (end?.kind === 'done') resolve(end.result);
    else reject(end?.error);
  });
};
