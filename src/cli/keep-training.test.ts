import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readModel } from '../learn/index.ts';
import { TINY_FEATURES, tinyModel } from '../learn/model-file/testing.ts';
import { keepTraining, requireKept } from './keep-training.ts';

const directory = mkdtempSync(join(tmpdir(), 'training-'));
afterAll(() => rmSync(directory, { recursive: true }));

const kept = () => readFileSync(join(directory, 'model.json'), 'utf8');

it('keeps a model that is to be served, so that it can be read, and leaves it where a later training makes none', async () => {
  const model = tinyModel();
  await keepTraining(directory, { report: { reliability: model.metrics.reliability }, model });
  expect(readdirSync(directory).sort()).toEqual(['model.json', 'reliability.svg', 'report.json']);
  const first = kept();
  expect(readModel(first, TINY_FEATURES)).toEqual({ model });

  await keepTraining(directory, { report: { reliability: [] }, model: null });
  expect(kept()).toBe(first);
  expect(JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8'))).toEqual({ reliability: [] });

  const next = tinyModel({ window: { fromUs: 1, toUs: 2 } });
  await keepTraining(directory, { report: { reliability: [] }, model: next });
  expect(readModel(kept(), TINY_FEATURES)).toEqual({ model: next });
});

it('leaves no report that says served without its model, whatever fails', async () => {
  const place = join(directory, 'spoilt');
  mkdirSync(join(place, 'model.json'), { recursive: true });
  await expect(requireKept(place)).rejects.toThrow('model.json: what is there is not a file');
  const model = tinyModel();
  await expect(keepTraining(place, { report: { reliability: [] }, model })).rejects.toThrow('cannot write');
  expect(readdirSync(place)).not.toContain('report.json');
});
