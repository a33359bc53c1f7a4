import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decayed } from '../pairs/record.ts';
import { decayAll, meansOf } from './columns.ts';
import { decayFactor, faded } from './decay.ts';

const DAY_US = 86_400e6;
const fading = { halfLifeSeconds: 86_400, alphaPrior: 1, betaPrior: 1 };

describe('fading', () => {
  it.each([
    [0, 1],
    [-5, 1],
    [0.5, Math.SQRT1_2],
    [1, 0.5],
    [2, 0.25],
  ])('after %f half-lives leaves %f', (halfLives, left) => {
    expect(decayFactor(halfLives * DAY_US, 86_400)).toBeCloseTo(left, 15);
  });

  it('of an infinite half-life leaves everything', () => {
    expect(decayFactor(1e18, Number.POSITIVE_INFINITY)).toBe(1);
  });

  it.each([
    [3, 1, 1, 2],
    [5, 1, 1, 3],
    [3, 3, 50, 3],
    [1, 3, 1, 2],
  ])('%f with prior %f is after %f half-lives %f', (shape, prior, halfLives, expected) => {
    expect(faded(shape, prior, decayFactor(halfLives * DAY_US, 86_400))).toBe(expected);
  });

  it.each([
    [0, '0.6000'],
    [0.5, '0.5858'],
    [1, '0.5714'],
    [2, '0.5455'],
    [4, '0.5143'],
  ])('(3, 2) reads after %f half-lives %s', (halfLives, mean) => {
    const f = decayFactor(halfLives * DAY_US, 86_400);
    expect((faded(3, 1, f) / (faded(3, 1, f) + faded(2, 1, f))).toFixed(4)).toBe(mean);
  });

  it('ends at one half for the prior (1, 1) and never goes below the prior', () => {
    const [alpha, beta] = [50, 100].map((halfLives) => faded(400, 1, decayFactor(halfLives * DAY_US, 86_400)));
    expect(alpha).toBeCloseTo(1, 3);
    expect(beta).toBeGreaterThanOrEqual(0.999);
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1e20, noNaN: true }),
        (a, us) => {
          expect(faded(a, 1, decayFactor(us, 86_400))).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });

  it('two spans after each other are one', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (first, second) => {
        const once = faded(40, 2, decayFactor(first + second, 1000));
        const twice = faded(faded(40, 2, decayFactor(first, 1000)), 2, decayFactor(second, 1000));
        expect(twice).toBeCloseTo(once, 10);
      }),
    );
  });
});

describe('columns', () => {
  const row = fc.record({
    alpha: fc.double({ min: 0.5, max: 1e6, noNaN: true }),
    beta: fc.double({ min: 0.5, max: 1e6, noNaN: true }),
    updatedAtUs: fc.nat(1e9).map((ms) => ms * 1e3),
  });
  const config = { halfLifeSeconds: 3600, alphaPrior: 3, betaPrior: 0.5 };

  it('fade and read to 1e-12 as each row alone does', () => {
    fc.assert(
      fc.property(fc.array(row), fc.nat(1e9), (rows, nowMs) => {
        const nowUs = nowMs * 1e3;
        const columns = {
          alpha: Float64Array.from(rows, ({ alpha }) => alpha),
          beta: Float64Array.from(rows, ({ beta }) => beta),
          updatedAtUs: Float64Array.from(rows, ({ updatedAtUs }) => updatedAtUs),
        };
        decayAll(columns, nowUs, config);
        const means = meansOf(columns);
        for (const [index, each] of rows.entries()) {
          const names = {
            pairId: 'p',
            agentA: 'a',
            agentB: 'b',
            interactions: 1,
            circuit: 'CLOSED',
            openedAtUs: null,
          } as const;
          const alone = decayed({ ...names, ...each }, nowUs, config);
          expect(Math.abs((columns.alpha[index] ?? 0) / alone.alpha - 1)).toBeLessThan(1e-12);
          expect(Math.abs((columns.beta[index] ?? 0) / alone.beta - 1)).toBeLessThan(1e-12);
          expect(columns.updatedAtUs[index]).toBe(alone.updatedAtUs);
          expect(means[index]).toBeCloseTo(alone.alpha / (alone.alpha + alone.beta), 12);
        }
      }),
    );
  });

  it('of different lengths are refused', () => {
    const columns = { alpha: new Float64Array(2), beta: new Float64Array(1), updatedAtUs: new Float64Array(2) };
    expect(() => decayAll(columns, 0, fading)).toThrow(/of one length, got 2, 1, 2/);
    expect(() => meansOf(columns)).toThrow(RangeError);
  });
});
