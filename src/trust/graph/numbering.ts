import type { TrustGraph } from './graph.ts';

/** Which number each node of a graph has in another one, −1 for none. Both have their ids in the same order. */
export const numbersIn = (from: TrustGraph, to: TrustGraph): Int32Array => {
  const numbers = new Int32Array(from.ids.length);
  if (from.ids === to.ids) return numbers.map((_, node) => node);
  let next = 0;
  from.ids.forEach((id, node) => {
    const number = to.ids[next] === id ? next : to.indexOf(id);
    numbers[node] = number;
    if (number >= 0) next = number + 1;
  });
  return numbers;
};
