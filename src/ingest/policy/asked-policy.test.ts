import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRACTION, MILLIONTHS, readAsked } from './asked-policy.ts';

describe('what an owner asks', () => {
  it('is read whole, from millionths and from fractions alike', () => {
    const more = { signals: [{ id: 'size', mode: 'blocking' }], attestationKinds: ['dco', 'cla', 'dco'] };
    const asks = {
      tLow: 0.4,
      tHigh: 0.85,
      rLow: 0,
      rHigh: 1,
      signals: { size: 'blocking' },
      attestationKinds: ['cla', 'dco'],
    };
    const millionths = { tLow: 400_000, tHigh: 850_000, rLow: 0, rHigh: 1_000_000 };
    expect(readAsked({ ...millionths, ...more }, MILLIONTHS)).toEqual({ asks, problems: [] });
    expect(readAsked({ tLow: 0.4, tHigh: 0.85, rLow: -0, rHigh: 1, ...more }, FRACTION)).toEqual({
      asks,
      problems: [],
    });
  });

  it.each([{}, { tLow: null, tHigh: undefined, signals: null, attestationKinds: null }])(
    'is nothing in %j, and no mistake',
    (given) => {
      expect(readAsked(given, FRACTION)).toEqual({ asks: {}, problems: [] });
    },
  );

  it.each<[unknown, typeof FRACTION]>([
    [-1, MILLIONTHS],
    [1_000_001, MILLIONTHS],
    [0.75, MILLIONTHS],
    ['750000', MILLIONTHS],
    [1.000_001, FRACTION],
    [-0.1, FRACTION],
    [75, FRACTION],
    ['0.75', FRACTION],
    [[0.75], FRACTION],
    [{}, FRACTION],
    [true, FRACTION],
  ])('leaves out a threshold that is %j, says so, and heeds the rest', (tHigh, notation) => {
    const { asks, problems } = readAsked({ tHigh, rLow: 0 }, notation);
    expect(asks).toEqual({ rLow: 0 });
    expect(problems).toEqual([`tHigh is not ${notation.words}`]);
  });

  it.each<[unknown, object | undefined, number]>([
    [
      [
        { id: 'size', mode: 'advisory' },
        { id: 'slop', mode: 'blocking' },
      ],
      { size: 'advisory', slop: 'blocking' },
      0,
    ],
    [{ size: 'blocking' }, { size: 'blocking' }, 0],
    [
      [
        { id: 'size', mode: 'blocking' },
        { id: 'size', mode: 'advisory' },
      ],
      { size: 'blocking' },
      0,
    ],
    [
      [
        { id: 'size', mode: 'advisory' },
        { id: 'size', mode: 'blocking' },
      ],
      { size: 'blocking' },
      0,
    ],
    [
      [
        { id: 'size', mode: 'off' },
        { id: 'slop', mode: 'blocking' },
      ],
      { slop: 'blocking' },
      1,
    ],
    [[{ id: 'size' }], undefined, 1],
    [
      [
        { id: '__proto__', mode: 'blocking' },
        { id: 'constructor', mode: 'blocking' },
      ],
      undefined,
      1,
    ],
    [JSON.parse('{"__proto__":"blocking","size":"blocking"}'), { size: 'blocking' }, 1],
    [[null, 7, 'size', []], undefined, 1],
    ['size', undefined, 1],
    [[], undefined, 0],
  ])('of signals %j heeds %j', (signals, heeded, problems) => {
    const read = readAsked({ signals }, FRACTION);
    expect(read.asks.signals).toEqual(heeded);
    expect(read.problems).toHaveLength(problems);
  });

  it.each<[unknown, readonly string[] | undefined, number]>([
    [[], [], 0],
    [['dco'], ['dco'], 0],
    [['dco', 7], ['dco'], 1],
    [[7], undefined, 1],
    [['x'.repeat(129)], undefined, 1],
    ['dco', undefined, 1],
    [
      Array.from({ length: 40 }, (_, index) => `kind-${index + 10}`),
      Array.from({ length: 32 }, (_, index) => `kind-${index + 10}`),
      1,
    ],
  ])('of kinds of attestation %j heeds %j', (attestationKinds, heeded, problems) => {
    const read = readAsked({ attestationKinds }, FRACTION);
    expect(read.asks.attestationKinds).toEqual(heeded);
    expect(read.problems).toHaveLength(problems);
  });

  it('reads anything at all without harm: bounded, in range, and never off', () => {
    const field = fc.constantFrom('tLow', 'tHigh', 'rLow', 'rHigh', 'signals', 'attestationKinds', '__proto__', 'x');
    const near = fc.array(fc.record({ id: fc.string(), mode: fc.constantFrom('off', 'advisory', 'blocking') }));
    const value = fc.oneof(fc.jsonValue(), fc.double(), near);
    fc.assert(
      fc.property(fc.dictionary(field, value), fc.constantFrom(FRACTION, MILLIONTHS), (given, notation) => {
        const { asks, problems } = readAsked(given, notation);
        for (const threshold of [asks.tLow, asks.tHigh, asks.rLow, asks.rHigh]) {
          expect(threshold === undefined || (threshold >= 0 && threshold <= 1)).toBe(true);
        }
        expect(Object.values(asks.signals ?? {})).not.toContain('off');
        expect(Object.keys(asks.signals ?? {}).length).toBeLessThanOrEqual(64);
        expect(problems.every((problem) => problem.length <= 160 && !/[\p{Cc}\p{Cf}]/u.test(problem))).toBe(true);
        expect(problems.length).toBeLessThanOrEqual(16);
      }),
      { numRuns: 1000 },
    );
  });
});
