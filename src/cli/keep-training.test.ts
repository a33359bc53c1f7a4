import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readModel } from '../learn/index.ts';
import { TINY_HASH, tinyModel } from '../learn/model-file/testing.ts';
import { keepTraining } from './keep-training.ts';

const directory = mkdtempSync(join(tmpdir(), 'training-'));
afterAll(() => rmSync(directory, { recursive: true }));

const kept = () => readFileSync(join(directory, 'model.json'), 'utf8');

it('keeps a model that is to be served, so that it can be read, and leaves it where a later training makes none', async () => {
  const model = tinyModel();
  await keepTraining(directory, { report: { reliability: model.metrics.reliability }, model });
  expect(readdirSync(directory).sort()).toEqual(['model.json', 'reliability.svg', 'report.json']);
  const first = kept();
  expect(readModel(first, { featureHash: TINY_HASH })).toEqual({ model });

  await keepTraining(directory, { report: { reliability: [] }, model: null });
  expect(kept()).toBe(first);
  expect(JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8'))).toEqual({ reliability: [] });

  const next = tinyModel({ window: { fromUs: 1, toUs: 2 } });
  await keepTraining(directory, { report: { reliability: [] }, model: next });
  expect(readModel(kept(), { featureHash: TINY_HASH })).toEqual({ model: next });
});
