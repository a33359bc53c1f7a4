import { describe, expect, it } from 'vitest';
import { calibrated } from '../calibration/isotonic.ts';
import { rowsOf } from '../matrix.ts';
import { fitModel } from '../training/fit-model.ts';
import { growthsFor } from '../training/growth.ts';
import { splitByTime } from '../training/split.ts';
import { marginsOf } from '../trees/margins.ts';
import { compareSage } from './compare-sage.ts';
import { tiedWorld } from './tied-world.testing.ts';

const compared = (decides: 'neighbours' | 'own') => {
  const { dataset, ties } = tiedWorld(decides);
  const split = splitByTime(dataset);
  const { trees, isotonic } = fitModel(dataset, split, { growths: growthsFor(500), directions: new Map(), seed: 1 });
  const scores = marginsOf(trees, rowsOf(dataset.matrix, split.test));
  const said = { scores, probabilities: scores.map((score) => calibrated(isotonic, score)) };
  const sage = { hidden: 12, epochs: 150, patience: 15 };
  return compareSage(
    { dataset, split, ties, nodeColumns: ['care'], trees: said },
    { sage, windows: 3, resamples: 200 },
  );
};

describe('GraphSAGE against the trees, on one split', () => {
  it('does not win where an example’s own row says it all', () => {
    const found = compared('own');
    const { verdict, model } = found;
    expect(verdict).toMatchObject({ wins: false, served: false });
    expect(verdict.seeds.map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5]);
    expect(verdict.figures.sage.auc).toBeGreaterThan(0.75);
    expect(model.ownScales.columns).toEqual(['care', 'size']);
    expect(compared('own')).toEqual(found);
  }, 120_000);

  it('is better where the neighbours do', () => {
    const { figures, margin } = compared('neighbours').verdict;
    expect(figures.sage.auc).toBeGreaterThan(0.8);
    expect(margin).toBeGreaterThan(0.03);
  }, 120_000);
});
