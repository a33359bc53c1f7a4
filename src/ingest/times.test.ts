import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microsOf, orderMicros } from './times.ts';

const at = (...parts: [number, number, number, number, number, number]): number => Date.UTC(...parts) * 1000;
const THEN = at(2026, 5, 24, 4, 18, 32);

describe('a time', () => {
  it.each<[unknown, number | null]>([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-06-24T04:18:32+03:00', at(2026, 5, 24, 1, 18, 32)],
    ['2026-06-24T04:18:32-0330', at(2026, 5, 24, 7, 48, 32)],
    ['2026-06-24T04:18:32-00:00', THEN],
    ['2026-06-24T04:18:32.5Z', THEN + 500_000],
    ['2026-06-24T04:18:32,5Z', THEN + 500_000],
    ['2026-06-24T04:18:32.123456789Z', THEN + 123_456],
    ['2026-06-24T04:18:32.12345678901234567890+02:00', at(2026, 5, 24, 2, 18, 32) + 123_456],
    ['2026-06-24t04:18:32z', THEN],
    ['2026-06-24 04:18:32Z', THEN],
    ['2024-02-29T00:00:00Z', at(2024, 1, 29, 0, 0, 0)],
    ['9999-12-31T23:59:59Z', at(2200, 0, 1, 0, 0, 0) - 1],
    ['1969-12-31T23:59:59Z', 0],
    ['1970-01-01T00:00:00+14:00', 0],
    ['0010-01-01T00:00:00Z', 0],
  ])('%s is %s', (text, micros) => {
    expect(microsOf(text)).toBe(micros);
  });

  it.each<[string, unknown]>([
    ['without a zone', '2026-06-24T04:18:32'],
    ['without seconds', '2026-06-24T04:18Z'],
    ['with digits after the seconds', '2026-06-24T04:18:32123Z'],
    ['with an empty fraction', '2026-06-24T04:18:32.Z'],
    ['in a month there is not', '2026-13-24T04:18:32Z'],
    ['on a day there is not', '2026-02-30T04:18:32Z'],
    ['on a leap day of another year', '2026-02-29T04:18:32Z'],
    ['at hour 24', '2026-06-24T24:00:00Z'],
    ['at a leap second', '2016-12-31T23:59:60Z'],
    ['with an offset there is not', '2026-06-24T04:18:32+24:00'],
    ['of Go’s zero', '0001-01-01T00:00:00Z'],
    ['of the year 0', '0000-01-01T00:00:00Z'],
    ['of the year 10000', '10000-01-01T00:00:00Z'],
    ['of a year with a sign', '+002026-06-24T04:18:32Z'],
    ['of more letters than any has', `2026-06-24T04:18:32.${'1'.repeat(60)}Z`],
    ['of a megabyte', '1'.repeat(1 << 20)],
    ['of spaces around', ' 2026-06-24T04:18:32Z '],
    ['of nothing', ''],
    ['of words', 'yesterday'],
    ['of null', null],
    ['of a number', 1_750_000_000],
    ['of a list', ['2026-06-24T04:18:32Z']],
  ])('%s is none', (_, text) => {
    expect(microsOf(text)).toBeNull();
  });

  it('comes back from every spelling of itself', () => {
    const zones = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const moments = fc.integer({ min: 86_400_000, max: Date.UTC(2199, 11, 30) });
    fc.assert(
      fc.property(moments, fc.nat(999), zones, fc.boolean(), (ms, us, zone, colon) => {
        const local = new Date(ms + zone * 60_000).toISOString().slice(0, 23);
        const [hours, minutes] = [Math.trunc(Math.abs(zone) / 60), Math.abs(zone) % 60].map((n) =>
          String(n).padStart(2, '0'),
        );
        const offset = `${zone < 0 ? '-' : '+'}${hours}${colon ? ':' : ''}${minutes}`;
        expect(microsOf(`${local}${String(us).padStart(3, '0')}${offset}`)).toBe(ms * 1000 + us);
      }),
    );
  });

  it('is a whole number within bounds or none, whatever comes', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789-:TtZz+., ') });
    fc.assert(
      fc.property(fc.oneof(digits, fc.jsonValue()), (anything) => {
        const micros = microsOf(anything);
        expect(micros === null || (Number.isSafeInteger(micros) && micros >= 0)).toBe(true);
      }),
    );
  });
});

describe('the order of statuses', () => {
  it.each<[string, unknown, string, number]>([
    ['by the time given', '2026-06-24T04:18:32Z', '3lvcdsankm222', THEN],
    [
      'by the key, where the time has a spelling AT Protocol refuses',
      '2026-06-24 04:18:32Z',
      '3lvcdsankm222',
      at(2025, 7, 1, 0, 0, 0) + 123_456,
    ],
    ['by the key, where there is no time', undefined, '3lvcdsankm222', at(2025, 7, 1, 0, 0, 0) + 123_456],
    ['by nothing, where the key is no TID', null, 'self', 0],
    ['not beyond the last time there is', null, 'bzzzzzzzzzzzz', at(2200, 0, 1, 0, 0, 0) - 1],
  ])('%s', (_, createdAt, rkey, micros) => {
    expect(orderMicros(createdAt, rkey)).toBe(micros);
  });
});
