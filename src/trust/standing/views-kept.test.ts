import { describe, expect, it } from 'vitest';
import { keeping } from './views-kept.ts';

describe('keeping', () => {
  it('makes again only what was longest unused when room was needed', () => {
    const made: number[] = [];
    const get = keeping({
      make: (key: number) => {
        made.push(key);
        return { key };
      },
      sizeOf: ({ key }) => key,
      most: 10,
    });
    for (const key of [3, 4, 3, 2, 4, 3, 2]) expect(get(key).key).toBe(key);
    expect(made.splice(0)).toEqual([3, 4, 2]);
    // 4 goes for 5; of 3 + 2 + 5 nothing needs to, and each use counts.
    for (const key of [5, 3, 2, 5, 4, 5]) get(key);
    expect(made.splice(0)).toEqual([5, 4]);
    for (const key of [4, 3]) get(key);
    expect(made.splice(0)).toEqual([3]);
  });

  it('keeps nothing that does not fit at all, and goes on', () => {
    const made: number[] = [];
    const get = keeping({ make: (key: number) => made.push(key), sizeOf: () => 7, most: 6 });
    for (const key of [1, 1, 2]) get(key);
    expect(made).toEqual([1, 1, 2]);
  });
});
