import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aucOf, rankedBy } from './auc.ts';

const auc = (scores: number[], labels: number[], groups?: number[]): number =>
  aucOf(rankedBy(Float64Array.from(scores), Uint8Array.from(labels), groups && Int32Array.from(groups)));

/** As the definition says it, pair by pair. */
const pairwise = (items: readonly Item[]): number => {
  let [wins, pairs] = [0, 0];
  for (const good of items.filter((item) => item.label === 1)) {
    for (const bad of items.filter((item) => item.label === 0 && item.group === good.group)) {
      const weight = good.weight * bad.weight;
      wins += weight * (good.score > bad.score ? 1 : good.score === bad.score ? 0.5 : 0);
      pairs += weight;
    }
  }
  return wins / pairs;
};

interface Item {
  readonly score: number;
  readonly label: number;
  readonly group: number;
  readonly weight: number;
}

const items = fc.array(
  fc.record({
    score: fc.integer({ min: -3, max: 3 }),
    label: fc.integer({ min: 0, max: 1 }),
    group: fc.integer({ min: 0, max: 2 }),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 25 },
);

describe('AUC', () => {
  it('is what one counts by hand, ties being half', () => {
    expect(auc([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(auc([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0);
    expect(auc([1, 1, 1], [0, 1, 1])).toBe(0.5);
    expect(auc([1, 2, 2, 3], [0, 0, 1, 1])).toBe(3.5 / 4);
  });

  it('compares within groups only', () => {
    expect(auc([5, 6, 1, 2], [0, 1, 0, 1])).toBe(0.75);
    expect(auc([5, 6, 1, 2], [0, 1, 0, 1], [0, 0, 1, 1])).toBe(1);
  });

  it('says nothing without a pair', () => {
    expect(auc([], [])).toBeNaN();
    expect(auc([1, 2], [1, 1])).toBeNaN();
    expect(auc([1, 2], [0, 1], [0, 1])).toBeNaN();
  });

  it('is the weighted share of pairs, whatever the ties, groups and weights', () => {
    fc.assert(
      fc.property(items, (all) => {
        const column = (key: keyof Item): number[] => all.map((item) => item[key]);
        const ranked = rankedBy(
          Float64Array.from(column('score')),
          Uint8Array.from(column('label')),
          Int32Array.from(column('group')),
        );
        const value = aucOf(ranked, Float64Array.from(column('weight')));
        expect(Number.isNaN(value)).toBe(Number.isNaN(pairwise(all)));
        if (!Number.isNaN(value)) expect(value).toBeCloseTo(pairwise(all), 12);
      }),
      { numRuns: 300 },
    );
  });

  it('turns around with the labels, and does not see a growing transformation', () => {
    fc.assert(
      fc.property(items, (all) => {
        const scores = all.map((item) => item.score);
        const labels = all.map((item) => item.label);
        const value = auc(scores, labels);
        const turned = auc(
          scores,
          labels.map((label) => 1 - label),
        );
        if (!Number.isNaN(value)) expect(turned).toBeCloseTo(1 - value, 12);
        expect(auc(scores.map(Math.exp), labels)).toBe(value);
      }),
    );
  });

  it('refuses columns of different lengths, and what is no number', () => {
    expect(() => auc([1], [0, 1])).toThrow('labels must have one entry per score (1), got 2');
    expect(() => auc([1, 2], [0, 1], [0])).toThrow('groups must have one entry per score (2), got 1');
    expect(() => auc([1, Number.NaN], [0, 1])).toThrow('scores must be finite, got NaN');
  });
});
