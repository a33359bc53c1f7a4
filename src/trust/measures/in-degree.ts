import type { Measure } from './measure.ts';

/** What counting vouches gives: the sum of w over the vouches a node gets. */
export const inDegree: Measure = {
  name: 'in-degree',
  description: 'the number (weight) of vouches received, by anybody',
  range: [0, Number.POSITIVE_INFINITY],
  seeded: false,
  scores: ({ ids, vouches: { start, weight } }) =>
    Float64Array.from(ids, (_, node) => {
      let sum = 0;
      for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) sum += weight[edge]!;
      return sum;
    }),
};
