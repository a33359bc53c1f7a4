import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

/** Questions that are answered when the test says so. */
const questions = () => {
  const asked: {
    readonly item: number;
    readonly answer: (value: string) => void;
    readonly fail: (why: Error) => void;
  }[] = [];
  const ask = (item: number): Promise<string> =>
    new Promise((answer, fail) => {
      asked.push({ item, answer, fail });
    });
  return { asked, ask };
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('asking in order', () => {
  it('has at most so many under way, and results in the order of the items', async () => {
    const { asked, ask } = questions();
    const all = inOrder([0, 1, 2, 3], 2, ask);
    expect(asked.map(({ item }) => item)).toEqual([0, 1]);
    asked[1]?.answer('one');
    await settled();
    expect(asked.map(({ item }) => item)).toEqual([0, 1, 2]);
    asked[2]?.answer('two');
    asked[0]?.answer('zero');
    await settled();
    asked[3]?.answer('three');
    expect(await all).toEqual(['zero', 'one', 'two', 'three']);
  });

  it('starts nothing after a failure, and rejects when what was under way has ended', async () => {
    const { asked, ask } = questions();
    let ended = false;
    const all = inOrder([0, 1, 2, 3], 2, ask).finally(() => {
      ended = true;
    });
    asked[0]?.fail(new Error('broken'));
    await settled();
    expect(asked).toHaveLength(2);
    expect(ended).toBe(false);
    asked[1]?.answer('one');
    await expect(all).rejects.toThrow('broken');
    expect(asked).toHaveLength(2);
  });

  it('stops when it has enough, with null for what was not asked', async () => {
    const enough = (results: readonly unknown[]) => results.filter((result) => result === 'no').length >= 2;
    expect(await inOrder([0, 1, 2, 3], 1, async (item) => (item < 2 ? 'no' : 'yes'), enough)).toEqual([
      'no',
      'no',
      null,
      null,
    ]);
  });

  it('of nothing is nothing', async () => {
    expect(await inOrder([], 4, async () => 1)).toEqual([]);
  });
});
