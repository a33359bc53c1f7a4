import { spawn } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CircuitState, NewsItem, PairState } from '../src/domain/index.ts';
import { trustStoreContract } from '../src/reputation/pairs/store.testing.ts';
import {
  changesSince,
  deletePair,
  duckDbTrustStore,
  openStore,
  outboxOf,
  pairStates,
  putPairs,
  type Store,
} from '../src/store/index.ts';
import { letGo, scratchDirectory, scratchStore } from './store-harness.ts';

const NOW_US = 1_790_000_000_000_000;

const state = (pairId: string, change: Partial<PairState> = {}): PairState => ({
  pairId,
  agentA: 'sast',
  agentB: 'at://did:plc:mira/sh.tangled.repo/3kr did:plc:alice',
  alpha: 1,
  beta: 1,
  updatedAtUs: NOW_US,
  interactions: 0,
  circuit: 'CLOSED',
  openedAtUs: null,
  ...change,
});

const oneMore =
  (pairId: string) =>
  (known: PairState | null): PairState => {
    const { beta, interactions, ...rest } = known ?? state(pairId);
    return { ...rest, beta: beta + 1, interactions: interactions + 1 };
  };

/** A process of its own that adds to pairs of the file, one after the other by `at once`, and says each that is durable. */
const writer = (file: string, pairs: readonly string[], { times, atOnce }: { times: number; atOnce: number }) => {
  const script = `
    const { openStore, duckDbTrustStore } = await import(${JSON.stringify(join(process.cwd(), 'src/store/index.ts'))});
    const trust = duckDbTrustStore(openStore(${JSON.stringify(file)}));
    const { writeSync } = await import('node:fs');
    const fresh = (pairId) => (${JSON.stringify({ ...state(''), pairId: undefined })});
    const add = (pairId) => trust.update(pairId, (known) => {
      const old = known ?? { ...fresh(), pairId };
      return { ...old, beta: old.beta + 1, interactions: old.interactions + 1 };
    });
    const lane = async (pairId) => {
      for (let n = 0; n < ${times}; n += 1) {
        await add(pairId);
        writeSync(1, pairId + '\\n');
      }
    };
    const pairs = ${JSON.stringify(pairs)};
    await Promise.all(Array.from({ length: ${atOnce} }, (_, n) => lane(pairs[n % pairs.length])));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [said, troubles] = ['', ''];
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (troubles += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const acknowledged = (pairId: string): number => said.split('\n').filter((line) => line === pairId).length;
  return { child, ended, acknowledged, said: () => said, troubles: () => troubles };
};

const interactionsOf = async (store: Store): Promise<Record<string, number>> =>
  Object.fromEntries((await store.read((db) => pairStates(db))).map((pair) => [pair.pairId, pair.interactions]));

trustStoreContract('DuckDB', () => duckDbTrustStore(scratchStore()));

describe('the DuckDB store of trust', () => {
  it('loses none of the updates of ten writers at once, and folds them into few transactions', async () => {
    const store = scratchStore();
    let transactions = 0;
    const counting: Store = {
      ...store,
      write: (work) => {
        transactions += 1;
        return store.write(work);
      },
    };
    const trust = duckDbTrustStore(counting);
    const pairs = ['p0', 'p1', 'p2'];
    const lane = async (n: number): Promise<void> => {
      const pairId = pairs[n % pairs.length] ?? '';
      for (let turn = 0; turn < 20; turn += 1) await trust.update(pairId, oneMore(pairId));
    };
    await Promise.all(Array.from({ length: 10 }, (_, n) => lane(n)));
    expect(await interactionsOf(store)).toEqual({ p0: 80, p1: 60, p2: 60 });
    expect(transactions).toBeLessThan(60);
  });

  it('would lose updates if each were a read and a write of its own', async () => {
    const trust = duckDbTrustStore(scratchStore());
    const naive = async () => trust.put(oneMore('p')(await trust.get('p')));
    await Promise.all(Array.from({ length: 10 }, naive));
    expect((await trust.get('p'))?.interactions).toBeLessThan(10);
  });

  it('loses none of the updates of two processes and this one on the same pairs', async () => {
    const file = join(scratchDirectory(), 'trust.duckdb');
    const store = openStore(file);
    const trust = duckDbTrustStore(store);
    const others = [0, 1].map(() => writer(file, ['p', 'q'], { times: 100, atOnce: 5 }));
    for (let turn = 0; turn < 40; turn += 1) await trust.update('p', oneMore('p'));
    expect(
      await Promise.all(others.map(({ ended }) => ended)),
      others.map(({ troubles }) => troubles()).join(),
    ).toEqual([0, 0]);
    expect(await interactionsOf(store)).toEqual({ p: 2 * 3 * 100 + 40, q: 2 * 2 * 100 });
  });

  it('keeps every update it said to be durable when it is killed in the middle, again and again', async () => {
    const file = join(scratchDirectory(), 'trust.duckdb');
    const said = { p: 0, q: 0 };
    for (let life = 0; life < 4; life += 1) {
      const {
        child,
        ended,
        acknowledged,
        troubles,
        said: words,
      } = writer(file, ['p', 'q'], { times: 1e6, atOnce: 10 });
      await expect.poll(() => words().length, { timeout: 30_000, interval: 2 }).toBeGreaterThan(200 * (life + 1));
      child.kill('SIGKILL');
      expect(await ended, troubles()).toBeNull();
      said.p += acknowledged('p');
      said.q += acknowledged('q');
      const kept = await interactionsOf(openStore(file));
      // At most what was under way as it died was kept without a word.
      for (const pairId of ['p', 'q'] as const) {
        expect(kept[pairId]).toBeGreaterThanOrEqual(said[pairId]);
        expect(kept[pairId]).toBeLessThanOrEqual(said[pairId] + 10 * (life + 1));
      }
      await letGo(openStore(file));
    }
  });

  it('rejects what fails alone, and does what was asked for with it', async () => {
    const store = scratchStore();
    const trust = duckDbTrustStore(store);
    const broken = new Error('broken');
    const ends = await Promise.allSettled([
      trust.update('p', oneMore('p')),
      trust.update('p', () => {
        throw broken;
      }),
      trust.put(state('q', { alpha: Number.NaN })),
      trust.put(state('q', { beta: 0 })),
      trust.put(state('q', { updatedAtUs: 0.5 })),
      trust.put(state('q', { interactions: -1 })),
      trust.update('q', () => state('p', { alpha: 99 })),
      trust.update('p', oneMore('p')),
    ]);
    expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(ends[1]).toEqual({ status: 'rejected', reason: broken });
    expect(ends.slice(2, 7).every((end) => end.status === 'rejected' && end.reason instanceof RangeError)).toBe(true);
    expect(await trust.allPairs()).toEqual([state('p', { beta: 3, interactions: 2 })]);
  });

  it('rejects all that waits when the database cannot be had, and goes on when it can', async () => {
    const store = scratchStore();
    let isAway = true;
    const failing: Store = {
      ...store,
      write: (work) => (isAway ? Promise.reject(new Error('away')) : store.write(work)),
    };
    const trust = duckDbTrustStore(failing);
    const ends = await Promise.allSettled([trust.put(state('p')), trust.put(state('q'))]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    await trust.put(state('p'));
    expect(await trust.allPairs()).toEqual([state('p')]);
  });

  it('rejects all of a transaction that could not be committed, and keeps none of it', async () => {
    const store = scratchStore();
    let isFull = true;
    const failing: Store = {
      ...store,
      write: (work) =>
        store.write(async (db) => {
          const result = await work(db);
          if (isFull) throw new Error('full');
          return result;
        }),
    };
    const trust = duckDbTrustStore(failing);
    const ends = await Promise.allSettled([trust.put(state('p')), trust.update('q', oneMore('q'))]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isFull = false;
    expect(await trust.allPairs()).toEqual([]);
    expect((await trust.update('q', oneMore('q')))?.interactions).toBe(1);
  });

  it('ends where the same acts, one after the other in memory, end', async () => {
    const pairId = fc.constantFrom('p', 'q', 'r');
    const act = fc.record({ pairId, what: fc.constantFrom('put', 'delete', 'update') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(act, { maxLength: 8 }), { maxLength: 4 }), async (bursts) => {
        const trust = duckDbTrustStore(scratchStore());
        const model = new Map<string, PairState>();
        const puts = [1, 2];
        for (const burst of bursts) {
          const done = burst.map(({ pairId: id, what }, index) => {
            const put = state(id, { alpha: puts.length + index });
            if (what === 'put') return [model.set(id, put), trust.put(put)];
            if (what === 'delete') return [model.delete(id), trust.delete(id)];
            return [model.set(id, oneMore(id)(model.get(id) ?? null)), trust.update(id, oneMore(id))];
          });
          await Promise.all(done.map(([, written]) => written));
        }
        expect(await trust.allPairs()).toEqual([...model.values()].sort((a, b) => (a.pairId < b.pairId ? -1 : 1)));
      }),
      { numRuns: 8 },
    );
  });

  it('puts what is told elsewhere into the outbox with the change, in order, and nothing of what fails or changes nothing', async () => {
    const store = scratchStore();
    const told = (pairId: string, now: PairState | null) => {
      const body = String(now?.interactions ?? 'gone');
      return pairId === 'secret' ? null : { idempotencyKey: `${pairId} ${body}`, target: 'trust-events', body };
    };
    const trust = duckDbTrustStore(store, { told });
    await Promise.allSettled([
      trust.update('p', oneMore('p')),
      trust.update('p', oneMore('p')),
      trust.update('p', (known) => known),
      trust.delete('nobody'),
      trust.update('secret', oneMore('secret')),
      trust.put(state('p', { alpha: -1 })),
      trust.delete('p'),
    ]);
    const due = await outboxOf(store).due(NOW_US, 9);
    expect(due.map(({ body }) => body)).toEqual(['1', '2', 'gone']);
  });
});

/** What work notes as news. */
const newsOf = async (store: Store, work: () => Promise<unknown>): Promise<readonly NewsItem[] | null> => {
  const { mark } = await store.read((db) => changesSince(db, null));
  await work();
  return (await store.read((db) => changesSince(db, mark))).changes;
};

describe('pairs in the database', () => {
  it('are many or few, by id or all, each as it was put last', async () => {
    const store = scratchStore();
    const many = Array.from({ length: 600 }, (_, n) => state(`p${String(n).padStart(3, '0')}`, { alpha: n + 0.1 }));
    await store.write((db) => putPairs(db, [state('p000', { alpha: 7 }), ...many]));
    const read = (ids?: readonly string[]) => store.read((db) => pairStates(db, ids));
    expect(await read()).toEqual(many);
    expect(await read([])).toEqual([]);
    expect(await read(['p007', 'nobody', 'p003', 'p007'])).toEqual([many[3], many[7]]);
    expect(await read([...many.slice(1).map(({ pairId }) => pairId), 'nobody'])).toEqual(many.slice(1));
    expect(await store.write((db) => deletePair(db, 'p000'))).toBe(true);
    expect(await store.write((db) => deletePair(db, 'p000'))).toBe(false);
    expect(await read(['p000'])).toEqual([]);
  });

  it('of which the file says an unknown state are cut off for good', async () => {
    const store = scratchStore();
    await store.write(async (db) => {
      await putPairs(db, [state('p')]);
      await db.run("UPDATE trust_pairs SET circuit = 'open'");
    });
    expect(await store.read((db) => pairStates(db))).toEqual([state('p', { circuit: 'TERMINATED' })]);
  });

  it('are news of the contributor where the circuit stands otherwise, by either way of writing', async () => {
    const store = scratchStore();
    const trust = duckDbTrustStore(store);
    const alice = [{ what: 'author', key: 'did:plc:alice' }];
    const ways: ((pair: PairState) => Promise<unknown>)[] = [
      (pair) => store.write((db) => putPairs(db, [pair])),
      trust.put,
      (pair) => trust.update(pair.pairId, () => pair),
    ];
    for (const [index, write] of ways.entries()) {
      const put = (circuit: CircuitState, alpha = 1) =>
        newsOf(store, () => write(state(`p${index}`, { circuit, alpha })));
      expect(await put('CLOSED')).toEqual(alice);
      expect(await put('CLOSED', 2)).toEqual([]);
      expect(await put('OPEN', 2)).toEqual(alice);
      expect(await put('OPEN', 3)).toEqual([]);
    }
    expect(await newsOf(store, () => trust.delete('p0'))).toEqual(alice);
    expect(await newsOf(store, () => trust.delete('p0'))).toEqual([]);
    expect(await newsOf(store, () => store.write((db) => deletePair(db, 'p1')))).toEqual(alice);
    const nobodys = state('x', { agentA: 'a', agentB: 'at://did:plc:mira/sh.tangled.repo/3kr' });
    expect(await newsOf(store, () => trust.put(nobodys))).toEqual([{ what: 'sources', key: null }]);
  });
});
