import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { examplesIn } from '../src/cli/examples-in.ts';
import { policyOf } from '../src/cli/policy.ts';
import { trainThread } from '../src/cli/train-thread.ts';
import { TRAINING } from '../src/cli/training-options.ts';
import { train } from '../src/learn/index.ts';
import { datasetOf, featureSet } from '../src/pipeline/index.ts';
import { demoSurroundings, scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

const workplace = () => {
  const directory = scratchDirectory();
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { PATH: process.env.PATH, HOME: directory, DATA_ROOT: directory };
      execFile(process.execPath, [bin, ...args], { cwd: directory, env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  return { models: join(directory, 'models'), run };
};

describe('train', () => {
  it('says in plain words that the demo world is too small, ends with 0, and keeps its report but no model', async () => {
    const { models, run } = workplace();
    await run('seed');
    expect(await run('train', '--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Not served\. Too few data: /),
    });
    expect(readdirSync(models)).toEqual([]);

    writeFileSync(join(models, 'model.json'), '{"format":9}');
    const { code, out, err } = await run('train', '--json', '--seed', '7', '--target', '.1');
    expect(code).toBe(0);
    expect(err).toMatch(
      /model\.json is of a later version of this program: format 9, this one reads 1: not compared with/,
    );
    const said = JSON.parse(out);
    expect(said).toMatchObject({
      served: false,
      model: null,
      auc: null,
      seed: 7,
      target: 0.1,
      baselines: {},
      ablations: {},
    });
    expect(said.reason).toMatch(/^Too few data: of \d+ finished changes/);
    expect(said.made.labelled).toBe(said.rows.all + said.rows.unreached);
    expect(said.rows.clean).toBeLessThan(said.rows.all);
    expect(JSON.parse(readFileSync(join(models, 'report.json'), 'utf8'))).toEqual(said);
    expect(readFileSync(join(models, 'reliability.svg'), 'utf8')).toMatch(/^<svg /);
    expect(readFileSync(join(models, 'model.json'), 'utf8')).toBe('{"format":9}');
  }, 120_000);

  it('has nothing to learn from in an empty database, and is no worse for it', async () => {
    const { models, run } = workplace();
    expect((await run('train', '--dry-run')).code).toBe(0);
    expect(existsSync(models)).toBe(false);
    const { code, out } = await run('train');
    expect([code, out]).toEqual([0, expect.stringMatching(/^Not served\. Set TRUST_SEEDS: without them nobody/)]);
    expect(existsSync(join(models, 'model.json'))).toBe(false);
  }, 60_000);

  it('waits for no pipe in place of a model, and learns nothing that it could not keep', async () => {
    const { models, run } = workplace();
    mkdirSync(models);
    execFileSync('mkfifo', [join(models, 'model.json')]);
    const dry = await run('train', '--dry-run');
    expect([dry.code, dry.out]).toEqual([0, expect.stringMatching(/^Not served/)]);
    expect(dry.err).toMatch(/model\.json is not a file: not compared with/);
    const { code, out, err } = await run('train');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/cannot write .*model\.json: what is there is not a file; move it away/);
    expect(readdirSync(models)).toEqual(['model.json']);
  }, 60_000);

  it.each([
    ['--target', '1'],
    ['--target', '0'],
    ['--seed', '-1'],
  ])(
    'refuses %s %s',
    async (...args) => {
      const { code, err } = await workplace().run('train', ...args);
      expect(code).toBe(2);
      expect(err).toMatch(/must be/);
    },
    60_000,
  );
});

describe('the thread that trains', () => {
  it('finds what the calling thread would, and is given up when told', async () => {
    const around = demoSurroundings();
    await seedDemo(around);
    const examples = await examplesIn(around.store, { policy: policyOf(around.config), reads: 'none' });
    const options = TRAINING;
    const { dataset, labelled } = await datasetOf(examples);
    const ask = trainThread();
    const { made, ...found } = await ask(examples, options, new AbortController().signal);
    expect(found).toEqual(train(dataset, featureSet, options));
    expect(made).toMatchObject({ labelled, examples: labelled });
    expect(labelled).toBeGreaterThan(50);
    await expect(ask(examples, options, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  }, 60_000);

  it('goes by columns that there are', () => {
    const names = featureSet.columns.map(({ name }) => name);
    for (const { column } of TRAINING.baselines) expect([null, ...names]).toContain(column);
    expect(names).toContain('standing');
  });
});
