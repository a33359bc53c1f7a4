import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, oneLine } from './one-line.ts';

const texts = fc.string({ unit: 'binary', maxLength: 40 });

describe('a text on one line', () => {
  it.each([
    ['a\n\tb', 'a b'],
    [' \u202ea\u0000\u2028', 'a'],
    ['a\ud800b', 'a\ufffdb'],
    ['', ''],
  ])('%j is %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  it('shows everything it has, is well formed and as long as it may be at most', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 30 }), (text, most) => {
        const line = oneLine(text, most);
        expect(line.length).toBeLessThanOrEqual(most);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('says that it was cut', () => {
    expect(oneLine('abcdef', 4)).toBe('abc…');
    expect(oneLine(`a${' '.repeat(100)}`, 4)).toBe('a…');
    expect(oneLine('abcd', 4)).toBe('abcd');
  });

  it('a cut text is its beginning, up to a whole character', () => {
    fc.assert(
      fc.property(texts, fc.nat(30), (text, most) => {
        const short = cut(text, most);
        expect(text.toWellFormed().startsWith(short)).toBe(true);
        expect(short.isWellFormed()).toBe(true);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
      }),
    );
  });
});
