import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranksOf } from './ranks.ts';

describe('ranksOf', () => {
  it('is the place after sorting, equals by index, nothing for 0', () => {
    const score = fc.oneof(
      fc.constantFrom(0, 0, 1, 0.5, Number.MIN_VALUE, 1e-300, 0.1 + 0.2, 0.3),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.array(score, { maxLength: 60 }), (scores) => {
        const order = scores.map((_, node) => node).filter((node) => (scores[node] ?? 0) > 0);
        order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
        const expected = new Int32Array(scores.length);
        order.forEach((node, place) => {
          expected[node] = place + 1;
        });
        expect(ranksOf(Float64Array.from(scores))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a part of a larger buffer', () => {
    const all = Float64Array.of(9, 1, 3, 2);
    expect(ranksOf(all.subarray(1))).toEqual(Int32Array.of(3, 1, 2));
  });
});
