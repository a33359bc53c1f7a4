import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CircuitChange, PairState, ReputationEntry, TrustOutcome } from '../../domain/index.ts';
import { trustConfig } from './config.ts';
import { memoryStore } from './memory-store.ts';
import { makePairId, pairKey } from './pair-key.ts';
import { type ParityCase, parityOf } from './parity.testing.ts';
import { trustStoreContract } from './store.testing.ts';
import type { TrustStore } from './store.ts';
import { TrustCircuitOpen } from './trust-circuit-open.ts';
import { currentTrustContext, withTrustContext } from './trust-context.ts';
import { TrustManager, type TrustManagerOptions } from './trust-manager.ts';

const DAY_US = 86_400e6;

/** A store of one's own: the four acts, and a moment between each. */
const plainStore = (): TrustStore & { readonly puts: PairState[] } => {
  const inner = memoryStore();
  const puts: PairState[] = [];
  const later = () => new Promise((resolve) => setImmediate(resolve));
  return {
    puts,
    get: async (pairId) => {
      await later();
      return inner.get(pairId);
    },
    put: async (state) => {
      await later();
      puts.push(state);
      await inner.put(state);
    },
    delete: async (pairId) => {
      await later();
      await inner.delete(pairId);
    },
    allPairs: () => inner.allPairs(),
  };
};

trustStoreContract('memory', memoryStore);
trustStoreContract('a store of four acts', plainStore);

const managed = (options: Partial<TrustManagerOptions> = {}) => {
  const clock = { us: 0 };
  const entries: ReputationEntry[] = [];
  const told: [string, CircuitChange][] = [];
  const manager = new TrustManager({
    nowUs: () => clock.us,
    onEntry: (entry) => void entries.push(entry),
    publish: (agent, change) => void told.push([agent, change]),
    ...options,
  });
  const acts = async (outcome: TrustOutcome, count = 1): Promise<void> => {
    for (let n = 0; n < count; n += 1) await manager.evaluate('a', 'b', outcome);
  };
  return { manager, clock, entries, told, acts };
};

describe('a pair that is not known', () => {
  it.each([
    [{}, 0.5],
    [{ alphaPrior: 3 }, 0.75],
    [{ threshold: 0.9 }, 0.5],
  ])('with %o reads %f, is not cut off, and stays unknown', async (options, score) => {
    const store = memoryStore();
    const { manager } = managed({ store, config: trustConfig(options) });
    expect(await manager.getTrustScore('a', 'b')).toBe(score);
    expect(await manager.shouldTerminate('a', 'b')).toBe(false);
    expect(await manager.getState('a', 'b')).toBeNull();
    await manager.reset('a', 'b');
    expect(await store.allPairs()).toEqual([]);
  });
});

describe('a manager', () => {
  it('takes either order of two agents for one pair, and agents with ":" for themselves', async () => {
    const { manager } = managed();
    await manager.evaluate('a:b', 'c', 'failure');
    await manager.evaluate('c', 'a:b', 'failure');
    expect(await manager.shouldTerminate('c', 'a:b')).toBe(true);
    expect(makePairId('a:b', 'c')).toBe(makePairId('a', 'b:c'));
    expect(await manager.shouldTerminate('a', 'b:c')).toBe(false);
    expect(await manager.getTrustScore('a', 'b:c')).toBe(0.5);
  });

  it('cuts off strictly below the threshold', async () => {
    const strict = managed();
    await strict.acts('failure', 2);
    expect(await strict.manager.getTrustScore('b', 'a')).toBe(0.25);
    expect(await strict.manager.shouldTerminate('b', 'a')).toBe(true);
    const lax = managed({ config: trustConfig({ threshold: 0.1 }) });
    await lax.acts('failure', 2);
    expect(await lax.manager.shouldTerminate('b', 'a')).toBe(false);
  });

  it('fades what it reads on a copy: reading keeps nothing', async () => {
    const { manager, clock, acts } = managed();
    await acts('success', 2);
    const kept = await manager.getState('a', 'b');
    clock.us = DAY_US;
    expect(await manager.getTrustScore('a', 'b')).toBeCloseTo(2 / 3, 12);
    expect(await manager.getState('a', 'b')).toEqual(kept);
  });

  it('keeps a pair once for each outcome, after its circuit moved', async () => {
    const store = plainStore();
    const { acts } = managed({ store });
    await acts('failure', 2);
    expect(store.puts.map(({ circuit, beta }) => [circuit, beta])).toEqual([
      ['CLOSED', 2],
      ['OPEN', 3],
    ]);
  });

  it('sees its own writes on a store of four acts, where reading and keeping by oneself loses them', async () => {
    const naive = plainStore();
    const careless = async (): Promise<void> => {
      const before = await naive.get('p');
      const names = {
        pairId: 'p',
        agentA: 'a',
        agentB: 'b',
        updatedAtUs: 0,
        circuit: 'CLOSED',
        openedAtUs: null,
      } as const;
      const { beta, interactions } = before ?? { beta: 1, interactions: 0 };
      await naive.put({ ...names, alpha: 1, beta: beta + 1, interactions: interactions + 1 });
    };
    await Promise.all([careless(), careless(), careless()]);
    expect(await naive.get('p')).toMatchObject({ beta: 2, interactions: 1 });

    const store = plainStore();
    const managers = [managed({ store }).manager, managed({ store }).manager, managed({ store }).manager];
    await Promise.all(managers.map((manager) => manager.evaluate('a', 'b', 'failure')));
    expect(await managers[0]?.getState('a', 'b')).toMatchObject({ beta: 4, interactions: 3, circuit: 'OPEN' });
  });

  it('goes on after a store that failed once', async () => {
    const store = plainStore();
    let left = 1;
    const failing: TrustStore = {
      get: (pairId) => store.get(pairId),
      delete: (pairId) => store.delete(pairId),
      allPairs: () => store.allPairs(),
      put: async (state) => {
        left -= 1;
        if (left === 0) throw new Error('full');
        await store.put(state);
      },
    };
    const { manager } = managed({ store: failing });
    const acts = [1, 2, 3].map(() => manager.evaluate('a', 'b', 'success'));
    expect((await Promise.allSettled(acts)).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await manager.getState('a', 'b')).toMatchObject({ interactions: 2 });
  });
});

describe('raiseOnBreak', () => {
  it('throws once it is recorded, with the score and the threshold to three digits', async () => {
    const { manager } = managed({ config: trustConfig({ failureWeight: 3 }) });
    const broken = await manager.evaluate('a', 'b', 'failure', { raiseOnBreak: true }).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(TrustCircuitOpen);
    expect(broken).toMatchObject({ pairId: pairKey(['a'], ['b']), trustScore: 0.2, threshold: 0.3 });
    expect(String(broken)).toMatch(/0\.200.*0\.300/);
    expect(await manager.getState('a', 'b')).toMatchObject({ interactions: 1, circuit: 'OPEN' });
    expect(currentTrustContext()).toBeNull();
  });

  it('throws for one that is terminated, however good, and for none that is well', async () => {
    const { manager, acts } = managed();
    await acts('success', 5);
    await expect(manager.evaluate('a', 'b', 'success', { raiseOnBreak: true })).resolves.toMatchObject({ alpha: 7 });
    await manager.terminate('a', 'b');
    await expect(manager.evaluate('a', 'b', 'success', { raiseOnBreak: true })).rejects.toThrow(TrustCircuitOpen);
  });
});

describe('terminate and reset', () => {
  it('a terminated pair is blocked with a good score, under every outcome, until it is reset', async () => {
    const { manager, clock, acts } = managed({ config: trustConfig({ recoveryCooldownSeconds: 60 }) });
    await acts('success', 9);
    await manager.terminate('b', 'a');
    const score = await manager.getTrustScore('a', 'b');
    expect(score).toBeGreaterThan(0.9);
    expect(score < 0.3).toBe(false);
    expect(await manager.shouldTerminate('a', 'b')).toBe(true);
    clock.us = 100 * DAY_US;
    await acts('success', 9);
    expect(await manager.getState('a', 'b')).toMatchObject({ circuit: 'TERMINATED', interactions: 18 });
    expect(await manager.shouldTerminate('a', 'b')).toBe(true);
    await manager.reset('a', 'b');
    expect(await manager.shouldTerminate('a', 'b')).toBe(false);
    expect(await manager.getTrustScore('a', 'b')).toBe(0.5);
  });

  it('two failures, reset, 15 successes: 16 of 17', async () => {
    const { manager, acts } = managed();
    await acts('failure', 2);
    expect(await manager.shouldTerminate('a', 'b')).toBe(true);
    await manager.reset('a', 'b');
    expect(await manager.getTrustScore('a', 'b')).toBe(0.5);
    await acts('success', 15);
    expect(await manager.getTrustScore('a', 'b')).toBe(16 / 17);
  });

  it('are entries, with who, why and what was; a second termination and a reset of nobody are none', async () => {
    const { manager, entries, acts, clock } = managed();
    const pairId = pairKey(['a'], ['b']);
    await manager.reset('a', 'b', { by: 'operator' });
    await acts('failure', 2);
    clock.us = 7;
    await manager.terminate('a', 'b', { by: 'operator', reason: 'stolen' });
    await manager.terminate('a', 'b', { by: 'operator' });
    clock.us = 9;
    await manager.reset('a', 'b', { by: 'did:plc:mira' });
    expect(entries.map(({ kind, subject, by, atUs }) => [kind, subject, by, atUs])).toEqual([
      ['circuit.transition', pairId, 'service', 0],
      ['circuit.terminate', pairId, 'operator', 7],
      ['circuit.reset', pairId, 'did:plc:mira', 9],
    ]);
    expect(entries.map(({ body: { from, to, reason, beta } }) => [from, to, reason, beta])).toEqual([
      ['CLOSED', 'OPEN', null, 3],
      ['OPEN', 'TERMINATED', 'stolen', 3],
      ['TERMINATED', 'CLOSED', null, 3],
    ]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(3);
  });

  it('a transition is an entry before the call returns, and a call whose entry is not kept rejects', async () => {
    const { acts, manager } = managed({ onEntry: () => Promise.reject(new Error('not kept')) });
    await acts('failure');
    await expect(acts('failure')).rejects.toThrow('not kept');
    expect(await manager.getState('a', 'b')).toMatchObject({ circuit: 'OPEN' });
  });
});

describe('who listens', () => {
  it('hears of each change once for either agent, and of nothing else', async () => {
    const { told, acts, manager } = managed();
    await acts('failure', 4);
    await acts('success', 4);
    await manager.reset('a', 'b');
    expect(told.map(([agent, { from, to }]) => [agent, from, to])).toEqual([
      ['a', 'CLOSED', 'OPEN'],
      ['b', 'CLOSED', 'OPEN'],
      ['a', 'OPEN', 'CLOSED'],
      ['b', 'OPEN', 'CLOSED'],
    ]);
    expect(told[0]?.[1]).toMatchObject({ score: 0.25, pairId: pairKey(['a'], ['b']) });
  });

  it('may fail: counted, and nothing else changes', async () => {
    const { acts, manager } = managed({
      publish: () => {
        throw new Error('gone');
      },
    });
    await acts('failure', 2);
    expect(manager.failedPublishes).toBe(2);
    expect(await manager.getState('a', 'b')).toMatchObject({ circuit: 'OPEN' });
  });
});

describe('the context', () => {
  it('is nobody’s by default, that of the innermost work, and the outer one’s again after it, failed or not', async () => {
    expect(currentTrustContext()).toBeNull();
    await withTrustContext('outer', async () => {
      expect(currentTrustContext()).toBe('outer');
      await expect(
        withTrustContext('inner', async () => {
          await Promise.resolve();
          expect(currentTrustContext()).toBe('inner');
          throw new Error('x');
        }),
      ).rejects.toThrow('x');
      expect(currentTrustContext()).toBe('outer');
    });
    expect(currentTrustContext()).toBeNull();
  });

  it('of two tasks at once is each one’s own, and so are their pairs', async () => {
    const seen: (string | null)[] = [];
    const store = plainStore();
    const watched: TrustStore = {
      get: (pairId) => store.get(pairId),
      delete: (pairId) => store.delete(pairId),
      allPairs: () => store.allPairs(),
      put: async (state) => {
        await store.put(state);
        seen.push(currentTrustContext() === state.pairId ? 'own' : 'other');
      },
    };
    const { manager } = managed({ store: watched });
    const task = async (a: string, b: string, outcome: TrustOutcome): Promise<void> => {
      for (let n = 0; n < 5; n += 1) await manager.evaluate(a, b, outcome);
    };
    await Promise.all([task('x', 'y', 'success'), task('p', 'q', 'failure')]);
    expect(seen).toEqual(Array.from({ length: 10 }, () => 'own'));
    expect(await manager.getTrustScore('x', 'y')).toBeGreaterThan(0.5);
    expect(await manager.getTrustScore('p', 'q')).toBeLessThan(0.5);
    expect(currentTrustContext()).toBeNull();
  });
});

const fixture: {
  readonly cases: readonly ParityCase[];
  readonly keys: readonly { readonly a: readonly string[]; readonly b: readonly string[]; readonly key: string }[];
  readonly ids: readonly { readonly a: string; readonly b: string; readonly id: string }[];
} = JSON.parse(readFileSync(new URL('../../../test/parity/pair-trust.json', import.meta.url), 'utf8'));

describe('test/parity/pair-trust.json', () => {
  it.each(fixture.cases)('$name', async (each) => {
    const store = memoryStore();
    const { manager, clock } = managed({ store, config: trustConfig(each.config) });
    await parityOf(each, { manager, store, at: (seconds) => (clock.us = seconds * 1e6) });
  });

  it.each(fixture.keys)('the key of $a and $b', ({ a, b, key }) => {
    expect(pairKey(a, b)).toBe(key);
  });

  it.each(fixture.ids)('the id of $a and $b', ({ a, b, id }) => {
    expect(makePairId(a, b)).toBe(id);
  });
});
