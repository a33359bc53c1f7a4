import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { extensionBrowser, launchBrowser, launchWithExtension } from './browser.ts';
import { scratchDirectory } from './store-harness.ts';

/*
 * The overlay in a real browser, on pages written after what is known of tangled.org's markup. Everywhere: its content
 * scripts in a page, its worker in this process. Where a Chromium that takes extensions is installed: the extension
 * itself.
 */

const EXTENSION = fileURLToPath(new URL('../extension', import.meta.url));
const source = (file: string): string => readFileSync(join(EXTENSION, file), 'utf8');

// ── people and pages ─────────────────────────────────────────────────────────────────────────────────────────────

interface Person {
  readonly did: string;
  readonly handle: string;
}

const person = (name: string): Person => ({ did: `did:plc:${name.padEnd(24, '2')}`, handle: `${name}.example` });
const [MARA, NELL, OTTO, ZED, NEW, READER] = ['mara', 'nell', 'otto', 'zed', 'new', 'reader'].map(person) as [
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
];
const PULL = `at://${NELL.did}/sh.tangled.repo.pull/3mabcdefghi22`;

const avatar = ({ did }: Person): string =>
  `<img src="https://avatar.tangled.sh/${'5e'.repeat(32)}/${did}?size=tiny" alt="" width="20" height="20">`;
const around = (who: Person): string => `<a href="/${who.handle}">${avatar(who)} ${who.handle}</a>`;
const beside = (who: Person): string => `<span>${avatar(who)}<a href="/${who.handle}">${who.handle}</a></span>`;

const PAGE_STYLE = `body { font: 14px system-ui; margin: 0 } nav, main { padding: 12px 24px } img { border-radius: 50%;
  vertical-align: middle; background: #bbb } section, .row { border: 1px solid #ddd; border-radius: 4px; padding: 12px;
  margin: 12px 0 } a { color: inherit }`;
const AVATAR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1" fill="#88a"/></svg>';

const page = (main: string): string => `<!doctype html><html lang="en"><head><title>tangled</title>
  <style>${PAGE_STYLE}</style></head><body>
  <nav><details open><summary>${avatar(READER)}</summary><a href="/${READER.handle}">profile</a></details></nav>
  <main>${main}</main></body></html>`;

const comment = (n: number, who: string): string => `<div id="comment-${n}">${who} <p>Looks good.</p></div>`;

const pullPage = (uri: string = PULL, author: string = around(NELL)): string =>
  page(`<p id="owner">${around(NELL)} / <a href="/${NELL.handle}/lantern">lantern</a></p>
    <section><h1>queue: drain before closing</h1>
      <p id="header">opened by ${author} · 2 days ago</p>
      <article id="body"><p>As said by ${around(MARA)}</p>
        <div id="at-uri-panel"><code data-aturi="at://${MARA.did}/sh.tangled.repo.pull/3kdecoy"></code></div></article></section>
    <section id="round-0"><input type="hidden" id="round-link-base" value="/x/pulls/7/round/0">
      ${comment(1, around(MARA))} ${comment(2, beside(OTTO))} ${comment(3, around(NEW))}
      ${comment(4, `<a href="/${ZED.handle}">${avatar(ZED)}</a> <a href="/${ZED.handle}">zed</a>`)}</section>
    <aside>${avatar(MARA)}<div id="at-uri-panel"><code data-aturi="${uri}" title="${uri}">${uri}</code></div></aside>`);

const row = (n: number, who: Person): string =>
  `<div class="row"><a href="/${MARA.handle}/lantern/pulls/${n}">change ${n}</a> <span>open</span> ${beside(who)}</div>`;
const listPage = (...rows: readonly Person[]): string =>
  page(`<div id="list">${rows.map((who, n) => row(n + 1, who)).join('')}</div>`);

// ── an API that answers in the real shapes ───────────────────────────────────────────────────────────────────────

const short = (who: Person, structural: number, lanePreview: string, sentence: string, known = true) => ({
  [who.did]: { handle: who.handle, known, structural, lanePreview, sentence },
});
const SCORES: Record<string, object> = {
  ...short(MARA, 1, 'fast_lane', 'A clean change by mara.example goes to: fast lane.'),
  ...short(NELL, 0.7225, 'fast_lane', 'A clean change by nell.example goes to: fast lane.'),
  ...short(OTTO, 0.31, 'normal_queue', 'A clean change by otto.example goes to: normal queue.'),
  ...short(ZED, 0, 'needs_human', 'A clean change by zed.example goes to: needs human.'),
};
const stranger = { handle: null, known: false, structural: 0, lanePreview: 'needs_human', sentence: 'Needs human!' };

const goodScores = (dids: readonly string[]): unknown => ({
  scores: Object.fromEntries(dids.map((did) => [did, SCORES[did] ?? stranger])),
});
const goodReview = (lane: string, sentence: string): unknown => ({
  prId: 'pr-7',
  uri: PULL,
  author: NELL.did,
  decision: { lane, explanation: { badge: 'secret finding', sentence, full: [], changes: [] } },
});

/** A body, sent as JSON unless it is text; or a status alone. */
type Answer = { readonly body: unknown } | { readonly status: number };
interface Answers {
  readonly scores: (dids: readonly string[]) => Answer | Promise<Answer>;
  readonly review: (uri: string) => Answer;
}
const GOOD: Answers = {
  scores: (dids) => ({ body: goodScores(dids) }),
  review: (uri) =>
    uri === PULL
      ? { body: goodReview('needs_human', 'Needs human: a secret in config.yml (config.yml:3).') }
      : { status: 404 },
};

class Api {
  readonly batches: string[][] = [];
  readonly reviews: string[] = [];
  answers: Answers = GOOD;
  readonly #server = createServer(async (request, response) => {
    const answer = await this.#answer(request);
    const status = 'status' in answer ? answer.status : 200;
    const body = 'status' in answer ? { error: 'NotFound', message: 'no' } : answer.body;
    response.writeHead(status, { 'Content-Type': 'application/json', Location: '/elsewhere' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

  async #answer(request: IncomingMessage): Promise<Answer> {
    const [, route, id = ''] = (request.url ?? '').split('/');
    if (route === 'review') {
      this.reviews.push(decodeURIComponent(id));
      return this.answers.review(decodeURIComponent(id));
    }
    const { dids }: { dids: string[] } = JSON.parse(await text(request));
    this.batches.push(dids);
    return this.answers.scores(dids);
  }

  listen = () => new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  stop = () => {
    this.#server.closeAllConnections();
    return new Promise<void>((resolve) => this.#server.close(() => resolve()));
  };
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
}

const startApi = async (answers: Partial<Answers> = {}): Promise<Api> => {
  const api = new Api();
  api.answers = { ...GOOD, ...answers };
  await api.listen();
  onTestFinished(() => api.stop());
  return api;
};

// ── two ways to run the overlay ──────────────────────────────────────────────────────────────────────────────────

const serve = async (context: BrowserContext, html: string): Promise<Page> => {
  await context.route('https://avatar.tangled.sh/**', (r) => r.fulfill({ contentType: 'image/svg+xml', body: AVATAR }));
  await context.route('https://tangled.org/**', (r) => r.fulfill({ contentType: 'text/html', body: html }));
  const opened = await context.newPage();
  await opened.goto('https://tangled.org/nell.example/lantern/pulls/7');
  return opened;
};

type Listener = (message: unknown, sender: { id: string }, respond: (reply: unknown) => void) => boolean;

/** The extension's worker, in this process. */
const startWorker = (port: number): ((message: unknown) => Promise<unknown>) => {
  const listeners: Listener[] = [];
  const runtime = { id: 'us', onMessage: { addListener: (listener: Listener) => listeners.push(listener) } };
  const globals = { chrome: { runtime }, fetch, AbortSignal, TextDecoder };
  runInNewContext(source('worker.js').replace('127.0.0.1:8000', `127.0.0.1:${port}`), globals);
  return (message) =>
    new Promise((resolve, reject) => {
      if (!listeners.some((listener) => listener(message, { id: 'us' }, resolve))) reject(new Error('nobody listens'));
    });
};

const STAND_IN = `globalThis.asked = 0; globalThis.answered = 0; globalThis.chrome ??= {};
  chrome.runtime = { sendMessage: (message) => { asked += 1; return askWorker(message).finally(() => { answered += 1 }) } }`;

/** A page with the worker within reach and the scripts not yet running; its timers stand still where asked. */
const prepare = async (browser: Browser, html: string, port: number, timers?: 'by hand'): Promise<Page> => {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  if (timers !== undefined) await context.clock.install();
  const opened = await serve(context, html);
  await opened.exposeFunction('askWorker', startWorker(port));
  await opened.evaluate(STAND_IN);
  return opened;
};

/** Runs the content scripts in the page, as the manifest lists them; nothing of this changes the page's DOM. */
const start = async (opened: Page): Promise<void> => {
  const { content_scripts: scripts } = JSON.parse(source('manifest.json'));
  for (const css of scripts[0].css)
    await opened.evaluate(
      `(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(source(css))}); document.adoptedStyleSheets.push(sheet) })()`,
    );
  for (const js of scripts[0].js) await opened.evaluate(`(() => { ${source(js)} \n })()`);
};

/** Once everything asked is answered and drawn. */
const quiet = async (opened: Page, questions: number): Promise<void> => {
  await opened.waitForFunction(`asked >= ${questions} && answered === asked`);
  await opened.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
};

const install = async (executablePath: string, html: string, port: number): Promise<Page> => {
  const copy = join(scratchDirectory(), 'extension');
  cpSync(EXTENSION, copy, { recursive: true });
  for (const file of ['manifest.json', 'worker.js'])
    writeFileSync(join(copy, file), source(file).replaceAll('127.0.0.1:8000', `127.0.0.1:${port}`));
  const context = await launchWithExtension(executablePath, copy);
  onTestFinished(() => context.close());
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
  return serve(context, html);
};

/** Every badge with the link it follows: `[where, text]`. */
const badgesOn = (opened: Page): Promise<[string, string][]> =>
  opened.evaluate(`[...document.querySelectorAll('.tangled-trust-badge')].map((badge) => {
    let before = badge; while (before.matches('.tangled-trust-badge')) before = before.previousElementSibling;
    return [(badge.closest('[id]')?.id ?? '') + ' ' + before.getAttribute('href'), badge.textContent]; })`);

const PULL_BADGES = [
  ['owner /nell.example', '▲ 0.72'],
  ['header /nell.example', '▲ 0.72'],
  ['header /nell.example', '■ Needs human'],
  ['comment-1 /mara.example', '▲ 1.00'],
  ['comment-2 /otto.example', '● 0.31'],
  ['comment-3 /new.example', '– unknown'],
  ['comment-4 /zed.example', '■ 0.00'],
];
const rowsOf = (...rows: readonly [Person, string][]) => rows.map(([who, words]) => [`list /${who.handle}`, words]);

// ── what must hold either way ────────────────────────────────────────────────────────────────────────────────────

const theOverlay = (open: (html: string, port: number) => Promise<Page>): void => {
  test('a pull request: one badge behind each person, and the lane behind its author', async () => {
    const api = await startApi();
    const opened = await open(pullPage(), api.port);
    await expect.poll(() => badgesOn(opened)).toEqual(PULL_BADGES);
    expect(api.batches.map((dids) => dids.toSorted())).toEqual([
      [NELL, MARA, OTTO, NEW, ZED].map(({ did }) => did).toSorted(),
    ]);
    expect(api.reviews).toEqual([PULL]);
    const lane = opened.locator('#header [data-tangled-trust^="at:"]');
    expect(await lane.getAttribute('title')).toBe('Needs human: a secret in config.yml (config.yml:3).');
    expect(await lane.getAttribute('aria-label')).toBe('Lane: Needs human');
  });

  test('a list: a badge in every row of the same person, asked for once', async () => {
    const api = await startApi();
    const opened = await open(listPage(OTTO, NELL, OTTO, OTTO), api.port);
    const otto = [OTTO, '● 0.31'] as const;
    await expect.poll(() => badgesOn(opened)).toEqual(rowsOf([...otto], [NELL, '▲ 0.72'], [...otto], [...otto]));
    expect(api.batches).toEqual([[OTTO.did, NELL.did]]);
    expect(api.reviews).toEqual([]);
  });

  test('somebody unknown gets a neutral badge with our own words', async () => {
    const api = await startApi();
    const opened = await open(listPage(NEW), api.port);
    await expect.poll(() => badgesOn(opened)).toEqual(rowsOf([NEW, '– unknown']));
    const badge = opened.locator('.tangled-trust-badge');
    expect(await badge.getAttribute('class')).toBe('tangled-trust-badge tangled-trust-unknown');
    expect(await badge.getAttribute('title')).toMatch(/says nothing against them/);
  });

  test('swapped-in rows get badges, and nothing gets two', async () => {
    const api = await startApi();
    const opened = await open(listPage(OTTO), api.port);
    await expect.poll(() => badgesOn(opened)).toHaveLength(1);
    await opened.evaluate("document.querySelector('.tangled-trust-badge').isTheFirst = true");
    await opened.evaluate(
      `document.querySelector('#list').insertAdjacentHTML('beforeend', ${JSON.stringify(row(2, NELL) + row(3, OTTO))})`,
    );
    const all = rowsOf([OTTO, '● 0.31'], [NELL, '▲ 0.72'], [OTTO, '● 0.31']);
    await expect.poll(() => badgesOn(opened)).toEqual(all);
    expect(await opened.evaluate("document.querySelector('.tangled-trust-badge').isTheFirst")).toBe(true);
    // As htmx restores a page: the markup of before, badges and all, and then something new.
    await opened.evaluate(
      `document.body.innerHTML = document.body.innerHTML; document.querySelector('#list').insertAdjacentHTML('beforeend', ${JSON.stringify(row(4, ZED))})`,
    );
    await expect.poll(() => badgesOn(opened)).toEqual([...all, ...rowsOf([ZED, '■ 0.00'])]);
    expect(api.batches).toEqual([[OTTO.did], [NELL.did], [ZED.did]]);
  });
};

// ── everywhere ───────────────────────────────────────────────────────────────────────────────────────────────────

describe('the overlay’s scripts', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  const open = async (html: string, port: number): Promise<Page> => {
    const opened = await prepare(browser, html, port);
    await start(opened);
    return opened;
  };

  theOverlay(open);

  test('no badge is drawn for what is no author: the reader’s own avatar, written text, faces without a link', async () => {
    const api = await startApi();
    const opened = await open(pullPage(), api.port);
    await quiet(opened, 2);
    expect(await opened.locator('nav .tangled-trust-badge, article .tangled-trust-badge').count()).toBe(0);
    expect(await opened.locator('aside .tangled-trust-badge').count()).toBe(0);
    expect(api.batches.flat()).not.toContain(READER.did);
  });

  test('an avatar next to somebody else’s link names nobody', async () => {
    const api = await startApi();
    const faces = `<ul><li>${avatar(ZED)} and more</li><li><a href="/${MARA.handle}">mara</a></li></ul>`;
    const opened = await open(page(`<p id="faces">${faces}</p>${beside(OTTO)}`), api.port);
    await quiet(opened, 1);
    expect(await badgesOn(opened)).toEqual([[' /otto.example', '● 0.31']]);
  });

  test('a row whose avatar changes in place changes its badge', async () => {
    const api = await startApi();
    const opened = await prepare(browser, listPage(OTTO), api.port, 'by hand');
    await start(opened);
    await opened.clock.runFor(1000);
    await expect.poll(() => badgesOn(opened)).toEqual(rowsOf([OTTO, '● 0.31']));
    // Our own badge is a change of the page too; past that, only the row's attributes change.
    await opened.clock.runFor(1000);
    await opened.evaluate(`(() => { const [image, link] = document.querySelectorAll('#list span > img, #list span > a');
      link.href = '/${ZED.handle}'; image.src = image.src.replace('${OTTO.did}', '${ZED.did}') })()`);
    await opened.clock.runFor(1000);
    await expect.poll(() => badgesOn(opened)).toEqual(rowsOf([ZED, '■ 0.00']));
  });

  test('without avatars the author is found by the record’s address and the profile link', async () => {
    const api = await startApi();
    const opened = await open(pullPage(PULL, `<a href="/${NELL.handle}">nell</a>`).replaceAll('<img', '<i'), api.port);
    await quiet(opened, 2);
    expect(await badgesOn(opened)).toEqual(PULL_BADGES.slice(1, 3));
  });

  test.each([
    ['no such pull request', { status: 404 }],
    ['another pull request', { body: { ...Object(goodReview('fast_lane', '')), uri: `${PULL}x` } }],
    ['another author', { body: { ...Object(goodReview('fast_lane', '')), author: ZED.did } }],
    ['a lane nobody knows', { body: goodReview('trusted', 'x') }],
    ['no decision yet', { body: { uri: PULL, author: NELL.did, decision: null } }],
    ['a sentence without end', { body: goodReview('fast_lane', 'x'.repeat(3000)) }],
  ] satisfies [string, Answer][])('no lane is shown for %s, and people still are', async (_, answer) => {
    const api = await startApi({ review: () => answer });
    const opened = await open(pullPage(), api.port);
    await quiet(opened, 2);
    expect(await badgesOn(opened)).toEqual(PULL_BADGES.toSpliced(2, 1));
  });

  test('an issue’s address asks for no review', async () => {
    const api = await startApi();
    const opened = await open(pullPage(PULL.replace('repo.pull', 'repo.issue')), api.port);
    await quiet(opened, 1);
    expect(await badgesOn(opened)).toEqual(PULL_BADGES.toSpliced(2, 1));
    expect(api.reviews).toEqual([]);
  });

  test('markup in a sentence is text, and characters that steer writing are gone', async () => {
    const sentence = '<img src=x onerror="globalThis.owned=1">\u202eevil\u0007 " onmouseover=alert(1) x="';
    const api = await startApi({
      scores: (dids) => ({ body: { scores: { [dids[0] ?? '']: { ...SCORES[OTTO.did], sentence } } } }),
    });
    const opened = await open(listPage(OTTO), api.port);
    await quiet(opened, 1);
    const badge = opened.locator('.tangled-trust-badge');
    expect(await badge.getAttribute('title')).toBe(sentence.replace('\u202e', '').replace('\u0007', ''));
    expect(await badge.evaluate((element) => [element.childElementCount, element.getAttribute('onmouseover')])).toEqual(
      [0, null],
    );
    expect(await opened.evaluate('globalThis.owned')).toBeUndefined();
  });

  test('a long sentence is cut for the tooltip', async () => {
    const api = await startApi({
      scores: () => ({ body: { scores: { [OTTO.did]: { ...SCORES[OTTO.did], sentence: 'word '.repeat(300) } } } }),
    });
    const opened = await open(listPage(OTTO), api.port);
    await quiet(opened, 1);
    expect(await opened.locator('.tangled-trust-badge').getAttribute('title')).toMatch(/^.{299}…$/);
  });

  test('more than a hundred people are asked for in requests of at most a hundred', async () => {
    const api = await startApi();
    const people = Array.from({ length: 230 }, (_, n) => person(`p${n}x`));
    const opened = await open(listPage(...people), api.port);
    await quiet(opened, 1);
    expect(api.batches.map((dids) => dids.length).toSorted((a, b) => b - a)).toEqual([100, 100, 30]);
    expect(await badgesOn(opened)).toHaveLength(230);
  });

  test('a slow API leaves the page as it is until it answers', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const api = await startApi({ scores: (dids) => released.then(() => ({ body: goodScores(dids) })) });
    const opened = await open(listPage(OTTO), api.port);
    await expect.poll(() => api.batches.length).toBe(1);
    expect(await badgesOn(opened)).toEqual([]);
    release();
    await expect.poll(() => badgesOn(opened)).toEqual(rowsOf([OTTO, '● 0.31']));
  });

  test('with the API down the page stays untouched; it is asked again only after a while', async () => {
    const api = await startApi();
    const { port } = api;
    await api.stop();
    const opened = await prepare(browser, listPage(OTTO, NELL), port, 'by hand');
    const before = await opened.content();
    await start(opened);
    const add = (n: number) =>
      opened.evaluate(
        `document.querySelector('#list').insertAdjacentHTML('beforeend', ${JSON.stringify(row(n, ZED))})`,
      );
    await opened.clock.runFor(1000);
    await opened.waitForFunction('asked === 1 && answered === 1');
    expect(await opened.content()).toBe(before);
    await add(3);
    await opened.clock.runFor(10_000);
    expect(await opened.evaluate('asked')).toBe(1);
    await opened.clock.runFor(30_000);
    await add(4);
    await opened.clock.runFor(1000);
    await opened.waitForFunction('asked === 2');
  });

  const oneWrong = (change: object) => (dids: readonly string[]) => ({
    scores: { ...Object(Object(goodScores(dids)).scores), [NELL.did]: { ...SCORES[NELL.did], ...change } },
  });
  const HOSTILE: readonly [string, (dids: readonly string[]) => unknown][] = [
    ['null', () => null],
    ['a number', () => 7],
    ['a list', () => []],
    ['no JSON', () => '<!doctype html><title>router login</title>'],
    ['scores in a list', () => ({ scores: [1, 2] })],
    ['scores of others', () => ({ scores: short(ZED, 1, 'fast_lane', '') })],
    ['one person missing', () => ({ scores: short(OTTO, 1, 'fast_lane', '') })],
    ['trust over 1', oneWrong({ structural: 7 })],
    ['trust in words', oneWrong({ structural: '0.72' })],
    ['no trust', oneWrong({ structural: null })],
    ['a lane nobody knows', oneWrong({ lanePreview: 'constructor' })],
    ['known in words', oneWrong({ known: 'yes' })],
    ['a handle that is none', oneWrong({ handle: { toString: 'x' } })],
    ['a sentence in a list', oneWrong({ sentence: ['x'] })],
    ['a huge sentence', oneWrong({ sentence: 'x'.repeat(500_000) })],
    ['a huge handle', oneWrong({ handle: 'x'.repeat(5000) })],
    ['more than can be read', (dids) => ' '.repeat(2_000_000) + JSON.stringify(goodScores(dids))],
  ];
  const untouchedBy = async (scores: Answers['scores']): Promise<void> => {
    const api = await startApi({ scores });
    const opened = await prepare(browser, listPage(OTTO, NELL), api.port);
    const before = await opened.content();
    await start(opened);
    await quiet(opened, 1);
    expect(api.batches).toHaveLength(1);
    expect(await opened.content()).toBe(before);
  };

  test.each(HOSTILE)('an answer of %s leaves the page untouched', async (_, body) => {
    await untouchedBy((dids) => ({ body: body(dids) }));
  });

  test.each([302, 400, 404, 500])('status %d leaves the page untouched', async (status) => {
    await untouchedBy(() => ({ status }));
  });
});

// ── where the browser takes extensions ───────────────────────────────────────────────────────────────────────────

const full = await extensionBrowser();

describe.skipIf(full === null)('the extension, installed', () => {
  theOverlay((html, port) => install(full ?? '', html, port));
});
