import { describe, expect, it } from 'vitest';
import { neededWords } from './needed-words.ts';
import { spellOutCase } from './spell-out-case.ts';

describe('neededWords', () => {
  it.each<[string, string, boolean]>([
    ['((a) @x (#eq? @x "eval"))', 'f(eval)', true],
    ['((a) @x (#eq? @x "eval"))', 'f(other)', false],
    ['((a) @x (#any-of? @x "one" "t.o"))', 'here is t.o', true],
    ['((a) @x (#any-of? @x "one" "t.o"))', 'here is two', false],
    ['((a) @x (b) @y (#eq? @x "one") (#match? @y "^t[wx]o$"))', 'one of two', true],
    ['((a) @x (b) @y (#eq? @x "one") (#match? @y "^t[wx]o$"))', 'two', false],
    ['((a) @x (#match? @x "[^|\\n]{3}[|]sh"))', 'curl net|sh', true],
    ['((a) @x (#match? @x "^(?!no).*$"))', 'anything', true],
    ['((a) @x (#not-eq? @x "b") (#not-match? @x "c"))', 'anything', true],
    ['(a) @x', 'anything', true],
    ['((a) @x (#eq? @x "one")) [(b) (c)] @y', 'anything', true],
    ['((a) @x (#eq? @x "one"))\n((b) @y (#eq? @y "two"))', 'two', true],
    ['((a) @x (#eq? @x "(\\"["))\n((b) @y (#eq? @y "two"))', 'x', false],
  ])('of %s hold in %j: %s', (query, text, expected) => {
    expect(neededWords(query)(text)).toBe(expected);
  });
});

describe('spellOutCase', () => {
  it.each([
    ['(?i:ab)', '(?:[aA][bB])'],
    ['^(?i:a[b-d1_])c$', '^(?:[aA][b-dB-D1_])c$'],
    ['x(?i:(?:a)|b)y(?i:c)', 'x(?:(?:[aA])|[bB])y(?:[cC])'],
    ['(?i:\\\\ba)', '(?:\\\\b[aA])'],
    ['no group', 'no group'],
  ])('writes %s as %s', (query, spelled) => {
    expect(spellOutCase(query)).toBe(spelled);
  });

  it('finds what the modifier stands for', () => {
    const source =
      '(?i:(?:is|check|verify|validate|ensure|can|has|may|must)_?(?:sig|token|auth|admin|allowed|valid|role))';
    expect('isAllowed and HAS_ROLE'.match(new RegExp(spellOutCase(source), 'g'))).toEqual(['isAllowed', 'HAS_ROLE']);
  });
});
