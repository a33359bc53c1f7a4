import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    [' 120 ', 120_000],
    ['1000000000000', 1e15],
    ['9'.repeat(400), Number.POSITIVE_INFINITY],
    ['Sat, 21 Nov 2026 09:01:00 GMT', 60_000],
    ['Saturday, 21-Nov-26 09:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2020 09:01:00 GMT', 0],
  ])('reads %j', (value, expected) => {
    expect(retryAfterMs(value, NOW)).toBe(expected);
  });

  it.each([null, '', '-5', '1.5', '5 minutes', 'soon', 'Mon, nonsense', '2026-11-21', '0x10'])(
    'finds no time in %j',
    (value) => {
      expect(retryAfterMs(value, NOW)).toBeNull();
    },
  );
});
