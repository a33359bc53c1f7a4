import { describe, expect, it } from 'vitest';
import { createApp, type ReputationDesk, serveApp } from '../src/api/index.ts';
import { reputationDesk } from '../src/cli/reputation-desk.ts';
import { pairEvents } from '../src/cli/shipping.ts';
import {
  ConflictError,
  type PairState,
  parseAtUri,
  parseDid,
  type ReputationEntry,
  UsageError,
} from '../src/domain/index.ts';
import type { ReadModel } from '../src/pipeline/index.ts';
import { eventSender, flusher } from '../src/publish/index.ts';
import { CIRCUIT_CONFIG, freshPair, pairKey, recorded } from '../src/reputation/index.ts';
import {
  addToOutbox,
  entriesOf,
  keepEntries,
  outboxOf,
  pairStates,
  putPairs,
  receivedEvents,
  type Store,
} from '../src/store/index.ts';
import { scratchStore } from './store-harness.ts';

const HOUR_US = 3_600_000_000;
const ACT = { by: 'operator', reason: 'because' };

const present = <Value>(value: Value | null): Value => {
  if (value === null) throw new Error('none');
  return value;
};
const CAROL = present(parseDid('did:plc:carol'));
const PULL = present(parseAtUri('at://did:plc:carol/sh.tangled.repo.pull/1'));
const REPO = present(parseAtUri('at://did:plc:mira/sh.tangled.repo/core'));

/** A desk over a database of its own, with a clock set by hand. */
const bench = (trustEvents: { url: string; apiKey: string } | null = null) => {
  const clock = { us: 1_700_000_000_000_000 };
  const store = scratchStore();
  const desk = reputationDesk({ store, config: { trustEvents } }, () => clock.us);
  return { clock, store, desk };
};

const entries = (store: Store, kind: ReputationEntry['kind']) =>
  store.read((db) => entriesOf(db, { kinds: [kind], limit: 100 }));

/** A pair after so many failures. */
const failedPair = (failures: number, atUs: number): PairState => {
  const names = { pairId: pairKey(['sast'], [REPO, CAROL]), agentA: 'sast', agentB: `${REPO} ${CAROL}` };
  let state = freshPair(names, atUs, CIRCUIT_CONFIG);
  for (let n = 0; n < failures; n += 1) state = recorded(state, 'failure', atUs, CIRCUIT_CONFIG).state;
  return state;
};

describe('the desk’s overrides', () => {
  const entity = { kind: 'source', id: 'sast' } as const;
  const wanted = { entity, confidence: 0.4, strength: 25, locked: false };

  it('are set once however often they are told, each with an entry of before and after', async () => {
    const { desk, store, clock } = bench();
    const first = await desk.setOverride(wanted, ACT);
    clock.us += 1;
    expect(await desk.setOverride(wanted, ACT)).toEqual(first);
    expect(await desk.listOverrides(null)).toEqual([first]);
    await desk.setOverride({ ...wanted, confidence: 0, locked: true }, ACT);
    expect(await desk.getOverride(entity)).toMatchObject({ confidence: 0, locked: true });
    const kept = await entries(store, 'override.set');
    expect(kept.map(({ by, body }) => [by, body.reason])).toEqual([
      ['operator', 'because'],
      ['operator', 'because'],
    ]);
    expect(kept[1]?.body).toMatchObject({ before: { confidence: 0.4 }, after: { confidence: 0 } });
  });

  it('are listed by kind, and taken back', async () => {
    const { desk, store } = bench();
    await desk.setOverride(wanted, ACT);
    expect(await desk.listOverrides('agent')).toEqual([]);
    expect(await desk.unsetOverride(entity, ACT)).toBe(true);
    expect(await desk.unsetOverride(entity, ACT)).toBe(false);
    expect(await desk.getOverride(entity)).toBeNull();
    expect(await entries(store, 'override.unset')).toHaveLength(1);
  });

  it.each([
    { confidence: Number.NaN },
    { confidence: -0.01 },
    { confidence: 1.01 },
    { strength: -1 },
    { strength: Number.POSITIVE_INFINITY },
    { entity: { kind: 'tool' as 'agent', id: 'x' } },
    { entity: { kind: 'agent' as const, id: ' ' } },
  ])('are refused before any effect: %o', async (over) => {
    const { desk, store } = bench();
    await expect(desk.setOverride({ ...wanted, ...over }, ACT)).rejects.toThrow(UsageError);
    expect(await entries(store, 'override.set')).toEqual([]);
  });
});

describe('the desk’s tools', () => {
  const failure = { tool: 'sast', success: false, contextClass: '', weight: 1, agentId: null };
  const observe = async (desk: ReputationDesk, key: string): Promise<unknown> => desk.observe({ ...failure, key }, ACT);

  it('learn from each observation once, and suggest a fallback while little is known', async () => {
    const { desk, store } = bench();
    await observe(desk, 'a');
    const prior = await observe(desk, 'b');
    expect(await observe(desk, 'b')).toEqual(prior);
    expect(prior).toMatchObject({ rate: 0.25, confidence: 'low', observations: 2 });
    expect(prior).toMatchObject({ suggestion: expect.stringContaining('fallback') });
    expect(await entries(store, 'tool.observation')).toHaveLength(2);
    for (const key of ['c', 'd', 'e', 'f']) await observe(desk, key);
    const [after] = await desk.priors({ tool: 'sast', contextClass: '', limit: 1 });
    expect(after).toMatchObject({ confidence: 'medium', observations: 6 });
    expect(await desk.priors({ tool: 'sast', contextClass: 'other', limit: null })).toEqual([]);
  });

  it('answer what they answered to a key before, whatever was learned since', async () => {
    const { desk, store, clock } = bench();
    const first = await observe(desk, 'a');
    const entity = { kind: 'source', id: 'sast' } as const;
    await desk.setOverride({ entity, confidence: 1, strength: 9, locked: true }, ACT);
    await store.write((db) =>
      keepEntries(
        db,
        Array.from({ length: 1_001 }, (_, index) => ({
          ...({ kind: 'tool.observation', subject: 'grep', by: 'operator', atUs: clock.us } as const),
          ...{ body: {}, key: `told ${index}` },
        })),
      ),
    );
    const second = await observe(desk, 'b');
    clock.us += HOUR_US;
    expect(await observe(desk, 'a')).toEqual(first);
    expect(await observe(desk, 'b')).toEqual(second);
    expect([first, second]).toMatchObject([
      { rate: 1 / 3, observations: 1 },
      { rate: 1, observations: 2 },
    ]);
  });

  it('refuse another observation under the same key, and keep nothing of it', async () => {
    const { desk, store } = bench();
    await observe(desk, 'a');
    const others = [{ tool: 'grep' }, { success: true }, { contextClass: 'other' }, { weight: 2 }, { agentId: 'a1' }];
    for (const over of [...others, { repo: REPO }])
      await expect(desk.observe({ ...failure, ...over, key: 'a' }, ACT)).rejects.toThrow(ConflictError);
    await expect(desk.observe({ ...failure, key: 'a' }, { ...ACT, reason: null })).rejects.toThrow(ConflictError);
    expect(await desk.priors({ tool: null, contextClass: null, limit: null })).toMatchObject([{ observations: 1 }]);
    expect(await entries(store, 'tool.observation')).toHaveLength(1);
  });

  it('refuse what is no observation', async () => {
    const { desk, store } = bench();
    for (const weight of [-1, 1_000_000.5, Number.POSITIVE_INFINITY, Number.NaN])
      await expect(desk.observe({ ...failure, weight, key: 'a' }, ACT)).rejects.toThrow(UsageError);
    expect(await entries(store, 'tool.observation')).toEqual([]);
    expect(await desk.observe({ ...failure, weight: 1_000_000, key: 'a' }, ACT)).toMatchObject({ observations: 1 });
  });
});

describe('the desk’s verdicts on findings', () => {
  const said = {
    ...{ pull: PULL, repo: REPO, author: CAROL, source: 'sast', rule: 'r', file: 'a.ts', line: 3 },
    verdict: 'false-alarm' as const,
  };

  it('are kept with an entry, and said again change nothing', async () => {
    const { desk, store, clock } = bench();
    expect(await desk.findingVerdict(said, ACT)).toMatchObject({ ...said, by: 'operator', atUs: clock.us });
    expect(await entries(store, 'feedback.finding')).toMatchObject([
      { subject: 'sast', body: { verdict: 'false-alarm', before: null, reason: 'because' } },
    ]);
    clock.us += 1;
    expect(await desk.findingVerdict(said, ACT)).toMatchObject({ atUs: clock.us - 1 });
    await desk.findingVerdict({ ...said, verdict: 'confirmed' }, ACT);
    const kept = await entries(store, 'feedback.finding');
    expect(kept.map(({ body }) => [body.before, body.verdict])).toEqual([
      [null, 'false-alarm'],
      ['false-alarm', 'confirmed'],
    ]);
  });

  it('are of sources there are', async () => {
    const { desk } = bench();
    await expect(desk.findingVerdict({ ...said, source: 'nobody' }, ACT)).rejects.toThrow(/no source is called/);
  });
});

describe('the desk’s circuits', () => {
  it('are shown as they stand now, and one that is open is on probation after its day', async () => {
    const { desk, store, clock } = bench();
    await store.write((db) => putPairs(db, [failedPair(2, clock.us)]));
    expect(await desk.circuits()).toMatchObject([{ circuit: 'OPEN', score: 0.25, agentA: 'sast' }]);
    clock.us += 25 * HOUR_US;
    const [later] = await desk.circuits();
    expect(later?.circuit).toBe('HALF_OPEN');
    expect(later?.score).toBeGreaterThan(0.3);
  });

  it('end for good, once, and are forgotten', async () => {
    const { desk, store, clock } = bench({ url: 'http://127.0.0.1:1', apiKey: 'k' });
    const pair = failedPair(1, clock.us);
    await store.write((db) => putPairs(db, [pair]));
    expect(await desk.terminate(pair.pairId, ACT)).toMatchObject({ circuit: 'TERMINATED' });
    expect(await desk.terminate(pair.pairId, ACT)).toMatchObject({ circuit: 'TERMINATED' });
    expect(await entries(store, 'circuit.terminate')).toMatchObject([{ subject: pair.pairId, by: 'operator' }]);
    expect(await desk.reset(pair.pairId, ACT)).toBe(true);
    expect(await desk.reset(pair.pairId, ACT)).toBe(false);
    expect(await entries(store, 'circuit.reset')).toMatchObject([{ body: { from: 'TERMINATED', interactions: 1 } }]);
    expect(await store.read((db) => pairStates(db))).toEqual([]);
    const told = (await outboxOf(store).due(clock.us, 10)).map(({ body }) => JSON.parse(body).event_type);
    expect(told).toEqual(['TRUST_STATE_UPDATED', 'TRUST_STATE_DELETED']);
    expect(await desk.terminate('unknown', ACT)).toBeNull();
  });
});

describe('the desk’s conduct', () => {
  it('is weighed as set; a set that does not sum to 1 changes nothing', async () => {
    const { desk, store } = bench();
    const before = await desk.weights();
    expect(await desk.setWeights({ policy_compliance: 0.2511 }, ACT)).toBeNull();
    expect(await desk.weights()).toEqual(before);
    expect(await desk.setWeights({ policy_compliance: 0.2509 }, ACT)).toMatchObject({ policy_compliance: 0.2509 });
    expect(await desk.setWeights({ policy_compliance: 0.2509 }, ACT)).toEqual(await desk.weights());
    expect(await entries(store, 'weights.updated')).toMatchObject([
      { body: { before: { policy_compliance: 0.25 }, after: { policy_compliance: 0.2509 } } },
    ]);
  });

  it('of somebody unknown is 500, which leaves no trace', async () => {
    const { desk } = bench();
    expect(await desk.explanationOf(CAROL)).toMatchObject({ total_score: 500, dimensions: {}, revoked: false });
    expect(await desk.healthReport(7)).toMatchObject({ period_days: 7, total_agents: 0 });
  });

  it('is forgiven once, where eligibility was revoked', async () => {
    const { desk, store, clock } = bench();
    expect(await desk.reinstate(CAROL, ACT)).toBe(false);
    const body = { reason: 'Trust score 250 below threshold' };
    const entry = {
      kind: 'credential.revoked',
      subject: CAROL,
      by: 'service',
      atUs: clock.us,
      body,
      key: 'k',
    } as const;
    await store.write((db) => keepEntries(db, [entry]));
    expect(await desk.explanationOf(CAROL)).toMatchObject({ revoked: true, revocation_reason: body.reason });
    expect(await desk.reinstate(CAROL, ACT)).toBe(true);
    expect(await desk.reinstate(CAROL, ACT)).toBe(false);
    expect(await desk.explanationOf(CAROL)).toMatchObject({ revoked: false });
  });
});

describe('trust events between two instances', () => {
  it('arrive once, whatever was lost on the way, and nothing waits any more', async () => {
    const [here, there] = [bench({ url: 'http://set.below', apiKey: 'k' }), bench()];
    const noModel = (): ReadModel => {
      throw new Error('never asked');
    };
    const app = createApp({
      ...{ model: noModel, sources: [], staticDirectory: 'static', onFault: () => undefined },
      ...{ reputation: there.desk, credentials: { adminKey: null, eventsApiKey: 'k' } },
    });
    await using server = await serveApp(app, { host: '127.0.0.1', port: 0 });
    const states = Array.from({ length: 120 }, (_, n) => ({ ...failedPair(n % 3, here.clock.us), pairId: `p${n}` }));
    const config = { trustEvents: { url: server.url, apiKey: 'k' } };
    await here.store.write(async (db) => {
      await putPairs(db, states);
      await addToOutbox(db, pairEvents(config, { changed: states, gone: ['p0'] }));
    });
    const send = eventSender({ baseUrl: server.url, apiKey: 'k' });
    let lost = 0;
    const losing: typeof send = async (items, signal) => {
      await send(items, signal);
      // It arrived, and the answer did not.
      if (lost++ === 0) throw new Error('connection lost');
    };
    const outbox = outboxOf(here.store);
    const options = { outbox, nowUs: () => here.clock.us, onWarning: () => undefined, intervalMs: 3_600_000 };
    await using worker = flusher({ ...options, send: losing });
    for (let turn = 0; turn < 3; turn += 1) {
      await worker.flush();
      here.clock.us += HOUR_US;
    }
    expect(await outbox.figures()).toEqual({ waiting: 0, dead: 0 });
    const received = await there.store.read((db) => receivedEvents(db, { limit: 1000 }));
    expect(received).toHaveLength(121);
    expect(received.filter(({ state }) => state === null)).toMatchObject([{ pairId: 'p0' }]);
    const byPair = new Map(received.flatMap(({ pairId, state }) => (state === null ? [] : [[pairId, state]])));
    expect(
      states.filter((state) => JSON.stringify(sorted(byPair.get(state.pairId))) !== JSON.stringify(sorted(state))),
    ).toEqual([]);
  });
});

const sorted = (state: object | undefined): unknown => Object.entries(state ?? {}).sort();

it('a key that is not ASCII opens over a socket when it is sent as UTF-8, and no other', async () => {
  const { desk } = bench();
  const adminKey = 'schlüssel-à-鍵';
  const app = createApp({
    model: () => {
      throw new Error('never asked');
    },
    sources: [],
    staticDirectory: 'static',
    onFault: (line) => expect.unreachable(line),
    reputation: desk,
    credentials: { adminKey, eventsApiKey: null },
  });
  await using server = await serveApp(app, { host: '127.0.0.1', port: 0 });
  const statusOf = async (key: string): Promise<number> => {
    const headers = { Authorization: `Bearer ${Buffer.from(key, 'utf8').toString('latin1')}` };
    return (await fetch(`${server.url}/trust/overrides/source/sast`, { method: 'DELETE', headers })).status;
  };
  expect(await statusOf('schlüssel-à-錠')).toBe(401);
  expect(await statusOf(adminKey)).toBe(200);
});
