import { describe, expect, it } from 'vitest';
import { keptAnswers } from './kept-answers.ts';

describe('kept answers', () => {
  const bench = (most = 256) => {
    const state = { mark: 'a', made: 0 };
    const kept = keptAnswers(() => state.mark, most);
    const ask = (key: string): Promise<number> => kept(key, async () => (state.made += 1));
    return { state, kept, ask };
  };

  it('are made once for each mark, also for those who ask at the same time', async () => {
    const { state, ask } = bench();
    expect(await Promise.all([ask('x'), ask('x'), ask('y')])).toEqual([1, 1, 2]);
    state.mark = 'b';
    expect(await ask('x')).toBe(3);
  });

  it('do not outlast a failure', async () => {
    const { kept, ask } = bench();
    await expect(kept('x', async () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
    expect(await ask('x')).toBe(1);
  });

  it('are bounded', async () => {
    const { state, ask } = bench(2);
    for (const key of ['a', 'b', 'c']) await ask(key);
    expect(await ask('c')).toBe(3);
    expect(await ask('a')).toBe(4);
    expect(state.made).toBe(4);
  });
});
