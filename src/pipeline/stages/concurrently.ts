/** How many at a time, and until when. */
export interface ConcurrentlyOptions {
  /** Items worked on at the same time: 1 or more. */
  readonly most: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works on items in their order, at most so many at a time. The results are in the items' order as well, one of each item
 * that was begun: all of them, or, once the signal is aborted, the first so many. After the first fault nothing more is
 * begun; what is under way is waited for, so that nobody works on when this has ended.
 * @throws whatever the first fault was; RangeError when `most` is not a whole number of at least 1.
 */
export const concurrently = async <Item, Result>(
  items: readonly Item[],
  { most, signal }: ConcurrentlyOptions,
  work: (item: Item, index: number) => Result | Promise<Result>,
): Promise<Result[]> => {
  if (!Number.isSafeInteger(most) || most < 1) throw new RangeError(`most must be a whole number ≥ 1, got ${most}`);
  const results: Result[] = [];
  const left = items.entries();
  const faults: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (faults.length === 0 && !signal?.aborted) {
      const { value, done } = left.next();
      if (done) return;
      const [index, item] = value;
      try {
        results[index] = await work(item, index);
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  if (faults.length > 0) throw faults[0];
  return results;
};
