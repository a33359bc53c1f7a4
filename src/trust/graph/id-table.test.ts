import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/index.ts';
import { IdTable } from './id-table.ts';
import { PackedId } from './packed-id.ts';

const ascii = (table: IdTable, id: string): number => {
  const bytes = Buffer.from(`<${id}>`);
  return table.internAscii(bytes, 1, bytes.length - 1);
};

const hashOf = (id: string): number => {
  const packed = new PackedId();
  packed.packText(id);
  return packed.hash;
};

/** 2^`doublings` ids of the same length and with the same hash: after each word of eight letters, two lead on alike. */
const colliding = (doublings: number): string[] => {
  const length = 8 * doublings;
  let texts = [''];
  for (let round = 0; round < doublings; round += 1) {
    const seen = new Map<number, string>();
    for (let number = 0; ; number += 1) {
      const word = (Math.imul(number, 0x9e3779b1) >>> 0).toString(36).padStart(8, '0');
      const after = hashOf(`${texts[0]}${word}`.padEnd(length, '-'));
      const twin = seen.get(after);
      seen.set(after, word);
      if (twin === undefined) continue;
      texts = texts.flatMap((text) => [text + twin, text + word]);
      break;
    }
  }
  return texts;
};

const ids = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 2 })), { maxLength: 300 });

describe('IdTable', () => {
  it('numbers ids in order of appearance, each once', () => {
    fc.assert(
      fc.property(ids, (given) => {
        const table = new IdTable();
        const once = [...new Set(given)];
        expect(given.map((id) => table.intern(id))).toEqual(given.map((id) => once.indexOf(id)));
        expect(table.all).toEqual(once);
        expect(once.map((id) => table.intern(id))).toEqual([...once.keys()]);
      }),
    );
  });

  it('tells apart ids that are packed almost alike', () => {
    const alike = [
      'a',
      'a\0',
      'a\0\0\0',
      'a\0\0\0\0',
      'abcd',
      'abc',
      'a\u0100',
      '\u6261',
      'ab',
      '\u0061\u0080',
      '',
      '\0',
      '\ud800',
      '\udc00',
    ];
    const table = new IdTable();
    expect(alike.map((id) => table.intern(id))).toEqual([...alike.keys()]);
    expect(alike.map((id) => table.intern(id))).toEqual([...alike.keys()]);
  });

  it('knows an id by its bytes and by its text alike', () => {
    const table = new IdTable();
    const names = Array.from({ length: 2000 }, (_, index) => `did:plc:${'x'.repeat(index % 300)}${index.toString(36)}`);
    names.forEach((id, index) => {
      expect(index % 2 === 0 ? ascii(table, id) : table.intern(id)).toBe(index);
    });
    expect(names.map((id) => ascii(table, id))).toEqual([...names.keys()]);
    expect(names.map((id) => table.intern(id))).toEqual([...names.keys()]);
    expect(table.all).toEqual(names);
  });

  it('sorts by UTF-16 code units and says which number became which', () => {
    fc.assert(
      fc.property(ids, (given) => {
        const table = new IdTable();
        const before = given.map((id) => table.intern(id));
        const numberOf = table.sort();
        const sorted = [...new Set(given)].sort();
        expect(table.all).toEqual(sorted);
        expect(before.map((number) => numberOf[number])).toEqual(given.map((id) => sorted.indexOf(id)));
        expect(sorted.map((id) => table.find(id))).toEqual([...sorted.keys()]);
        expect(table.find('nobody at all')).toBe(-1);
      }),
    );
  });

  it('tells ids apart that were chosen to collide', () => {
    const texts = colliding(8).toReversed();
    expect(new Set(texts.map(hashOf)).size).toBe(1);
    const table = new IdTable();
    texts.forEach((id, index) => {
      expect(index % 2 === 0 ? ascii(table, id) : table.intern(id)).toBe(index);
    });
    for (let other = 0; other < 1000; other += 1) table.intern(`other ${other}`);
    expect(texts.map((id) => ascii(table, id))).toEqual([...texts.keys()]);
    expect(texts.map((id) => table.intern(id))).toEqual([...texts.keys()]);
    const numberOf = table.sort();
    expect(texts.map((id) => table.find(id))).toEqual(texts.map((_, index) => numberOf[index]));
    expect(table.find(`${texts[0]}x`)).toBe(-1);
    expect(table.all.length).toBe(texts.length + 1000);
  });

  it('refuses more ids, or longer ones, than it has room for', () => {
    const few = new IdTable({ ids: 2, characters: 100 });
    few.intern('a');
    few.intern('b');
    expect(few.intern('a')).toBe(0);
    expect(() => few.intern('c')).toThrow(new AppError('more than 2 different ids'));
    const short = new IdTable({ ids: 9, characters: 5 });
    short.intern('aaaaa');
    expect(() => ascii(short, 'b')).toThrow(new AppError('different ids of more than 5 characters in all'));
  });
});
