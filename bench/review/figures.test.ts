import { describe, expect, it } from 'vitest';
import { brierOf, discrimination, reliability, shareOf, varianceOf } from './figures.ts';

const calls = (isDefect: boolean, isHeld: boolean, times: number) =>
  Array.from({ length: times }, () => ({ isDefect, isHeld }));

describe('the figures of a reviewer', () => {
  it('count precision over what was held, recall over defects, false alarms over the rest', () => {
    const all = [
      ...calls(true, true, 6),
      ...calls(true, false, 2),
      ...calls(false, true, 3),
      ...calls(false, false, 9),
    ];
    const { precision, recall, falseAlarms } = discrimination(all);
    expect([precision.k, precision.n, recall.k, recall.n, falseAlarms.k, falseAlarms.n]).toEqual([6, 9, 6, 8, 3, 12]);
  });

  it('have no share of none, and then any is possible', () => {
    expect(shareOf(0, 0)).toEqual({ k: 0, n: 0, share: null, low: 0, high: 1 });
    expect(discrimination(calls(false, false, 3)).precision.share).toBeNull();
  });

  it('score risks by Brier beside the base rate', () => {
    const said = [
      { isDefect: true, risk: 0.9 },
      { isDefect: true, risk: 0.2 },
      { isDefect: false, risk: 0.1 },
      { isDefect: false, risk: 0.5 },
    ];
    expect(brierOf(said).score).toBeCloseTo((0.01 + 0.64 + 0.01 + 0.25) / 4, 12);
    expect(brierOf(said).baseRate).toBe(0.25);
    expect(brierOf([{ isDefect: true, risk: 1 }])).toEqual({ score: 0, baseRate: 0 });
  });

  it('put each risk in one of five bins, an edge into the lower one', () => {
    const risks = [0, 0.2, 0.2000001, 0.4, 0.61, 0.8, 1];
    const bins = reliability(risks.map((risk) => ({ risk, isDefect: risk > 0.5 })));
    expect(bins.map(({ defects: { k, n } }) => [k, n])).toEqual([
      [0, 2],
      [0, 2],
      [0, 0],
      [2, 2],
      [1, 1],
    ]);
    expect(bins[0]?.meanRisk).toBeCloseTo(0.1, 12);
    expect(bins[2]?.meanRisk).toBeNaN();
  });

  it('tell how much repeats differ: per diff, those asked once left out', () => {
    const { diffs, meanDeviation, flipped } = varianceOf([
      [
        { risk: 0.1, isHeld: false },
        { risk: 0.3, isHeld: true },
      ],
      [
        { risk: 0.5, isHeld: true },
        { risk: 0.5, isHeld: true },
      ],
      [{ risk: 0.9, isHeld: true }],
    ]);
    expect(diffs).toBe(2);
    expect(meanDeviation).toBeCloseTo(Math.SQRT2 / 20, 12);
    expect([flipped.k, flipped.n]).toEqual([1, 2]);
  });
});
