/** Questions that are under way at a time. */
export const AT_A_TIME = 4;

/**
 * What `ask` makes of each item, in the items' order whatever finishes first, with at most `width` under way at once.
 * After a rejection, or once `enough` says so of the results so far, nothing more is started; it rejects, or returns with
 * null in place of what was not started, when what was under way has ended.
 */
export const inOrder = async <T, R>(
  items: readonly T[],
  width: number,
  ask: (item: T, index: number) => Promise<R>,
  enough: (results: readonly (R | null)[]) => boolean = () => false,
): Promise<readonly (R | null)[]> => {
  const results = items.map((): R | null => null);
  let [next, isOver] = [0, false];
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length && !isOver; index = next++) {
      const item = items[index];
      if (item === undefined) continue;
      try {
        results[index] = await ask(item, index);
      } catch (thrown) {
        isOver = true;
        throw thrown;
      }
      isOver ||= enough(results);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, work));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
};
