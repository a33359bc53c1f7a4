import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens, measure } from './tokens.ts';

const texts = fc.string({ unit: 'binary', maxLength: 60 });

describe('estimateTokens', () => {
  it.each([
    ['', 0],
    ['if', 1],
    ['function', 3],
    ['isNaN', 3],
    ['2024', 4],
    ['        ', 1],
    ['====', 2],
    ['漢字', 3],
  ])('takes %j for %d', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it('is never more than the bytes, nothing only for nothing, and never less for more text', () => {
    fc.assert(
      fc.property(texts, texts, (text, more) => {
        expect(estimateTokens(text)).toBeLessThanOrEqual(Buffer.byteLength(text));
        expect(estimateTokens(text) > 0).toBe(text !== '');
        expect(estimateTokens(text.toWellFormed() + more.toWellFormed())).toBeGreaterThanOrEqual(
          estimateTokens(text.toWellFormed()),
        );
      }),
    );
  });

  it('takes text apart for no less than the whole', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 \t\n=(){}é]{0,40}$/), fc.nat(40), (text, at) => {
        const [one, other] = [
          measure(text, 0, Math.min(at, text.length)),
          measure(text, Math.min(at, text.length), text.length),
        ];
        expect(one.quarters + other.quarters).toBeGreaterThanOrEqual(measure(text, 0, text.length).quarters);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('measure', () => {
  it('ends before the first character for which there is no room', () => {
    const room = (bytes: number, quarters: number) => ({ bytes, quarters });
    expect(measure('ab😀c', 0, 5, room(5, 100))).toMatchObject({ end: 2, bytes: 2 });
    expect(measure('ab😀c', 0, 5, room(6, 100))).toMatchObject({ end: 4, bytes: 6 });
    expect(measure('abcdef', 0, 6, room(100, 4))).toEqual({ end: 3, bytes: 3, quarters: 4 });
  });
});
