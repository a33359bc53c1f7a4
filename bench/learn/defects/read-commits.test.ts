import { expect, it } from 'vitest';
import { type Commit, learnable } from './read-commits.ts';

const commit = (id: string, at: number): Commit => ({ id, at, bug: false, values: [] });

it('learns from nothing that it is tested on, nor from what is not older', () => {
  const test = [commit('c', 30), commit('d', 40)];
  const train = [commit('a', 10), commit('b', 29), commit('x', 30), ...test];
  expect(learnable(train, test).map(({ id }) => id)).toEqual(['a', 'b']);
});
