import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draws } from './draws.ts';

const firstOf = (seed: number, count = 5): number[] => {
  const draws = new Draws(seed);
  return Array.from({ length: count }, () => draws.next());
};

describe('Draws', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(firstOf(7)).toEqual(firstOf(7));
    expect(firstOf(7)).not.toEqual(firstOf(8));
  });

  it('fills [0,1) evenly', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const value of firstOf(1, 20_000)) tenths[Math.floor(value * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('samples different items, as many as asked for or as there are', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.nat(), { maxLength: 20 }), fc.nat(25), (seed, items, count) => {
        const sample = new Draws(seed).sample(items, count);
        expect(new Set(sample).size).toBe(Math.min(count, items.length));
        expect(sample.every((item) => items.includes(item))).toBe(true);
      }),
    );
  });

  it('cannot pick from nothing', () => {
    expect(() => new Draws(1).pick([])).toThrow('items must not be empty');
  });
});
