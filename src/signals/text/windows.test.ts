import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowsOf } from './windows.ts';

it('is the text itself while it fits', () => {
  expect(windowsOf('', 10, 4)).toEqual(['']);
  expect(windowsOf('0123456789', 10, 4)).toEqual(['0123456789']);
  expect(windowsOf('0123456789a', 10, 4)).toEqual(['0123456789', '…6789a']);
});

it('holds whatever is no longer than the overlap whole, and starts no window like a text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.nat(), fc.integer({ min: 0, max: 8 }), (text, at, length) => {
      const from = at % (text.length + 1);
      const part = text.slice(from, from + length);
      const windows = windowsOf(text, 20, 8);
      expect(windows.some((window) => window.includes(part))).toBe(true);
      for (const window of windows.slice(1)) expect(window[0]).toBe('…');
      for (const window of windows) expect(window.length).toBeLessThanOrEqual(21);
    }),
  );
});
