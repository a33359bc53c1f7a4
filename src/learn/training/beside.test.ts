import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { columnsOf, rowsOf } from '../matrix.ts';
import { probabilitiesOf } from '../model-file/predict.ts';
import { unfamiliarAuthors, unseenRepositories } from './beside.ts';
import { fitModel } from './fit-model.ts';
import { growthsFor } from './growth.ts';
import { splitByTime } from './split.ts';
import { planted } from './testing.ts';

const draws = { seed: 1, resamples: 20 };

/** Changes that are clean in every other repository, and which repository it is can be read from a column. */
const byRepository = (rows: number): Dataset => {
  const { dataset } = planted(rows);
  dataset.repositories.forEach((repository, row) => {
    dataset.matrix.values[row * 5 + 4] = repository;
    dataset.labels[row] = (row * 7 + 3) % 10 < 1 ? repository % 2 : 1 - (repository % 2);
  });
  return dataset;
};

describe('unseen repositories', () => {
  it('are predicted by models that know nothing of them', () => {
    const dataset = { ...byRepository(3000), matrix: columnsOf(byRepository(3000).matrix, ['noise']) };
    const split = splitByTime(dataset, { maturityUs: 0 });
    const fit = { growths: growthsFor(5000), directions: new Map<string, 1 | -1>(), seed: 1 };
    const fitted = fitModel(dataset, split, fit);
    const given = probabilitiesOf(fitted, rowsOf(dataset.matrix, split.test));
    const right = given.filter((each, at) => Number(each > 0.5) === dataset.labels[split.test[at] ?? -1]).length;
    expect(right / given.length).toBeGreaterThan(0.85);
    const unseen = unseenRepositories(dataset, split, fit, { ...draws, folds: 5 });
    expect(unseen).toMatchObject({ rows: split.test.length, repositories: 30 });
    expect(unseen.score?.auc).toBeLessThan(0.65);
  });
});

describe('unfamiliar authors', () => {
  it('are those of the test of whom nothing was learned', () => {
    const { dataset } = planted(3000);
    const split = splitByTime(dataset);
    const learned = new Set([...split.refit, ...split.calibrate].map((row) => dataset.authors[row]));
    const rows = [...split.test].filter((row) => !learned.has(dataset.authors[row]));
    // The truth for them, and its opposite for all others.
    const probabilities = Float64Array.from(split.test, (row) =>
      rows.includes(row) ? (dataset.labels[row] ?? 0) : 1 - (dataset.labels[row] ?? 0),
    );
    const found = unfamiliarAuthors(dataset, split, [{ name: 'model', probabilities }], draws);
    expect(found).toMatchObject({ rows: rows.length, score: { auc: 1, brier: 0 }, withoutGraph: null });
    expect(rows.length).toBeGreaterThan(20);
  });

  it('have no figures where they are too few', () => {
    const { dataset } = planted(100);
    const split = splitByTime(dataset, { maturityUs: 0 });
    const probabilities = new Float64Array(split.test.length);
    const found = unfamiliarAuthors(dataset, split, [{ name: 'model', probabilities }], draws);
    expect(found.score).toBeNull();
    expect(found.rows).toBeLessThan(20);
  });
});
