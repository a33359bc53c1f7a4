import { describe, expect, it } from 'vitest';
import { calibrated } from '../calibration/isotonic.ts';
import type { Dataset, FeatureSet } from '../dataset.ts';
import { brierOf } from '../evaluation/losses.ts';
import { guaranteedThreshold } from '../guarantee/guaranteed-threshold.ts';
import { splitByTime } from '../training/split.ts';
import { PLANTED_BASELINES, PLANTED_FEATURES, planted } from '../training/testing.ts';
import { type GnnModel, gnnModelText } from './gnn-model.ts';
import { judgeSage } from './judge-sage.ts';
import { readGnn } from './read-gnn.ts';
import { sageNow } from './sage-now.ts';
import { sageMargins } from './sage-probabilities.ts';
import { latestRows, snapshotsOf } from './snapshots.ts';
import { tiedWorld } from './tied-world.testing.ts';
import type { Ties } from './ties.ts';
import { gnnVerdictFromJson } from './verdict-json.ts';

const nobody: Ties = { people: 401, vouches: [], merges: [] };
const sage = { hidden: 8, epochs: 60, patience: 10 };
const options = { baselines: PLANTED_BASELINES, resamples: 100, compare: { sage, windows: 2 } };

const BASE_RATE = [{ name: 'the base rate', kind: 'base-rate', column: null }] as const;

const featuresNamed = (...names: string[]): FeatureSet => ({
  columns: names.map((name) => ({ name, group: 'history', unit: '', meaning: name, words: name })),
  hash: 'd'.repeat(64),
});

/** What a model says of the newest part, by itself. */
const saidBy = ({ sage: network, isotonic }: GnnModel, dataset: Dataset, ties: Ties): Float64Array => {
  const nodeColumns = network.nodeScales.columns;
  const { network: around, examples } = snapshotsOf(dataset, splitByTime(dataset).test, ties, {
    nodeColumns,
    windows: 3,
  });
  return sageMargins(network, around, examples).map((margin) => calibrated(isotonic, margin));
};

/** The same for the first of the three windows, as it is served: one after the other, in the network of that moment. */
const servedBy = (model: GnnModel, dataset: Dataset, ties: Ties): Float64Array => {
  const { test } = splitByTime(dataset);
  const fromUs = dataset.asOfUs[test[0] ?? 0] ?? 0;
  const { columns, values } = dataset.matrix;
  const cells = (row: number, names: readonly string[]) =>
    Float64Array.from(names, (name) => values[row * columns.length + columns.indexOf(name)] ?? Number.NaN);
  const latest = latestRows(dataset, fromUs);
  const network = sageNow(model, ties, fromUs);
  return Float64Array.from(test.subarray(0, Math.ceil(test.length / 3)), (row) => {
    const own = cells(row, model.columns);
    const said = network.said(dataset.authors[row] ?? 0, own, (person) => {
      const known = latest.get(person);
      return known === undefined ? null : cells(known, model.sage.nodeScales.columns);
    });
    return said.probability;
  });
};

describe('GraphSAGE, judged', () => {
  it('says in words that there are too few examples, and does not qualify', () => {
    const { report, model } = judgeSage(planted(30).dataset, PLANTED_FEATURES, nobody, options);
    expect(report).toMatchObject({ qualifies: false, verdict: null, model: null, rows: { all: 30 } });
    expect(report.reason).toMatch(/^Too few data/);
    expect(model).toBeNull();
  });

  it('is compared with the trees and does not qualify where it tells nothing more', () => {
    const { report, model } = judgeSage(planted(1500).dataset, PLANTED_FEATURES, nobody, options);
    expect(report).toMatchObject({ qualifies: false, verdict: { served: false, figures: { rows: report.rows.test } } });
    expect(report.reason).toMatch(/^GraphSAGE is .*\. On \d+ held-out changes/);
    expect(model).toBeNull();
    const { verdict } = JSON.parse(JSON.stringify(report));
    expect(gnnVerdictFromJson(verdict)).toEqual(report.verdict);
    expect(readGnn({ report: JSON.stringify(report), model: null }, PLANTED_FEATURES)).toEqual({
      kind: 'trees',
      report,
    });
  }, 60_000);

  it('comes back as a model where neighbours tell, with figures of exactly that model, and its files are taken and served', () => {
    const { dataset, ties } = tiedWorld('neighbours');
    const features = featuresNamed('care', 'size');
    const compare = { sage: { hidden: 12, epochs: 150, patience: 15 }, windows: 3 };
    const judged = judgeSage(dataset, features, ties, { baselines: BASE_RATE, resamples: 200, target: 0.2, compare });
    const { report, model } = judged;
    expect(report).toMatchObject({ qualifies: true, model: model?.id, verdict: { wins: true, stable: true } });
    expect(report.conditions.every(({ met }) => met)).toBe(true);
    expect(report.reason).toMatch(/^GraphSAGE is better than the trees from every seed\. On \d+ held-out/);
    expect(model?.metrics.auc.value).toBeCloseTo(report.verdict?.seeds[0]?.auc ?? 0, 12);
    expect(model?.metrics.baselines['the trees']).toBeCloseTo(report.verdict?.figures.trees.auc ?? 0, 12);
    const said = model === null ? new Float64Array(0) : saidBy(model, dataset, ties);
    const labels = Uint8Array.from(splitByTime(dataset).test, (row) => dataset.labels[row] ?? 0);
    expect(model?.threshold).toEqual(guaranteedThreshold(said, labels, { target: 0.2 }));
    expect(model?.metrics.brier.value).toBeCloseTo(brierOf(said, labels), 12);
    expect(model?.rows.testClean).toBe(report.verdict?.figures.clean);
    expect(model?.rows.test).toBe(report.rows.test);
    const texts = { report: JSON.stringify(report), model: model === null ? '' : gnnModelText(model) };
    const read = readGnn(texts, features);
    expect(read).toEqual({ kind: 'gnn', report, model });
    const served = read.kind === 'gnn' ? servedBy(read.model, dataset, ties) : new Float64Array(0);
    expect(served.length).toBe(200);
    expect(served).toEqual(said.slice(0, served.length));
    expect(new Set(served).size).toBeGreaterThan(5);
    expect(model?.people.names).toEqual(ties.names);
    expect(model?.people.values.length).toBe(150 * 2);
  }, 120_000);

  it('does not qualify, however far it wins, where too little is held out to tell', () => {
    const { dataset, ties } = tiedWorld('neighbours');
    const compare = { sage: { hidden: 12, epochs: 150, patience: 15 }, windows: 3 };
    const shares = { fit: 0.7, stop: 0.1, calibrate: 0.15 };
    const options = { baselines: BASE_RATE, resamples: 200, shares, compare };
    const { report, model } = judgeSage(dataset, featuresNamed('care', 'size'), ties, options);
    expect(report).toMatchObject({ qualifies: false, model: null, verdict: { served: true } });
    expect(report.reason).toMatch(/Yet asked is at least 200 held-out changes.*found: 1\d\d: /);
    expect(model).toBeNull();
  }, 120_000);
});
