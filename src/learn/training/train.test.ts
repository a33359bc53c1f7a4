import { describe, expect, it } from 'vitest';
import { rowsOf } from '../matrix.ts';
import { modelText } from '../model-file/model-text.ts';
import { predict, probabilitiesOf } from '../model-file/predict.ts';
import { readModel } from '../model-file/read-model.ts';
import { baselinePredictions } from './baselines.ts';
import { examplesOf } from './examples-of.ts';
import { fitModel } from './fit-model.ts';
import { growthsFor } from './growth.ts';
import { againstIncumbent } from './incumbent.ts';
import { SERVE_RULE } from './serve-rule.ts';
import { splitByTime } from './split.ts';
import { PLANTED_BASELINES, PLANTED_FEATURES, type Planted, planted } from './testing.ts';
import { train } from './train.ts';

const trained = ({ dataset }: Planted, options = {}) =>
  train(dataset, PLANTED_FEATURES, { baselines: PLANTED_BASELINES, resamples: 200, folds: 2, ...options });

const world = planted(3000);
const { report, model } = trained(world, { folds: 5 });

describe('a world in which what is known tells', () => {
  it('gives a model that is served', () => {
    expect(report).toMatchObject({ served: true, model: model?.id, growth: { patience: 40 } });
    expect(report.reason).toMatch(/^All that is asked of a model holds/);
    expect(report.conditions.every(({ met }) => met)).toBe(true);
  });

  it('beats every baseline beyond chance', () => {
    expect(Object.keys(report.baselines)).toEqual(PLANTED_BASELINES.map(({ name }) => name));
    for (const { auc, difference } of Object.values(report.baselines)) {
      expect(difference.auc.low).toBeGreaterThan(0);
      expect(difference.auc.value).toBeCloseTo((report.auc ?? 0) - auc, 12);
    }
  });

  it('says what the graph and history bring', () => {
    expect(Object.keys(report.ablations)).toEqual(['without graph', 'without history']);
    expect(report.ablations['without history']?.difference.auc.low).toBeGreaterThan(0);
  });

  it('is calibrated: the error lies within what chance allows, and the truth is near', () => {
    const split = splitByTime(world.dataset);
    const probabilities = model ? probabilitiesOf(model, rowsOf(world.dataset.matrix, split.test)) : new Float64Array();
    const off = probabilities.map((each, at) => Math.abs(each - (world.truth[split.test[at] ?? -1] ?? 0)));
    expect(off.reduce((sum, each) => sum + each, 0) / off.length).toBeLessThan(0.1);
    expect(report.intervals?.ece.low).toBeLessThanOrEqual(0.02);
    expect(report.intervals?.ece.high).toBeLessThanOrEqual(SERVE_RULE.eceAtMost);
  });

  it('has the figures of exactly the model that is served', () => {
    const columns = PLANTED_FEATURES.columns.map((column) => ({ ...column, group: 'activity' as const }));
    const read = readModel(model ? modelText(model) : '', { ...PLANTED_FEATURES, columns });
    const served = 'model' in read ? read.model : null;
    expect(served?.metrics.auc.value).toBe(report.auc);
    expect(served?.threshold).toEqual(report.threshold);
    const { test } = splitByTime(world.dataset);
    const given = served ? probabilitiesOf(served, rowsOf(world.dataset.matrix, test)) : new Float64Array();
    const brier = given.reduce((sum, each, at) => sum + (each - (world.dataset.labels[test[at] ?? -1] ?? 0)) ** 2, 0);
    expect(brier / test.length).toBeCloseTo(report.brier ?? 0, 12);
    const bins = report.reliability.reduce((sum, { count }) => sum + count, 0);
    expect(bins).toBe(test.length);
  });

  it('keeps to the directions of its features', () => {
    const row = (rank: number) => Float64Array.of(rank, 0.5, 3, 3, 0.5);
    const ranked = Array.from({ length: 50 }, (_, at) => (model ? predict(model, row(at / 50)).probability : 0));
    expect(ranked).toEqual(ranked.toSorted((a, b) => a - b));
    expect(ranked.at(-1)).toBeGreaterThan(ranked[0] ?? 1);
  });

  it('is looked at on repositories and authors it never saw', () => {
    expect(report.unseenRepositories).toMatchObject({ rows: report.rows.test, repositories: 30 });
    expect(report.unseenRepositories?.score?.auc).toBeGreaterThan(0.7);
    expect(report.unfamiliarAuthors?.rows).toBeGreaterThan(20);
    expect(report.unfamiliarAuthors?.rows).toBeLessThan(report.rows.test);
    expect(report.unfamiliarAuthors?.score?.auc).toBeGreaterThan(0.7);
    expect(report.unfamiliarAuthors?.withoutGraph?.auc).toBeGreaterThan(0.6);
  });

  it('gives the same bytes for the same data and seed', () => {
    const again = trained(planted(3000), { folds: 5 });
    expect(again.report).toEqual(report);
    expect(again.model && modelText(again.model)).toBe(model && modelText(model));
    expect(trained(world, { seed: 2 }).model?.id).not.toBe(model?.id);
  });
});

describe('a label that is known late', () => {
  it('changes nothing of what is learned before it is known', () => {
    const other = planted(3000).dataset;
    const { testFromUs } = splitByTime(other);
    let early = 0;
    other.labels.forEach((label, row) => {
      if ((other.knownAtUs[row] ?? 0) < testFromUs) return;
      other.labels[row] = 1 - label;
      if ((other.asOfUs[row] ?? 0) < testFromUs) early += 1;
    });
    expect(early).toBeGreaterThan(50);
    const maturityUs = report.maturityUs;
    const [one, two] = [world.dataset, other].map((dataset) =>
      trained({ dataset, truth: world.truth }, { maturityUs, resamples: 1 }),
    );
    expect(two?.report.growth).toEqual(one?.report.growth);
    expect(two?.report.auc).toBeCloseTo(1 - (one?.report.auc ?? 0), 12);
  });
});

describe('a world of noise', () => {
  it.each([1, 2, 3, 4, 5])('gives no model, by seed %i, and says why', (seed) => {
    const noise = trained(planted(2000, { seed, isNoise: true }), { seed });
    expect(noise).toMatchObject({ model: null, report: { served: false, model: null } });
    expect(noise.report.reason).toMatch(/^Not good enough to be served\. Asked: a higher AUC than/);
  });
});

describe('too few data', () => {
  it.each([0, 1, 40])('are said to be too few when there are %i examples, without a figure', (rows) => {
    const few = trained(planted(rows));
    expect(few).toMatchObject({
      model: null,
      report: { served: false, auc: null, reliability: [], rows: { all: rows } },
    });
    expect(few.report.reason).toMatch(
      new RegExp(`^Too few data: of ${rows} finished changes by people whom trust reaches`),
    );
  });

  it('may have figures, and are not served for it', () => {
    const few = trained(planted(500));
    expect(few.model).toBeNull();
    expect(few.report.auc).toBeGreaterThan(0.5);
    expect(few.report.reason).toMatch(/^Too few data to tell how good a model is\. Asked: at least 200 held-out/);
  });

  it('of one kind alone are no reason to fail', () => {
    const { dataset, truth } = planted(800);
    dataset.labels.fill(1);
    expect(trained({ dataset, truth }).report).toMatchObject({ served: false, auc: null });
  });
});

describe('the model in use', () => {
  const long = planted(5000, { seed: 2 });
  const first = examplesOf(long.dataset, Int32Array.from(Array(3000).keys()));
  const older = trained({ dataset: first, truth: long.truth }).model;

  it('makes room for one that is not worse', () => {
    const next = trained(long, { incumbent: older });
    expect(older).not.toBeNull();
    expect(next.report).toMatchObject({
      served: true,
      incumbent: { id: older?.id, rows: next.report.rows.test, stays: false },
    });
  });

  it('stays where the new one is worse beyond chance', () => {
    const spoilt = planted(5000, { seed: 2 }).dataset;
    const { testFromUs } = splitByTime(spoilt);
    // What was learned from is muddled: two of three lines are those of the change after them.
    const { values } = spoilt.matrix;
    for (let row = 0; row < 5000; row += 1) {
      const isOlder = (spoilt.asOfUs[row] ?? 0) < testFromUs;
      if (isOlder && row % 3 > 0) values.copyWithin(row * 5, (row + 1) * 5, (row + 2) * 5);
    }
    const next = trained({ dataset: spoilt, truth: long.truth }, { incumbent: older });
    expect(next.report.incumbent?.stays).toBe(true);
    expect(next.model).toBeNull();
    expect(next.report.reason).toContain(`no worse than the model in use (${older?.id.slice(0, 12)})`);
  });
});

describe('those whom no trust reaches', () => {
  it('are neither learned from nor measured on', () => {
    const { dataset, truth } = planted(3000);
    const rank = (row: number): number => dataset.matrix.values[row * 5] ?? 0;
    const without = examplesOf(
      dataset,
      Int32Array.from(dataset.labels.keys()).filter((row) => rank(row) > 0.5),
    );
    dataset.labels.forEach((_, row) => {
      if (rank(row) <= 0.5) dataset.matrix.values[row * 5] = 0;
    });
    const some = trained({ dataset, truth }, { reachedBy: 'rank', resamples: 1 });
    const { rows, ...found } = trained({ dataset: without, truth }, { resamples: 1 }).report;
    expect(some.report).toEqual({ ...found, rows: { ...rows, unreached: 3000 - without.labels.length } });
    expect(some.report.rows.unreached).toBeGreaterThan(1000);
  });
});

describe('training', () => {
  it.each([
    [{ target: 1 }, 'target must be over 0 and under 1, got 1'],
    [{ seed: -1 }, 'seed must be a whole number of at least 0, got -1'],
    [{ folds: 1 }, 'folds must be a whole number of at least 2, got 1'],
    [{ baselines: [] }, 'baselines must have an entry'],
    [{ baselines: [{ name: 'x', kind: 'isotonic', column: 'nothing' } as const] }, 'got nothing'],
  ])('refuses %j', (options, message) => {
    expect(() => trained(planted(1000), options)).toThrow(message);
  });

  it('refuses data of other columns than its features', () => {
    const { dataset } = planted(10);
    const other = { ...dataset, matrix: { ...dataset.matrix, columns: ['a', 'b', 'c', 'd', 'e'] } };
    expect(() => trained({ dataset: other, truth: world.truth })).toThrow(
      'data must have the columns rank, merge_rate',
    );
  });
});

describe('a group of columns that is withheld', () => {
  it('is given to no model and to the baselines only; what it would bring is measured beside', () => {
    const { report: held, model: without } = trained(planted(3000, { seed: 2 }), { withheld: 'change' });
    expect(without?.columns).toEqual(['rank', 'merge_rate', 'merged', 'noise']);
    const withChange = readModel(model ? modelText(model) : '', PLANTED_FEATURES);
    expect(withChange).toEqual({ problem: expect.stringMatching(/^looks at the change itself \(lines_added\)/) });
    expect(Object.keys(held.baselines)).toContain('lines added');
    expect(held.ablations['with change']?.auc).toBeGreaterThan(held.auc ?? 1);
    expect(held.ablations['with change']?.difference.auc.value).toBeLessThan(0);
  });
});

describe('columns that anybody can make', () => {
  it('are given to no model; baselines go by them, and what they would bring is measured beside', () => {
    const columns = PLANTED_FEATURES.columns.map((each) =>
      each.name === 'merge_rate' ? { ...each, forgeable: true as const } : each,
    );
    const options = { baselines: PLANTED_BASELINES, resamples: 50, folds: 2, withheld: 'change' } as const;
    const { report: found } = train(world.dataset, { ...PLANTED_FEATURES, columns }, options);
    const { report: all } = trained(world, { withheld: 'change', resamples: 50 });
    expect(Object.keys(found.ablations)).toEqual([
      ...['without graph', 'without history', 'with change', 'with what anybody can make'],
    ]);
    expect(found.auc).toBeLessThan(all.auc ?? 0);
    expect(found.ablations['with what anybody can make']?.auc).toBeGreaterThan(found.auc ?? 1);
    expect(found.ablations['with change']?.auc).toBeLessThan(all.ablations['with change']?.auc ?? 0);
    expect(found.baselines['the merge rate']?.auc).toBeGreaterThan(0.6);
  });
});

describe('what a model is held against', () => {
  const { dataset } = world;
  const split = splitByTime(dataset);

  it('is fitted on what the model learns from, and on nothing of the test', () => {
    const learned = [...split.refit, ...split.calibrate];
    const clean = learned.filter((row) => dataset.labels[row] === 1).length;
    const flipped = { ...dataset, labels: dataset.labels.slice() };
    for (const row of split.test) flipped.labels[row] = 1 - (flipped.labels[row] ?? 0);
    const given = baselinePredictions(dataset, split, PLANTED_BASELINES);
    expect(baselinePredictions(flipped, split, PLANTED_BASELINES)).toEqual(given);
    expect(given[0]?.probabilities[0]).toBeCloseTo(clean / learned.length, 2);
  });

  it('is compared with the model in use on what is younger than all that one learned from', () => {
    if (model === null) throw new Error('no model');
    const toUs = dataset.asOfUs[split.test[split.test.length - 60] ?? -1] ?? 0;
    const older = { ...model, window: { ...model.window, toUs } };
    const probabilities = new Float64Array(split.test.length).fill(0.5);
    const found = againstIncumbent(
      dataset,
      split,
      { name: 'new', probabilities },
      { model: older, seed: 1, resamples: 50 },
    );
    expect(found).toMatchObject({ rows: 60, stays: true });
  });
});

describe('what is measured', () => {
  it('holds the threshold against the target that was asked for', () => {
    const wide = trained(world, { target: 0.2 }).report.threshold;
    expect(wide?.upper ?? 0).toBeGreaterThan(0.05);
    expect(wide?.upper).toBeLessThanOrEqual(0.2);
  });

  it('draws an author’s changes together: whose they are decides how wide intervals are', () => {
    const { dataset } = world;
    const width = (authors: Int32Array) => {
      const { intervals } = trained({ ...world, dataset: { ...dataset, authors } }).report;
      return (intervals?.auc.high ?? 0) - (intervals?.auc.low ?? 0);
    };
    const few = dataset.labels.map((label, row) => (label === 1 ? row % 4 : 4 + (row % 3)));
    expect(width(Int32Array.from(few))).not.toBeCloseTo(width(Int32Array.from(dataset.labels.keys())), 2);
  });
});

describe('the trees that are kept', () => {
  const split = splitByTime(world.dataset);
  const [usual] = growthsFor(3000);
  if (usual === undefined) throw new RangeError('there is a way of growing');

  it('are grown the way that does better on the second part, in whichever order they are named', () => {
    const poor = { ...usual, trees: 1, learningRate: 0.001 };
    for (const growths of [
      [poor, usual],
      [usual, poor],
    ]) {
      const { growth } = fitModel(world.dataset, split, { growths, directions: new Map(), seed: 1 });
      expect(growth.learningRate).toBe(usual.learningRate);
    }
  });

  it('keep to a direction that the data speak against', () => {
    const directions = new Map([['rank', -1 as const]]);
    const against = fitModel(world.dataset, split, { growths: [usual], directions, seed: 1 });
    const margins = Array.from(
      { length: 50 },
      (_, at) => predict(against, Float64Array.of(at / 50, 0.5, 3, 3, 0.5)).margin,
    );
    expect(margins).toEqual(margins.toSorted((a, b) => b - a));
  });
});
