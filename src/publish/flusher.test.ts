import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { SendFailed } from './event-sender.ts';
import { type FlusherOptions, flusher } from './flusher.ts';
import { memoryOutbox, restUs } from './memory-outbox.ts';
import type { NewItem, OutboxItem } from './outbox.ts';

const HOUR_MS = 3_600_000;
const item = (key: string): NewItem => ({ idempotencyKey: key, target: 'test', body: `{"n":"${key}"}` });
const numbered = (count: number): NewItem[] => Array.from({ length: count }, (_, n) => item(`k${n}`));

/** A flusher that never ticks by itself, a clock that is set by hand, and what it sent. */
const bench = (over: Partial<FlusherOptions> = {}) => {
  const clock = { us: 0 };
  const outbox = memoryOutbox();
  const taken: string[] = [];
  const warnings: string[] = [];
  const send = async (items: readonly OutboxItem[]): Promise<void> =>
    void taken.push(...items.map(({ idempotencyKey }) => idempotencyKey));
  const worker = flusher({
    ...{ outbox, send, nowUs: () => clock.us, onWarning: (line: string) => void warnings.push(line) },
    ...{ intervalMs: HOUR_MS, ...over },
  });
  return { worker, outbox, taken, warnings, clock };
};

/** A flusher as it is first written: a queue in memory, a batch that the worker holds while it waits for more. */
const naiveFlusher = (send: (items: readonly NewItem[]) => void) => {
  const queue: NewItem[] = [];
  let batch: NewItem[] = [];
  return {
    enqueue: (one: NewItem) => void queue.push(one),
    /** The worker takes what is there into its batch, and waits for it to be full. */
    tick: () => void batch.push(...queue.splice(0)),
    shutdown: () => {
      batch = [];
      send(queue.splice(0));
    },
  };
};

describe('a flusher', () => {
  it('loses nothing of the batch it is at when it is shut down, as the naive one does', async () => {
    const lost: NewItem[] = [];
    const naive = naiveFlusher((items) => void lost.push(...items));
    for (const one of numbered(10)) naive.enqueue(one);
    naive.tick();
    naive.shutdown();
    expect(lost).toHaveLength(0);

    const { worker, taken } = bench();
    for (const one of numbered(10)) void worker.enqueue(one);
    await worker.shutdown();
    expect(taken).toEqual(numbered(10).map(({ idempotencyKey }) => idempotencyKey));
  });

  it('keeps what it cannot send by the time it must end', async () => {
    const send = (_: unknown, signal: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const { worker, outbox } = bench({ send, graceMs: 1 });
    for (const one of numbered(150)) void worker.enqueue(one);
    await worker.shutdown();
    expect(outbox.waiting()).toHaveLength(150);
    expect(outbox.waiting().every(({ attempts }) => attempts === 0)).toBe(true);
    // And still takes what comes too late to be sent.
    await worker.enqueue(item('late'));
    await worker.flush();
    expect(outbox.waiting()).toHaveLength(151);
  });

  it('sends by itself, every interval', async () => {
    const { worker, taken } = bench({ intervalMs: 1 });
    await worker.enqueue(item('a'));
    await vi.waitFor(() => expect(taken).toEqual(['a']));
    await worker.enqueue(item('b'));
    await vi.waitFor(() => expect(taken).toEqual(['a', 'b']));
    await worker.shutdown();
  });

  it('ships 200 events in batches of 50, in order', async () => {
    const sizes: number[] = [];
    const keys: string[] = [];
    const send = async (items: readonly OutboxItem[]): Promise<void> => {
      sizes.push(items.length);
      keys.push(...items.map(({ idempotencyKey }) => idempotencyKey));
    };
    const { worker } = bench({ send, maxBatch: 50 });
    for (const one of numbered(200)) void worker.enqueue(one);
    await worker.flush();
    expect(sizes).toEqual([50, 50, 50, 50]);
    expect(keys).toEqual(numbered(200).map(({ idempotencyKey }) => idempotencyKey));
    expect(worker.figures()).toEqual({ shipped: 200, failedWrites: 0, unkept: 0, refused: 0 });
  });

  it('ships what ten producers of twenty enqueue at the same time', async () => {
    const { worker, taken } = bench();
    const producer = async (name: number): Promise<void> => {
      for (let n = 0; n < 20; n += 1) await worker.enqueue(item(`${name}-${n}`));
    };
    await Promise.all(Array.from({ length: 10 }, (_, name) => producer(name)));
    await worker.flush();
    expect(new Set(taken).size).toBe(200);
  });

  it('puts what is enqueued at once into the outbox at once', async () => {
    const outbox = memoryOutbox();
    const add = vi.fn(outbox.add);
    const { worker } = bench({ outbox: { ...outbox, add } });
    await Promise.all(numbered(60).map(worker.enqueue));
    expect(add).toHaveBeenCalledTimes(1);
    expect(outbox.waiting()).toHaveLength(60);
  });

  it('goes on past one item that fails, counts it, and tries it again later under the same key', async () => {
    const keys: string[] = [];
    let poisoned = true;
    const send = async (items: readonly OutboxItem[]): Promise<void> => {
      if (poisoned && items.some(({ idempotencyKey }) => idempotencyKey === 'k3')) throw new Error('no such pair');
      keys.push(...items.map(({ idempotencyKey }) => idempotencyKey));
    };
    const { worker, warnings, clock, outbox } = bench({ send });
    for (const one of numbered(10)) void worker.enqueue(one);
    await worker.flush();
    expect(keys).toHaveLength(9);
    expect(worker.figures()).toMatchObject({ shipped: 9, failedWrites: 1 });
    expect(warnings).toEqual(['fallback: trust event not shipped (1), it is tried again: no such pair']);
    await worker.flush();
    expect(worker.figures().failedWrites).toBe(1);
    poisoned = false;
    clock.us += restUs(1);
    await worker.flush();
    expect(keys.at(-1)).toBe('k3');
    expect(outbox.waiting()).toEqual([]);
  });

  it('leaves a host alone that is away, until the next time', async () => {
    let asked = 0;
    const send = async (): Promise<void> => {
      asked += 1;
      throw new SendFailed('gone', { isOfItems: false });
    };
    const { worker, outbox } = bench({ send, maxBatch: 10 });
    for (const one of numbered(100)) void worker.enqueue(one);
    await worker.flush();
    expect(asked).toBe(1);
    expect(outbox.waiting().filter(({ attempts }) => attempts === 1)).toHaveLength(10);
  });

  it('takes a host that fails each item for one that is away', async () => {
    let asked = 0;
    const send = async (): Promise<void> => {
      asked += 1;
      throw new SendFailed('500', { isOfItems: true });
    };
    const { worker } = bench({ send });
    for (const one of numbered(100)) void worker.enqueue(one);
    await worker.flush();
    expect(asked).toBe(4);
  });

  it('tries an item a bounded number of times, at growing distances', async () => {
    const times: number[] = [];
    const { worker, clock, outbox } = bench({
      send: async () => {
        times.push(clock.us);
        throw new Error('refused');
      },
    });
    await worker.enqueue(item('a'));
    for (let day = 0; day < 40; day += 1) {
      await worker.flush();
      clock.us += 3_600_000_000;
    }
    expect(times).toHaveLength(20);
    expect(outbox.dead()).toHaveLength(1);
    expect([1, 2, 3, 12, 13, 99].map(restUs)).toEqual([1e6, 2e6, 4e6, 2048e6, 3600e6, 3600e6]);
  });

  it('outlives an outbox that cannot be written, or read, for a while', async () => {
    const outbox = memoryOutbox();
    const state = { full: true };
    const fail = (): never => {
      throw new Error('disk full');
    };
    const { worker, taken, warnings } = bench({
      outbox: {
        ...outbox,
        add: async (items) => (state.full ? fail() : outbox.add(items)),
        due: async (us, most) => (state.full ? fail() : outbox.due(us, most)),
      },
      mostUnkept: 3,
    });
    await Promise.all(numbered(5).map(worker.enqueue));
    await worker.flush();
    expect(worker.figures()).toMatchObject({ shipped: 0, unkept: 3, refused: 2 });
    expect(warnings.every((line) => line.includes('fallback: trust event not shipped'))).toBe(true);
    state.full = false;
    // The outbox of this bench is the one that was handed in: what is sent is what it holds.
    await worker.flush();
    expect(taken).toEqual(['k0', 'k1', 'k2']);
  });

  it('holds up nothing for one item that the outbox does not take', async () => {
    const outbox = memoryOutbox();
    const add = async (items: readonly NewItem[]): Promise<void> => {
      if (items.some(({ idempotencyKey }) => idempotencyKey === 'k1')) throw new Error('not JSON');
      await outbox.add(items);
    };
    const { worker, taken } = bench({ outbox: { ...outbox, add } });
    await Promise.all(numbered(4).map(worker.enqueue));
    await worker.flush();
    expect(taken).toEqual(['k0', 'k2', 'k3']);
    expect(worker.figures().unkept).toBe(1);
  });

  it('sends every item in the end, whatever fails on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('takes', 'refuses', 'is away', 'answers too late'), { maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (fates, count, maxBatch) => {
          const byKey = new Map<string, number>();
          const left = [...fates];
          const send = async (items: readonly OutboxItem[]): Promise<void> => {
            const fate = left.shift() ?? 'takes';
            if (fate === 'takes' || fate === 'answers too late')
              for (const { idempotencyKey: key } of items) byKey.set(key, (byKey.get(key) ?? 0) + 1);
            if (fate === 'refuses') throw new Error(fate);
            if (fate !== 'takes') throw new SendFailed(fate, { isOfItems: false });
          };
          const { worker, clock, outbox } = bench({ send, maxBatch });
          for (const one of numbered(count)) void worker.enqueue(one);
          for (let turn = 0; turn < 60; turn += 1) {
            await worker.flush();
            clock.us += 3_600_000_000;
          }
          await worker.shutdown();
          expect(byKey.size + outbox.dead().length).toBeGreaterThanOrEqual(count);
          expect(outbox.waiting()).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [{ intervalMs: 0 }, 'intervalMs must be above 0, got 0'],
    [{ maxBatch: 0 }, 'maxBatch must be a whole number from 1 to 100, got 0'],
    [{ maxBatch: 101 }, 'maxBatch must be a whole number from 1 to 100, got 101'],
  ])('refuses %o', (over, message) => {
    expect(() => bench(over)).toThrow(new RangeError(message));
  });
});
