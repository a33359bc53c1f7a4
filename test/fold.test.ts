import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriver } from '../src/ingest/index.ts';
import { DERIVED_TABLES, openStore, type Store } from '../src/store/index.ts';
import { account, commit, person, pull, pullUri, repo, tid, vouch } from './records.ts';
import { ingestInto, letGo, scratchStore } from './store-harness.ts';

const rows = (store: Store, sql: string): Promise<unknown[]> =>
  store.read(async (db) => (await db.runAndReadAll(sql)).getRowsJson());

/** Every row of everything derived, and of the raw log without what names the way by which it came. */
const tablesOf = async (store: Store): Promise<Record<string, unknown[]>> => {
  const tables: Record<string, unknown[]> = {
    events: await rows(store, 'SELECT * EXCLUDE (source, cursor) FROM events ORDER BY id'),
  };
  for (const table of ['records', ...DERIVED_TABLES])
    tables[table] = await rows(store, `SELECT * FROM kept.${table} ORDER BY ALL`);
  return tables;
};

const names = ['mira', 'alice', 'carol', 'dave'];
const T0 = 1_750_000_000_000_000;

/** What one account does to one record, one revision after another. */
interface Step {
  readonly by: number;
  readonly about: number;
  readonly what: 'vouch' | 'denounce' | 'delete' | 'pull' | 'fewer rounds' | 'label' | 'gone' | 'back';
}
const step: fc.Arbitrary<Step> = fc.record({
  by: fc.nat(names.length - 1),
  about: fc.nat(names.length - 1),
  what: fc.constantFrom('vouch', 'denounce', 'delete', 'pull', 'fewer rounds', 'label', 'gone', 'back'),
});
const label = (name: string) => ({ key: `at://${person('mira')}/sh.tangled.label.definition/${name}`, value: '' });
const blob = (letter: string) => ({ patchBlob: { ref: { $link: `bafkrei${letter.repeat(8)}` } } });

/** The message of a step, as a host that saw it `lagUs` after the commit passes it on. */
const message = ({ by, about, what }: Step, index: number, lagUs: number): string => {
  const did = person(names[by] ?? '');
  const at = T0 + index * 1_000_000;
  const options = { timeUs: at + lagUs, rev: tid(at), cid: `bafyreib${tid(at)}` };
  const subject = person(names[about] ?? '');
  const number = `3k${about}`;
  const collection = what === 'label' ? 'sh.tangled.label.op' : 'sh.tangled.repo.pull';
  switch (what) {
    case 'vouch':
    case 'denounce':
      return commit(did, 'sh.tangled.graph.vouch', subject, { kind: what, createdAt: '2025-06-15T18:00:00Z' }, options);
    case 'delete':
      return commit(did, 'sh.tangled.graph.vouch', subject, null, { timeUs: at + lagUs, rev: tid(at) });
    case 'pull':
      return commit(
        did,
        collection,
        number,
        { title: 'two', target: { repo: did }, rounds: [blob('a'), blob('b')] },
        options,
      );
    case 'fewer rounds':
      return commit(did, collection, number, { title: 'one', target: { repo: did }, rounds: [blob('c')] }, options);
    case 'label':
      return commit(
        did,
        collection,
        number,
        { subject: pullUri('carol', '3kone'), add: [label('a'), label('b')], delete: null, performedAt: 'x' },
        options,
      );
    case 'gone':
    case 'back':
      return account(did, what === 'back', what === 'gone' ? 'takendown' : undefined, at);
  }
};

const steps = fc.array(step, { minLength: 1, maxLength: 40 });

describe('folding a stream', () => {
  it('gives the same tables to the last bit, whatever the order, the repetitions, the batches and the hosts', async () => {
    const arrival = steps.chain((all) => {
      const lines = all.flatMap((each, index) => [message(each, index, 500), message(each, index, 90_000)]);
      return fc.record({
        straight: fc.constant(all.map((each, index) => message(each, index, 500))),
        shuffled: fc.shuffledSubarray(lines, { minLength: lines.length }),
        batch: fc.integer({ min: 1, max: 40 }),
      });
    });
    await fc.assert(
      fc.asyncProperty(arrival, async ({ straight, shuffled, batch }) => {
        const [one, other] = [scratchStore(), scratchStore()];
        await ingestInto(one, straight);
        await ingestInto(other, shuffled, batch);
        expect(await tablesOf(other)).toEqual(await tablesOf(one));
      }),
      { numRuns: 12 },
    );
  });

  it('knows when a record was first seen, also when that comes last', async () => {
    const store = scratchStore();
    const at = (timeUs: number) => [vouch('mira', 'alice', 'vouch', timeUs)];
    for (const timeUs of [T0 + 5, T0 + 2, T0 + 9, T0 + 1]) await ingestInto(store, at(timeUs));
    expect(await rows(store, 'SELECT time_us - first_seen_us FROM kept.records')).toEqual([['8']]);
  });

  it('keeps two contents of one moment as two events, so that the log says what the tables say', async () => {
    for (const kinds of [
      ['vouch', 'denounce'],
      ['denounce', 'vouch'],
    ] as const) {
      const store = scratchStore();
      for (const kind of kinds) await ingestInto(store, [vouch('mira', 'alice', kind, T0)]);
      expect(await rows(store, 'SELECT count(*)::INTEGER FROM events')).toEqual([[2]]);
      const [held] = await rows(store, 'SELECT polarity FROM kept.vouches');
      const logged = `SELECT record ->> '$.kind' FROM events JOIN kept.records ON records.event_id = events.id`;
      expect(await rows(store, logged)).toEqual([held]);
    }
  });

  it('keeps of every vouch what was said last, by the revision and not by when a host saw it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.nat(3_600_000_000)), async (all, lags) => {
        const store = scratchStore();
        await ingestInto(
          store,
          all.map((each, index) => message(each, index, lags.next().value ?? 0)),
        );
        const last = new Map<string, string>();
        for (const { by, about, what } of all) {
          if (!['vouch', 'denounce', 'delete'].includes(what) || by === about) continue;
          if (what === 'delete') last.delete(`${by} ${about}`);
          else last.set(`${by} ${about}`, what);
        }
        const said = [...last].map(([key, what]) => {
          const [by, about] = key.split(' ').map((index) => person(names[Number(index)] ?? ''));
          return [by, about, what];
        });
        const held = await rows(store, 'SELECT did, subject_did, polarity FROM kept.vouches');
        expect(held.sort()).toEqual(said.sort());
      }),
      { numRuns: 12 },
    );
  });

  it('gives the same tables when it is derived anew from the raw log', async () => {
    const store = scratchStore();
    const all = fc.sample(steps, { numRuns: 20, seed: 7 }).flat();
    await ingestInto(
      store,
      all.map((each, index) => message(each, index, 500)),
    );
    const before = await tablesOf(store);
    expect(before.labels?.length).toBeGreaterThan(1);
    expect(before.rounds?.length).toBeGreaterThan(1);
    const again = openStore(store.path, { deriver: { ...deriver, version: 'another' } });
    await letGo(store);
    expect(await tablesOf(again)).toEqual(before);
    expect(await rows(again, "SELECT count(*)::INTEGER FROM meta WHERE name = 'derived_tables'")).toEqual([[1]]);
  });
});

it('begins anew when deriving was cut short', async () => {
  const store = scratchStore();
  await ingestInto(store, [vouch('mira', 'alice'), vouch('alice', 'carol')]);
  const before = await tablesOf(store);
  await letGo(store);
  let left = 1;
  const failing = {
    version: 'next',
    derive: (event: Parameters<typeof deriver.derive>[0]) => {
      left -= 1;
      if (left < 0) throw new RangeError('the power is gone');
      return deriver.derive(event);
    },
  };
  await expect(openStore(store.path, { deriver: failing }).read(async () => undefined)).rejects.toThrow('the power');
  expect(await tablesOf(openStore(store.path, { deriver: { ...deriver, version: 'next' } }))).toEqual(before);
});

describe('an account that is gone', () => {
  const world = [
    vouch('mira', 'alice'),
    vouch('alice', 'carol'),
    repo('mira', 'anvil'),
    pull('carol', '3kone', 'anvil'),
  ];
  const visible = async (store: Store): Promise<unknown> => ({
    vouches: await rows(store, 'SELECT did FROM vouches ORDER BY did'),
    repos: await rows(store, 'SELECT did FROM repos'),
    pulls: await rows(store, 'SELECT did FROM pulls'),
  });

  it.each(['deleted', 'takendown', 'suspended', 'deactivated', undefined])(
    'as %s: its records leave the view, the raw events stay',
    async (status) => {
      const store = scratchStore();
      await ingestInto(store, [...world, account(person('alice'), false, status)]);
      expect(await visible(store)).toEqual({
        vouches: [[person('mira')]],
        repos: [[person('mira')]],
        pulls: [[person('carol')]],
      });
      expect(await rows(store, 'SELECT count(*)::INTEGER FROM events')).toEqual([[5]]);
    },
  );

  it('comes back with its records', async () => {
    const store = scratchStore();
    await ingestInto(store, [...world, account(person('alice'), false, 'deactivated'), account(person('alice'), true)]);
    expect(await visible(store)).toMatchObject({ vouches: [[person('alice')], [person('mira')]] });
  });

  it('is not gone while its host merely lags', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      ...world,
      account(person('alice'), false, 'throttled'),
      account(person('mira'), false, 'desynchronized'),
    ]);
    expect(await visible(store)).toMatchObject({ vouches: [[person('alice')], [person('mira')]] });
  });
});
