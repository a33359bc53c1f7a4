import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternSearch } from './pattern.ts';

const placeIn = (pattern: string, line: string): number => {
  const search = patternSearch(pattern);
  if (typeof search === 'string') throw new Error(search);
  return search(line);
};

describe('a pattern', () => {
  it.each([
    ['eval(', 'x = EVAL(y)', 4],
    ['a.b', 'aXb', -1],
    ['(a+)+$', 'see (a+)+$', 4],
    ['/etc/', 'cat /etc/passwd', 5],
    [String.raw`/a\.b\"c/`, 'a.b"c', 0],
    ['/a.b/', 'aXb', 0],
    ['/foo|bar/', 'a bar', 2],
    [String.raw`/\bid\b/`, 'void id', 5],
    ['/^if/', ' if if', -1],
    ['/ab$/', 'abab', 2],
    [String.raw`/\(v[0-9][^)]\d/`, 'f(v1x2)', 1],
    ['//', 'a // b', 2],
    ['zürich', 'nach ZÜRICH', 5],
    ['/ab/cd/', 'x/ab/cd/', 2],
  ])('%s stands in %s at %d', (pattern, line, place) => {
    expect(placeIn(pattern, line)).toBe(place);
  });

  it.each([
    '/(a+)+$/',
    '/a*b/',
    '/ab{2,9}/',
    '/ab?/',
    '/(?=ab)/',
    '/[ab/',
    String.raw`/(ab)\1/`,
    String.raw`/\p{L}\p{L}ab/`,
    '/ab|/',
    '/ab|$/',
    '/^/',
    String.raw`/.\b./`,
    '',
    'a',
    '  ',
    '/',
    'x'.repeat(101),
    '/[z-a]bc/',
  ])('%s is not taken, and it is said why', (pattern) => {
    expect(patternSearch(pattern)).toBeTypeOf('string');
  });

  it('without slashes finds exactly what it says', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '.', '(', ')', '*', '+', '[', ']', '\\', '|', '^', '$', '{', '/'),
    });
    fc.assert(
      fc.property(text, text, (pattern, line) => {
        const search = patternSearch(pattern);
        if (typeof search === 'string' || pattern.startsWith('/')) return;
        expect(search(line)).toBe(line.indexOf(pattern));
      }),
    );
  });

  it('never throws, and never repeats anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isExpression) => {
        const search = patternSearch(isExpression ? `/${text}/` : text);
        if (typeof search !== 'string') expect(search('some line')).toBeGreaterThanOrEqual(-1);
      }),
    );
  });

  it('meets the worst line there is in one go', () => {
    expect(placeIn(`/${'a.'.repeat(48)}b/`, 'a'.repeat(1_000_000))).toBe(-1);
  });
});
