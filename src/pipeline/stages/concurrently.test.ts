import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concurrently } from './concurrently.ts';

/** Work that ends when it is told to, and how much of it is under way. */
const gates = () => {
  const open = new Map<number, PromiseWithResolvers<string>>();
  let [begun, most] = [0, 0];
  const work = (item: number): Promise<string> => {
    const gate = Promise.withResolvers<string>();
    open.set(item, gate);
    begun += 1;
    most = Math.max(most, open.size);
    return gate.promise;
  };
  const settle = async (item: number, fault?: Error): Promise<void> => {
    const gate = open.get(item);
    open.delete(item);
    if (fault === undefined) gate?.resolve(`done ${item}`);
    else gate?.reject(fault);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { work, settle, open, begun: () => begun, most: () => most };
};

describe('concurrently', () => {
  it('gives the results in the order of the items, in whatever order they are done, never more than so many at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.nat()),
        async (count, most, picks) => {
          const { work, settle, open, most: atOnce } = gates();
          const all = concurrently(
            Array.from({ length: count }, (_, item) => item),
            { most },
            work,
          );
          while (open.size > 0) await settle([...open.keys()][(picks.next().value ?? 0) % open.size] ?? 0);
          expect(await all).toEqual(Array.from({ length: count }, (_, item) => `done ${item}`));
          expect(atOnce()).toBe(Math.min(most, count));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('begins nothing after a fault, waits for what is under way, and throws the first', async () => {
    const { work, settle, open, begun } = gates();
    let ended = false;
    const all = concurrently([0, 1, 2, 3, 4], { most: 2 }, work).finally(() => {
      ended = true;
    });
    const failed = expect(all).rejects.toThrow('the first');
    await settle(1, new Error('the first'));
    expect([ended, begun(), [...open.keys()]]).toEqual([false, 2, [0]]);
    await settle(0, new Error('the second'));
    await failed;
    expect(begun()).toBe(2);
  });

  it('takes a fault that is thrown at once, and one that is undefined, as any other', async () => {
    const thrown = (fault: unknown) =>
      concurrently([1, 2], { most: 1 }, () => {
        throw fault;
      });
    await expect(thrown(new Error('at once'))).rejects.toThrow('at once');
    await expect(thrown(undefined)).rejects.toBeUndefined();
  });

  it('begins nothing once aborted, and answers with what was begun', async () => {
    const { work, settle, begun } = gates();
    const stop = new AbortController();
    const all = concurrently([0, 1, 2, 3, 4], { most: 2, signal: stop.signal }, work);
    await settle(0);
    stop.abort();
    await settle(2);
    await settle(1);
    expect(await all).toEqual(['done 0', 'done 1', 'done 2']);
    expect(begun()).toBe(3);
    expect(await concurrently([1], { most: 1, signal: stop.signal }, work)).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s at a time', async (most) => {
    await expect(concurrently([1], { most }, () => 1)).rejects.toThrow(RangeError);
  });
});
