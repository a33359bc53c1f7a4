import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/api/index.ts';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { policiesOf } from '../src/cli/policy.ts';
import { shadowNow } from '../src/cli/shadow.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import { scorePass, shadowView } from '../src/pipeline/index.ts';
import { demoSurroundings } from './store-harness.ts';

let around: Surroundings;
const textOf = (policy: unknown) => ({ path: '/policy.json', text: JSON.stringify(policy) });
const configured = (file: unknown, shadow?: unknown): Surroundings => ({
  ...around,
  config: {
    ...around.config,
    policyFile: file === null ? null : textOf(file),
    shadowPolicyFile: shadow === undefined ? null : textOf(shadow),
  },
});
const lanesUnder = async (policy: unknown) => {
  const there = configured(policy);
  return (await scorePass(scoringStore(there.store), await passOptions(there))).lanes;
};

beforeAll(async () => {
  around = demoSurroundings();
  await seedDemo(around);
  await scorePass(scoringStore(around.store), await passOptions(around));
});

describe('a policy on trial over the demo world', () => {
  it('moves nothing when it is the policy in force under another name', async () => {
    const report = (await shadowNow(configured(null, { version: 'same' })))?.report;
    expect(report).toMatchObject({ faster: 0, slower: 0, moves: [], examples: [] });
    expect(report?.compared).toBe(report?.same);
    expect(report?.compared).toBeGreaterThan(10);
  });

  it.each<[string, object]>([
    ['higher trust', { tHigh: 1 }],
    ['lower trust and any risk', { tLow: 0, tHigh: 0, rLow: 0.95, rHigh: 1 }],
    [
      'every signal for advice only',
      {
        signals: {
          sast: 'advisory',
          secrets: 'advisory',
          concealment: 'advisory',
          dependencies: 'advisory',
          instructions: 'advisory',
          discussion: 'advisory',
        },
      },
    ],
    ['size counted', { signals: { size: 'blocking' } }],
  ])('says what its lanes will be once it is in force: %s', async (_, words) => {
    const before = await lanesUnder(null);
    const moves = (await shadowNow(configured(null, { version: 'trial', ...words })))?.report.moves ?? [];
    const foretold = { ...before };
    for (const { from, to, count } of moves) {
      foretold[from] -= count;
      foretold[to] += count;
    }
    expect(await lanesUnder({ version: 'trial', ...words })).toEqual(foretold);
    await lanesUnder(null);
  });

  it('is on the dashboard’s figures, in Prometheus’ text and with each pull request', async () => {
    const { config, store } = configured(null, { version: 'trial', tHigh: 1 });
    const model = await loadModel(store, policiesOf(config));
    const app = createApp({ model: () => model, sources: [], staticDirectory: 'static', onFault: () => undefined });
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
    const json = async (path: string): Promise<any> =>
      (await app.request(path, { headers: { accept: 'application/json' } })).json();
    const { shadow } = await json('/metrics');
    const slowed = shadow.moves.find(({ from }: { from: string }) => from === 'fast_lane');
    expect(slowed).toMatchObject({ to: 'normal_queue', count: expect.any(Number) });
    const [example] = shadow.examples;
    expect(example).toMatchObject({ prId: expect.any(String), title: expect.any(String), from: 'fast_lane' });
    expect(await (await app.request('/metrics')).text()).toContain(
      `tangled_trust_shadow_moves{from="fast_lane",to="normal_queue"} ${slowed.count}`,
    );
    expect((await json(`/review/${encodeURIComponent(example.prId)}`)).shadow).toMatchObject({
      policy: { version: 'trial' },
      lane: 'normal_queue',
      rule: { number: 5 },
      reasons: expect.arrayContaining([expect.stringMatching(/^trust .* is below 1\.00$/)]),
    });
  });

  it('is null everywhere without one', async () => {
    const model = await loadModel(around.store);
    expect(model.shadow).toBeNull();
    expect(await shadowNow(around)).toBeNull();
    expect(shadowView(policiesOf(around.config), [])).toBeNull();
  });

  it('keeps to a repository’s exception', async () => {
    const model = await loadModel(around.store);
    const pull = model.open.find(({ decision }) => decision?.body.outcome.lane === 'fast_lane');
    if (!pull?.repo || !pull.decision) throw new Error('no fast lane in the demo world');
    const repositories = { [pull.repo.uri]: { tHigh: 0.7 } };
    const book = policiesOf(configured(null, { version: 'trial', tHigh: 1, repositories }).config);
    const view = shadowView(book, []);
    const said = view?.of({ decision: pull.decision.body, repo: pull.repo, targetRepo: pull.repo.uri });
    expect(said).toMatchObject({ policy: { version: 'trial + exception' }, outcome: { lane: 'fast_lane' } });
    expect(view?.of({ decision: pull.decision.body, repo: null, targetRepo: '' }).outcome.lane).toBe('normal_queue');
  });
});
