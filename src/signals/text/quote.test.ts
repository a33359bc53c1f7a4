import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUOTE_MAX_CHARS, quoteOf } from './quote.ts';

describe('quoteOf', () => {
  it('trims blanks and keeps a short line whole', () => {
    expect(quoteOf('\t  const a = 1; ', 5)).toBe('const a = 1;');
    expect(quoteOf('')).toBe('');
  });

  it('shows the place in a long line, with dots where it is cut', () => {
    const quote = quoteOf(`${'a'.repeat(500)}HERE${'b'.repeat(500)}`, 500);
    expect(quote).toHaveLength(QUOTE_MAX_CHARS);
    expect(quote).toMatch(/^…a{49}HEREb+…$/);
  });

  it('spells out what cannot be seen, and never cuts within it', () => {
    expect(quoteOf('a\u202Eb\u200Bc\u0007\u{E0041}\t-')).toBe('a\\u{202E}b\\u{200B}c\\u{0007}\\u{E0041}\t-');
    expect(quoteOf(`x${'\u202E'.repeat(300)}`, 0)).toMatch(/^x(?:\\u\{202E\})+…$/);
    expect(quoteOf(`${'\u202E'.repeat(300)}x`, 300)).toMatch(/^…(?:\\u\{202E\})+x$/);
  });

  it('masks the secrets it is told and those it knows', () => {
    expect(quoteOf('let a = mysecret1 + 2', 0, [{ start: 8, end: 17 }])).toBe('let a = myse**** + 2');
    expect(quoteOf(`approve ${'gh'}${'p_'}a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 now`)).toBe('approve ghp_**** now');
  });

  it('is never too long, and never shows a masked secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(400), fc.nat(400), (text, at, cut) => {
        const start = Math.min(cut, text.length);
        const line = `${text.slice(0, start)}SECRET-0123456789${text.slice(start)}`;
        const quote = quoteOf(line, Math.min(at, line.length), [{ start, end: start + 17 }]);
        expect(quote.length).toBeLessThanOrEqual(QUOTE_MAX_CHARS);
        expect(quote).not.toContain('ET-01');
        expect(quote).not.toMatch(/(?!\t)[\p{Cf}\p{Cc}]/u);
      }),
      { numRuns: 1000 },
    );
  });
});
