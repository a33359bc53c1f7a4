import { expect, it } from 'vitest';
import { microsOf } from './times.ts';

it.each<[unknown, number | null]>([
  ['1970-01-01T00:00:00Z', 0],
  ['2026-06-24T04:18:32+03:00', Date.UTC(2026, 5, 24, 1, 18, 32) * 1000],
  ['2026-06-24T04:18:32-0330', Date.UTC(2026, 5, 24, 7, 48, 32) * 1000],
  ['2026-06-24T04:18:32.5Z', Date.UTC(2026, 5, 24, 4, 18, 32) * 1000 + 500_000],
  ['2026-06-24T04:18:32.123456789Z', Date.UTC(2026, 5, 24, 4, 18, 32) * 1000 + 123_456],
  ['2026-06-24t04:18:32z', Date.UTC(2026, 5, 24, 4, 18, 32) * 1000],
  ['9999-12-31T23:59:59Z', Date.UTC(2200, 0, 1) * 1000 - 1],
  ['2026-06-24T04:18:32', null],
  ['2026-13-24T04:18:32Z', null],
  ['1969-12-31T23:59:59Z', null],
  ['', null],
  ['yesterday', null],
  [null, null],
  [1_750_000_000, null],
])('reads %s as %s', (text, micros) => {
  expect(microsOf(text)).toBe(micros);
});
