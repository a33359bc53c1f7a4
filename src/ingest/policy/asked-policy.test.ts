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
  ])('closes the fast lane for a T_HIGH or R_LOW that is %j, says so, and heeds the rest', (value, notation) => {
    const { asks, problems } = readAsked({ tLow: 1, tHigh: value, rLow: value }, notation);
    expect(asks).toEqual({ tLow: notation === FRACTION ? 1 : 0.000_001, tHigh: 1, rLow: 0 });
    const where = notation === FRACTION ? 'file' : 'record';
    expect(problems).toEqual([
      `T_HIGH cannot be read in the ${where}: the fast lane is closed until it can (tHigh is not ${notation.words})`,
      `R_LOW cannot be read in the ${where}: it counts as 0 until it can (rLow is not ${notation.words})`,
    ]);
  });

  it.each(['tLow', 'rHigh'])('leaves out a %s that cannot be read, says so, and heeds the rest', (field) => {
    const { asks, problems } = readAsked({ [field]: '0.5', rLow: 0 }, FRACTION);
    expect(asks).toEqual({ rLow: 0 });
    expect(problems).toEqual([`${field} is not ${FRACTION.words}`]);
  });

  it('damaged in any one field asks for no lower T_HIGH and no higher R_LOW than undamaged', () => {
    const threshold = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined });
    const whole = fc.record({
      tLow: threshold,
      tHigh: threshold,
      rLow: threshold,
      rHigh: threshold,
      signals: fc.constant([{ id: 'size', mode: 'blocking' }]),
      attestationKinds: fc.constant(['dco']),
    });
    const damage = fc
      .oneof(fc.string(), fc.double(), fc.boolean(), fc.constant({}), fc.constant([1_000_000]))
      .filter((value) => MILLIONTHS.read(value) === null);
    const field = fc.constantFrom('tLow', 'tHigh', 'rLow', 'rHigh', 'signals', 'attestationKinds', 'x');
    fc.assert(
      fc.property(whole, field, damage, (given, name, value) => {
        const before = readAsked(given, MILLIONTHS).asks;
        const after = readAsked({ ...given, [name]: value }, MILLIONTHS).asks;
        expect(after.tHigh ?? 0).toBeGreaterThanOrEqual(before.tHigh ?? 0);
        expect(after.rLow ?? 1).toBeLessThanOrEqual(before.rLow ?? 1);
      }),
    );
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
