import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextGuess, type Search } from './next-guess.ts';

/** A record key of that moment: keys grow with time. */
const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';
const tidOf = (number: number): string =>
  `3l${[...Array(9).keys()].map((at) => LETTERS[Math.floor(number / 32 ** (8 - at)) % 32]).join('')}22`;

/** Reads pages until the key is found, or no guess is left, or so many were read. @returns the number, and the reads. */
const find = (pages: ReadonlyMap<number, string>, search: Omit<Search, 'known' | 'missing'>, most: number) => {
  const known = new Map<number, string>();
  const missing = new Set<number>();
  for (let reads = 1; reads <= most; reads += 1) {
    const guess = nextGuess({ ...search, known, missing });
    if (guess === null) return { found: null, reads, known };
    const key = pages.get(guess);
    if (key === search.rkey) return { found: guess, reads, known };
    if (key === undefined) missing.add(guess);
    else known.set(guess, key);
  }
  return { found: null, reads: most, known };
};

const numbered = (count: number): Map<number, string> =>
  new Map(Array.from({ length: count }, (_, index) => [index + 1, tidOf(index * 7 + 1000)] as const));

describe('the search for a pull request’s number', () => {
  it('finds any of 500 with 18 pages read, whichever of them are listed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 30 }),
        (count, which, some) => {
          const pages = numbered(count);
          const listed = [...new Set(some.map((each) => (each % count) + 1))].sort((a, b) => a - b);
          const number = (which % count) + 1;
          const { found } = find(pages, { rkey: pages.get(number) ?? '', listed, hint: null }, 18);
          expect(found).toBe(number);
        },
      ),
    );
  });

  it('finds any of 500 with 18 pages read when none is listed', () => {
    const pages = numbered(500);
    for (const [number, rkey] of pages) expect(find(pages, { rkey, listed: [], hint: null }, 18).found).toBe(number);
  });

  it('is not led astray by a page that is missing', () => {
    for (let gone = 1; gone < 60; gone += 1) {
      const pages = numbered(60);
      pages.delete(gone);
      for (const [number, rkey] of pages)
        expect(find(pages, { rkey, listed: [60], hint: null }, 12).found).toBe(number);
    }
  });

  it('reads few pages when it is among those listed', () => {
    const pages = numbered(4000);
    const listed = [3990, 3991, 3993, 3994, 3998, 4000];
    for (const number of listed) {
      const { found, reads } = find(pages, { rkey: pages.get(number) ?? '', listed, hint: null }, 20);
      expect(found).toBe(number);
      expect(reads).toBeLessThanOrEqual(3);
    }
  });

  it('finds it although pages are missing and neighbours are out of order', () => {
    const pages = numbered(60);
    for (const gone of [2, 17, 31, 32, 33]) pages.delete(gone);
    const [a, b] = [pages.get(40) ?? '', pages.get(42) ?? ''];
    pages.set(40, b).set(42, a);
    const listed = [58, 59, 60];
    for (const [number, rkey] of pages) {
      expect(find(pages, { rkey, listed, hint: null }, 19).found).toBe(number);
    }
  });

  it('tries a named number first, and does not stop at it', () => {
    const pages = numbered(9);
    const search = { listed: [8, 9], known: new Map(), missing: new Set<number>() };
    expect(nextGuess({ ...search, rkey: tidOf(1), hint: 5 })).toBe(5);
    expect(find(pages, { rkey: pages.get(3) ?? '', listed: [8, 9], hint: 5 }, 19).found).toBe(3);
  });

  it('with a key that is no time, reads what is listed and no more', () => {
    const pages = new Map([
      [1, 'my-change'],
      [2, tidOf(5)],
      [3, 'another'],
    ]);
    expect(find(pages, { rkey: 'another', listed: [1, 2, 3], hint: null }, 19).found).toBe(3);
    expect(find(pages, { rkey: 'unknown', listed: [1, 3], hint: null }, 19)).toMatchObject({ found: null, reads: 3 });
  });

  it('ends whatever the pages are', () => {
    const key = fc.oneof(fc.integer({ min: 0, max: 1000 }).map(tidOf), fc.constant('no-tid'));
    const pages = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), key), { maxLength: 30 });
    fc.assert(
      fc.property(pages, key, fc.array(fc.integer({ min: 1, max: 40 })), (some, rkey, listed) => {
        const known = new Map(some);
        for (const [number, held] of some) if (held === rkey) known.delete(number);
        const { found, reads } = find(known, { rkey, listed: listed.sort((a, b) => a - b), hint: null }, 1000);
        expect(found).toBeNull();
        expect(reads).toBeLessThan(200);
      }),
    );
  });
});
