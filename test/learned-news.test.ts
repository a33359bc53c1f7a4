import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driftStore } from '../src/cli/served-model.ts';
import { followingOptions, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { AtUri, Decision, PullLabel } from '../src/domain/index.ts';
import { modelText } from '../src/learn/index.ts';
import { scorePass, scoringWorker } from '../src/pipeline/index.ts';
import type { JudgedChange } from '../src/pipeline/learned/drift.ts';
import { type StubModel, stubModel } from '../src/pipeline/learned/learned.testing.ts';
import { currentDecisions, judgedChanges, keepDecisions, keepLabels } from '../src/store/index.ts';
import { commit, person, pull, pullUri, repo, status, vouch } from './records.ts';
import { demoSurroundings, ingestInto } from './store-harness.ts';

const NOON_US = Date.UTC(2026, 4, 20, 12) * 1000;
const DAY_US = 86_400_000_000;
const iso = (timeUs: number): string => new Date(timeUs / 1000).toISOString();
const patch = 'diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one = 1\n+one = 2\n';
const ONE = pullUri('alice', '3kone') as AtUri;
const TWO = pullUri('alice', '3ktwo') as AtUri;

const started = async (stub: StubModel) => {
  const around = demoSurroundings();
  const { store, config } = around;
  const model = stubModel(stub);
  writeFileSync(join(config.modelDir, 'model.json'), modelText(model));
  const clock = (timeUs: number): string =>
    commit(person('zoe'), 'sh.tangled.feed.star', `x${timeUs}`, { subject: 'x', createdAt: iso(timeUs) }, { timeUs });
  const take = (...lines: string[]) => ingestInto(store, lines);
  await take(repo('mira', 'anvil'), vouch('mira', 'alice'));
  await take(pull('alice', '3kone', 'anvil', { patch }), pull('alice', '3ktwo', 'anvil', { patch }), clock(NOON_US));
  const worker = scoringWorker(scoringStore(store, config));
  const follow = async () => worker.pass(await followingOptions(around));
  await follow();
  const bodies = async (): Promise<Map<AtUri, Decision>> =>
    new Map((await store.read(currentDecisions)).map(({ pull: uri, body }) => [uri, body]));
  return { around, store, model, clock, take, follow, bodies };
};

describe('a worker with a learned model', () => {
  it('decides the other pull requests of an author again when one of them is merged', async () => {
    const { take, follow, bodies } = await started({ feature: 'merged_here', at: 0.5 });
    expect((await bodies()).get(ONE)).toMatchObject({ outcome: { lane: 'needs_human' } });
    await take(status('mira', '3ks', TWO, 'merged', iso(NOON_US + 1000)));
    await follow();
    const { outcome, evidence } = (await bodies()).get(ONE) ?? {};
    expect(outcome?.lane).toBe('fast_lane');
    expect(evidence?.learned?.contributions[0]).toMatchObject({ name: 'merged_here', value: 1 });
  });

  it('stands where one that reads everything anew would', async () => {
    const { around, take, follow } = await started({ feature: 'merged_here', at: 0.5 });
    await take(status('mira', '3ks', TWO, 'merged', iso(NOON_US + 1000)));
    await follow();
    const anew = await scorePass(scoringStore(around.store, around.config), await passOptions(around));
    expect(anew).toMatchObject({ decided: 0 });
  });

  it('takes in what nobody tells it of, the days, at the first event of the next day', async () => {
    const { take, follow, bodies, clock } = await started({ feature: 'merged_here_days', at: 0.3 });
    const lane = async () => (await bodies()).get(ONE)?.outcome.lane;
    const timeUs = NOON_US + 2000;
    const record = { pull: TWO, status: 'sh.tangled.repo.pull.status.merged', createdAt: iso(timeUs) };
    await take(commit(person('mira'), 'sh.tangled.repo.pull.status', '3ks', record, { timeUs }));
    await follow();
    expect(await lane()).toBe('needs_human');
    await take(clock(NOON_US + DAY_US));
    await follow();
    expect(await lane()).toBe('fast_lane');
  });

  it('says of a pass that its model is served no longer, and decides without it from then on', async () => {
    const { around, store, model, bodies } = await started({ feature: 'merged_here', at: 1e9, low: 3 });
    const judged = Array.from({ length: 400 }, (_, at): JudgedChange => ({ probability: 0.95, clean: at < 200 }));
    const bad = { ...driftStore(store), judged: async () => judged };
    // As after a time in which figures were made of other things.
    const kept = { ...scoringStore(store, around.config), drift: bad };
    await store.write((db) => db.run("DELETE FROM meta WHERE name = 'figures_key'"));
    const report = await scorePass(kept, await passOptions(around));
    expect(report.modelStopped).toMatch(/over the bound of 0\.100/);
    expect((await driftStore(store).kept(model.id))?.stoppedAtUs).not.toBeNull();
    await scorePass(kept, await passOptions(around));
    for (const { policy } of (await bodies()).values()) expect(policy).not.toHaveProperty('learned');
  });
});

describe('what became of the changes a model judged', () => {
  it('is read from the last decision by that model before each was finished, where it is known', async () => {
    const { store, model, bodies } = await started({ feature: 'merged_here', at: 1e9, low: 3 });
    const first = (await bodies()).get(ONE) as Decision;
    const said = (uri: string, probability: number, change: Partial<Decision['evidence']> = {}): Decision => ({
      ...first,
      pull: uri as AtUri,
      inputsHash: `${uri}${probability}`,
      evidence: { ...first.evidence, eigentrust: 0.1, ...change, learned: { ...learnedIn(first), probability } },
    });
    const other = (uri: string): Decision => ({
      ...said(uri, 0.1),
      evidence: { ...first.evidence, eigentrust: 0.1, learned: { ...learnedIn(first), model: 'another' } },
    });
    const at = (us: number, ...made: Decision[]) => store.write((db) => keepDecisions(db, made, us));
    await at(
      10,
      said('at://clean', 0.2),
      said('at://untrusted', 0.9, { eigentrust: 0, standing: 0.85 }),
      said('at://unknown', 0.9),
    );
    await at(20, said('at://clean', 0.8), other('at://other'), said('at://bad', 0.7));
    await at(40, said('at://clean', 0.99), said('at://late', 0.9));
    const busy = Array.from({ length: 27 }, (_, n): Decision => said(`at://busy/${n}`, n / 100));
    for (const [n, decision] of busy.entries()) await at(n < 2 ? 5 : 6, decision);
    const label = (uri: string, cleanMerge: boolean | null): PullLabel => ({
      ...{ pull: uri as AtUri, author: first.author, repo: null, outcome: 'merged', openedAtUs: 1 },
      ...{ finishedAtUs: 30, cleanMerge, evidence: [] },
    });
    const labels = [label('at://clean', true), label('at://bad', false), label('at://unknown', null)];
    const more = ['at://untrusted', 'at://other', 'at://late'].map((uri) => label(uri, true));
    await store.write((db) => keepLabels(db, [...labels, ...more]));
    const judged = (decidedBeforeUs: number, finishedBeforeUs: number) =>
      store.read((db) => judgedChanges(db, model.id, { decidedBeforeUs, finishedBeforeUs }));
    const [bad, clean] = [
      { probability: 0.7, clean: false },
      { probability: 0.8, clean: true },
    ];
    expect(await judged(21, 31)).toEqual([bad, clean]);
    // Begun at 10, though decided upon anew since; what ended badly is not asked for any sooner.
    expect(await judged(20, 31)).toEqual([clean]);
    expect(await judged(10, 31)).toEqual([]);
    expect(await judged(21, 30)).toEqual([]);
    // One author's, of which the oldest two are too many.
    await store.write((db) =>
      keepLabels(
        db,
        busy.map(({ pull }) => label(pull, true)),
      ),
    );
    const last = (await judged(21, 31)).map(({ probability }) => probability).sort();
    expect(last).toEqual(Array.from({ length: 25 }, (_, n) => (n + 2) / 100));
  });
});

const learnedIn = ({ evidence: { learned } }: Decision) => {
  if (learned === undefined) throw new Error('no model spoke');
  return learned;
};
