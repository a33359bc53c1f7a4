import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, serveApp } from '../src/api/index.ts';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { ReadModel } from '../src/pipeline/index.ts';
import { buildReadModel, scorePass } from '../src/pipeline/index.ts';
import { withStaleness } from '../src/pipeline/staleness.ts';
import { demoSurroundings, ingestInto, scratchStore } from './store-harness.ts';

const appOver = (model: () => ReadModel, faults: string[] = []): Hono =>
  createApp({ model, sources: [], staticDirectory: 'static', onFault: (message) => faults.push(message) });

let app: Hono;
let model: ReadModel;
let other: ReadModel;

beforeAll(async () => {
  const around = demoSurroundings();
  await seedDemo(around);
  await scorePass(scoringStore(around.store), await passOptions(around));
  model = await loadModel(around.store);
  other = await loadModel(around.store);
  app = appOver(() => model);
});

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
const json = async (path: string, headers: Record<string, string> = { accept: 'application/json' }): Promise<any> => {
  const response = await app.request(path, { headers });
  return response.json();
};
const status = async (path: string, init: RequestInit = {}): Promise<number> => (await app.request(path, init)).status;
const carol = (): string => model.pull('live/trusted-clean')?.entry.author ?? '';

describe('GET /triage', () => {
  it('lists the open pull requests with lane and reasons', async () => {
    const { items, counts, cursor } = await json('/triage');
    expect(items).toHaveLength(model.open.length);
    expect(cursor).toBeNull();
    expect(counts).toEqual({ fast_lane: 5, normal_queue: 6, needs_human: 11, undecided: 0 });
    for (const item of items) {
      expect(Object.keys(item)).toEqual(
        expect.arrayContaining([
          'prId',
          'repo',
          'title',
          'author',
          'lane',
          'reasons',
          'structural',
          'contentRisk',
          'decidedAt',
        ]),
      );
      expect(item.reasons.length).toBeGreaterThan(0);
    }
  });

  it('filters by lane, by repository, and by words in title or author', async () => {
    const fast = await json('/triage?lane=fast_lane');
    expect(fast.items.map((item: { lane: string }) => item.lane)).toEqual(Array(5).fill('fast_lane'));
    const [{ repo, open }] = fast.repos;
    expect((await json(`/triage?repo=${encodeURIComponent(repo)}`)).items).toHaveLength(open);
    expect((await json('/triage?q=CAROL.example')).items.map((item: { prId: string }) => item.prId)).toContain(
      'live/trusted-clean',
    );
    expect((await json('/triage?q=no-such-thing')).items).toEqual([]);
  });

  it('pages through everything exactly once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { prId: string }[]; cursor: string | null } = await json(
        `/triage?limit=5${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...page.items.map((item) => item.prId));
      cursor = page.cursor;
    }
    expect(seen).toEqual((await json('/triage')).items.map((item: { prId: string }) => item.prId));
  });

  it.each(['lane=sideways', 'limit=0', 'limit=501', 'limit=x', 'cursor=nonsense', `q=${'x'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      const response = await app.request(`/triage?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: 'InvalidRequest',
        message: expect.stringContaining(query.split('=')[0] ?? ''),
      });
    },
  );
});

describe('GET /review', () => {
  it('gives a decision with all under it, by demo id and by address, encoded or not', async () => {
    const uri = model.pull('live/sybil-buggy')?.entry.uri ?? '';
    const byId = await json('/review/live/sybil-buggy');
    for (const id of ['live%2Fsybil-buggy', encodeURIComponent(uri), uri])
      expect(await json(`/review/${id}`)).toEqual(byId);
    expect(byId).toMatchObject({
      prId: 'live/sybil-buggy',
      uri,
      state: 'open',
      decision: { lane: 'needs_human', rule: { number: 2 } },
      inputs: { structural: 0 },
      evidence: { path: [], verdict: null, coverage: { unreadBytes: 0 } },
      policy: { tLow: 0.3, tHigh: 0.7, rLow: 0.2, rHigh: 0.7 },
    });
    expect(byId.evidence.findings[0]).toMatchObject({ source: 'sast', file: 'tidepool/webhooks.py' });
    expect(byId.history).toHaveLength(1);
  });

  it('says in one sentence what carries the author as far as this pull request, and in whose eyes', async () => {
    const { carriedBy, seenFrom, repo } = await json('/review/live/trusted-clean');
    expect(carriedBy).toBe(
      'alice.example.com’s vouch carries carol.example.com: without it they would stand at 0.00 (needs human).',
    );
    expect(seenFrom).toBe(repo);
    expect((await json('/review/live/sybil-buggy')).carriedBy).toBeNull();
    const flagged = model.open.find(
      ({ decision }) => decision?.body.outcome.lane === 'needs_human' && decision.body.inputs.structural > 0.7,
    );
    const review = await json(`/review/${encodeURIComponent(flagged?.prId ?? '')}`);
    expect(review.carriedBy).not.toMatch(/fast lane|normal queue/);
  });

  it('trusts nobody in the eyes of a repository that nobody owns for sure', async () => {
    const doubted = model.open.find(({ decision }) => decision?.body.inputs.caps.includes('repo-unverified'));
    expect(await json(`/review/${encodeURIComponent(doubted?.prId ?? '')}`)).toMatchObject({
      seenFrom: null,
      carriedBy: expect.any(String),
    });
  });

  it('says null for a pull request that is not decided', async () => {
    const merged = model.pullsBy(carol() as never).find((pull) => pull.entry.state === 'merged');
    expect(await json(`/review/${encodeURIComponent(merged?.prId ?? '')}`)).toMatchObject({
      state: 'merged',
      decision: null,
      inputs: null,
    });
  });

  it('knows nothing of others', async () => {
    expect(await status('/review/live/nothing')).toBe(404);
    expect(await status(`/review/${encodeURIComponent('at://did:plc:x/sh.tangled.repo.pull/1')}`)).toBe(404);
  });
});

describe('GET /score and /scores', () => {
  it('gives the number, the path and what is not known as null', async () => {
    expect(await json(`/score/${carol()}`)).toMatchObject({
      did: carol(),
      handle: 'carol.example.com',
      known: true,
      structural: expect.closeTo(0.7225, 6),
      standing: expect.closeTo(0.7225, 6),
      calibratedProb: null,
      modelServed: false,
      reputation: null,
      conduct: null,
      lanePreview: 'fast_lane',
      path: [expect.any(String), expect.any(String), carol()],
    });
  });

  it('sees a person as a repository’s maintainers do', async () => {
    const pull = model.open.find((each) => each.repo && model.person(each.repo.ownerDid, null)?.structural !== 1);
    const owner = pull?.repo?.ownerDid;
    expect((await json(`/score/${owner}?repo=${encodeURIComponent(pull?.repo?.uri ?? '')}`)).structural).toBe(1);
    expect((await json(`/score/${owner}`)).structural).toBeLessThan(1);
    expect(await status(`/score/${owner}?repo=at://did:plc:x/sh.tangled.repo/none`)).toBe(404);
  });

  it('gives unknown people zeros, never a warning', async () => {
    expect(await json('/score/did:plc:nobodynobodynobodynobody')).toMatchObject({
      known: false,
      structural: 0,
      eigentrust: 0,
      rank: null,
      path: [],
      why: {
        carriedBy: null,
        eigentrust: 0,
        votesFor: 0,
        votesAgainst: 0,
        heardAgainst: 0,
        vouches: [],
        vouchesMore: 0,
        vouchesUnheard: 0,
        denounces: [],
        denouncesMore: 0,
        links: [],
        keystones: [],
      },
    });
  });

  it('says why: each vouch with what would be without it, and the records it points to', async () => {
    const { why, policy } = await json(`/score/${carol()}`);
    expect(policy).toMatchObject({ tLow: 0.3, tHigh: 0.7 });
    expect(why).toMatchObject({
      carriedBy:
        'alice.example.com’s vouch carries carol.example.com: without it they would stand at 0.00 (needs human).',
      votesFor: expect.closeTo(0.85, 6),
      votesAgainst: 0,
      keystones: [{ threshold: 0.7, vouchers: [why.vouches[0].did], without: 0, smallest: true, lane: 'needs_human' }],
    });
    expect(why.vouches).toEqual([
      {
        did: expect.stringMatching(/^did:plc:/),
        handle: 'alice.example.com',
        share: 1,
        without: 0,
        lane: 'needs_human',
        says: expect.stringContaining('carries them'),
        isMerge: false,
        evidences: 1,
        since: '2026-02-09T09:40:13.000Z',
      },
    ]);
    expect(why.links.map((link: { to: string }) => link.to)).toEqual([why.vouches[0].did, carol()]);
  });

  it('has EigenTrust from the operator’s seeds, and beside it from the repository’s own', async () => {
    const pull = model.open.find((each) => each.repo && model.person(each.repo.ownerDid, null)?.structural !== 1);
    const owner = pull?.repo?.ownerDid;
    const own = await json(`/score/${owner}?repo=${encodeURIComponent(pull?.repo?.uri ?? '')}`);
    const operators = await json(`/score/${owner}`);
    expect(own.eigentrust).toBe(operators.eigentrust);
    expect(operators.why.eigentrust).toBeCloseTo(operators.eigentrust, 8);
    expect(own.why.eigentrust).toBeGreaterThan(own.eigentrust);
  });

  it.each(['did:web:localhost%3A8080', 'did:plc:__proto__', 'did:x:constructor', `did:web:${'a'.repeat(2000)}`])(
    'takes any DID for a person: %s',
    async (did) => {
      expect(await json(`/score/${encodeURIComponent(did)}`)).toMatchObject({ did, known: false, structural: 0 });
    },
  );

  it.each(['', 'did:plc:a%20b', 'did:plc:<b>', 'did:plc:a%00', '%E0%A4%A'])('refuses what is none: %s', async (did) => {
    expect(await status(`/score/${did}`)).toBeGreaterThanOrEqual(400);
    expect(await status(`/score/${did}`)).toBeLessThan(500);
  });

  it('answers many at once, by query and by body', async () => {
    const dids = [carol(), 'did:plc:nobodynobodynobodynobody'];
    const byQuery = await json(`/scores?${dids.map((did) => `did=${did}`).join('&')}`);
    expect(Object.keys(byQuery.scores)).toEqual(dids);
    const body = JSON.stringify({ dids });
    const byBody = await app.request('/scores', { method: 'POST', body });
    expect(await byBody.json()).toEqual(byQuery);
  });

  it.each<[string, string, RequestInit | undefined, number]>([
    ['a DID that is none', '/score/alice', undefined, 400],
    ['no DID', '/scores', undefined, 400],
    ['one bad among good', '/scores?did=did:plc:a&did=x', undefined, 400],
    ['too many', `/scores?${'did=did:plc:a&'.repeat(101)}`, undefined, 400],
    ['a body that is no JSON', '/scores', { method: 'POST', body: '{' }, 400],
    ['a body of another shape', '/scores', { method: 'POST', body: '{"dids":"x"}' }, 400],
    ['a huge body', '/scores', { method: 'POST', body: JSON.stringify({ dids: ['x'.repeat(70_000)] }) }, 413],
  ])('refuses %s', async (_, path, init, expected) => {
    const response = await app.request(path, init);
    expect(response.status).toBe(expected);
    expect(await response.json()).toMatchObject({ error: expect.any(String), message: expect.any(String) });
  });
});

describe('somebody whom very many rate', () => {
  const hub = 'did:plc:hub' as never;
  it('answers with the strongest 20 and a count of the others, soon and in few bytes', async () => {
    const { world } = model.snapshot;
    const [seed] = world.seeds;
    if (seed === undefined) throw new Error('no seed');
    const rating = (from: string, to: string, polarity: 'vouch' | 'denounce' = 'vouch') => ({
      fromDid: from as never,
      toDid: to as never,
      polarity,
      sinceUs: world.asOfUs,
      evidences: 0,
    });
    const numbers = Array.from({ length: 500 }, (_, at) => at);
    const vouches = [
      ...world.vouches,
      ...numbers.flatMap((at) => [rating(seed, `did:plc:v${at}`), rating(`did:plc:v${at}`, hub)]),
      ...numbers.flatMap((at) => [1, 2, 3].map((copy) => rating(`did:plc:x${copy}-${at}`, hub))),
      ...numbers.map((at) => rating(`did:plc:y${at}`, hub, 'denounce')),
    ];
    const crowded = buildReadModel(
      { ...model.snapshot, world: { ...world, vouches } },
      { policy: model.policy, aliases: new Map() },
    );
    const text = await (await appOver(() => crowded).request(`/score/${hub}`)).text();
    const { why, ...score } = JSON.parse(text);
    expect(text.length).toBeLessThan(40_000);
    expect([score.vouchers.length, score.vouchesIn]).toEqual([20, 2000]);
    expect([why.vouches.length, why.vouchesMore, why.vouchesUnheard]).toEqual([20, 480, 1500]);
    expect([score.denouncers.length, score.denouncesIn]).toEqual([20, 500]);
    expect([why.denounces.length, why.denouncesMore]).toEqual([20, 480]);
  });
});

describe('GET /leaderboard and /metrics', () => {
  it('ranks by EigenTrust, those with none left out', async () => {
    const { items, of } = await json('/leaderboard');
    expect(items).toHaveLength(of);
    expect(items.map((item: { rank: number }) => item.rank)).toEqual(
      items.map((_: unknown, index: number) => index + 1),
    );
    const total = items.reduce((sum: number, item: { eigentrust: number }) => sum + item.eigentrust, 0);
    expect(total).toBeCloseTo(1, 9);
  });

  it('counts what the lists show', async () => {
    const { lanes, scoreHistogram, zeroTrust, backtest, graph, ingest, reviewer } = await json('/metrics');
    expect(lanes).toEqual({ fast_lane: 5, normal_queue: 6, needs_human: 11 });
    expect(scoreHistogram.bins.reduce((sum: number, bin: number) => sum + bin, 0)).toBe(22);
    expect(zeroTrust).toBe(model.open.filter((pull) => pull.decision?.body.inputs.structural === 0).length);
    expect(backtest.interval[0]).toBeLessThanOrEqual(backtest.rate);
    expect(reviewer).toBeNull();
    expect(graph.seeds).toBe(3);
    expect(ingest.rejected).toEqual([]);
  });

  it('speaks Prometheus to everybody else', async () => {
    const response = await app.request('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain('tangled_trust_open_pulls{lane="needs_human"} 11');
  });

  it('gives pages to browsers', async () => {
    const response = await app.request('/leaderboard', { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

describe('while decisions are out of date', () => {
  const SINCE_US = 1_700_000_000_000_000;
  const why = 'facts have changed since, and the decisions were not made again yet';
  const stale = { since: '2023-11-14T22:13:20.000Z', why };
  const staleApp = (sinceUs: number | null, isStale: boolean): Hono => {
    const freshness = { undecidedSinceUs: sinceUs, streamUpToUs: null };
    const told = { ...model, snapshot: { ...model.snapshot, freshness } };
    const shown = withStaleness(told, isStale ? { sinceUs: SINCE_US, why } : null);
    const parts = { model: () => shown, sources: [], staticDirectory: 'static', onFault: () => undefined };
    return createApp({ ...parts, nowMs: () => SINCE_US / 1000 + 90_500 });
  };
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
  const answer = async (asked: Hono, path: string): Promise<{ status: number; body: any }> => {
    const response = await asked.request(path, { headers: { accept: 'application/json' } });
    return { status: response.status, body: await response.json() };
  };

  it('the lists say since when and why, whole and for each pull request, and nothing is in the fast lane', async () => {
    const { body } = await answer(staleApp(SINCE_US, true), '/triage');
    expect(body.stale).toEqual(stale);
    expect(body.counts.fast_lane).toBe(0);
    for (const item of body.items) expect(item.stale).toEqual(stale);
    expect((await answer(staleApp(SINCE_US, true), '/metrics')).body.stale).toEqual(stale);
  });

  it('the service is ready all the same, and says it', async () => {
    const ready = await answer(staleApp(SINCE_US, true), '/readyz');
    expect(ready).toMatchObject({ status: 200, body: { status: 'ready', stale } });
  });

  it('null says that they are not', async () => {
    for (const path of ['/triage', '/metrics', '/readyz'])
      expect((await answer(staleApp(null, false), path)).body.stale).toBeNull();
    for (const item of (await answer(staleApp(null, false), '/triage')).body.items) expect(item.stale).toBeNull();
  });

  it.each<[string, number | null, boolean, string, number]>([
    ['nothing waits', null, false, '0', 0],
    ['something waits', SINCE_US, false, '90.5', 0],
    ['it waits too long', SINCE_US, true, '90.5', 1],
    ['the clock went back', SINCE_US + 1e9, false, '0', 0],
  ])('Prometheus hears for how long: %s', async (_, sinceUs, isStale, seconds, flag) => {
    const text = await (await staleApp(sinceUs, isStale).request('/metrics')).text();
    expect(text).toContain(`\ntangled_trust_undecided_seconds ${seconds}\n`);
    expect(text).toContain(`\ntangled_trust_stale ${flag}\n`);
  });
});

describe('every answer', () => {
  it('forbids inline code, framing and foreign sources', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('is told from an older one by its tag', async () => {
    const first = await app.request('/triage');
    const tag = first.headers.get('etag') ?? '';
    expect((await app.request('/triage', { headers: { 'if-none-match': tag } })).status).toBe(304);
    const changed = appOver(() => other);
    expect((await changed.request('/triage', { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  it.each([
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/..%2fpackage.json',
    '/static/nothing.js',
    '/nothing',
    '/.env',
  ])('reaches no file but its own: %s', async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: 'NotFound' });
  });

  it('hides a fault of ours from the caller and tells the operator', async () => {
    const faults: string[] = [];
    const broken = appOver(() => {
      throw new Error('secret detail');
    }, faults);
    const response = await broken.request('/triage');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
    expect(faults[0]).toContain('secret detail');
  });
});

describe('without any data', () => {
  it('every list is empty and every page is there', async () => {
    const store = scratchStore();
    const empty = await loadModel(store);
    const bare = appOver(() => empty);
    for (const path of ['/triage', '/leaderboard', '/metrics']) {
      expect((await bare.request(path, { headers: { accept: 'application/json' } })).status).toBe(200);
    }
    expect((await bare.request('/healthz')).status).toBe(200);
    expect((await bare.request('/readyz')).status).toBe(503);
    await ingestInto(store, []);
  });
});

it('says which port is taken', async () => {
  await using first = await serveApp(app, { host: '127.0.0.1', port: 0 });
  const port = Number(new URL(first.url).port);
  expect(await (await fetch(`${first.url}/healthz`)).json()).toEqual({ status: 'ok' });
  await expect(serveApp(app, { host: '127.0.0.1', port })).rejects.toThrow(`port ${port} is taken`);
});
