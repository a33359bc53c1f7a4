import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Circuit, createApp, type ReputationDesk, serveApp } from '../src/api/index.ts';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { reputationDesk } from '../src/cli/reputation-desk.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { Decision, Flag, Fusion, SourceWeight } from '../src/domain/index.ts';
import { buildReadModel, type ReadModel, scorePass } from '../src/pipeline/index.ts';
import { launchBrowser } from './browser.ts';
import { demoSurroundings } from './store-harness.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KEY = 'the-right-key';
const PULL = 'live/sybil-buggy';
const NASTY = '<img src=x onerror="document.title=1"><script>document.title=1</script>\u202egnp.exe\u200b';

let browser: Browser;
let model: ReadModel;
let desk: ReputationDesk;
const opened: AsyncDisposable[] = [];

interface Served {
  readonly over?: () => ReadModel;
  readonly reputation?: ReputationDesk | null;
  readonly adminKey?: string | null;
}

const serve = async ({ over = () => model, reputation = desk, adminKey = KEY }: Served = {}): Promise<string> => {
  const parts = { sources: [], staticDirectory: 'static', onFault: () => undefined };
  const app = createApp({ ...parts, model: over, reputation, credentials: { adminKey, eventsApiKey: null } });
  const server = await serveApp(app, { host: '127.0.0.1', port: 0 });
  opened.push(server);
  return server.url;
};

beforeAll(async () => {
  browser = await launchBrowser();
  const around = demoSurroundings();
  await seedDemo(around);
  await scorePass(scoringStore(around.store), await passOptions(around));
  model = await loadModel(around.store);
  desk = reputationDesk(around);
});
afterEach(async () => {
  for (const server of opened.splice(0)) await server[Symbol.asyncDispose]();
});
afterAll(() => browser?.close());

const visit = async (address: string, { width = 1280, dark = false } = {}) => {
  const colorScheme = dark ? ('dark' as const) : ('light' as const);
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(address, { waitUntil: 'networkidle' });
  return { page, faults, close: () => context.close() };
};

const openAll = (page: Page): Promise<unknown> =>
  page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");

const complaints = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  return page.evaluate('axe.run().then((result) => result.violations.map(({ id }) => id))');
};

/** A place's text, after all of the page was opened and looked over on a narrow dark screen and on a wide one. */
const read = async (address: string, place: string): Promise<string> => {
  let text = '';
  for (const options of [{ width: 360, dark: true }, {}]) {
    const { page, faults, close } = await visit(address, options);
    await openAll(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(options.width ?? 1280);
    expect(await complaints(page)).toEqual([]);
    expect(faults).toEqual([]);
    expect(await page.locator('main img, main script').count()).toBe(0);
    text = await page.locator(place).first().innerText();
    await close();
  }
  return text.replaceAll(/\s+/g, ' ');
};

const uri = () => model.pull(PULL)?.entry.uri ?? '';

/** The demo world, where the decision on `PULL` is another one. */
const withDecision = (change: (body: Decision) => Decision): ReadModel =>
  buildReadModel(
    {
      ...model.snapshot,
      decisions: model.snapshot.decisions.map((each) =>
        each.pull === uri() ? { ...each, body: change(each.body) } : each,
      ),
    },
    { policy: model.policy, aliases: new Map([[PULL, model.pull(PULL)?.entry.uri as never]]) },
  );

const weight = (change: Partial<SourceWeight>): SourceWeight => ({
  ...{ source: 'sast', weight: 1, by: 'nothing', contextClass: '', observations: 0, rate: 0.5, interval: [0.05, 0.95] },
  ...change,
});

const weighed = (fusion: Fusion | undefined): ReadModel =>
  withDecision((body) => {
    const { fusion: _, ...evidence } = body.evidence;
    return { ...body, evidence: fusion === undefined ? evidence : { ...evidence, fusion } };
  });

describe('how content was weighed, on the pull request’s page', () => {
  const shown = async (fusion: Fusion | undefined) =>
    read(`${await serve({ over: () => weighed(fusion) })}/pr/${PULL}`, '.weighing');

  it.each([
    ['nothing is known of any', undefined],
    ['nothing speaks against any', { weights: [weight({}), weight({ source: 'slop', by: 'verdicts' })], terms: [] }],
  ])('is one line where %s', async (_, fusion) => {
    expect(await shown(fusion)).toBe('All sources count in full.');
  });

  it('says which source counts for less, why, and term by term what is left', async () => {
    const by = { by: 'verdicts', contextClass: 'python/public/s', observations: 10, rate: 0.083 } as const;
    const text = await shown({
      weights: [weight({ weight: 0.251, ...by, interval: [0.005, 0.238] }), weight({ source: 'secrets' })],
      terms: [
        {
          ...{ source: 'sast', what: 'weak-hash', at: { file: 'a.py', line: 3 }, raw: 0.9, weight: 0.251, risk: 0.226 },
          ...{ said: 'high', counts: 'low' },
        },
        { source: 'reviewer', what: 'verdict', raw: 0.1, weight: 1, risk: 0.1, said: null, counts: null },
      ],
    });
    expect(text).toContain(
      'sast counts for 0.25 of 1: 10 verdicts on changes like this one (python/public/s), by which',
    );
    expect(text).toMatch(/right in 8\.3.% of cases \(90 % interval 0\.5.% – 24.%\)/);
    expect(text).toContain('The other one counts in full.');
    expect(text).toMatch(/sast\/weak-hash a\.py:3 0\.90 0\.25 0\.23 low \(said high\)/);
    expect(text).toMatch(/the reviewer’s number 0\.10 1\.00 0\.10 –/);
  });

  it.each([
    [{ circuit: 'OPEN', weight: 0 }, /counts for nothing: its circuit .* is open \(it kept being wrong/],
    [{ circuit: 'OPEN' }, /counts in full: no verdict .* is open \(it let pass what it should have found/],
    [{ circuit: 'HALF_OPEN' }, /counts in full: .* is on probation/],
    [{ circuit: 'TERMINATED', weight: 0 }, /counts for nothing: .* is terminated/],
    [{ circuit: 'WHATEVER', weight: 0 } as never, /counts for nothing: .* is terminated/],
    [{ by: 'lock', weight: 0, rate: 0 }, /counts for nothing: an override sets it so, and nothing moves it/],
  ] as const)('tells a circuit from an override: %o', async (change: Partial<SourceWeight>, words) => {
    expect(await shown({ weights: [weight(change)], terms: [] })).toMatch(words);
  });

  it('stays text and within the page, whatever a rule or a file is called', async () => {
    const term = {
      source: NASTY,
      what: NASTY,
      at: { file: NASTY.repeat(9), line: 1e15 },
      raw: 0.9,
      weight: 0.5,
      risk: 0.45,
    };
    const terms = Array.from({ length: 60 }, () => ({ ...term, said: 'high' as const, counts: 'medium' as const }));
    const text = await shown({ weights: [weight({ source: NASTY, weight: 0.5, contextClass: NASTY })], terms });
    expect(text).toContain('and 40 more, each no higher');
    expect(text).not.toMatch(/[\u202e\u200b]/);
  });
});

describe('a verdict on the pull request’s page', () => {
  const dialog = 'dialog[open]:has(#admin-key)';
  const give = async (page: Page, key: string) => {
    await page.waitForSelector(dialog);
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
  };
  const judge = (page: Page) => page.locator('.findings .judge').first();

  it('asks for the key once, says that a wrong one is wrong, and shows what was kept', async () => {
    const { page, close } = await visit(`${await serve()}/pr/${PULL}`);
    await judge(page).locator('button:text-is("False alarm")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector(dialog);
    expect(await complaints(page)).toEqual([]);
    expect(await page.locator(dialog).innerText()).toContain('sh.tangled.trust.findingVerdict');
    await give(page, 'wrong');
    await page.waitForSelector(`${dialog} :text("The key is not the right one.")`);
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).toBe('{}');
    await give(page, KEY);
    await page.waitForSelector('.said:text("Kept: false alarm.")');
    expect(await page.locator(dialog).count()).toBe(0);
    await expect.poll(() => judge(page).innerText()).toMatch(/false alarm by the operator, just now/);
    expect(await judge(page).locator('[aria-pressed="true"]').innerText()).toBe('False alarm');
    expect(await page.evaluate('Object.values(sessionStorage)')).toEqual([KEY]);
    expect(await page.evaluate('localStorage.length')).toBe(0);

    await judge(page).locator('button:text-is("Confirmed")').click();
    await page.waitForSelector('.said:text("Kept: confirmed.")');
    const [given] = await desk.findingVerdicts(uri() as never);
    const finding = model.pull(PULL)?.decision?.body.evidence.findings[0];
    expect(given).toMatchObject({ verdict: 'confirmed', by: 'operator', rule: finding?.rule, line: finding?.line });
    await close();
  });

  it('is followed: a decision made after it is told', async () => {
    const now = { model };
    const { page, close } = await visit(`${await serve({ over: () => now.model })}/pr/${PULL}`);
    await judge(page).locator('button:text-is("Confirmed")').click();
    await give(page, KEY);
    await page.waitForSelector('.said:text("Kept: confirmed.")');
    expect(await page.locator('.made-again').innerText()).toBe('');
    const decisions = model.snapshot.decisions.map((each) =>
      each.pull === uri() ? { ...each, decidedAtUs: each.decidedAtUs + 1e6 } : each,
    );
    const aliases = new Map([[PULL, uri() as never]]);
    now.model = buildReadModel({ ...model.snapshot, decisions }, { policy: model.policy, aliases });
    await page.waitForSelector('.made-again:text("Decided again after your verdict: still needs human.")');
    await close();
  });

  it('on a whole source says what was missed; the key can be forgotten', async () => {
    const { page, faults, close } = await visit(`${await serve()}/pr/${PULL}`, { width: 360 });
    const panel = page.locator('#verdicts');
    await panel.locator('select').selectOption('secrets');
    await panel.locator('button:text-is("Something was missed")').click();
    await give(page, KEY);
    await page.waitForSelector('#verdicts .said:text("Kept: something was missed.")');
    await expect.poll(() => panel.innerText()).toMatch(/something was missed secrets by the operator/);
    const given = await desk.findingVerdicts(uri() as never);
    expect(given.find(({ source }) => source === 'secrets')).toMatchObject({ verdict: 'missed', rule: '', file: '' });
    await panel.locator('button:text-is("Forget the key")').click();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).toBe('{}');
    expect(await panel.locator('button:text-is("Forget the key")').count()).toBe(0);
    await judge(page).locator('button:text-is("False alarm")').click();
    await page.waitForSelector(dialog);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator(dialog).count()).toBe(0);
    await judge(page).locator('button:text-is("False alarm")').click();
    await page.waitForSelector(dialog);
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
    await close();
  });

  it.each<[string, Served, number | null, RegExp]>([
    [
      'no key is configured',
      { adminKey: null },
      null,
      /Not kept\. This service takes no verdicts here: writes are off: no ADMIN_KEY/,
    ],
    ['it is a conflict', {}, 409, /Not kept\. Something else was said meanwhile: as the service says\./],
    ['the service is broken', {}, 500, /Not kept\. As the service says\./],
  ])('is told not to be kept where %s', async (_, served, status, words) => {
    const { page, close } = await visit(`${await serve(served)}/pr/${PULL}`);
    if (status !== null)
      await page.route('**/trust/findings/verdict', (route) =>
        route.fulfill({ status, json: { error: 'X', message: 'as the service says' } }),
      );
    await judge(page).locator('button:text-is("Confirmed")').click();
    await expect.poll(() => page.locator('.said.refused').innerText()).toMatch(words);
    expect(await page.locator(dialog).count()).toBe(0);
    await close();
  });

  it('of others, with their name, stands under what it is about; under a flag as well', async () => {
    const mara = model.ranking.find((did) => model.handleOf(did) === 'mara.example.com') ?? '';
    const flag: Flag = { severity: 'low', file: 'a.py', line: 7, side: 'new', quote: 'x', reason: 'it may grow' };
    const verdict = { contentRisk: 0.1, reviewRecommended: false, flags: [flag], summary: 'Something.' };
    const over = withDecision((body) => ({ ...body, evidence: { ...body.evidence, verdict } }));
    const said = { pull: uri(), repo: 'at://r', author: 'did:plc:a', by: mara, atUs: 1, file: 'a.py', line: 7 };
    const reputation = {
      ...desk,
      findingVerdicts: async () => [
        { ...said, source: 'reviewer', rule: 'flag', verdict: 'confirmed' } as never,
        { ...said, source: NASTY, rule: NASTY.repeat(4), file: NASTY, verdict: 'false-alarm' } as never,
      ],
    };
    const address = `${await serve({ over: () => over, reputation })}/pr/${PULL}`;
    expect(await read(address, '#blind-review .judge')).toMatch(
      /^✓ confirmed by mara\.example\.com, .* Is this right\? Confirmed/,
    );
    expect(await read(address, '#verdicts')).toMatch(/no longer found ✗ false alarm <img src=x/);
  });

  it('has no buttons in the list of pull requests', async () => {
    const { page, close } = await visit(`${await serve()}/?q=signature`);
    await page.locator(`[data-row][data-pr="${PULL}"]`).click();
    await page.waitForSelector('.detail .finding');
    expect(await page.locator('.judge').count()).toBe(0);
    await close();
  });
});

describe('conduct on a person’s page', () => {
  const conductOf = async (did: string, served: Served = {}) => read(`${await serve(served)}/did/${did}`, '#conduct');

  it('has the total, the tier, five dimensions, the last signals, and revoked eligibility before all', async () => {
    const [lowest] = await desk.conductBelow(500);
    const text = await conductOf(lowest?.did ?? '');
    expect(lowest?.revoked).toBe(true);
    expect(text).toMatch(/^Conduct: how their changes go Eligibility for the fast lane is revoked\. Reason: /);
    expect(text).toContain('sh.tangled.trust.eligibility');
    expect(text).toContain(`${lowest?.total} of 1000 untrusted (below 300)`);
    for (const [name, share] of [
      ['Policy', 25],
      ['Effort', 15],
      ['Quality', 20],
      ['Security', 25],
      ['Collaboration', 15],
    ])
      expect(text).toMatch(new RegExp(`${name} [a-z][^%]* \\d+\\.\\d \\d+ ${share}.% \\d+`));
    expect(text).toMatch(/The last 4 signals, newest first 0\.00 Security by /);
    expect(text).toContain('however high, it moves no change into a faster lane');
  });

  it('of somebody who did nothing yet is 500, neither for nor against', async () => {
    const explanation = (await desk.explanationOf('did:plc:nobody' as never)) as object;
    const carol = model.pull('live/trusted-clean')?.entry.author ?? '';
    const text = await conductOf(carol, { reputation: { ...desk, explanationOf: async () => explanation } });
    expect(text).toContain('counts as 500 of 1000: neither for nor against');
    expect(text).not.toContain('revoked.');
  });

  it('says so where none is kept, and the rest of the page stands', async () => {
    const carol = model.pull('live/trusted-clean')?.entry.author ?? '';
    const { page, close } = await visit(`${await serve({ reputation: null })}/did/${carol}`);
    expect(await page.locator('#conduct').innerText()).toContain(
      'Not known here: no reputation is kept by this process',
    );
    expect(await page.locator('h2:text-is("Who vouches")').count()).toBe(1);
    await close();
  });

  it('stays text, whatever a source is called', async () => {
    const carol = model.pull('live/trusted-clean')?.entry.author ?? '';
    const explained = (await desk.explanationOf(carol as never)) as object;
    const signal = { dimension: NASTY, value: 1, source: `${NASTY}${'x'.repeat(999)}`, timestamp: 'never' };
    const nasty = { ...explained, revoked: true, revocation_reason: NASTY.repeat(20), recent_signals: [signal] };
    const text = await conductOf(carol, { reputation: { ...desk, explanationOf: async () => nasty } });
    expect(text).not.toMatch(/[\u202e\u200b]/);
  });
});

describe('reputation on the dashboard', () => {
  const pull = () => model.pull(PULL)?.entry;
  const circuit = (change: Partial<Circuit>): Circuit => ({
    ...{
      pairId: String(Math.random()),
      agentA: 'sast',
      agentB: `${pull()?.repo} ${pull()?.author}`,
      alpha: 1,
      beta: 4,
    },
    ...{ interactions: 3, updatedAtUs: 0, circuit: 'OPEN', openedAtUs: 1.7e15, score: 0.17 },
    ...change,
  });

  it('lists circuits that are not closed: source, contributor, repository, state and score', async () => {
    const circuits = async () => [
      circuit({ agentA: 'reviewer:silence', circuit: 'TERMINATED' }),
      circuit({}),
      circuit({ circuit: 'HALF_OPEN', agentB: NASTY }),
      circuit({ circuit: 'CLOSED', agentA: 'slop' }),
    ];
    const text = await read(`${await serve({ reputation: { ...desk, circuits } })}/dashboard`, '#circuits');
    expect(text).toContain('3 of 4 circuits are not closed');
    expect(text).toMatch(
      /blind reviewer, when silent terminated codesprout\.example\.com in tidepool .* 0\.17 sast open/,
    );
    expect(text).toContain('on probation <img');
    expect(text).not.toContain('slop');
  });

  it('lists whose eligibility is revoked, then who is at risk', async () => {
    const text = await read(`${await serve()}/dashboard`, '#conduct');
    expect(text).toMatch(/Revoked 1 At risk, below 500 \d+ teo\.example\.com revoked \d+ from \d+ /);
  });

  it('says how right sources were, how sure that is, what to do, and what is overridden', async () => {
    const entity = { kind: 'source', id: 'secrets' } as const;
    const overrides = [
      { entity, confidence: 0.25, strength: 50, locked: false, updatedAtUs: 1.7e15 },
      { entity: { ...entity, id: NASTY }, confidence: 0, strength: 0, locked: true, updatedAtUs: 1.7e15 },
    ];
    const tally = { tool: 'slop', contextClass: 'rust/public/s', agentId: null, weight: 1, success: false };
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f'])
      await desk.observe({ ...tally, key }, { by: 'operator', reason: null });
    const text = await read(
      `${await serve({ reputation: { ...desk, listOverrides: async () => overrides } })}/dashboard`,
      '#how-right',
    );
    expect(text).toMatch(
      /slop rust\/public\/s mostly wrong: switch it off here, or retune it 13.% 0\.7.% – 35.% 6 medium/,
    );
    expect(text).toContain('secrets held at 0.25, worth 50 observations');
    expect(text).toContain('held at 0.00, locked: nothing seen moves it');
  });

  it('says so where none is kept, and all other figures stand', async () => {
    const { page, close } = await visit(`${await serve({ reputation: null })}/dashboard`);
    expect(await page.locator('#circuits').innerText()).toContain(
      'Not known here: no reputation is kept by this process',
    );
    expect(await page.locator('#conduct').innerText()).toContain('Not known: this process keeps no reputation.');
    expect(await page.locator('h2:text-is("The vouch graph")').count()).toBe(1);
    await close();
  });

  it('is gone to from a link, once it is drawn', async () => {
    const { page, close } = await visit(`${await serve()}/dashboard#how-right`, { width: 360 });
    await expect
      .poll(() => page.evaluate("document.getElementById('how-right').getBoundingClientRect().top"))
      .toBeLessThan(200);
    await close();
  });
});
