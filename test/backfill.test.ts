import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backfillNetwork } from '../src/cli/backfill-network.ts';
import { networkOf } from '../src/cli/network.ts';
import { loadConfig, prepareDirectories } from '../src/config/index.ts';
import { stagedBlobs } from '../src/diff/index.ts';
import { AppError, type Did } from '../src/domain/index.ts';
import { didOf, localGet, ModelRepo, pdsWith, type Said, T0, xrpcHost } from '../src/ingest/backfill/testing.ts';
import { type BackfillStore, deriver, type QueueOptions, runQueue } from '../src/ingest/index.ts';
import { backfillStore, DERIVED_TABLES, openStore, queueReading, type Store } from '../src/store/index.ts';
import { localNetwork } from './network.ts';
import { ingestInto, scratchDirectory, scratchStore } from './store-harness.ts';

const VOUCH = 'sh.tangled.graph.vouch';
const REPO = 'sh.tangled.repo';
const PULL = 'sh.tangled.repo.pull';
const STRING = 'sh.tangled.string';
const createdAt = '2026-06-24T04:18:32+03:00';
const HOUR_US = 3_600_000_000;
const DAY_MS = 86_400_000;

const rows = (store: Store, sql: string): Promise<Record<string, unknown>[]> =>
  store.read(async (db) => (await db.runAndReadAll(sql)).getRowObjectsJson());

/** Everything derived, without when it was seen. */
const tablesOf = async (store: Store): Promise<Record<string, unknown[]>> => {
  const tables: Record<string, unknown[]> = {
    records: await rows(
      store,
      'SELECT uri, did, collection, cid, live, rejection FROM kept.records WHERE live ORDER BY uri',
    ),
  };
  for (const table of DERIVED_TABLES) {
    tables[table] = await rows(store, `SELECT * EXCLUDE (seen_at_us) FROM kept.${table} ORDER BY key`);
  }
  return tables;
};

const names = Array.from(
  { length: 40 },
  (_, index) => `p${String.fromCharCode(97 + (index % 26))}${index > 25 ? 'x' : 'y'}`,
);

/** Forty people who vouch for the next one or two, and keep some texts. */
const people = (): ModelRepo[] =>
  names.map((name, index) => {
    const repo = new ModelRepo(didOf(name), T0 + index * 1_000_000_000);
    for (const step of [1, 2]) {
      if ((index + step) % 3 === 0) continue;
      repo.put(VOUCH, didOf(names[(index + step) % names.length] ?? ''), { kind: 'vouch', createdAt });
    }
    for (let nth = 0; nth < (index % 10 === 4 ? 150 : 5); nth += 1) {
      repo.put(STRING, `s${1000 + nth}`, { filename: 'a', description: 'b', contents: `${nth}`, createdAt });
    }
    return repo;
  });

/** A relay that names these repositories, `limit` at a time, for the collections they have. */
const relayWith =
  (repos: readonly ModelRepo[], limit = 15) =>
  (method: string, asked: URLSearchParams): Said => {
    if (method !== 'com.atproto.sync.listReposByCollection')
      return { status: 501, json: { error: 'MethodNotImplemented' } };
    const all = repos.filter(({ records }) =>
      [...records.keys()].some((path) => path.startsWith(`${asked.get('collection')}/`)),
    );
    const from = Number(asked.get('cursor') ?? 0);
    const next = from + limit;
    return {
      json: {
        repos: all.slice(from, next).map(({ did }) => ({ did })),
        ...(next < all.length ? { cursor: `${next}` } : {}),
      },
    };
  };

interface Hosts {
  readonly pds?: (method: string, asked: URLSearchParams) => Said | undefined | Promise<Said | undefined>;
  readonly relay?: (method: string, asked: URLSearchParams) => Said | undefined | Promise<undefined>;
  readonly appview?: (method: string, asked: URLSearchParams) => Said;
}

/** A network of our own on loopback, a store, and a queue over both with a clock of its own. */
const scene = async (repos: readonly ModelRepo[], hosts: Hosts = {}, store = scratchStore()) => {
  const [atPds, atRelay] = [pdsWith(...repos), relayWith(repos)];
  const pds = await xrpcHost(async (method, asked) => (await hosts.pds?.(method, asked)) ?? atPds(method, asked));
  const relay = await xrpcHost(async (method, asked) => (await hosts.relay?.(method, asked)) ?? atRelay(method, asked));
  const appview = await xrpcHost(hosts.appview ?? (() => ({ status: 404, text: 'not found' })));
  const clock = { us: T0 + 100 * HOUR_US };
  const jobs = backfillStore(store);
  const get = localGet();
  const options = (more: Partial<QueueOptions> = {}): QueueOptions => ({
    network: { get, pdsOf: async () => pds.base, relayUrl: relay.base, appviewUrl: appview.base },
    store: jobs,
    nowUs: () => ++clock.us,
    signal: new AbortController().signal,
    random: () => 0.5,
    ...more,
  });
  const ask = (...targets: string[]) => {
    const atUs = ++clock.us;
    return jobs.queue({ targets, reason: 'test', nowUs: atUs, sinceUs: atUs, again: true, urgent: true });
  };
  const run = async (targets: string[], more: Partial<QueueOptions> = {}) => {
    await ask(...targets);
    return runQueue(options({ ...(targets.includes('all') ? {} : { only: targets }), ...more }));
  };
  return { pds, relay, appview, store, jobs, clock, options, ask, run };
};

const jobOf = async (store: Store, target: string) =>
  (await rows(store, `SELECT * FROM backfill_jobs WHERE target = '${target}'`))[0];

describe('everybody', () => {
  it('is read from the relay’s list and each PDS, and a second time nothing is new', async () => {
    const repos = people();
    const { store, run, relay } = await scene(repos);
    const report = await run(['all']);
    const records = repos.reduce((sum, repo) => sum + repo.records.size, 0);
    expect(report).toMatchObject({
      repositories: { read: 40, unchanged: 0, gone: 0, failed: {} },
      records: { listed: records, fresh: records, deleted: 0, rejected: {} },
      problems: [],
      waiting: 0,
    });
    expect(
      relay.asked
        .filter((url) => url.searchParams.get('collection') === VOUCH)
        .map((url) => url.searchParams.get('cursor')),
    ).toEqual([null, '15', '30']);
    const tables = await tablesOf(store);
    expect(tables.vouches).toHaveLength(
      repos.reduce((sum, repo) => sum + [...repo.records.keys()].filter((path) => path.startsWith(VOUCH)).length, 0),
    );
    const again = await run(['all']);
    expect(again).toMatchObject({ repositories: { read: 0, unchanged: 40 }, records: { fresh: 0 } });
    const forced = await run(['all'], { force: true });
    expect(forced).toMatchObject({ repositories: { read: 40 }, records: { listed: records, fresh: 0 } });
    expect(await tablesOf(store)).toEqual(tables);
  });

  it('is never read by more than so many at once', async () => {
    const open = new Map<string, number>();
    let most = 0;
    const { run } = await scene(people(), {
      pds: async (method, asked) => {
        const did = asked.get('did') ?? asked.get('repo') ?? '';
        open.set(did, (open.get(did) ?? 0) + 1);
        most = Math.max(most, open.size);
        if (method === 'com.atproto.sync.getRepoStatus') await sleep(5);
        if (open.get(did) === 1) open.delete(did);
        else open.set(did, (open.get(did) ?? 0) - 1);
        return undefined;
      },
    });
    expect((await run(['all'], { atOnce: 3 })).repositories.read).toBe(40);
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  it('goes on where it was when it is stopped in the middle', async () => {
    const repos = people();
    const stop = new AbortController();
    const store = scratchStore();
    const done = () => rows(store, 'SELECT did FROM backfilled_repos');
    const relay = async (_: string, asked: URLSearchParams): Promise<undefined> => {
      if (stop.signal.aborted || asked.get('collection') !== VOUCH || asked.get('cursor') !== '30') return undefined;
      await expect.poll(async () => (await done()).length, { timeout: 20_000 }).toBeGreaterThan(5);
      stop.abort();
      return undefined;
    };
    const here = await scene(repos, { relay }, store);
    await here.run(['all'], { signal: stop.signal });
    expect(JSON.parse(String((await jobOf(store, 'all'))?.progress))).toEqual({ collection: VOUCH, cursor: '30' });
    const read = await done();
    here.relay.asked.length = 0;
    here.pds.asked.length = 0;
    const report = await here.run(['all']);
    expect(here.relay.asked[0]?.searchParams.get('cursor')).toBe('30');
    const asked = here.pds.asked.map(({ searchParams }) => searchParams.get('did') ?? searchParams.get('repo'));
    for (const { did } of read) expect(asked).not.toContain(did);
    expect(report.repositories).toMatchObject({ read: 40 - read.length, unchanged: 0 });
    const whole = await scene(repos);
    await whole.run(['all']);
    expect(await tablesOf(store)).toEqual(await tablesOf(whole.store));
  });

  it('fails in clear words where the relay has no such list, and what else is known is read all the same', async () => {
    const repos = people().slice(0, 2);
    const { store, run, ask } = await scene(repos, {
      relay: () => ({ status: 501, json: { error: 'MethodNotImplemented' } }),
    });
    await ask(repos[0]?.did ?? '');
    const report = await run(['all']);
    expect(report.repositories.read).toBe(1);
    expect(report.problems[0]?.problem).toMatch(/^the relay lists no repositories: .*RELAY_URL.*lightrail/);
    expect(await jobOf(store, 'all')).toMatchObject({
      problem: report.problems[0]?.problem,
      done_at_us: expect.any(String),
    });
  });
});

describe('a relay that fails, lies or breaks off', () => {
  const repos = people().slice(0, 4);
  const did = repos[3]?.did ?? '';
  it.each<[string, (cursor: string) => Said, string]>([
    ['HTML', () => ({ text: '<html>' }), 'the relay makes no sense'],
    ['a refusal', () => ({ status: 400, json: { error: 'InvalidCursor' } }), 'the relay refused'],
    ['the same cursor for ever', (cursor) => ({ json: { repos: [], cursor } }), 'the relay’s list runs in circles'],
    [
      'the same people for ever',
      (cursor) => ({ json: { repos: [{ did }], cursor: `${cursor}1` } }),
      'the relay’s list runs in circles',
    ],
  ])(
    '%s after the first page: those it named are read, and it is asked again from the start',
    async (_, said, reason) => {
      let broken = true;
      const relay = (_method: string, asked: URLSearchParams): Said | undefined => {
        if (asked.get('collection') !== VOUCH || !broken) return undefined;
        const cursor = asked.get('cursor');
        return cursor === null ? { json: { repos: [{ did }, { did: 'nonsense' }], cursor: '1' } } : said(cursor);
      };
      const { run } = await scene(repos, { relay });
      const report = await run(['all']);
      expect(report).toMatchObject({ repositories: { read: 1 }, enumerated: 1 });
      expect(report.problems).toEqual([{ target: 'all', problem: expect.stringContaining(reason) }]);
      broken = false;
      expect(await run(['all'])).toMatchObject({ repositories: { read: 3, unchanged: 1 }, problems: [] });
    },
  );
});

describe('a job', () => {
  it('whose source fails is tried again later, at growing distances, and stays visible when it failed for good', async () => {
    const repo = people()[3] as ModelRepo;
    let broken = true;
    const { store, run, options, clock } = await scene([repo], {
      pds: () => (broken ? { status: 500, text: 'oops' } : undefined),
    });
    const first = await run([repo.did]);
    expect(first).toMatchObject({ repositories: { failed: { 'the PDS gave no answer': 1 } }, waiting: 1 });
    expect(await jobOf(store, repo.did)).toMatchObject({
      attempts: 1,
      done_at_us: null,
      problem: expect.stringContaining('500'),
    });
    expect((await runQueue(options())).repositories.failed).toEqual({});
    const waits: number[] = [];
    for (let attempt = 2; attempt <= 6; attempt += 1) {
      const againAtUs = Number((await jobOf(store, repo.did))?.again_at_us);
      waits.push(againAtUs - clock.us);
      clock.us = againAtUs;
      await runQueue(options());
    }
    expect(waits.every((wait, index) => index === 0 || wait > (waits[index - 1] ?? 0))).toBe(true);
    expect(await jobOf(store, repo.did)).toMatchObject({
      attempts: 6,
      done_at_us: expect.any(String),
      problem: expect.stringContaining('500'),
    });
    broken = false;
    clock.us += 100 * HOUR_US;
    expect((await runQueue(options())).repositories.read).toBe(0);
    expect((await run([repo.did])).repositories.read).toBe(1);
    expect(await jobOf(store, repo.did)).toMatchObject({ problem: null });
  });

  it('that is asked for again while it is done is done again', async () => {
    const repo = people()[3] as ModelRepo;
    let asked = 0;
    const { store, run, jobs, clock } = await scene([repo], {
      pds: async (method) => {
        if (method !== 'com.atproto.repo.describeRepo' || asked++ > 0) return undefined;
        const atUs = ++clock.us;
        await jobs.queue({
          targets: [repo.did],
          reason: '#sync',
          nowUs: atUs,
          sinceUs: atUs,
          again: true,
          urgent: false,
        });
        return undefined;
      },
    });
    const report = await run([repo.did]);
    expect(report.repositories).toMatchObject({ read: 1, unchanged: 1 });
    expect(await jobOf(store, repo.did)).toMatchObject({ reason: '#sync', done_at_us: expect.any(String) });
  });

  it('that a killed process had taken is taken up again', async () => {
    const repo = people()[3] as ModelRepo;
    const { options, ask, jobs, clock } = await scene([repo]);
    await ask(repo.did);
    const claim = { most: 5, nowUs: clock.us, untilUs: clock.us + HOUR_US, only: null, abandoned: false };
    expect(await jobs.exchange([], claim)).toHaveLength(1);
    expect(await jobs.exchange([], claim)).toHaveLength(0);
    expect((await runQueue(options())).repositories.read).toBe(1);
  });

  it('is given back when the store fails, which is thrown', async () => {
    const repo = people()[3] as ModelRepo;
    const { store, run, jobs } = await scene([repo]);
    const full: BackfillStore = { ...jobs, keep: () => Promise.reject(new AppError('the disk is full')) };
    await expect(run([repo.did], { store: full })).rejects.toThrow('the disk is full');
    expect(await jobOf(store, repo.did)).toMatchObject({ done_at_us: null, attempts: 0, problem: null });
    expect((await run([repo.did])).repositories.read).toBe(1);
  });
});

describe('keeping pace', () => {
  it('works off what gaps and news queue, until it is stopped', async () => {
    const repos = people();
    const { store, run, jobs, options, clock } = await scene(repos);
    await run(['all']);
    repos[5]?.put(STRING, 'late', { filename: 'late', createdAt });
    const stop = new AbortController();
    const running = runQueue(options({ signal: stop.signal, watch: { everyMs: DAY_MS, pollMs: 20 } }));
    const texts = () => rows(store, "SELECT * FROM strings WHERE filename = 'late'");
    await store.write((db) => queueReading(db, ['all'], 'gap', ++clock.us));
    await expect.poll(texts, { timeout: 20_000 }).toHaveLength(1);
    repos[6]?.put(STRING, 'later', { filename: 'late', createdAt });
    await store.write((db) => queueReading(db, [repos[6]?.did ?? ''], '#sync', ++clock.us));
    await expect.poll(texts, { timeout: 20_000 }).toHaveLength(2);
    stop.abort();
    expect((await running).repositories.read).toBe(2);
    expect((await jobs.leftOver()).failed).toBe(0);
  });

  it('reads an account again for its own news once an hour, and forgets none', async () => {
    const repo = people()[3] as ModelRepo;
    let asked = 0;
    const news = (): Promise<void> => store.write((db) => queueReading(db, [repo.did], 'news', ++clock.us));
    const { store, run, ask, options, clock } = await scene([repo], {
      pds: async (method) => {
        if (method === 'com.atproto.sync.getRepoStatus' && ++asked === 2) await news();
        return undefined;
      },
    });
    await run([repo.did]);
    const due = async () => Number((await jobOf(store, repo.did))?.again_at_us) <= clock.us;
    const readOnce = async (): Promise<void> => {
      const stop = new AbortController();
      const watch = { everyMs: 1000 * DAY_MS, pollMs: 5 };
      const onProgress: QueueOptions['onProgress'] = ({ repositories }) => repositories.unchanged > 0 && stop.abort();
      await runQueue(options({ signal: stop.signal, watch, onProgress }));
    };
    await news();
    // At once after whatever else, and not again for what came while it was read.
    expect(await due()).toBe(true);
    await readOnce();
    expect(await jobOf(store, repo.did)).toMatchObject({ reason: 'news', done_at_us: null });
    await news();
    expect(await due()).toBe(false);
    clock.us += HOUR_US;
    expect(await due()).toBe(true);
    await readOnce();
    expect(await jobOf(store, repo.did)).toMatchObject({ done_at_us: expect.any(String) });
    const doneAtUs = Number((await jobOf(store, repo.did))?.done_at_us);
    clock.us += HOUR_US / 2;
    await news();
    await news();
    expect(Number((await jobOf(store, repo.did))?.again_at_us)).toBe(doneAtUs + HOUR_US);
    await ask(repo.did);
    expect(Number((await jobOf(store, repo.did))?.again_at_us)).toBe(clock.us);
  });

  it('looks at everybody once a day, each at a moment of its own', async () => {
    const repos = people();
    const { store, run, jobs, clock } = await scene(repos);
    await run(['all']);
    const due = async (): Promise<number> => {
      await jobs.queuePeriodic({ reason: 'periodic', nowUs: clock.us, periodUs: DAY_MS * 1000 });
      const [count] = await rows(store, 'SELECT count(*)::INTEGER AS due FROM backfill_jobs WHERE done_at_us IS NULL');
      return Number(count?.due);
    };
    const counts: number[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      clock.us += HOUR_US;
      counts.push(await due());
    }
    expect(counts.at(-1)).toBe(41);
    const steps = counts.map((count, index) => count - (counts[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(15);
    expect(steps.filter((step) => step > 0).length).toBeGreaterThan(12);
  });

  it('asks for everybody by itself when nobody ever did', async () => {
    const { options } = await scene(people());
    const stop = new AbortController();
    const report = await runQueue(
      options({
        signal: stop.signal,
        watch: { everyMs: DAY_MS, pollMs: 20 },
        onProgress: ({ repositories }) => repositories.read === 40 && stop.abort(),
      }),
    );
    expect(report).toMatchObject({ repositories: { read: 40, failed: {} } });
  });

  it('reads newcomers alone when everybody is asked for by the clock', async () => {
    const repos = people();
    const known = new Set(repos.slice(0, 30));
    const { run, jobs, options, clock } = await scene(repos, {
      relay: (method, asked) => relayWith([...known])(method, asked),
    });
    await run(['all']);
    for (const repo of repos) known.add(repo);
    const atUs = ++clock.us;
    await jobs.queue({ targets: ['all'], reason: 'periodic', nowUs: atUs, sinceUs: atUs, again: true, urgent: false });
    expect((await runQueue(options())).repositories).toMatchObject({ read: 10, unchanged: 0 });
  });

  it('waits for a store that somebody else holds', async () => {
    const repo = people()[3] as ModelRepo;
    const { ask, jobs, options } = await scene([repo]);
    await ask(repo.did);
    const held = { isDue: 2, keep: 1 };
    const busy = new AppError('held', { retryable: true });
    const slow: BackfillStore = {
      ...jobs,
      isDue: (atUs) => (held.isDue-- > 0 ? Promise.reject(busy) : jobs.isDue(atUs)),
      keep: (batch) => (held.keep-- > 0 ? Promise.reject(busy) : jobs.keep(batch)),
    };
    const stop = new AbortController();
    const notices: string[] = [];
    const report = await runQueue(
      options({
        store: slow,
        signal: stop.signal,
        watch: { everyMs: DAY_MS, pollMs: 5 },
        onNotice: (text) => notices.push(text),
        onProgress: ({ repositories }) => repositories.read > 0 && stop.abort(),
      }),
    );
    expect(report.repositories.read).toBe(1);
    expect(notices).toEqual(Array(3).fill('backfill waits: held'));
  });
});

/** Mira's repository, to which two people opened pull requests, and three who speak about them. */
const project = () => {
  const [mira, alice, carol, dave, erin, frank] = ['mira', 'alice', 'carol', 'dave', 'erin', 'frank'].map(
    (name) => new ModelRepo(didOf(name)),
  );
  if (!mira || !alice || !carol || !dave || !erin || !frank) throw new Error('nobody');
  const repoDid = didOf('therepo');
  mira.put(REPO, 'core', { knot: 'knot.example.com', repoDid, createdAt });
  mira.put('sh.tangled.repo.collaborator', '3kcollab', { subject: carol.did, repo: repoDid, createdAt });
  const open = (repo: ModelRepo, rkey: string) => {
    repo.put(PULL, rkey, { title: rkey, target: { repo: repoDid, branch: 'main' }, rounds: [], createdAt });
    return `at://${repo.did}/${PULL}/${rkey}`;
  };
  const pulls = [open(alice, '3kaaa'), open(alice, '3kbbb'), open(dave, '3kccc')];
  erin.put(VOUCH, alice.did, { kind: 'vouch', createdAt });
  frank.put(VOUCH, dave.did, { kind: 'denounce', createdAt });
  const uri = `at://${mira.did}/${REPO}/core`;
  return { mira, alice, carol, dave, erin, frank, repoDid, pulls, uri, all: [mira, alice, carol, dave, erin, frank] };
};

const appviewOf =
  ({ alice, dave, erin, frank, pulls, repoDid }: ReturnType<typeof project>) =>
  (method: string, asked: URLSearchParams): Said => {
    const subject = asked.get('subject');
    if (method === 'sh.tangled.graph.listVouches') {
      const by = subject === alice.did ? erin : subject === dave.did ? frank : null;
      const items =
        by === null
          ? []
          : [
              { uri: `at://${by.did}/${VOUCH}/${subject}`, value: {} },
              { uri: `at://${by.did}/${VOUCH}/${didOf('other')}`, value: {} },
              7,
            ];
      return { json: { items } };
    }
    if (method !== 'sh.tangled.repo.listPulls' || subject !== repoDid)
      return { status: 400, json: { error: 'InvalidRequest' } };
    const states = ['merged', 'open', 'closed'];
    const items = pulls.map((uri, index) => ({
      uri,
      value: {},
      state: states[index],
      stateUpdatedAt: '2026-07-01T00:00:00Z',
      commentCount: 0,
    }));
    const from = Number(asked.get('cursor') ?? 0);
    const fitting = items.filter(({ state }) => state === asked.get('status'));
    return {
      json: {
        items: [...fitting.slice(from, from + 1), { uri: 'nonsense' }],
        ...(from + 1 < fitting.length ? { cursor: `${from + 1}` } : {}),
      },
    };
  };

describe('a repository of Tangled’s', () => {
  it('is read with its maintainers, its pull requests’ authors, who speaks about them, and the appview’s states', async () => {
    const world = project();
    const { store, run } = await scene(world.all, { appview: appviewOf(world) });
    const report = await run([world.uri]);
    expect(report).toMatchObject({
      repositories: { read: 6, failed: {} },
      pullStates: 3,
      notes: [],
      problems: [],
      waiting: 0,
    });
    expect(await rows(store, 'SELECT pull, state FROM appview_states ORDER BY pull')).toEqual([
      { pull: world.pulls[0], state: 'merged' },
      { pull: world.pulls[1], state: 'open' },
      { pull: world.pulls[2], state: 'closed' },
    ]);
    expect(await rows(store, 'SELECT pull, state FROM pull_states ORDER BY pull')).toMatchObject([
      { state: 'merged' },
      { state: 'open' },
      { state: 'closed' },
    ]);
    expect(await rows(store, 'SELECT did, polarity FROM vouches ORDER BY did')).toEqual([
      { did: world.erin.did, polarity: 'vouch' },
      { did: world.frank.did, polarity: 'denounce' },
    ]);
    expect((await run([world.uri])).records.fresh).toBe(0);
  });

  it('leads to all of it even where a job ends while others are looked for', async () => {
    const world = project();
    const { jobs, run } = await scene(world.all, { appview: appviewOf(world) });
    const exchange: BackfillStore['exchange'] = async (ended, claim) => {
      const claimed = await jobs.exchange(ended, claim);
      await sleep(100);
      return claimed;
    };
    const report = await run([world.uri], { store: { ...jobs, exchange } });
    expect(report).toMatchObject({ repositories: { read: 6 }, waiting: 0 });
  });

  it('is read without the appview too, and the report says what that leaves out', async () => {
    const world = project();
    const { store, run, appview } = await scene(world.all);
    const report = await run([world.uri]);
    expect(report.repositories).toMatchObject({ read: 2, failed: {} });
    expect(report.notes).toEqual([expect.stringMatching(/^the appview lacks the method: .*listPulls.*APPVIEW_URL/)]);
    expect(await rows(store, 'SELECT did FROM repos')).toEqual([{ did: world.mira.did }]);
    expect(appview.asked).toHaveLength(1);
  });

  it('asks in vain only once what the appview does not know', async () => {
    const world = project();
    const answers = appviewOf(world);
    const { run, appview } = await scene(world.all, {
      appview: (method, asked) =>
        method.endsWith('listVouches') ? { status: 404, text: 'no such page' } : answers(method, asked),
    });
    const report = await run([world.uri], { atOnce: 1 });
    expect(report.repositories.read).toBe(4);
    expect(report.notes).toHaveLength(1);
    expect(appview.asked.filter((url) => url.pathname.endsWith('listVouches'))).toHaveLength(1);
  });

  it('that its owner has no record of is none', async () => {
    const world = project();
    const { run } = await scene(world.all, { appview: appviewOf(world) });
    const report = await run([`at://${world.mira.did}/${REPO}/other`]);
    expect(report.repositories.failed).toEqual({ 'no such repository': 1 });
  });
});

describe('an account', () => {
  it('is read with those who speak about it', async () => {
    const world = project();
    const { store, run } = await scene(world.all, { appview: appviewOf(world) });
    const report = await run([world.alice.did, `about:${world.alice.did}`]);
    expect(report.repositories.read).toBe(2);
    expect(await rows(store, 'SELECT did FROM vouches')).toEqual([{ did: world.erin.did }]);
  });

  it('that is gone takes its records out of the view, and brings them back', async () => {
    const [repo] = people().slice(3) as [ModelRepo];
    const { store, run } = await scene([repo]);
    await run([repo.did]);
    const count = async () => (await rows(store, 'SELECT * FROM strings')).length;
    expect(await count()).toBe(5);
    repo.active = false;
    repo.status = 'takendown';
    expect((await run([repo.did])).repositories.gone).toBe(1);
    expect(await count()).toBe(0);
    repo.active = true;
    await run([repo.did]);
    expect(await count()).toBe(5);
  });
});

describe('live and backfilled records', () => {
  it('meet in the real store as they do in the model', async () => {
    const keys = ['alice', 'carol', 'dave'].map(didOf);
    const step = fc.record({
      what: fc.constantFrom('put', 'put', 'remove', 'tell', 'backfill'),
      key: fc.nat(2),
      value: fc.nat(2),
      which: fc.nat(100),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const repo = new ModelRepo(didOf('mira'));
        const { store, run } = await scene([repo]);
        const told: string[] = [];
        for (const { what, key, value, which } of steps) {
          const rkey = keys[key] as Did;
          if (what === 'put')
            told.push(
              repo.put(VOUCH, rkey, { kind: value === 0 ? 'denounce' : 'vouch', createdAt, reason: `${value}` }),
            );
          else if (what === 'remove' && repo.records.has(`${VOUCH}/${rkey}`)) told.push(repo.remove(VOUCH, rkey));
          else if (what === 'tell' && told.length > 0) await ingestInto(store, [told[which % told.length] ?? '']);
          else if (what === 'backfill') await run([repo.did]);
        }
        await run([repo.did]);
        const truth = [...repo.records].map(([path, { value }]) => ({
          key: `at://${repo.did}/${path}`,
          reason: value.reason,
        }));
        expect(await rows(store, 'SELECT key, reason FROM vouches ORDER BY key')).toEqual(
          truth.sort((a, b) => (a.key < b.key ? -1 : 1)),
        );
      }),
      { numRuns: 12 },
    );
  });
});

const bin = join(process.cwd(), 'bin/tangled-trust.js');

/** A directory of DIDs that says which host has whose repository. */
const directoryOf = async (homes: ReadonlyMap<string, string>) =>
  xrpcHost((path) => {
    const did = decodeURIComponent(path.slice(1));
    const endpoint = homes.get(did);
    if (endpoint === undefined) return { status: 404, json: { message: `DID not registered: ${did}` } };
    const service = [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: endpoint }];
    return { json: { id: did, alsoKnownAs: [], verificationMethod: [], service } };
  });

/** The command, in a directory and a network of its own. */
const commandOver = async (repos: readonly ModelRepo[], hosts: Pick<Hosts, 'appview'> = {}) => {
  const shares = [0, 1, 2].map((share) => repos.filter((_, index) => index % 3 === share));
  const servers = await Promise.all(shares.map((share) => xrpcHost(pdsWith(...share))));
  const homes = new Map(
    shares.flatMap((share, index) => share.map(({ did }) => [did, servers[index]?.base ?? ''] as const)),
  );
  const plc = await directoryOf(homes);
  const relay = await xrpcHost(relayWith(repos));
  const appview = await xrpcHost(hosts.appview ?? (() => ({ status: 404, text: 'not found' })));
  const directory = scratchDirectory();
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    HOME: directory,
    DATA_ROOT: directory,
    PLC_URL: plc.base,
    RELAY_URL: relay.base,
    APPVIEW_URL: appview.base,
  };
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const options = { cwd: directory, env: { ...env, ...more } };
      execFile(process.execPath, [bin, 'backfill', ...args], options, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    });
  const start = (args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [bin, 'backfill', ...args], {
      cwd: directory,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  const asked = (): number => servers.reduce((sum, server) => sum + server.asked.length, 0);
  return { run, start, asked, store: () => openStore(join(directory, 'duckdb/trust.duckdb'), { deriver }) };
};

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

describe('the command', () => {
  it.each<[string, string[], number, string]>([
    ['nothing to do', [], 2, 'nothing to read: give --repo, --did or --all'],
    ['two targets', ['--all', '--did', didOf('mira')], 2, 'give one of --repo, --did and --all'],
    ['two targets, watching', ['--all', '--did', didOf('mira'), '--watch'], 2, 'give one of'],
    ['a DID that is none', ['--did', 'mira.example.com'], 2, 'is not a DID'],
    [
      'an address that is none',
      ['--repo', `at://${didOf('mira')}/${PULL}/3kaaa`],
      2,
      'is neither a repository’s address',
    ],
    [
      'an address by handle',
      ['--repo', 'at://mira.example.com/sh.tangled.repo/core'],
      2,
      'is neither a repository’s address',
    ],
  ])('refuses %s', async (_, args, code, message) => {
    const { run } = await commandOver([]);
    const result = await run(args);
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).toContain(message);
  });

  it('reads a repository with its pull requests, for people and as JSON', async () => {
    const world = project();
    const { run, store } = await commandOver(world.all, { appview: appviewOf(world) });
    const first = await run(['--repo', world.uri]);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^6 repositories looked at: 6 read, 0 unchanged, 0 gone\n/);
    expect(first.out).toContain('the appview told the state of 3 pull requests');
    const { code, out } = await run(['--repo', world.uri, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      repositories: { read: 0, unchanged: 6, gone: 0, failed: {} },
      records: { listed: 0, fresh: 0, deleted: 0, rejected: {} },
      pullStates: 3,
      waiting: 0,
    });
    expect(await rows(store(), 'SELECT * FROM vouches')).toHaveLength(2);
  });

  it('says what could not be reached, and which variable says where', async () => {
    const [repo] = people().slice(3) as [ModelRepo];
    const { run } = await commandOver([repo]);
    const gone = await xrpcHost(() => ({}));
    gone.close();
    const nowhere = gone.base;
    const noDirectory = await run(['--did', repo.did], { PLC_URL: nowhere });
    expect(noDirectory.code).toBe(1);
    expect(noDirectory.out).toMatch(/the DID could not be resolved: .*127\.0\.0\.1.*PLC_URL/);
    const noRelay = await run(['--all'], { RELAY_URL: nowhere });
    expect(noRelay.code).toBe(1);
    expect(noRelay.out).toMatch(/the relay gave no answer: .*127\.0\.0\.1.*RELAY_URL/);
    const noAppview = await run(['--did', repo.did], { APPVIEW_URL: nowhere });
    expect(noAppview.code).toBe(0);
    expect(noAppview.out).toMatch(/the appview gave no answer: .*127\.0\.0\.1.*APPVIEW_URL/);
    const nobody = await run(['--did', didOf('nobody')]);
    expect(nobody.code).toBe(1);
    expect(nobody.out).toContain('1 failed: no PDS');
    const noRepo = await run(['--repo', didOf('nobody')]);
    expect(noRepo).toMatchObject({ code: 1, out: '' });
    expect(noRepo.err).toContain(`whose repository ${didOf('nobody')} is cannot be told`);
  });

  it('killed again and again in the middle, ends with the same tables', async () => {
    const repos = people().slice(0, 21);
    const { start, asked, store } = await commandOver(repos);
    for (const requests of [2, 9, 17, 5]) {
      const before = asked();
      const child = start(['--all']);
      const exit = ended(child);
      await expect
        .poll(() => asked() - before >= requests || child.exitCode !== null, { timeout: 30_000, interval: 5 })
        .toBe(true);
      child.kill('SIGKILL');
      await exit;
    }
    expect(await ended(start(['--all']))).toBe(0);
    const whole = await scene(repos);
    await whole.run(['all']);
    expect(await tablesOf(store())).toEqual(await tablesOf(whole.store));
    expect(await rows(store(), 'SELECT * FROM backfill_jobs WHERE done_at_us IS NULL OR problem IS NOT NULL')).toEqual(
      [],
    );
  });

  it('keeps pace until Ctrl-C', async () => {
    const repos = people().slice(0, 6);
    const { start, store } = await commandOver(repos);
    const child = start(['--watch', '--json']);
    let out = '';
    child.stdout?.on('data', (text) => (out += text));
    const exit = ended(child);
    const done = () => rows(store(), 'SELECT * FROM backfilled_repos').catch(() => []);
    await expect.poll(done, { timeout: 60_000, interval: 500 }).toHaveLength(6);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ repositories: { read: 6, failed: {} } });
  });
});

describe('a real PDS', () => {
  it('is read, and what happens to an account there is seen', async () => {
    await using net = await localNetwork();
    const mira = await net.account('mira');
    const alice = await net.account('alice');
    await mira.put(VOUCH, { kind: 'vouch', createdAt }, alice.did);
    await mira.put(REPO, { knot: 'knot.example.com', createdAt }, 'core');
    for (let nth = 0; nth < 120; nth += 1)
      await alice.put(STRING, { filename: 'a', description: 'b', contents: `${nth}`, createdAt });
    const directory = scratchDirectory();
    const config = loadConfig({ DATA_ROOT: directory, PLC_URL: net.plcUrl, APPVIEW_URL: net.plcUrl }, directory);
    prepareDirectories(config);
    const store = openStore(config.duckdbPath, { deriver });
    const { signal } = new AbortController();
    await using network = networkOf({ config, store, blobs: stagedBlobs(config.stagingDir) }, signal);
    const jobs = backfillStore(store);
    const read = async (...targets: string[]) => {
      const nowUs = () => Date.now() * 1000;
      const atUs = nowUs();
      await jobs.queue({ targets, reason: 'test', nowUs: atUs, sinceUs: atUs, again: true, urgent: true });
      return runQueue({ network: backfillNetwork(config, network, signal), store: jobs, nowUs, signal, only: targets });
    };
    expect(await read(mira.did, alice.did)).toMatchObject({
      repositories: { read: 2, failed: {} },
      records: { listed: 122, fresh: 122, rejected: {} },
    });
    const live = net.messages
      .filter((message) => JSON.stringify(message).includes('"commit"'))
      .map((message) => JSON.stringify(message));
    const tables = await tablesOf(store);
    await ingestInto(store, live);
    expect(await tablesOf(store)).toEqual(tables);
    expect(await read(mira.did, alice.did)).toMatchObject({ repositories: { unchanged: 2 }, records: { fresh: 0 } });
    await mira.remove(VOUCH, alice.did);
    expect(await read(mira.did)).toMatchObject({ repositories: { read: 1 }, records: { deleted: 1 } });
    const view = () => rows(store, 'SELECT did FROM repos UNION ALL SELECT did FROM vouches');
    expect(await view()).toEqual([{ did: mira.did }]);
    await net.takeDown(mira.did);
    expect((await read(mira.did)).repositories.gone).toBe(1);
    expect(await view()).toEqual([]);
    await net.restore(mira.did);
    expect((await read(mira.did)).repositories.unchanged).toBe(1);
    expect(await view()).toEqual([{ did: mira.did }]);
    await net.deleteAccount(mira.did);
    expect((await read(mira.did)).repositories.gone).toBe(1);
    expect(await rows(store, `SELECT status FROM accounts WHERE did = '${mira.did}'`)).toEqual([{ status: 'deleted' }]);
    expect(await view()).toEqual([]);
  });
});
