import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againInMs } from './again-in.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('asking again for a patch', () => {
  it('doubles from a minute to six hours, and goes on daily', () => {
    const minutes = Array.from({ length: 12 }, (_, index) => againInMs(index + 1) / MINUTE_MS);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 1440, 1440]);
  });

  it('is daily from the start for what failed for good', () => {
    for (const attempts of [1, 2, 100]) expect(againInMs(attempts, true)).toBe(DAY_MS);
  });

  it('never ends and never comes sooner than the time before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (attempts) => {
        expect(againInMs(attempts)).toBeGreaterThanOrEqual(MINUTE_MS);
        expect(againInMs(attempts)).toBeLessThanOrEqual(DAY_MS);
        expect(againInMs(attempts + 1)).toBeGreaterThanOrEqual(againInMs(attempts));
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d attempts', (attempts) => {
    expect(() => againInMs(attempts)).toThrow(RangeError);
  });
});
