/** Runs tasks of one key one after the other, in the order they came; those of different keys do not wait. */
export type Turns = <T>(key: string, task: () => Promise<T>) => Promise<T>;

export const turns = (): Turns => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key);
    const mine = (async () => {
      await before?.catch(() => {});
      return task();
    })();
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
};
