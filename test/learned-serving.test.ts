import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { policiesOf } from '../src/cli/policy.ts';
import { driftStore, modelMark, servingNow } from '../src/cli/served-model.ts';
import { followingOptions, loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { Decision } from '../src/domain/index.ts';
import { modelText } from '../src/learn/index.ts';
import { scorePass, scoringWorker, verifyDecisions } from '../src/pipeline/index.ts';
import { type StubModel, stubModel } from '../src/pipeline/learned/learned.testing.ts';
import { withStaleness } from '../src/pipeline/staleness.ts';
import { allDecisions, currentDecisions } from '../src/store/index.ts';
import { demoSurroundings } from './store-harness.ts';

const around = demoSurroundings();
const { store, config } = around;
const file = join(config.modelDir, 'model.json');

const write = (stub: StubModel): string => {
  const model = stubModel(stub);
  writeFileSync(file, modelText(model));
  return model.id;
};
const worker = scoringWorker(scoringStore(store, config));
const follow = async () => worker.pass(await followingOptions(around));
const decisions = async (): Promise<Decision[]> => (await store.read(currentDecisions)).map(({ body }) => body);
const servedBy = async () => new Set((await decisions()).map(({ policy }) => policy.learned?.model));
const verified = async () =>
  verifyDecisions(await store.read(allDecisions), scoringStore(store, config), await passOptions(around));
const shown = () => loadModel(store, policiesOf(config), config);

/** Everybody's record is as good as anybody's: nobody of the demo has so many. */
const NO_DIFFERENCE: StubModel = { feature: 'merged_here', at: 1e9, low: 3 };

beforeAll(async () => {
  await seedDemo(around);
  await follow();
});

describe('a learned model', () => {
  let before: Decision[] = [];

  it('is not needed: without one nothing speaks of it', async () => {
    before = await decisions();
    expect(before.length).toBeGreaterThan(8);
    expect(JSON.stringify(before)).not.toMatch(/calibrated|"learned"/);
    expect(await servingNow(store, config)).toEqual({ kind: 'none', why: null });
  });

  it('has all open pull requests decided again once its file is there, by a worker that runs', async () => {
    const id = write(NO_DIFFERENCE);
    const report = await follow();
    expect(report).toMatchObject({ decided: before.length });
    expect(await servedBy()).toEqual(new Set([id]));
    for (const { inputs, evidence } of await decisions()) {
      expect(inputs.calibrated).toBe(evidence.standing > 0 ? evidence.learned?.probability : 0);
      expect(evidence.learned?.contributions.length).toBeLessThanOrEqual(8);
    }
    expect(await follow()).toMatchObject({ decided: 0 });
  });

  it('leaves to structure what structure says no to', async () => {
    const lanes = new Map((await decisions()).map(({ pull, outcome }) => [pull, outcome.lane]));
    for (const { pull, inputs } of before) {
      if (inputs.structural < 0.3) expect(lanes.get(pull)).toBe('needs_human');
    }
    expect([...lanes.values()]).toContain('fast_lane');
  });

  it('is recomputed by --verify, to the digit', async () => {
    expect(await verified()).toMatchObject({ differences: [], outdated: 0 });
  });

  it('says on every page what it made of a pull request and of its author', async () => {
    const model = await shown();
    const carol = model.pull('live/trusted-clean');
    expect(carol?.stale ?? null).toBeNull();
    expect(carol?.decision?.body.explanation.full[1]).toMatch(/^P\(clean\) 0\.95: as often as that/);
    const person = model.person(carol?.entry.author as never, null);
    expect(person?.learned).toMatchObject({ prId: 'live/trusted-clean' });
    expect(person?.explanation.full).toHaveLength(2);
    expect(person?.lanePreview).toBe('fast_lane');
  });

  it('gives way to the next: all is decided again, and decisions of the last count as out of date until then', async () => {
    const id = write({ ...NO_DIFFERENCE, threshold: null });
    const stale = withStaleness(await shown(), null).pull('live/trusted-clean');
    expect(stale?.stale?.why).toBe('another learned model is served now');
    expect(stale?.decision?.body.outcome.lane).toBe('normal_queue');
    await follow();
    expect(await servedBy()).toEqual(new Set([id]));
    const lanes = (await decisions()).map(({ outcome }) => outcome.lane);
    expect(lanes).not.toContain('fast_lane');
    expect((await shown()).pull('live/trusted-clean')?.decision?.body.outcome.reasons).toEqual([
      expect.stringContaining(
        'about 120 more labelled outcomes in the held-out part, a fifth of all examples, would open it',
      ),
    ]);
  });

  it.each([
    ['garbage', () => writeFileSync(file, 'nonsense')],
    ['cut off', () => writeFileSync(file, modelText(stubModel()).slice(0, -200))],
    ['changed', () => writeFileSync(file, modelText(stubModel()).replace('"target":0.05', '"target":0.5'))],
    ['longer by a byte that is no blank', () => appendFileSync(file, 'x')],
    ['of other features', () => writeFileSync(file, modelText(stubModel({ features: OTHER })))],
  ])('that is %s is refused', async (_, spoil) => {
    write({});
    expect(await servingNow(store, config)).toMatchObject({ kind: 'served' });
    spoil();
    expect(await servingNow(store, config)).toMatchObject({ kind: 'refused', problem: expect.any(String) });
    expect((await passOptions(around)).learned).toBeNull();
  });

  it('that is refused leaves it to structure, to the last byte as before', async () => {
    write({});
    await follow();
    writeFileSync(file, 'nonsense');
    await follow();
    expect((await decisions()).map(({ inputsHash }) => inputsHash).sort()).toEqual(
      before.map(({ inputsHash }) => inputsHash).sort(),
    );
    expect((await verified()).differences).toEqual([]);
  });

  it('may go as it came', async () => {
    write({});
    await follow();
    const mark = modelMark(config);
    rmSync(file);
    expect(modelMark(config)).not.toBe(mark);
    await follow();
    expect(await servedBy()).toEqual(new Set([undefined]));
  });

  it('that drifted is served no longer, here or after a new start, until another one is trained', async () => {
    const id = write(NO_DIFFERENCE);
    const drift = { model: id, measuredAtUs: 1, outcomes: 300, ece: 0.3, interval: [0.2, 0.4], bound: 0.1 } as const;
    await driftStore(store).keep({ ...drift, stoppedAtUs: 1, why: 'calibration error is at least 0.200' });
    expect(await servingNow(store, config)).toMatchObject({ kind: 'stopped', drift });
    const fresh = await scorePass(scoringStore(store, config), await passOptions(around));
    expect(fresh.open).toBe(before.length);
    expect(await servedBy()).toEqual(new Set([undefined]));
    write({ ...NO_DIFFERENCE, low: 2 });
    expect(await servingNow(store, config)).toMatchObject({ kind: 'served' });
  });

  it('is refused, not taken for missing, where something else stands in its place; nobody waits for a pipe', async () => {
    const report = join(config.modelDir, 'report.json');
    rmSync(file);
    expect(await servingNow(store, config)).toMatchObject({ kind: 'none' });
    symlinkSync(file, file);
    const loop = { kind: 'refused', problem: 'cannot be read: too many symbolic links encountered (ELOOP)' };
    expect(await servingNow(store, config)).toEqual(loop);
    rmSync(file);
    expect(await servingNow(store, config)).toMatchObject({ kind: 'none' });
    execFileSync('mkfifo', [file, report]);
    expect(await servingNow(store, config)).toEqual({ kind: 'refused', problem: 'is not a file' });
    rmSync(file);
    expect(await servingNow(store, config)).toEqual({ kind: 'none', why: null });
    rmSync(report);
    write({});
  });

  it('is told no more than once for what is wrong with it, and by no exception', async () => {
    rmSync(file);
    writeFileSync(
      join(config.modelDir, 'report.json'),
      JSON.stringify({ served: false, reason: 'Too few labels: 3.' }),
    );
    expect(await servingNow(store, config)).toEqual({ kind: 'none', why: 'Too few labels: 3.' });
    writeFileSync(join(config.modelDir, 'report.json'), '[');
    expect(await servingNow(store, config)).toEqual({ kind: 'none', why: null });
  });
});

const OTHER = {
  columns: [{ name: 'merged_here', group: 'history', unit: '', meaning: '', words: '' }],
  hash: 'other',
} as const;

describe('the log', () => {
  it('tells once of a model that takes over, is replaced or is gone, with its threshold and what that means', async () => {
    rmSync(file, { force: true, recursive: true });
    await shown();
    const told: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
    const first = write({ high: 4 }).slice(0, 12);
    for (let round = 0; round < 3; round += 1) await shown();
    await passOptions(around);
    const second = write({ threshold: null }).slice(0, 12);
    for (let round = 0; round < 3; round += 1) await shown();
    rmSync(file);
    for (let round = 0; round < 3; round += 1) await shown();
    spy.mockRestore();
    const again = 'every open pull request is decided again';
    expect(told).toEqual([
      `the learned model ${first} takes over from structural trust: the fast lane opens from P(clean) 0.9000 on; ${again}\n`,
      `the learned model ${second} replaces ${first}: the fast lane is closed, for no P(clean) is proven safe enough yet; ${again}\n`,
      `the learned model ${second} is gone: structural trust decides alone, and ${again}\n`,
    ]);
  });
});
