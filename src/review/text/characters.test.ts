import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Offsets } from './characters.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc
    .tuple(fc.constantFrom('a', 'é', '漢', '😀'), fc.integer({ min: 4000, max: 9000 }), fc.constantFrom('', 'x', 'é😀'))
    .map(([unit, count, first]) => first + unit.repeat(count)),
);

it('every character of a text has one byte offset and back, as an encoder counts', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, seed) => {
      const offsets = new Offsets(text);
      expect(offsets.bytes).toBe(Buffer.byteLength(text));
      const characters = [...text];
      const at = seed % (characters.length + 1);
      const before = characters.slice(0, at).join('');
      expect(offsets.byteAt(before.length)).toBe(Buffer.byteLength(before));
      expect(offsets.unitAt(Buffer.byteLength(before))).toBe(before.length);
      const next = Buffer.byteLength(characters[at] ?? '');
      for (let inside = 1; inside < next; inside += 1) {
        expect(() => offsets.unitAt(Buffer.byteLength(before) + inside)).toThrow(RangeError);
      }
    }),
    { numRuns: 300 },
  );
});

it.each([-1, 0.5, 4, Number.NaN])('no character is at byte %s of three', (byte) => {
  expect(() => new Offsets('abc').unitAt(byte)).toThrow(RangeError);
});
