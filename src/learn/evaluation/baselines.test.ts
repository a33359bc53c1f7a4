import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { aucOf, rankedBy } from './auc.ts';
import { type BaselineKind, baselineOf } from './baselines.ts';

const N = Number.NaN;
const of = (kind: BaselineKind, column: number[], labels: number[]) =>
  baselineOf(kind, { column: Float64Array.from(column), labels: Uint8Array.from(labels) });

describe('a baseline of one column', () => {
  it('base-rate gives everybody the share of clean ones, and ranks nobody', () => {
    const { probabilities, scores } = of('base-rate', [5, 6, N, 8], [1, 1, 1, 0])(Float64Array.of(1, N));
    expect([...probabilities]).toEqual([0.75, 0.75]);
    expect([...scores]).toEqual([0, 0]);
  });

  it('buckets gives each its own share, drawn towards that of all, and an unknown one that of all', () => {
    const column = [0, 0, 0, 1, 1, N, N, N];
    const { probabilities, scores } = of('buckets', column, [0, 0, 1, 1, 1, 0, 0, 0])(Float64Array.of(0, -0, 1, N, 7));
    expect([...probabilities]).toEqual([1.375 / 4, 1.375 / 4, 2.375 / 3, 0.375 / 4, 0.375]);
    expect(scores).toEqual(probabilities);
  });

  it('isotonic falls where more is worse, and gives what is not known its own share', () => {
    const column = [1, 2, 3, 4, 5, 6, N, N];
    const predict = of('isotonic', column, [1, 1, 1, 0, 0, 0, 1, 0]);
    const { probabilities } = predict(Float64Array.of(1, 2, 3, 4, 5, 6, N));
    expect(probabilities[0]).toBe(0.75);
    expect(probabilities[5]).toBe(0.25);
    expect(probabilities[6]).toBe(0.5);
    const known = [...probabilities.subarray(0, 6)];
    expect(known).toEqual(known.toSorted((a, b) => b - a));
  });

  it.each<BaselineKind>(['isotonic', 'logistic'])('%s ranks as finely as the column, whichever way it goes', (kind) => {
    const random = randomFrom(41);
    for (const sign of [1, -1]) {
      const column = Float64Array.from({ length: 400 }, () => Math.round(random() * 1000));
      const labels = Uint8Array.from(column, (value) => (random() * 1000 < value ? 1 : 0));
      const signed = column.map((value) => sign * value);
      const { scores } = baselineOf(kind, { column: signed, labels })(signed);
      expect(aucOf(rankedBy(scores, labels))).toBeCloseTo(aucOf(rankedBy(column, labels)), 12);
    }
  });

  it('logistic finds the odds of two groups', () => {
    const column = [...Array<number>(400).fill(0), ...Array<number>(400).fill(1)];
    const labels = column.map((value, item) => (item % 4 < (value === 0 ? 1 : 3) ? 1 : 0));
    const { probabilities } = of('logistic', column, labels)(Float64Array.of(0, 1));
    expect(probabilities[0]).toBeCloseTo(0.25, 4);
    expect(probabilities[1]).toBeCloseTo(0.75, 4);
  });

  it.each<BaselineKind>(['base-rate', 'isotonic', 'logistic', 'buckets'])(
    '%s answers with probabilities for one class, one value, or nothing known',
    (kind) => {
      const cases: [number[], number[]][] = [
        [
          [1, 2],
          [1, 1],
        ],
        [
          [3, 3, 3],
          [1, 0, 1],
        ],
        [
          [N, N],
          [1, 0],
        ],
        [[1], [0]],
      ];
      for (const [column, labels] of cases) {
        const { probabilities, scores } = of(kind, column, labels)(Float64Array.of(-1e300, 0, 1, 1e300, N));
        expect(probabilities.every((each) => each >= 0 && each <= 1)).toBe(true);
        expect(scores.every(Number.isFinite)).toBe(true);
      }
    },
  );

  it.each<[string, number[], number[]]>([
    ['labels must not be empty, got 0', [], []],
    ['labels must have one entry per value (1), got 2', [1], [1, 0]],
    ['column must be finite or NaN, got Infinity', [Number.POSITIVE_INFINITY], [1]],
    ['labels must be 0 or 1, got 9', [1], [9]],
  ])('refuses: %s', (message, column, labels) => {
    expect(() => of('isotonic', column, labels)).toThrow(new RangeError(message));
  });
});
