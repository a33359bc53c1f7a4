import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePairId, pairKey } from './pair-key.ts';

const side = fc.array(
  fc.string({ unit: fc.constantFrom('a', 'b', ':', ';', '1', '2', '\0', 'é', '\ud800', '\ufffd') }),
  {
    maxLength: 3,
  },
);

describe('the key of a pair', () => {
  it('is the same in either order, and 32 hex digits', () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        expect(pairKey(a, b)).toBe(pairKey(b, a));
        expect(pairKey(a, b)).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });

  it('is another for every other pair', () => {
    const both = (a: readonly string[], b: readonly string[]) =>
      [a, b]
        .map((one) => JSON.stringify(one))
        .sort()
        .join();
    fc.assert(
      fc.property(side, side, side, side, (a, b, c, d) => {
        expect(pairKey(a, b) === pairKey(c, d)).toBe(both(a, b) === both(c, d));
      }),
      { numRuns: 2000 },
    );
  });

  it('is another for every other cut of the same text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ':', ';', '1', '2'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(8), (all, one, other) => {
        const cut = (at: number): string[] => [all.slice(0, at), all.slice(at)];
        const isSame = cut(one)[0] === cut(other)[0];
        expect(pairKey(cut(one), ['x']) === pairKey(cut(other), ['x'])).toBe(isSame);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, string, string, string]>([
    ['a:b', 'c', 'a', 'b:c'],
    ['did:plc:x:did', 'plc:y', 'did:plc:x', 'did:plc:y'],
  ])('does not collide on ids with ":", as the ids joined do: %s, %s', (a, b, c, d) => {
    const naive = (one: string, other: string) => [one, other].sort().join(':');
    expect(naive(a, b)).toBe(naive(c, d));
    expect(makePairId(a, b)).toBe(makePairId(c, d));
    expect(pairKey([a], [b])).not.toBe(pairKey([c], [d]));
  });

  it.each([
    ['what ends a part, in it', [['a:', 'b'], ['x']], [['a', ':b'], ['x']]],
    ['two parts', [['a', 'b'], ['c']], [['a'], ['b', 'c']]],
    ['a length as text', [['1:a'], []], [['a'], []]],
    ['half a character', [['\ud800'], ['x']], [['\ufffd'], ['x']]],
  ])('tells apart: %s', (_, [a = [], b = []], [c = [], d = []]) => {
    expect(pairKey(a, b)).not.toBe(pairKey(c, d));
  });
});

describe('the id of other programs', () => {
  it.each([
    ['a', 'b', '6783a31eabf68ccc'],
    ['b', 'a', '6783a31eabf68ccc'],
    ['orchestrator', 'code-agent', '52d88abb7a3383b6'],
    ['code-agent', 'orchestrator', '52d88abb7a3383b6'],
  ])('of %s and %s is %s', (a, b, id) => {
    expect(makePairId(a, b)).toBe(id);
  });
});
