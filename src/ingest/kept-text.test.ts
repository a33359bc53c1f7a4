import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isName, keptText } from './kept-text.ts';

describe('words', () => {
  it.each<[string, string, object, string]>([
    ['within their limit stay', 'loom', { graphemes: 4, bytes: 4 }, 'loom'],
    [
      'are cut by characters as people count them',
      'e\u0301e\u0301e\u0301',
      { graphemes: 2, bytes: 99 },
      'e\u0301e\u0301',
    ],
    ['are never cut inside a family of emoji', '👩‍👩‍👧👩‍👩‍👧', { graphemes: 1, bytes: 99 }, '👩‍👩‍👧'],
    ['are cut by bytes, at a whole letter', 'ääää', { bytes: 5 }, 'ää'],
    ['are cut before an emoji that does not fit', 'a👍', { bytes: 4 }, 'a'],
    ['lose NUL', 'a\0b', { bytes: 9 }, 'a\ufffdb'],
    ['lose halves of surrogate pairs', 'a\ud83db\udc4d', { bytes: 99 }, 'a\ufffdb\ufffd'],
  ])('%s', (_, text, limit, kept) => {
    expect(keptText(text, limit as { bytes: number })).toBe(kept);
  });

  it('of a megabyte cost no more than their limit', () => {
    const long = 'a\u0301'.repeat(1 << 20);
    const before = performance.now();
    for (let n = 0; n < 20; n += 1) expect(keptText(long, { graphemes: 256, bytes: 2560 }).length).toBe(512);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('are always a beginning, within both limits, and the same when kept again', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', 'ä', '\ud83d', '\udc4d', '👍', '\0', '\u0301', '\u200d') });
    fc.assert(
      fc.property(anyText, fc.nat(20), fc.nat(40), (text, graphemes, bytes) => {
        const kept = keptText(text, { graphemes, bytes });
        const whole = text.toWellFormed().replaceAll('\0', '\ufffd');
        expect(whole.startsWith(kept)).toBe(true);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(bytes);
        expect([...new Intl.Segmenter('en').segment(kept)].length).toBeLessThanOrEqual(graphemes);
        expect(keptText(kept, { graphemes, bytes })).toBe(kept);
      }),
    );
  });
});

describe('a name', () => {
  it.each<[string, boolean]>([
    ['main', true],
    ['ä'.repeat(1280), true],
    ['ä'.repeat(1281), false],
    ['a'.repeat(1 << 20), false],
    ['', false],
    ['a\0', false],
    ['a\ud83d', false],
  ])('is kept whole or not at all', (text, kept) => {
    expect(isName(text)).toBe(kept);
  });
});
