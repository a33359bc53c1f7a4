import { describe, expect, it } from 'vitest';
import { workAhead } from './work-ahead.ts';

/** Gathers numbers, and works on what has gathered for as long as each piece of work is held. */
const gathering = (most = 3) => {
  const pieces: number[][] = [];
  let [gathered, release]: [number[], () => void] = [[], () => undefined];
  return {
    pieces,
    release: () => release(),
    gathered: () => gathered,
    worker: {
      add: (item: number): boolean => {
        gathered.push(item);
        return item === 99;
      },
      isFull: () => gathered.length >= most,
      begin: (): Promise<void> | null => {
        if (gathered.length === 0) return null;
        pieces.push(gathered);
        gathered = [];
        return new Promise((resolve) => {
          release = resolve;
        });
      },
    },
  };
};

describe('working ahead', () => {
  it('takes in what comes meanwhile, up to a bound, and works on it together', async () => {
    let asked = 0;
    async function* numbers() {
      for (; asked < 9; asked += 1) yield asked;
    }
    const { worker, pieces, release, gathered } = gathering();
    const done = workAhead(numbers(), worker);
    await expect.poll(gathered).toEqual([1, 2, 3]);
    expect(asked).toBe(3);
    release();
    await expect.poll(gathered).toEqual([4, 5, 6]);
    release();
    await expect.poll(gathered).toEqual([7, 8]);
    release();
    await expect.poll(() => pieces.length).toBe(4);
    release();
    await done;
    expect(pieces).toEqual([[0], [1, 2, 3], [4, 5, 6], [7, 8]]);
  });

  it('works on everything that came before a failure of the stream, then throws it', async () => {
    async function* failing() {
      yield 1;
      throw new Error('cut');
    }
    const pieces: number[] = [];
    const worker = {
      add: (item: number): boolean => pieces.push(item) < 0,
      isFull: () => false,
      begin: (ended: boolean) => (ended && pieces.length === 1 ? Promise.resolve(void pieces.push(0)) : null),
    };
    await expect(workAhead(failing(), worker)).rejects.toThrow('cut');
    expect(pieces).toEqual([1, 0]);
  });

  it('throws a failure of the work at once and lets the stream go, even one that waits', async () => {
    let returned = false;
    let end = (): void => undefined;
    const waiting = {
      [Symbol.asyncIterator]: () => ({
        next: (nth = 0) => (nth === 0 && !returned && end === before ? first() : new Promise<never>(() => undefined)),
        return: async () => {
          returned = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    const before = end;
    const first = async () => {
      end = () => undefined;
      return { done: false as const, value: 1 };
    };
    const worker = {
      add: () => false,
      isFull: () => false,
      begin: () => (end === before ? null : Promise.reject(new Error('full'))),
    };
    await expect(workAhead(waiting, worker)).rejects.toThrow('full');
    expect(returned).toBe(true);
  });

  it('asks for nothing more once enough has come', async () => {
    let returned = false;
    function* endless() {
      try {
        for (let nth = 97; ; nth += 1) yield nth;
      } finally {
        returned = true;
      }
    }
    const { worker, pieces, release } = gathering(10);
    const done = workAhead(endless(), worker);
    await expect.poll(() => pieces.length).toBe(1);
    release();
    await expect.poll(() => pieces.length).toBe(2);
    release();
    await done;
    expect(pieces.flat()).toEqual([97, 98, 99]);
    expect(returned).toBe(true);
  });
});
