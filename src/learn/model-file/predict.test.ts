import { describe, expect, it } from 'vitest';
import { predict, probabilitiesOf } from './predict.ts';
import { tinyModel } from './testing.ts';

describe('a prediction', () => {
  const model = tinyModel();

  it.each([
    ['much merged', [3, 0.5], 0.9],
    ['little merged', [2, 0.5], 0.3],
    ['nothing known', [Number.NaN, Number.NaN], 0.3],
  ])('of %s is the calibrated one', (_, row, probability) => {
    expect(predict(model, Float64Array.from(row)).probability).toBe(probability);
  });

  it('is made of its bias and its contributions, of which a column that is never asked has none', () => {
    const { margin, contributions, bias } = predict(model, Float64Array.of(3, 0.5));
    expect(margin).toBe(2);
    expect(bias).toBeCloseTo(0.8, 12);
    expect([...contributions]).toEqual([expect.closeTo(1.2, 9), 0]);
  });

  it('of many rows is that of each', () => {
    const matrix = { rows: 2, columns: model.columns, values: Float64Array.of(3, 0.5, 1, Number.NaN) };
    expect([...probabilitiesOf(model, matrix)]).toEqual([0.9, 0.3]);
  });

  it('refuses rows of other columns', () => {
    expect(() => predict(model, Float64Array.of(1))).toThrow('row must have 2 values, got 1');
    const other = { rows: 1, columns: ['rank', 'merged'], values: Float64Array.of(3, 0.5) };
    expect(() => probabilitiesOf(model, other)).toThrow(RangeError);
  });
});
