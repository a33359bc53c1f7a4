import { describe, expect, it } from 'vitest';
import { PushResiduals } from './push-residuals.ts';

const residualsOf = (...values: number[]): PushResiduals => {
  const residuals = new PushResiduals(values.length);
  for (const [node, value] of values.entries()) residuals.add(node, value);
  return residuals;
};

const toItself = { to: Int32Array.of(0), share: Float64Array.of(1), start: 0, end: 1 };

const all = (residuals: PushResiduals): number[] => {
  const order: number[] = [];
  for (let node = residuals.next(); node >= 0; node = residuals.next()) order.push(node);
  return order;
};

describe('PushResiduals', () => {
  it('gives the largest first, above or below 0, and each node once', () => {
    const residuals = residualsOf(0.01, -8, 0.5, -1e-9);
    residuals.add(2, 0.4);
    expect(all(residuals)).toEqual([1, 2, 0, 3]);
  });

  it('gives the one with fewer vouches to follow first', () => {
    const residuals = residualsOf(0.5, 0.5, 0.5);
    for (const [node, vouches] of [1000, 0, 30].entries()) residuals.setCost(node, vouches);
    expect(all(residuals)).toEqual([1, 2, 0]);
  });

  it('sorts in again who fell since, and leaves out who has nothing left', () => {
    const residuals = residualsOf(8, 4, 2);
    residuals.add(0, -7);
    residuals.add(2, -2);
    expect(all(residuals)).toEqual([1, 0]);
  });

  it('keeps who was there when it grows', () => {
    const residuals = new PushResiduals(1);
    residuals.add(0, 1);
    residuals.rebuild(3);
    residuals.add(2, -3);
    expect([0, 1, 2].map((node) => residuals.at(node))).toEqual([1, 0, -3]);
    expect(all(residuals)).toEqual([2, 0]);
  });

  it('spreads along a row by share, and sums what is above and below 0', () => {
    const residuals = new PushResiduals(4);
    residuals.add(1, -1);
    const row = { to: Int32Array.of(9, 1, 3, 9), share: Float64Array.of(1, 0.25, 0.75, 1), start: 1, end: 3 };
    residuals.spread(row, 2);
    expect([0, 1, 2, 3].map((node) => residuals.at(node))).toEqual([0, -0.5, 0, 1.5]);
    expect(residuals.twiceLarger).toBeCloseTo(3, 12);
    expect(all(residuals)).toEqual([3, 1]);
  });

  it.each([
    ['added', (residuals: PushResiduals) => residuals.add(0, 0.1)],
    ['spread', (residuals: PushResiduals) => residuals.spread(toItself, 0.1)],
  ])('allows for what rounding takes away of a hundred thousand tenths, %s', (_, addTenth) => {
    const residuals = new PushResiduals(1);
    for (let turn = 0; turn < 100_000; turn += 1) addTenth(residuals);
    // The double nearest a tenth is too large by 6e-18, which makes no more than 6e-13 here.
    const off = Math.abs(residuals.at(0) - 1e4);
    expect(off).toBeGreaterThan(1e-9);
    expect(off).toBeLessThanOrEqual(residuals.rounding);
    expect(residuals.twiceLarger).toBeGreaterThanOrEqual(2 * (residuals.at(0) + off));
    expect(residuals.rounding).toBeLessThan(1e-5);
  });

  it('notices when its sums have drifted, and sums anew', () => {
    const residuals = new PushResiduals(2);
    for (let turn = 0; turn < 100; turn += 1) {
      residuals.add(0, 1 / 3);
      residuals.add(0, -1 / 3);
    }
    residuals.clear();
    residuals.add(0, 1e15);
    residuals.add(0, -1e15);
    residuals.add(1, 1e-3);
    expect(residuals.drifted).toBe(true);
    residuals.rebuild(2);
    expect(residuals.drifted).toBe(false);
  });

  it('throws away stale places once they fill the line', () => {
    const residuals = new PushResiduals(1);
    for (let turn = 0; !residuals.crowded; turn += 1) {
      residuals.add(0, 1e-300 * 2 ** (turn % 1000) - residuals.at(0));
      if (turn % 1000 === 999) residuals.next();
    }
    residuals.rebuild(1);
    expect(residuals.crowded).toBe(false);
  });
});
