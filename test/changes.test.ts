import { describe, expect, it } from 'vitest';
import type { AtUri, NewsItem, NewsMark } from '../src/domain/index.ts';
import {
  changesSince,
  noteChanges,
  noteDecided,
  type Store,
  undecidedSinceUs,
  waitingPulls,
} from '../src/store/index.ts';
import { scratchStore } from './store-harness.ts';

const HOUR_US = 3_600_000_000;
const START: NewsMark = { number: 0, atUs: 0 };

const about = (key: string): NewsItem => ({ what: 'pull', key });
const note = (store: Store, ...keys: string[]) => store.write((db) => noteChanges(db, keys.map(about)));
const since = (store: Store, mark: NewsMark | null) => store.read((db) => changesSince(db, mark));
const markOf = async (store: Store): Promise<NewsMark> => (await since(store, null)).mark;
const keysSince = async (store: Store, mark: NewsMark): Promise<(string | null)[] | null> =>
  (await since(store, mark)).changes?.map(({ key }) => key) ?? null;
const waitingSince = (store: Store) => store.read(undecidedSinceUs);
const decided = (store: Store, mark: NewsMark, nowUs: number, waiting: readonly AtUri[] = []) =>
  store.write((db) => noteDecided(db, mark, { waiting, nowUs }));

/** Puts rows there as they stand after a longer time than a test has. */
const laid = (store: Store, rows: readonly (readonly [number, number, string?])[]) =>
  store.write(async (db) => {
    for (const [number, atUs, what = 'pull'] of rows) {
      await db.run('INSERT INTO changes VALUES ($1, $2, $3, $4)', [
        BigInt(number),
        BigInt(atUs),
        what,
        what === 'everything' ? null : `k${number}`,
      ]);
    }
  });
const numbers = (store: Store): Promise<number[]> =>
  store.read(async (db) =>
    (await db.runAndReadAll('SELECT number FROM changes ORDER BY number')).getRowsJson().map(([n]) => Number(n)),
  );
/** Notes so many changes in one transaction. */
const flood = (store: Store, count: number) =>
  store.write((db) =>
    noteChanges(
      db,
      Array.from({ length: count }, (_, n) => about(`f${n}`)),
    ),
  );

describe('changes', () => {
  it('are numbered from 1 in the order of their transactions, each once in one', async () => {
    const store = scratchStore();
    expect(await since(store, null)).toEqual({ mark: START, changes: null });
    await note(store, 'b', 'a', 'b');
    const first = await markOf(store);
    await note(store, 'c');
    await note(store);
    await note(store, 'a');
    expect(await numbers(store)).toEqual([1, 2, 3, 4]);
    expect(first.number).toBe(2);
    expect(await keysSince(store, START)).toEqual(['a', 'b', 'c']);
    expect(await keysSince(store, first)).toEqual(['a', 'c']);
    expect(await since(store, await markOf(store))).toMatchObject({ mark: { number: 4 }, changes: [] });
  });

  it('of a transaction that fails are none, and take no number', async () => {
    const store = scratchStore();
    const failing = store.write(async (db) => {
      await noteChanges(db, [about('lost')]);
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    await note(store, 'kept');
    expect([await numbers(store), await keysSince(store, START)]).toEqual([[1], ['kept']]);
  });

  it.each<[string, (readonly [number, number, string?])[], NewsMark, (string | null)[] | null]>([
    [
      'after a mark that is here',
      [
        [7, 70],
        [8, 80],
      ],
      { number: 7, atUs: 70 },
      ['k8'],
    ],
    [
      'after the last',
      [
        [7, 70],
        [8, 80],
      ],
      { number: 8, atUs: 80 },
      [],
    ],
    [
      'after a mark whose row is gone',
      [
        [7, 70],
        [8, 80],
      ],
      { number: 6, atUs: 60 },
      null,
    ],
    [
      'after a number that was another change’s',
      [
        [7, 70],
        [8, 80],
      ],
      { number: 7, atUs: 69 },
      null,
    ],
    [
      'after a number that never was',
      [
        [7, 70],
        [8, 80],
      ],
      { number: 9, atUs: 90 },
      null,
    ],
    ['after a mark of another store', [], { number: 7, atUs: 70 }, null],
    [
      'from the start of all',
      [
        [1, 10],
        [2, 20],
      ],
      START,
      ['k1', 'k2'],
    ],
    [
      'from the start where the first are gone',
      [
        [2, 20],
        [3, 30],
      ],
      START,
      null,
    ],
    [
      'with everything among them',
      [
        [7, 70],
        [8, 80, 'everything'],
        [9, 90],
      ],
      { number: 7, atUs: 70 },
      null,
    ],
    [
      'after everything',
      [
        [8, 80, 'everything'],
        [9, 90],
      ],
      { number: 8, atUs: 80 },
      ['k9'],
    ],
  ])('are told %s as far as they are known, else all is to be read', async (_, rows, mark, expected) => {
    const store = scratchStore();
    await laid(store, rows);
    const found = await since(store, mark);
    expect(found.changes?.map(({ key }) => key) ?? null).toEqual(expected);
    const [number, atUs] = rows.at(-1) ?? [0, 0];
    expect(found.mark).toEqual({ number, atUs });
  });
});

describe('too many changes', () => {
  it('at once are one that says everything', async () => {
    const store = scratchStore();
    await note(store, 'before');
    const mark = await markOf(store);
    await flood(store, 20_000);
    expect((await keysSince(store, mark))?.length).toBe(20_000);
    const full = await markOf(store);
    expect(full.number).toBe(20_001);
    await flood(store, 20_001);
    expect(await since(store, full)).toMatchObject({ mark: { number: 20_002 }, changes: null });
    const after = await markOf(store);
    await note(store, 'after');
    expect(await keysSince(store, after)).toEqual(['after']);
    // Each transaction was small enough, and together they are not.
    await flood(store, 20_000);
    expect(await keysSince(store, after)).toBeNull();
  });

  it('in all become one, with the next number and the oldest time; numbers never begin anew', async () => {
    const store = scratchStore();
    await store.write((db) =>
      db.run("INSERT INTO changes SELECT range + 1, 500 + range, 'pull', 'k' FROM range(199999)"),
    );
    const old: NewsMark = { number: 199_999, atUs: 500 + 199_998 };
    await note(store, 'last that fits');
    expect((await numbers(store)).length).toBe(200_000);
    expect(await keysSince(store, old)).toEqual(['last that fits']);
    await note(store, 'one too many');
    expect(await numbers(store)).toEqual([200_002]);
    expect(await keysSince(store, old)).toBeNull();
    expect(await waitingSince(store)).toBe(500);
    const collapsed = await markOf(store);
    await note(store, 'next');
    expect(await numbers(store)).toEqual([200_002, 200_003]);
    expect(await keysSince(store, collapsed)).toEqual(['next']);
  });
});

describe('what is decided upon', () => {
  it('waits no longer: the oldest of the rest does', async () => {
    const store = scratchStore();
    expect(await waitingSince(store)).toBeNull();
    await laid(store, [
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    expect(await waitingSince(store)).toBe(10);
    await decided(store, { number: 1, atUs: 10 }, 40);
    expect(await waitingSince(store)).toBe(20);
    await decided(store, { number: 3, atUs: 30 }, 40);
    expect(await waitingSince(store)).toBeNull();
    await note(store, 'new');
    expect(await waitingSince(store)).toBe((await markOf(store)).atUs);
  });

  it('is kept for an hour, and the last always, so that numbers never begin anew', async () => {
    const store = scratchStore();
    await laid(store, [
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ]);
    await decided(store, { number: 3, atUs: 30 }, 20 + HOUR_US);
    expect(await numbers(store)).toEqual([2, 3, 4]);
    await decided(store, { number: 3, atUs: 30 }, 99 * HOUR_US);
    expect(await numbers(store)).toEqual([4]);
    expect(await waitingSince(store)).toBe(40);
    await decided(store, { number: 4, atUs: 40 }, 99 * HOUR_US);
    expect(await numbers(store)).toEqual([4]);
    await note(store, 'next');
    expect(await numbers(store)).toEqual([4, 5]);
    expect(await keysSince(store, { number: 4, atUs: 40 })).toEqual(['next']);
  });

  it('of what is not decided nothing is let go of, however old', async () => {
    const store = scratchStore();
    await laid(store, [
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    await decided(store, { number: 1, atUs: 10 }, 99 * HOUR_US);
    expect(await numbers(store)).toEqual([2, 3]);
  });

  it('but for those that wait: they wait on since they first did, until they are decided too', async () => {
    const store = scratchStore();
    await laid(store, [
      [1, 10],
      [2, 20],
    ]);
    const [one, two, three] = ['at://one' as AtUri, 'at://two' as AtUri, 'at://three' as AtUri];
    const waiting = async () => [...(await store.read(waitingPulls))].sort();
    await decided(store, { number: 1, atUs: 10 }, 100, [two, one, one]);
    expect(await waiting()).toEqual([
      [one, 100],
      [two, 100],
    ]);
    await decided(store, { number: 2, atUs: 20 }, 200, [two, three]);
    expect(await waiting()).toEqual([
      [three, 200],
      [two, 100],
    ]);
    await decided(store, { number: 2, atUs: 20 }, 300);
    expect(await waiting()).toEqual([]);
  });
});
