import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightCodesOf } from './weight-codes.ts';

describe('weightCodesOf', () => {
  it('gives every weight back, each different one once', () => {
    const weight = fc.oneof(fc.constantFrom(1, 2, 3), fc.double({ min: Number.MIN_VALUE, noNaN: true }));
    fc.assert(
      fc.property(fc.array(weight, { maxLength: 300, size: 'max' }), fc.nat(3), (given, skipped) => {
        const weights = Float64Array.from(given).subarray(Math.min(skipped, given.length));
        const coded = weightCodesOf(weights);
        expect(Float64Array.from(coded?.codes ?? [], (code) => coded?.weights[code] ?? Number.NaN)).toEqual(weights);
        expect(coded?.weights.length).toBe(new Set(weights).size);
      }),
    );
  });

  it('holds 65,536 different weights and gives up at one more', () => {
    const weights = Float64Array.from({ length: 2 ** 16 + 1 }, (_, edge) => 1 + edge / 2 ** 20);
    expect(weightCodesOf(weights.subarray(1))?.weights.length).toBe(2 ** 16);
    expect(weightCodesOf(weights)).toBeNull();
  });
});
