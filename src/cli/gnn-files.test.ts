import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { tinyGnnModel, tinyReport } from '../learn/graphsage/gnn.testing.ts';
import { featureSet } from '../pipeline/index.ts';
import { gnnKept, keepJudged } from './gnn-files.ts';

const root = mkdtempSync(join(tmpdir(), 'gnn-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
let modelDir = '';
beforeEach(() => {
  modelDir = join(root, String(++made));
  mkdirSync(modelDir);
});

const model = tinyGnnModel(featureSet.hash, ['merged_here', 'standing']);
const won = tinyReport(model);
const lost = tinyReport(model, { aucs: [0.74, 0.74, 0.75, 0.75, 0.76] });

describe('what a comparison came to', () => {
  it('is kept and read again, the model only where it may decide, and goes when its verdict does', async () => {
    expect(gnnKept({ modelDir })).toEqual({ kind: 'none' });
    await keepJudged(modelDir, { report: lost, model: null });
    expect(readdirSync(modelDir)).toEqual(['gnn.json']);
    expect(gnnKept({ modelDir })).toEqual({ kind: 'trees', report: lost });

    await keepJudged(modelDir, { report: won, model });
    expect(readdirSync(modelDir).sort()).toEqual(['gnn-model.json', 'gnn.json']);
    expect(gnnKept({ modelDir })).toEqual({ kind: 'gnn', report: won, model });

    await keepJudged(modelDir, { report: lost, model: null });
    expect(readdirSync(modelDir)).toEqual(['gnn.json']);
    expect(JSON.parse(readFileSync(join(modelDir, 'gnn.json'), 'utf8'))).toEqual(lost);
  });

  it('is refused where a file cannot be read, and says so', async () => {
    await keepJudged(modelDir, { report: won, model });
    writeFileSync(join(modelDir, 'gnn-model.json'), '{"format":1');
    expect(gnnKept({ modelDir })).toEqual({
      kind: 'refused',
      problem: 'gnn-model.json is cut off: its end is missing',
    });
    rmSync(join(modelDir, 'gnn.json'));
    mkdirSync(join(modelDir, 'gnn.json'));
    expect(gnnKept({ modelDir })).toMatchObject({ kind: 'refused', problem: expect.stringMatching(/is not a file$/) });
  });
});
