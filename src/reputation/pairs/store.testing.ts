import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PairState } from '../../domain/index.ts';
import { trustConfig } from './config.ts';
import { type ParityCase, parityOf } from './parity.testing.ts';
import { TRUST_OUTCOME } from './record.ts';
import type { TrustStore } from './store.ts';
import { TrustManager } from './trust-manager.ts';

const fixture: { readonly cases: readonly ParityCase[] } = JSON.parse(
  readFileSync(new URL('../../../test/parity/pair-trust.json', import.meta.url), 'utf8'),
);

/** Those short enough for a store that waits for a disk. */
const short = fixture.cases.filter(({ acts }) => acts.reduce((sum, { times = 1 }) => sum + times, 0) <= 20);

const pair: PairState = {
  pairId: 'p1',
  agentA: 'did:plc:a:b "c"\n\\ é😀',
  agentB: '__proto__',
  alpha: 0.1 + 0.2,
  beta: 123456.789012345,
  updatedAtUs: 1_795_305_600_123_457,
  interactions: 7,
  circuit: 'OPEN',
  openedAtUs: 1_795_305_600_123_456,
};

type Make = () => TrustStore | Promise<TrustStore>;

const keeping = (name: string, make: Make): void => {
  describe(`${name} as a store of pairs`, () => {
    it('knows nothing of a pair that was never kept, and deleting it does nothing', async () => {
      const store = await make();
      expect(await store.get('p1')).toBeNull();
      await store.delete('p1');
      expect(await store.allPairs()).toEqual([]);
    });

    it.each<PairState>([
      pair,
      { ...pair, openedAtUs: null, circuit: 'CLOSED', interactions: 0 },
      { ...pair, pairId: 'constructor', agentA: '', circuit: 'TERMINATED' },
      { ...pair, circuit: 'HALF_OPEN', alpha: 1e-9, beta: 1e15 },
    ])('gives back every digit of a pair: %#', async (state) => {
      const store = await make();
      await store.put(state);
      expect(await store.get(state.pairId)).toEqual(state);
      expect(await store.allPairs()).toEqual([state]);
    });

    it('keeps the last that was put, each under its own id, until it is deleted', async () => {
      const store = await make();
      const [second, third] = [
        { ...pair, pairId: 'p2' },
        { ...pair, pairId: 'P1' },
      ];
      for (const state of [pair, second, third, { ...pair, alpha: 9, openedAtUs: null }]) await store.put(state);
      expect((await store.allPairs()).map(({ pairId }) => pairId).sort()).toEqual(['P1', 'p1', 'p2']);
      expect(await store.get('p1')).toMatchObject({ alpha: 9, openedAtUs: null });
      await store.delete('p1');
      expect(await store.get('p1')).toBeNull();
      expect(await store.get('p2')).toEqual(second);
    });

    it('takes many at once', async () => {
      const store = await make();
      await Promise.all(Array.from({ length: 40 }, (_, n) => store.put({ ...pair, pairId: `p${n}`, alpha: n + 1 })));
      expect((await store.allPairs()).length).toBe(40);
      expect(await store.get('p39')).toMatchObject({ alpha: 40 });
    });
  });
};

const updating = (name: string, make: Make): void => {
  describe(`${name} under a manager`, () => {
    it('updates in one step, if it can at all: from nothing, from what there is, to nothing', async () => {
      const store = await make();
      if (store.update === undefined) return;
      const more = (state: PairState | null): PairState => ({ ...(state ?? pair), alpha: (state?.alpha ?? 0) + 1 });
      const updates = Array.from({ length: 30 }, () => store.update?.('p1', more));
      expect((await Promise.all(updates)).at(-1)).toMatchObject({ alpha: 30 });
      expect(await store.get('p1')).toMatchObject({ alpha: 30 });
      const wrong = store.update('p1', () => {
        throw new RangeError('no');
      });
      const [fault, sound] = await Promise.allSettled([wrong, store.update('p1', more)]);
      expect(fault).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
      expect(sound).toMatchObject({ status: 'fulfilled', value: { alpha: 31 } });
      expect(await store.update('p1', () => null)).toBeNull();
      expect(await store.get('p1')).toBeNull();
      expect(await store.update('p1', () => null)).toBeNull();
    });

    it('loses no outcome of a manager that does not wait: each sees the one before', async () => {
      const manager = new TrustManager({ store: await make(), nowUs: () => 5 });
      const acts = Array.from({ length: 50 }, (_, n) => manager.evaluate('a', 'b', n < 3 ? 'failure' : 'success'));
      const three = await Promise.all(acts.slice(0, 3));
      expect(three.map(({ beta }) => beta)).toEqual([2, 3, 4]);
      await Promise.all(acts);
      expect(await manager.getState('b', 'a')).toMatchObject({ alpha: 48, beta: 4, interactions: 50 });
    });

    it('keeps a circuit as it stands after the outcome, not before', async () => {
      const store = await make();
      const manager = new TrustManager({ store, nowUs: () => 5 });
      await manager.evaluate('a', 'b', TRUST_OUTCOME.FAILURE);
      const { pairId, circuit } = await manager.evaluate('a', 'b', TRUST_OUTCOME.FAILURE);
      expect(circuit).toBe('OPEN');
      expect(await store.get(pairId)).toMatchObject({ circuit: 'OPEN', openedAtUs: 5 });
    });

    it.each(short)('comes to what every other comes to: $name', async (each) => {
      const store = await make();
      let nowUs = 0;
      const manager = new TrustManager({ store, nowUs: () => nowUs, config: trustConfig(each.config) });
      await parityOf(each, { manager, store, at: (seconds) => (nowUs = seconds * 1e6) });
    });
  });
};

/** What every store of pairs does; `make` gives an empty one each time. */
export const trustStoreContract = (name: string, make: () => TrustStore | Promise<TrustStore>): void => {
  keeping(name, make);
  updating(name, make);
};
