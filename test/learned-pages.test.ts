import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type ReputationDesk, serveApp } from '../src/api/index.ts';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { explainLines } from '../src/cli/explain-words.ts';
import { policiesOf } from '../src/cli/policy.ts';
import { reputationDesk } from '../src/cli/reputation-desk.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { Did } from '../src/domain/index.ts';
import { tinyReport } from '../src/learn/graphsage/gnn.testing.ts';
import { gnnModelText, modelText } from '../src/learn/index.ts';
import { type ReadModel, scorePass } from '../src/pipeline/index.ts';
import { stubGnn, stubModel } from '../src/pipeline/learned/learned.testing.ts';
import { launchBrowser } from './browser.ts';
import { demoSurroundings } from './store-harness.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let model: ReadModel;
let reputation: ReputationDesk;
let url: string;
let graphModel: ReadModel;
let graphUrl: string;
let author: Did;
const opened: AsyncDisposable[] = [];

const serve = async (over: ReadModel): Promise<string> => {
  const parts = { sources: [], reputation, staticDirectory: 'static', onFault: () => undefined };
  const app = createApp({ ...parts, model: () => over });
  const server = await serveApp(app, { host: '127.0.0.1', port: 0 });
  opened.push(server);
  return server.url;
};

beforeAll(async () => {
  browser = await launchBrowser();
  const around = demoSurroundings();
  const { store, config } = around;
  reputation = reputationDesk(around);
  await seedDemo(around);
  writeFileSync(join(config.modelDir, 'model.json'), modelText(stubModel({ feature: 'merged_here', low: 1, high: 3 })));
  await scorePass(scoringStore(store, config), await passOptions(around));
  model = await loadModel(store, policiesOf(config), config);
  author = model.pull('live/trusted-clean')?.entry.author as Did;
  url = await serve(model);
  const graph = stubGnn({ base: 2 });
  writeFileSync(join(config.modelDir, 'gnn.json'), JSON.stringify(tinyReport(graph)));
  writeFileSync(join(config.modelDir, 'gnn-model.json'), gnnModelText(graph));
  await scorePass(scoringStore(store, config), await passOptions(around));
  graphModel = await loadModel(store, policiesOf(config), config);
  graphUrl = await serve(graphModel);
});

afterAll(async () => {
  await browser?.close();
  for (const server of opened) await server[Symbol.asyncDispose]();
});

/** Of what the routes answer, what is looked at. */
interface Answer {
  readonly evidence: { readonly learned: { readonly contributions: readonly unknown[] } };
  readonly inputs: { readonly calibrated: number };
  readonly learned: object;
  readonly model: object;
  readonly items: readonly { readonly calibratedProb: unknown }[];
}

const visit = async (address: string, width = 1280, dark = false) => {
  const colorScheme = dark ? ('dark' as const) : ('light' as const);
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
  return { page, faults, close: () => context.close() };
};

const complaints = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const violations: { id: string }[] = await page.evaluate('axe.run().then((result) => result.violations)');
  return violations.map(({ id }) => id);
};

describe('with a learned model', () => {
  it.each([
    ['/pr/live/trusted-clean', 1280, false],
    ['/pr/live/sybil-buggy', 360, true],
    ['/dashboard', 1280, true],
    ['/dashboard', 360, false],
    ['did', 360, false],
  ] as const)('%s at %i pixels is whole, accessible and quiet', async (path, width, dark) => {
    const address = path === 'did' ? `/did/${encodeURIComponent(author)}` : path;
    const { page, faults, close } = await visit(`${url}${address}`, width, dark);
    expect(faults).toEqual([]);
    expect(await complaints(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await close();
  });

  it('a pull request shows P(clean), its threshold, and each feature with value, name and meaning', async () => {
    const { page, close } = await visit(`${url}/pr/live/trusted-clean`);
    const text = await page.locator('#p-clean').innerText();
    expect(text).toMatch(/P\(clean\)\s+0\.\d\d/);
    expect(text).toMatch(/merged pull requests here/);
    expect(text).toMatch(/What moved it: merged_here \([+−]\d\.\d\d\)/);
    expect(text).toMatch(/merged_here: The same, in this repository[\s\S]*[+−]\d\.\d\d/);
    expect(text).toContain('docs/features.md');
    expect(text).toMatch(/merged_here \([+−]\d\.\d\d\), merged pull requests here/);
    expect(text).toContain('then stood for 14 days without a revert');
    expect(text).toContain('knows nothing of the change itself');
    expect(text).toContain('+0.69 doubles them');
    expect(await page.locator('#made-from').innerText()).toContain('Learned model');
    await close();
  });

  it('a person sees what their newest change was given, the dashboard the model', async () => {
    const person = await visit(`${url}/did/${encodeURIComponent(author)}`);
    expect(await person.page.locator('main').innerText()).toContain('What their record says');
    await person.close();
    const { page, close } = await visit(`${url}/dashboard`);
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/The learned model\s+Served: [0-9a-f]{12}/);
    expect(text).toContain('The fast lane opens from P(clean) 0.900 on');
    expect(text).toContain('AUC by merge rate only');
    await close();
  });

  it('the dashboard names what the gate asks for, with what is guaranteed, and what no record reaches', async () => {
    const { learned } = model.policy;
    if (learned === undefined) throw new Error('no model');
    const over: ReadModel = {
      ...model,
      policy: { ...model.policy, learned: { ...learned, fastFrom: 0.95, highest: 0.94 } },
    };
    const { page, close } = await visit(`${await serve(over)}/dashboard`);
    const text = await page.locator('main').innerText();
    expect(text).toContain(
      'The fast lane opens from P(clean) 0.950 on. The policy in force asks for more than the guaranteed 0.900. The model gives nobody more than 0.940, so that nothing reaches it.',
    );
    expect(text).toContain('without the model that decides now');
    await close();
  });

  it('the dashboard says of a stopped model nothing that it would open', async () => {
    const { serving } = model;
    if (serving.kind !== 'served') throw new Error('no model');
    const { learned: _, ...policy } = model.policy;
    const figures = {
      model: serving.model.id,
      measuredAtUs: 1,
      outcomes: 300,
      ece: 0.3,
      interval: [0.2, 0.4],
      bound: 0.1,
    } as const;
    const drift = { ...figures, stoppedAtUs: 1, why: 'calibration error is at least 0.200' };
    const over: ReadModel = { ...model, policy, serving: { kind: 'stopped', model: serving.model, drift } };
    const { page, close } = await visit(`${await serve(over)}/dashboard`);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Not served: stopped: calibration error is at least 0.200. Structural trust decides alone.');
    expect(text).not.toMatch(/The fast lane (opens|is closed)/);
    expect(text).not.toContain('without the model that decides now');
    await close();
  });

  it('the dashboard says why none is served', async () => {
    const over: ReadModel = { ...model, serving: { kind: 'refused', problem: 'is cut off' } };
    const { page, close } = await visit(`${await serve(over)}/dashboard`);
    expect(await page.locator('main').innerText()).toContain('Not served: model.json is cut off');
    await close();
  });

  it('programs get the same: score, review, metrics, readyz', async () => {
    const get = async (path: string) =>
      (await fetch(`${url}${path}`, { headers: { accept: 'application/json' } })).json() as Promise<Answer>;
    const review = await get('/review/live/trusted-clean');
    expect(review.evidence.learned.contributions[0]).toMatchObject({
      name: 'merged_here',
      meaning: expect.any(String),
    });
    const score = await get(`/score/${author}`);
    expect(score).toMatchObject({ modelServed: true, calibratedProb: review.inputs.calibrated });
    expect(score.learned).toMatchObject({ prId: 'live/trusted-clean' });
    expect((await get('/metrics')).learned).toMatchObject({ served: true, why: null });
    expect((await get('/readyz')).model).toEqual({ served: true, why: null });
    expect((await get('/triage')).items.every((item) => typeof item.calibratedProb === 'number')).toBe(true);
  });

  it('a terminal gets it as well', () => {
    const person = model.explainPerson(author, null);
    const lines = person && explainLines(person, { model, repo: null, width: 100 });
    expect(lines?.join('\n')).toMatch(/What the learned model says\n {2}0\.\d{4} {2}P\(clean\) of live\/trusted-clean/);
    expect(lines?.join('\n')).not.toContain('counts as 0');
    const sybil = model.pull('live/sybil-buggy')?.entry.author as Did;
    const stranger = model.explainPerson(sybil, null);
    expect(stranger && explainLines(stranger, { model, repo: null, width: 100 }).join('\n')).toMatch(
      /It counts as 0, for no trust reaches the author; the model alone would say 0\.\d{4}\./,
    );
    expect(lines?.join('\n')).toMatch(/merged_here \([+−]\d\.\d\d\) {2}merged pull requests here: \d+\n/);
  });
});

describe('with GraphSAGE', () => {
  const NO_PARTS = 'GraphSAGE says P(clean) of the author and whom they are tied to together; it has no exact parts.';

  it.each([
    ['/pr/live/trusted-clean', 360, false],
    ['/dashboard', 360, true],
  ] as const)('%s at %i pixels is whole, accessible and quiet', async (path, width, dark) => {
    const { page, faults, close } = await visit(`${graphUrl}${path}`, width, dark);
    expect(faults).toEqual([]);
    expect(await complaints(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await close();
  });

  it('pages and terminal say that there are no exact parts, the dashboard who decides and what is refused', async () => {
    const { page, close } = await visit(`${graphUrl}/pr/live/trusted-clean`);
    const text = await page.locator('#p-clean').innerText();
    expect(text).toContain(NO_PARTS);
    expect(text).not.toContain('What moved it');
    await close();
    const dashboard = await visit(`${graphUrl}/dashboard`);
    expect(await dashboard.page.locator('main').innerText()).toMatch(/Served: [0-9a-f]{12}, GraphSAGE\./);
    await dashboard.close();
    const serving = { ...model.serving, graphProblem: 'gnn.json is cut off' };
    const refused = await visit(`${await serve({ ...model, serving })}/dashboard`);
    expect(await refused.page.locator('main').innerText()).toContain('GraphSAGE is not used: gnn.json is cut off');
    await refused.close();
    const person = graphModel.explainPerson(author, null);
    const lines = person && explainLines(person, { model: graphModel, repo: null, width: 200 });
    expect(lines?.join('\n')).toContain(NO_PARTS);
    expect(lines?.join('\n')).not.toContain('What moved it');
  });
});
