import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Did, NewsItem, Override, ReputationEntry, ToolObservation } from '../src/domain/index.ts';
import {
  addToOutbox,
  changesSince,
  conductNow,
  conductWeights,
  currentOverrides,
  type Db,
  entriesOf,
  keepConduct,
  keepEntries,
  keepObservations,
  outboxOf,
  overrideOf,
  receivedEvents,
  revocations,
  type Store,
  setOverride,
  toolTallies,
  trustEventsReceived,
  unsetOverride,
} from '../src/store/index.ts';
import { letGo, scratchStore } from './store-harness.ts';

const NOW_US = 1_790_000_000_000_000;
const ALICE = 'did:plc:alice' as Did;
const BOB = 'did:plc:bob' as Did;

/** A store, and what the work notes as news. */
const noting = () => {
  const store = scratchStore();
  const news = async (work: (db: Db) => Promise<unknown>): Promise<readonly NewsItem[] | null> => {
    const { mark } = await store.read((db) => changesSince(db, null));
    await store.write(work);
    return (await store.read((db) => changesSince(db, mark))).changes;
  };
  return { store, news };
};

const SOURCES = { what: 'sources', key: null };
const authorNews = (key: string) => ({ what: 'author', key });

const entry = (key: string, change: Partial<ReputationEntry> = {}): ReputationEntry => ({
  kind: 'feedback.finding',
  subject: 'sast',
  by: 'operator',
  atUs: NOW_US,
  body: { verdict: 'confirmed' },
  key,
  ...change,
});

const allEntries = (store: Store) => store.read((db) => entriesOf(db, { limit: 10_000 }));

describe('the entries of reputation', () => {
  it('come back as they went in, numbered from 1, also from a file opened anew', async () => {
    const { store } = noting();
    const odd = entry('c', { subject: 'a"b\n\u0000\u202e', body: { deep: [{ 'ключ ': '☃' }], none: null }, atUs: 0 });
    expect(await store.write((db) => keepEntries(db, [entry('a'), entry('b'), odd]))).toBe(3);
    await letGo(store);
    expect(await allEntries(store)).toEqual([
      { ...entry('a'), number: 1 },
      { ...entry('b'), number: 2 },
      { ...odd, number: 3 },
    ]);
  });

  it('are numbered without a gap and kept once by key, the first of each, in whatever batches they come', async () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(key, { maxLength: 5 }), { maxLength: 4 }), async (batches) => {
        const { store } = noting();
        let place = 0;
        const added: number[] = [];
        for (const batch of batches) {
          const entries = batch.map((each) => entry(each, { atUs: ++place }));
          added.push(await store.write((db) => keepEntries(db, entries)));
        }
        const flat = batches.flat();
        const firsts = [...new Set(flat)];
        expect((await allEntries(store)).map(({ number, key: kept, atUs }) => [number, kept, atUs])).toEqual(
          firsts.map((kept, index) => [index + 1, kept, flat.indexOf(kept) + 1]),
        );
        expect(added.reduce((sum, count) => sum + count, 0)).toBe(firsts.length);
      }),
      { numRuns: 6 },
    );
  });

  it('are read in pages, by kind and by subject', async () => {
    const { store } = noting();
    const entries = Array.from({ length: 25 }, (_, n) =>
      entry(`k${n}`, {
        subject: n % 2 === 0 ? 'sast' : 'osv',
        kind: n % 5 === 0 ? 'circuit.reset' : 'feedback.finding',
      }),
    );
    await store.write((db) => keepEntries(db, entries));
    const numbers = async (question: Omit<Parameters<typeof entriesOf>[1], 'limit'>, limit = 10) =>
      (await store.read((db) => entriesOf(db, { ...question, limit }))).map(({ number }) => number);
    expect(await numbers({}, 3)).toEqual([1, 2, 3]);
    expect(await numbers({ after: 23 })).toEqual([24, 25]);
    expect(await numbers({ subject: 'osv', after: 20 })).toEqual([22, 24]);
    expect(await numbers({ kinds: ['circuit.reset'] })).toEqual([1, 6, 11, 16, 21]);
    expect(await numbers({ kinds: ['circuit.reset'], subject: 'sast' })).toEqual([1, 11, 21]);
    expect(await numbers({ kinds: [] })).toEqual([]);
  });

  it('are asked for in pages of a size that makes sense', async () => {
    const { store } = noting();
    for (const limit of [0, -1, 1.5, 10_001, Number.NaN]) {
      await expect(store.read((db) => entriesOf(db, { limit }))).rejects.toThrow(RangeError);
    }
  });

  it.each<[ReputationEntry['kind'], readonly object[]]>([
    ['credential.revoked', [authorNews(ALICE)]],
    ['credential.reinstated', [authorNews(ALICE)]],
    ['weights.updated', [{ what: 'sources', key: 'weights' }]],
    ['source.rotated', [SOURCES]],
    ['circuit.terminate', [SOURCES]],
    ['circuit.reset', [SOURCES]],
    ['feedback.finding', []],
    ['circuit.transition', []],
  ])('of kind %s are news as far as they decide something, once', async (kind, expected) => {
    const { news } = noting();
    const said = [entry('a', { kind, subject: ALICE })];
    expect(await news((db) => keepEntries(db, said))).toEqual(expected);
    expect(await news((db) => keepEntries(db, said))).toEqual([]);
  });

  it('say last whose eligibility is revoked, and which weights hold', async () => {
    const { store } = noting();
    expect(await store.read(conductWeights)).toBeNull();
    const after = {
      policy_compliance: 0.2,
      resource_efficiency: 0.2,
      output_quality: 0.2,
      security_posture: 0.2,
      collaboration_health: 0.2,
    };
    await store.write((db) =>
      keepEntries(db, [
        entry('1', { kind: 'credential.revoked', subject: ALICE, by: 'service', atUs: NOW_US + 9 }),
        entry('2', { kind: 'credential.revoked', subject: BOB, by: 'service' }),
        entry('3', { kind: 'credential.reinstated', subject: ALICE, by: BOB, atUs: NOW_US }),
        entry('4', { kind: 'weights.updated', subject: 'conduct', body: { before: null, after: {} } }),
        entry('5', { kind: 'weights.updated', subject: 'conduct', body: { before: null, after } }),
      ]),
    );
    expect([...(await store.read(revocations)).values()]).toEqual([
      { did: ALICE, revoked: false, by: BOB, atUs: NOW_US },
      { did: BOB, revoked: true, by: 'service', atUs: NOW_US },
    ]);
    expect(await store.read(conductWeights)).toEqual(after);
  });
});

const override = (change: Partial<Override> = {}): Override => ({
  entity: { kind: 'source', id: 'sast' },
  confidence: 0.4,
  strength: 25,
  locked: false,
  updatedAtUs: NOW_US,
  ...change,
});
const act = { by: 'operator', atUs: NOW_US, reason: 'noisy' };

describe('overrides', () => {
  it('set twice alike are one row with its first time, one entry and one piece of news', async () => {
    const { store, news } = noting();
    expect(await news((db) => setOverride(db, override(), act))).toEqual([SOURCES]);
    const again = override({ updatedAtUs: NOW_US + 5 });
    expect(await news((db) => setOverride(db, again, { ...act, atUs: NOW_US + 5 }))).toEqual([]);
    expect(await store.write((db) => setOverride(db, again, act))).toEqual(override());
    expect(await store.read(currentOverrides)).toEqual([override()]);
    expect(await allEntries(store)).toMatchObject([
      {
        kind: 'override.set',
        subject: 'sast',
        by: 'operator',
        body: { before: null, after: { confidence: 0.4, strength: 25, locked: false }, reason: 'noisy' },
      },
    ]);
  });

  it.each([{ confidence: 0.5 }, { strength: 0 }, { locked: true }])(
    'set otherwise (%o) replace the one before and say so, however often they go back and forth',
    async (change) => {
      const { store } = noting();
      const [one, two] = [override(), override({ ...change, updatedAtUs: NOW_US })];
      for (const each of [one, two, one, two]) {
        expect(await store.write((db) => setOverride(db, each, act))).toEqual(each);
      }
      expect(await store.read((db) => overrideOf(db, one.entity))).toEqual(two);
      const bodies = (await allEntries(store)).map(({ body }) => [body.before, body.after]);
      const values = ({ confidence, strength, locked }: Override) => ({ confidence, strength, locked });
      expect(bodies).toEqual([
        [null, values(one)],
        [values(one), values(two)],
        [values(two), values(one)],
        [values(one), values(two)],
      ]);
    },
  );

  it('taken back are gone, once, with an entry and news; where there was none nothing is written', async () => {
    const { store, news } = noting();
    const target = { kind: 'agent', id: ALICE } as const;
    const unset = (db: Db) => unsetOverride(db, target, act);
    expect(await store.write(unset)).toBe(false);
    expect(await news((db) => setOverride(db, override({ entity: target }), act))).toEqual([authorNews(ALICE)]);
    expect(await news(unset)).toEqual([authorNews(ALICE)]);
    expect(await store.write(unset)).toBe(false);
    expect(await store.read(currentOverrides)).toEqual([]);
    expect(
      (await allEntries(store)).map(({ kind, body }) => [kind, body.before !== null, body.after !== null]),
    ).toEqual([
      ['override.set', false, true],
      ['override.unset', true, false],
    ]);
  });

  it('told again under a key that is kept do nothing', async () => {
    const { store } = noting();
    const named = { ...act, key: 'request 7' };
    await store.write((db) => setOverride(db, override(), named));
    await store.write((db) => setOverride(db, override({ confidence: 0.9 }), act));
    const late = await store.write((db) => setOverride(db, override(), named));
    expect(late.confidence).toBe(0.9);
    expect(await allEntries(store)).toHaveLength(2);
  });

  it('of one entity leave all others alone, also one of the same id and another kind', async () => {
    const { store } = noting();
    const other = override({ entity: { kind: 'agent', id: 'sast' }, confidence: 1 });
    await store.write((db) => setOverride(db, override(), act));
    await store.write((db) => setOverride(db, other, act));
    await store.write((db) => unsetOverride(db, override().entity, act));
    expect(await store.read(currentOverrides)).toEqual([other]);
  });

  it('are neither kept nor entered when the transaction they are in fails', async () => {
    const { store } = noting();
    const failing = store.write(async (db) => {
      await setOverride(db, override(), act);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await store.read(currentOverrides), await allEntries(store)]).toEqual([[], []]);
  });
});

const observation = (change: Partial<ToolObservation> = {}): ToolObservation => ({
  tool: 'sast',
  contextClass: 'python/standard/s',
  success: true,
  weight: 1,
  atUs: NOW_US,
  ...change,
});

describe('observations of tools', () => {
  it('are summed by tool and context, for all or some', async () => {
    const { store } = noting();
    const rows = [
      observation(),
      observation({ weight: 0.5 }),
      observation({ success: false, weight: 2 }),
      observation({ contextClass: '' }),
      observation({ tool: 'osv', success: false }),
    ];
    const keys = rows.map((_, n) => `k${n}`);
    expect(await store.write((db) => keepObservations(db, rows, { keys }))).toBe(5);
    const inContext = { tool: 'sast', contextClass: 'python/standard/s', successes: 1.5, failures: 2, observations: 3 };
    const inNone = { tool: 'sast', contextClass: '', successes: 1, failures: 0, observations: 1 };
    const osv = { tool: 'osv', contextClass: 'python/standard/s', successes: 0, failures: 1, observations: 1 };
    const tallies = (question = {}) => store.read((db) => toolTallies(db, question));
    expect(await tallies()).toEqual([osv, inNone, inContext]);
    expect(await tallies({ tool: 'sast' })).toEqual([inNone, inContext]);
    expect(await tallies({ contextClass: '' })).toEqual([inNone]);
    expect(await tallies({ tool: 'osv', contextClass: 'python/standard/s' })).toEqual([osv]);
    expect(await tallies({ tool: 'nobody' })).toEqual([]);
  });

  it('told again change nothing, told otherwise replace, told as nothing are removed', async () => {
    const { store, news } = noting();
    const tell = (row: ToolObservation | null) => (db: Db) => keepObservations(db, [row], { keys: ['v'] });
    const sums = async () =>
      (await store.read((db) => toolTallies(db))).map(({ successes, failures }) => [successes, failures]);
    expect(await news(tell(observation()))).toEqual([SOURCES]);
    expect(await news(tell(observation()))).toEqual([]);
    expect(await sums()).toEqual([[1, 0]]);
    expect(await news(tell(observation({ success: false })))).toEqual([SOURCES]);
    expect(await sums()).toEqual([[0, 1]]);
    expect(await news(tell(null))).toEqual([SOURCES]);
    expect(await news(tell(null))).toEqual([]);
    expect(await sums()).toEqual([]);
  });

  it('of one key twice at once are what was told last', async () => {
    const { store } = noting();
    const rows = [observation(), null, observation({ success: false }), observation(), null];
    const keys = ['a', 'a', 'a', 'b', 'b'];
    expect(await store.write((db) => keepObservations(db, rows, { keys }))).toBe(1);
    expect(await store.read((db) => toolTallies(db))).toMatchObject([{ successes: 0, failures: 1 }]);
  });

  it('that make no sense are refused', async () => {
    const { store } = noting();
    const weights = [Number.NaN, -1, Number.POSITIVE_INFINITY];
    const cases: [ToolObservation[], string[]][] = weights.map((weight) => [[observation({ weight })], ['a']]);
    for (const [rows, keys] of [...cases, [[observation()], []]] satisfies typeof cases) {
      await expect(store.write((db) => keepObservations(db, rows, { keys }))).rejects.toThrow(RangeError);
    }
  });
});

const PART = { score: 50, signalCount: 0, weight: 0.2, contribution: 10 };
const conduct = (total: number, change = {}) => ({
  did: ALICE,
  total,
  dimensions: {
    policy_compliance: PART,
    resource_efficiency: PART,
    output_quality: PART,
    security_posture: PART,
    collaboration_health: PART,
  },
  revoked: false,
  atUs: NOW_US,
  ...change,
});

describe('conduct', () => {
  it('keeps the total before the present one, which is none of the same size', async () => {
    const { store } = noting();
    const previous: unknown[] = [];
    for (const total of [500, 500, 620, 620, 580]) {
      await store.write((db) => keepConduct(db, [conduct(total)]));
      previous.push((await store.read((db) => conductNow(db)))[0]?.previous);
    }
    expect(previous).toEqual([null, null, 500, 500, 620]);
  });

  it('is news where eligibility comes or goes, and there alone', async () => {
    const { store, news } = noting();
    const keep =
      (...rows: Parameters<typeof keepConduct>[1]) =>
      (db: Db) =>
        keepConduct(db, rows);
    expect(await news(keep(conduct(500), conduct(500, { did: BOB, revoked: true })))).toEqual([authorNews(BOB)]);
    expect(await news(keep(conduct(700), conduct(200, { did: BOB, revoked: true })))).toEqual([]);
    expect(await news(keep(conduct(200, { revoked: true }), conduct(200, { did: BOB })))).toEqual([
      authorNews(ALICE),
      authorNews(BOB),
    ]);
    expect(await store.read((db) => conductNow(db, [BOB]))).toEqual([{ ...conduct(200, { did: BOB }), previous: 500 }]);
    expect(await store.read((db) => conductNow(db, []))).toEqual([]);
  });
});

const item = (idempotencyKey: string, body = '{}') => ({ idempotencyKey, target: 'trust-events', body });

describe('the outbox', () => {
  it('holds each key once, the longest due first, until it is sent', async () => {
    const { store } = noting();
    const outbox = outboxOf(store);
    expect(await outbox.add([item('a', '1'), item('b'), item('a', '2')])).toBe(2);
    expect(await outbox.add([item('b'), item('c')])).toBe(1);
    const due = await outbox.due(NOW_US, 10);
    expect(due).toEqual([
      { ...item('a', '1'), id: 1, attempts: 0 },
      { ...item('b'), id: 2, attempts: 0 },
      { ...item('c'), id: 3, attempts: 0 },
    ]);
    expect(await outbox.due(NOW_US, 2)).toEqual(due.slice(0, 2));
    await outbox.sent([1, 3]);
    await letGo(store);
    expect(await outbox.due(NOW_US, 10)).toEqual(due.slice(1, 2));
    expect(await outbox.add([item('a'), item('c')])).toBe(0);
    expect(await outbox.add([item('d')])).toBe(1);
    expect((await outbox.due(NOW_US, 10)).map(({ id }) => id)).toEqual([2, 4]);
    await outbox.failed([2], NOW_US);
    expect((await outbox.due(NOW_US + 1e6, 10)).map(({ id }) => id)).toEqual([4, 2]);
  });

  it('lets failed ones rest twice as long each time, an hour at most, and gives them up after twenty', async () => {
    const { store } = noting();
    const outbox = outboxOf(store);
    await outbox.add([item('a')]);
    const rests: number[] = [];
    let nowUs = NOW_US;
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      await outbox.failed([1], nowUs);
      const restUs = Math.min(3600, 2 ** (attempt - 1)) * 1e6;
      const early = await outbox.due(nowUs + restUs - 1, 1);
      const [then] = await outbox.due(nowUs + restUs, 1);
      if (early.length === 0 && then?.attempts === attempt) rests.push(restUs / 1e6);
      nowUs += restUs;
    }
    expect(rests).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600, 3600, 3600, 3600, 3600,
    ]);
    expect(await outbox.figures()).toEqual({ waiting: 0, dead: 1 });
    await outbox.failed([1], nowUs);
    expect(await outbox.due(nowUs * 2, 1)).toEqual([]);
    expect(await outbox.add([item('a')])).toBe(0);
  });

  it('does not wake what was sent by a failure that is told late', async () => {
    const outbox = outboxOf(scratchStore());
    await outbox.add([item('a')]);
    await outbox.sent([1]);
    await outbox.failed([1], NOW_US);
    expect(await outbox.due(NOW_US * 2, 1)).toEqual([]);
    expect(await outbox.figures()).toEqual({ waiting: 0, dead: 0 });
  });

  it('forgets the keys of what was sent long ago, and gives no id twice', async () => {
    const { store } = noting();
    const outbox = outboxOf(store);
    await outbox.add(Array.from({ length: 100_002 }, (_, n) => item(`k${n}`)));
    await outbox.sent(Array.from({ length: 100_002 }, (_, n) => n + 1));
    expect(await outbox.add([item('k0'), item('k2')])).toBe(1);
    expect(await outbox.due(NOW_US, 9)).toEqual([{ ...item('k0'), id: 100_003, attempts: 0 }]);
  });

  it('takes items in with the write they tell of, or not at all', async () => {
    const { store } = noting();
    const failing = store.write(async (db) => {
      await addToOutbox(db, [item('a')]);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await outboxOf(store).figures()).toEqual({ waiting: 0, dead: 0 });
  });
});

const told = (idempotencyKey: string, change = {}) => ({
  idempotencyKey,
  tenant: null,
  pairId: 'p1',
  state: { alpha: 1.5, beta_val: 1, circuit_state: 'CLOSED', opened_at: null },
  atUs: NOW_US,
  ...change,
});

describe('events that others tell', () => {
  it('are kept once, whenever they come again, and read newest first', async () => {
    const { store } = noting();
    const take = (...events: Parameters<typeof trustEventsReceived>[1]) =>
      store.write((db) => trustEventsReceived(db, events));
    const shuffled = { opened_at: null, circuit_state: 'CLOSED', beta_val: 1, alpha: 1.5 };
    expect(await take(told('a'), told('a', { state: shuffled }), told('b', { atUs: NOW_US + 1, state: null }))).toEqual(
      {
        accepted: 2,
        duplicates: 1,
        conflicts: [],
      },
    );
    expect(await take(told('a', { atUs: NOW_US + 9 }), told('c', { pairId: 'p2' }))).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(await take(told('a', { tenant: 't' }))).toMatchObject({ accepted: 1 });
    const read = (question: Parameters<typeof receivedEvents>[1]) => store.read((db) => receivedEvents(db, question));
    expect((await read({ limit: 9 })).map(({ idempotencyKey }) => idempotencyKey)).toEqual(['b', 'a', 'a', 'c']);
    expect(await read({ pairId: 'p2', limit: 9 })).toEqual([told('c', { pairId: 'p2' })]);
    expect(await read({ limit: 1 })).toEqual([told('b', { atUs: NOW_US + 1, state: null })]);
  });

  it.each([
    ['another state', { state: { alpha: 2 } }],
    ['no state', { state: null }],
    ['another pair', { pairId: 'p2' }],
  ])('under a key that said something else (%s) are a conflict, and none of the batch is kept', async (_, change) => {
    const { store } = noting();
    const take = (...events: Parameters<typeof trustEventsReceived>[1]) =>
      store.write((db) => trustEventsReceived(db, events));
    await take(told('a'));
    const refused = { accepted: 0, duplicates: 0, conflicts: ['a'] };
    expect(await take(told('z'), told('a', change))).toEqual(refused);
    expect(await take(told('y'), told('y', change))).toEqual({ ...refused, conflicts: ['y'] });
    expect(await store.read((db) => receivedEvents(db, { limit: 9 }))).toHaveLength(1);
  });

  it('go, the oldest first, when there are too many', async () => {
    const { store } = noting();
    for (let n = 0; n < 4; n += 1) {
      await store.write((db) => trustEventsReceived(db, [told(`k${n}`, { atUs: NOW_US + n })], { mostRows: 3 }));
    }
    const left = await store.read((db) => receivedEvents(db, { limit: 9 }));
    expect(left.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k3', 'k2', 'k1']);
  });
});
