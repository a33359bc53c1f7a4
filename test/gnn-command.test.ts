import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { examplesIn } from '../src/cli/examples-in.ts';
import { gnnKept } from '../src/cli/gnn-files.ts';
import { policyOf } from '../src/cli/policy.ts';
import { judgeThread } from '../src/cli/train-thread.ts';
import { TRAINING } from '../src/cli/training-options.ts';
import { judgeSage } from '../src/learn/index.ts';
import { contributorTies, datasetOf, featureSet } from '../src/pipeline/index.ts';
import { demoSurroundings, scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

describe('gnn', () => {
  it('says in plain words that the demo world is too small, ends with 0, and leaves no model of an older verdict', async () => {
    const directory = scratchDirectory();
    const models = join(directory, 'models');
    const run = (...args: string[]) =>
      new Promise<{ code: number; out: string; err: string }>((resolve) => {
        const env = { PATH: process.env.PATH, HOME: directory, DATA_ROOT: directory };
        execFile(process.execPath, [bin, ...args], { cwd: directory, env }, (error, out, err) =>
          resolve({ code: error === null ? 0 : Number(error.code), out, err }),
        );
      });
    expect((await run('gnn', '--dry-run')).code).toBe(0);
    expect(existsSync(models)).toBe(false);
    await run('seed');
    const { code, out } = await run('gnn', '--dry-run');
    expect([code, out]).toEqual([0, expect.stringMatching(/^Too few data to compare anything: of \d+ finished/)]);
    expect(out).toMatch(/GraphSAGE may not decide\. Once this is kept, the trees decide/);
    expect(readdirSync(models)).toEqual([]);

    writeFileSync(join(models, 'gnn-model.json'), '{}');
    expect(gnnKept({ modelDir: models }).kind).toBe('refused');
    const told = await run('gnn', '--json', '--seed', '7', '--target', '.1');
    expect(told.code).toBe(0);
    const said = JSON.parse(told.out);
    expect(said).toMatchObject({ qualifies: false, verdict: null, model: null, seed: 7, target: 0.1 });
    expect(said.decides).toMatchObject({ by: 'trees', why: expect.stringMatching(/^the trees decide, or structural/) });
    expect(JSON.parse(readFileSync(join(models, 'gnn.json'), 'utf8'))).toEqual(said);
    expect(readdirSync(models)).toEqual(['gnn.json']);
    expect(gnnKept({ modelDir: models })).toMatchObject({ kind: 'trees', report: { reason: said.reason } });
    expect((await run('doctor')).out).toMatch(/graph model.*Too few data to compare anything/);
  }, 180_000);
});

describe('the thread that compares', () => {
  it('finds what the calling thread would, and is given up when told', async () => {
    const around = demoSurroundings();
    await seedDemo(around);
    const examples = await examplesIn(around.store, { policy: policyOf(around.config), reads: 'none' });
    const { dataset, pulls, labelled } = await datasetOf(examples);
    const ties = contributorTies({ ...examples, pulls, authors: dataset.authors });
    expect(Math.min(ties.vouches.length, ties.merges.length)).toBeGreaterThan(10);
    const ask = judgeThread();
    const { made, ...found } = await ask(examples, TRAINING, new AbortController().signal);
    expect(found).toEqual(judgeSage(dataset, featureSet, ties, TRAINING));
    expect(made).toMatchObject({ labelled });
    await expect(ask(examples, TRAINING, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  }, 60_000);
});
