import fc from 'fast-check';
import { expect, it } from 'vitest';
import { structure } from './structure.ts';

const count = (text: string, most = 1e9): number => structure(Buffer.from(text), most);

it('counts what a text is built of, outside its strings', () => {
  expect(count('{"a,b:[{":[1,{},"\\\\","\\",["]}')).toBe(7);
  expect(count('"\\\\\\",,,')).toBe(0);
  expect(count(`[${'0,'.repeat(1000)}0]`, 10)).toBe(11);
});

it('whatever is in the strings', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('"', '\\', ',', '{', 'é', 'a') })), (texts) => {
      expect(count(JSON.stringify(texts))).toBe(1 + Math.max(0, texts.length - 1));
    }),
  );
});
