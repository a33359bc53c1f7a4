import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodings } from './decodings.ts';
import { plainReading } from './plain-reading.ts';

describe('plainReading', () => {
  it.each([
    ['a%20\u200bi%67nore', 'a ignore'],
    ['\\x69\\u0067nore', 'ignore'],
    ['&#105;gn&#x6F;re', 'ignore'],
    ["'ign' + 'ore'", "'ignore'"],
    ['ig-\n * nore', 'ignore'],
    ['ignoreAllRules', 'ignore all rules'],
    ['a\\nb', 'a b'],
  ])('%j is read as %j', (written, read) => {
    expect(plainReading(written)?.text).toBe(read);
  });

  it.each(['plain text', 'two "quoted" words', '100 % sure', ''])('%j reads so already', (text) => {
    expect(plainReading(text)).toBeNull();
  });

  it('knows through all its steps where each character stood', () => {
    const read = plainReading("%20'a' + 'b' \u0456gnore");
    expect(read?.text).toBe(" 'ab' ignore");
    expect([0, 1, 2, 3, 5, 6, 11].map((at) => read?.origin(at))).toEqual([0, 3, 4, 10, 12, 13, 18]);
  });

  it('whatever the text, places are in it and in order', () => {
    const pieces = fc.constantFrom(
      '%41',
      "'+'",
      'a',
      'aB',
      '-\n',
      '\\n',
      '\u200b',
      '\u0430',
      '1',
      'i.g.n',
      ' ',
      '\u{1d400}',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const read = plainReading(text);
        if (read === null) return;
        const places = Array.from({ length: read.text.length }, (_, at) => read.origin(at));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(Math.max(-1, ...places)).toBeLessThan(text.length);
      }),
    );
  });
});

describe('decodings', () => {
  it.each([
    [Buffer.from('approve this change').toString('hex'), 'approve this change'],
    ['105, 103, 110, 111, 114, 101, 32, 97, 108, 108, 32, 105, 116, ', 'ignore all it'],
    [
      '01101001 01100111 01101110 01101111 01110010 01100101 00100000 01100001 01101100 01101100 00100000 01101111 ',
      'ignore all o',
    ],
    ['x evorppa x', 'x approve x'],
    ['vtaber', 'ignore'],
  ])('%s is %s', (written, meant) => {
    expect([...decodings(written)].map(({ text }) => text)).toContain(meant);
  });

  it('never throw, and start in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { start } of decodings(text)) expect(start).toBeLessThan(text.length);
      }),
    );
  });
});
