import { describe, expect, it } from 'vitest';
import { fitLogistic } from './logistic.ts';

describe('logistic regression', () => {
  it('finds the odds of a table by itself', () => {
    const rows = [...Array(40).fill([0]), ...Array(40).fill([1])];
    const labels = rows.map((_, at) => (at < 10 || (at >= 40 && at < 70) ? 1 : 0));
    const predict = fitLogistic(rows, labels);
    expect(predict([0])).toBeCloseTo(0.25, 3);
    expect(predict([1])).toBeCloseTo(0.75, 3);
  });

  it('answers when a column is constant, or tells good from bad without fault', () => {
    const predict = fitLogistic(
      [
        [1, 7],
        [2, 7],
        [3, 7],
        [4, 7],
      ],
      [0, 0, 1, 1],
    );
    expect(predict([1, 7])).toBeLessThan(0.5);
    expect(predict([4, 7])).toBeGreaterThan(0.5);
    expect(predict([4, 7])).toBeLessThan(1);
  });
});

describe('logistic regression held against others', () => {
  const ROWS = [1, 2, 3, 5, 8, 13, 21, 400].map((value, at) => [value, at % 2]);
  const LABELS = [0, 0, 1, 0, 1, 1, 0, 1];

  it('gives what scikit-learn 1.2.1 gives with the same ridge, an outlier included', () => {
    const predict = fitLogistic(ROWS, LABELS);
    const expected = [
      0.46824295934302984, 0.3158240006159365, 0.476971308009249, 0.32728267143784384, 0.4988421337552643,
      0.35883518209799264, 0.5555187911670557, 0.9979662364941214,
    ];
    ROWS.forEach((row, at) => {
      expect(predict(row)).toBeCloseTo(expected[at] ?? Number.NaN, 4);
    });
  });

  it('says .5 of nothing known, and refuses what is no number', () => {
    expect(fitLogistic([], [])([])).toBe(0.5);
    expect(() => fitLogistic([[Number.NaN]], [1])).toThrow(new RangeError('features must be finite, got NaN'));
    expect(() => fitLogistic([[1], [1, 2]], [1, 0])).toThrow(new RangeError('rows must have 1 features each, got 2'));
    expect(() => fitLogistic([[1]], [])).toThrow(new RangeError('labels must have one entry per row (1), got 0'));
  });
});
