import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { incumbentOf, unlessStopped } from '../src/cli/incumbent.ts';
import { driftStore } from '../src/cli/served-model.ts';
import { type Model, modelText, train } from '../src/learn/index.ts';
import { PLANTED_BASELINES, PLANTED_FEATURES, planted } from '../src/learn/training/testing.ts';
import { stubModel } from '../src/pipeline/learned/learned.testing.ts';
import { demoSurroundings } from './store-harness.ts';

const { store, config } = demoSurroundings();
const file = join(config.modelDir, 'model.json');
const found = async ({ id }: Model, stoppedAtUs: number | null): Promise<void> =>
  driftStore(store).keep({
    ...{ model: id, measuredAtUs: 1, outcomes: 300, ece: 0.3, interval: [0.2, 0.4], bound: 0.1 },
    ...{ stoppedAtUs, why: 'calibration error is at least 0.200' },
  });

beforeEach(() => rmSync(file, { force: true }));

describe('what a new model has to stand against', () => {
  it('is the model that is there, also where its drift was looked at', async () => {
    const model = stubModel();
    expect(await incumbentOf(store, config)).toBeNull();
    writeFileSync(file, modelText(model));
    expect(await incumbentOf(store, config)).toEqual(model);
    await found(model, null);
    expect(await incumbentOf(store, config)).toEqual(model);
  });

  it('is none that was stopped, and none that is refused', async () => {
    const model = stubModel({ high: 2 });
    writeFileSync(file, modelText(model));
    await found(model, 7);
    expect(await incumbentOf(store, config)).toBeNull();
    writeFileSync(file, modelText(stubModel({ high: 1 })));
    expect(await incumbentOf(store, config)).toMatchObject({ id: stubModel({ high: 1 }).id });
    writeFileSync(file, modelText(model).slice(0, 500));
    expect(await incumbentOf(store, config)).toBeNull();
  });
});

describe('a model that training gives', () => {
  const trained = train(planted(3000).dataset, PLANTED_FEATURES, {
    ...{ baselines: PLANTED_BASELINES, resamples: 100, folds: 2 },
  });

  it('is to be served as it was found to be, where it was never stopped', async () => {
    expect(trained.model).not.toBeNull();
    expect(await unlessStopped(store, trained)).toEqual(trained);
    if (trained.model) await found(trained.model, null);
    expect(await unlessStopped(store, trained)).toEqual(trained);
  });

  it('is not, and that is said, where it is the very one that was stopped', async () => {
    if (trained.model) await found(trained.model, 7);
    const { report, model } = await unlessStopped(store, trained);
    expect(model).toBeNull();
    expect(report).toEqual({ ...trained.report, served: false, model: null, reason: report.reason });
    expect(report.reason).toMatch(
      /^Training gave the very model again that was stopped \(\w{12}\), and it stays stopped: calibration error is at/,
    );
    const nothing = { report: trained.report, model: null };
    expect(await unlessStopped(store, nothing)).toEqual(nothing);
  });
});
