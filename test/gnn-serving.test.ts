import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dashboardFigures } from '../src/api/figures.ts';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { examplesIn } from '../src/cli/examples-in.ts';
import { policiesOf, policyOf } from '../src/cli/policy.ts';
import { driftStore, modelMark, servingNow } from '../src/cli/served-model.ts';
import { followingOptions, loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { AtUri, Decision } from '../src/domain/index.ts';
import { tinyReport, type Went } from '../src/learn/graphsage/gnn.testing.ts';
import { type GnnModel, gnnModelText, modelText } from '../src/learn/index.ts';
import { contributorTies, featureSet, scorePass, scoringWorker, verifyDecisions } from '../src/pipeline/index.ts';
import { stubGnn, stubModel } from '../src/pipeline/learned/learned.testing.ts';
import { allDecisions, currentDecisions, mergedChanges, openPulls, worldOf } from '../src/store/index.ts';
import { demoSurroundings } from './store-harness.ts';

const around = demoSurroundings();
const { store, config } = around;

const trees = stubModel({ feature: 'merged_here', at: 1e9, low: 3 });
const graph = stubGnn({ base: 1, perMerge: 1, threshold: 0.8 });
const foreign = stubGnn({ features: { ...featureSet, hash: 'f'.repeat(64) } });
const TREES = modelText(trees);
const GRAPH = gnnModelText(graph);
const verdict = (model: GnnModel, went?: Went): string => JSON.stringify(tinyReport(model, went));
const LOST: Went = { aucs: [0.74, 0.74, 0.75, 0.75, 0.76] };

const lying: (string | null)[] = [null, null, null];
/** The files of MODEL_DIR from now on: `model.json`, `gnn.json`, `gnn-model.json`; null for none. One that stays is not touched. */
const put = (...texts: readonly (string | null)[]): void => {
  for (const [at, name] of ['model.json', 'gnn.json', 'gnn-model.json'].entries()) {
    const [path, text] = [join(config.modelDir, name), texts[at] ?? null];
    if (lying[at] === text) continue;
    lying[at] = text;
    if (text === null) rmSync(path, { force: true });
    else writeFileSync(path, text);
  }
};

const worker = scoringWorker(scoringStore(store, config));
const follow = async () => worker.pass(await followingOptions(around));
const decisions = async (): Promise<Decision[]> => (await store.read(currentDecisions)).map(({ body }) => body);
const servedBy = async () => [...new Set((await decisions()).map(({ policy }) => policy.learned?.model))];
const shown = () => loadModel(store, policiesOf(config), config);

beforeAll(async () => {
  await seedDemo(around);
  await follow();
});

type Case = readonly [name: string, files: readonly (string | null)[], id: string | null, problem: RegExp | null];
const CASES: readonly Case[] = [
  ['no verdict: the trees', [TREES, null, null], trees.id, null],
  ['a verdict that does not qualify: the trees', [TREES, verdict(graph, LOST), null], trees.id, null],
  ['the same, whatever model lies there', [TREES, verdict(graph, LOST), GRAPH], trees.id, null],
  ['one that wins and misses a condition', [TREES, verdict(graph, { conditionsMet: false }), GRAPH], trees.id, null],
  ['one that qualifies, and its model: GraphSAGE', [TREES, verdict(graph), GRAPH], graph.id, null],
  ['the same where no trees are', [null, verdict(graph), GRAPH], graph.id, null],
  ['the same where trees are spoiled', ['spoiled', verdict(graph), GRAPH], graph.id, null],
  ['one without its model', [TREES, verdict(graph), null], trees.id, /^gnn-model\.json is missing/],
  ['a model without its verdict', [TREES, null, GRAPH], trees.id, /^gnn-model\.json is there without/],
  ['one of another model', [TREES, verdict(stubGnn()), GRAPH], trees.id, /^gnn-model\.json is not the model/],
  ['a model cut off', [TREES, verdict(graph), GRAPH.slice(0, 1000)], trees.id, /^gnn-model\.json is cut off/],
  ['a verdict cut off', [TREES, verdict(graph).slice(0, 200), GRAPH], trees.id, /^gnn\.json is cut off/],
  ['a verdict that is claimed', [TREES, '{"served":true,"wins":true}', GRAPH], trees.id, /^gnn\.json/],
  ['other features', [TREES, verdict(foreign), gnnModelText(foreign)], trees.id, /^gnn\.json is about other features/],
  ['files cut off, and no trees', [null, verdict(graph), 'x'], null, /^gnn-model\.json is not JSON/],
];

describe('who decides, by the files in MODEL_DIR', () => {
  it.each(CASES)('%s', async (_, files, id, problem) => {
    put(...files);
    const serving = await servingNow(store, config);
    expect('model' in serving ? serving.model.id : null).toBe(id);
    if (problem === null) expect(serving).not.toHaveProperty('graphProblem');
    else expect(serving.graphProblem).toMatch(problem);
    const { learned } = await passOptions(around);
    expect(learned?.model.id ?? null).toBe(id);
    const { learned: panel } = dashboardFigures(await shown(), { sources: [] });
    const by = id === null ? null : id === graph.id ? 'graphsage' : 'trees';
    expect(panel).toMatchObject({ served: id !== null, by, graphProblem: serving.graphProblem ?? null });
    if (id === graph.id) expect(panel.model?.threshold).toEqual(graph.threshold);
  });
});

describe('decisions by GraphSAGE', () => {
  it('are all made again once its files are there, by its threshold, and name it', async () => {
    put(TREES, null, null);
    await follow();
    expect(await servedBy()).toEqual([trees.id]);
    const mark = modelMark(config);
    put(TREES, verdict(graph), GRAPH);
    expect(modelMark(config)).not.toBe(mark);
    const { open, decided } = await follow();
    expect(decided).toBe(open);
    const made = await decisions();
    expect(made.length).toBeGreaterThan(8);
    for (const { inputs, evidence, policy, sources } of made) {
      expect(policy.learned).toMatchObject({ model: graph.id, guaranteed: 0.8, fastFrom: 0.8 });
      expect(evidence.learned).toMatchObject({ by: 'graphsage', model: graph.id, contributions: [] });
      expect(inputs.calibrated).toBe(evidence.standing > 0 ? evidence.learned?.probability : 0);
      expect(sources).toContainEqual({ name: 'model', version: graph.id.slice(0, 12), hash: graph.id });
    }
    expect(made.some(({ evidence }) => evidence.standing === 0)).toBe(true);
    expect(new Set(made.map(({ evidence }) => evidence.learned?.margin)).size).toBeGreaterThan(3);
    expect(made.map(({ outcome }) => outcome.lane)).toContain('fast_lane');
    expect(await follow()).toMatchObject({ decided: 0 });
  });

  it('are recomputed by --verify, to the digit, and each alone as all together', async () => {
    const stored = await store.read(allDecisions);
    const options = await passOptions(around);
    const report = await verifyDecisions(stored, scoringStore(store, config), options);
    expect(report).toMatchObject({ differences: [], outdated: 0 });
    const before = new Map((await decisions()).map(({ pull, evidence }) => [pull, evidence.learned]));
    for (const { uri } of (await store.read(openPulls)).slice(0, 4))
      expect(await learnedAlone(uri)).toEqual(before.get(uri));
  });

  it('say in words and on pages that there are no exact parts', async () => {
    const model = await shown();
    const carol = model.pull('live/trusted-clean');
    expect(carol?.stale ?? null).toBeNull();
    expect(carol?.decision?.body.explanation.full[1]).toMatch(/^P\(clean\) .* together; it has no exact parts\.$/);
    expect(model.explainPerson(carol?.entry.author as never, null)?.learned?.evidence).toMatchObject({
      by: 'graphsage',
    });
  });

  it('go back to the trees when its files are spoiled or its verdict changes, and to structure when it drifted', async () => {
    put(TREES, verdict(graph), GRAPH.replace('"epochs":1', '"epochs":2'));
    await follow();
    expect(await servedBy()).toEqual([trees.id]);
    expect((await decisions())[0]?.evidence.learned).not.toHaveProperty('by');
    put(TREES, verdict(graph), GRAPH);
    await follow();
    expect(await servedBy()).toEqual([graph.id]);
    put(TREES, verdict(graph, LOST), null);
    await follow();
    expect(await servedBy()).toEqual([trees.id]);
    put(TREES, verdict(graph), GRAPH);
    const drift = {
      model: graph.id,
      measuredAtUs: 1,
      outcomes: 300,
      ece: 0.3,
      interval: [0.2, 0.4],
      bound: 0.1,
    } as const;
    await driftStore(store).keep({ ...drift, stoppedAtUs: 1, why: 'calibration error is at least 0.200' });
    expect(await servingNow(store, config)).toMatchObject({ kind: 'stopped', model: { id: graph.id } });
    await follow();
    expect(await servedBy()).toEqual([undefined]);
  });
});

/** What the model says of a pull request that is decided alone, by somebody who begins anew. */
const learnedAlone = async (only: AtUri) => {
  const kept: Decision[] = [];
  const whole = scoringStore(store, config);
  await scorePass(
    {
      load: async () => ({ ...(await whole.load()), decided: new Map() }),
      analyses: whole.analyses,
      keep: async (batch) => {
        kept.push(...batch.decisions);
      },
    },
    { ...(await passOptions(around)), only },
  );
  return kept[0]?.evidence.learned;
};

it('ties as of now are those that training would see now', async () => {
  const { history, past, merged: every } = await examplesIn(store, { policy: policyOf(config), reads: 'none' });
  const ties = contributorTies({ history, past, merged: every, pulls: [], authors: new Int32Array(0) });
  const latest = new Map<string, number>();
  for (const { author, repository, atUs } of every) {
    const key = `${author} ${repository}`;
    latest.set(key, Math.max(latest.get(key) ?? 0, atUs));
  }
  const labelled = past.filter(({ outcome }) => outcome === 'merged');
  const keyOf = (author: string, repository: string, atUs: number) => `${author} ${repository} ${atUs}`;
  const known = new Set(every.map(({ author, repository, atUs }) => keyOf(author, repository, atUs)));
  expect(
    labelled.filter(
      ({ author, repo, targetRepo, finishedAtUs }) => !known.has(keyOf(author, repo ?? targetRepo, finishedAtUs)),
    ),
  ).toEqual([]);
  expect(every.length).toBeGreaterThan(labelled.length);
  const merged = await store.read((db) => mergedChanges(db, 'last'));
  expect(merged.length).toBeGreaterThan(3);
  expect(new Map(merged.map(({ author, repository, atUs }) => [`${author} ${repository}`, atUs]))).toEqual(latest);
  const { vouches } = await store.read(worldOf);
  const positive = vouches
    .filter(({ polarity }) => polarity === 'vouch')
    .map(({ fromDid, toDid }) => `${fromDid} ${toDid}`);
  const standing = ties.vouches.filter(({ untilUs }) => untilUs === Number.POSITIVE_INFINITY);
  expect(standing.map(({ from, to }) => `${ties.names[from]} ${ties.names[to]}`).sort()).toEqual(positive.sort());
});
