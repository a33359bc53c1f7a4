import fc from 'fast-check';
import { expect, it } from 'vitest';
import { microsOfTid, positionOf, tidBefore } from './tid.ts';

const letters = fc.stringMatching(/^[2-7a-b][2-7a-z]{10}$/);

it.each<[string, number | null]>([
  ['2222222222222', 0],
  ['2222222222322', 1],
  ['222222222232z', 1],
  ['zzzzzzzzzzzzz', null],
  ['3jzfcijpj2z2', null],
  ['3jzfcijpj2z21', null],
  ['', null],
])('reads %s as %s', (text, micros) => {
  expect(microsOfTid(text)).toBe(micros);
});

it('reads the TID of AT Protocol’s documents as a moment of 2023', () => {
  expect(new Date((microsOfTid('3jzfcijpj2z2a') ?? 0) / 1000).getUTCFullYear()).toBe(2023);
});

it('finds the one before, which sorts before it and lies a microsecond earlier', () => {
  fc.assert(
    fc.property(letters, (begin) => {
      const text = `${begin}2a`;
      const micros = microsOfTid(text) ?? 0;
      fc.pre(micros > 0);
      expect(microsOfTid(tidBefore(text))).toBe(micros - 1);
      expect(tidBefore(text) < text).toBe(true);
    }),
  );
  expect(tidBefore('2222222222222')).toBe('2222222222222');
  expect(tidBefore('no tid')).toBe('no tid');
});

it('places an event by its revision, and by its time where it has none that can be read', () => {
  expect(positionOf({ rev: '2222222222322', timeUs: 9 })).toBe(1);
  expect(positionOf({ rev: 'abc', timeUs: 9 })).toBe(9);
  expect(positionOf({ rev: null, timeUs: 9 })).toBe(9);
});
