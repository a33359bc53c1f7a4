import { afterEach, describe, expect, it } from 'vitest';
import type { PairState } from '../domain/index.ts';
import { memoryOutbox } from './memory-outbox.ts';
import { pairOf, pairsInMemory, type Reply, receiver } from './publish.testing.ts';
import { type PairStore, type RemoteStore, type RemoteStoreOptions, remoteStore } from './remote-store.ts';

const running: RemoteStore[] = [];
afterEach(async () => {
  for (const store of running.splice(0)) await store.shutdown();
});

const remote = (baseUrl: string, over: Partial<RemoteStoreOptions> = {}) => {
  const clock = { us: 0 };
  const warnings: string[] = [];
  const parts = { local: pairsInMemory(), outbox: memoryOutbox(), nowUs: () => clock.us };
  const onWarning = (line: string): void => void warnings.push(line);
  const store = remoteStore({ ...parts, baseUrl, apiKey: 'key', onWarning, intervalMs: 3_600_000, ...over });
  running.push(store);
  return { store, warnings, clock, ...parts };
};

const failed = (state: PairState | null, pairId: string): PairState => pairOf(pairId, (state?.interactions ?? 0) + 1);

/** One more failure of a pair, as whoever evaluates does it: read, change, write. */
const evaluate = async (store: PairStore, pairId: string): Promise<void> =>
  store.put(failed(await store.get(pairId), pairId));

/** Writes later, and reads what was written: the way it is first done. */
const naiveBehind = (local: PairStore) => {
  const waiting: PairState[] = [];
  return {
    ...local,
    put: async (state: PairState) => void waiting.push(state),
    flush: async () => {
      for (const state of waiting.splice(0)) await local.put(state);
    },
  };
};

describe('a remote store', () => {
  it('reads what was written, at once, as the naive one that writes behind does not', async () => {
    const naive = naiveBehind(pairsInMemory());
    for (let n = 0; n < 3; n += 1) await evaluate(naive, 'p');
    await naive.flush();
    expect(await naive.get('p')).toMatchObject({ beta: 2, interactions: 1 });

    const { url } = await receiver();
    const { store } = remote(url);
    for (let n = 0; n < 3; n += 1) await evaluate(store, 'p');
    expect(await store.get('p')).toMatchObject({ beta: 4, interactions: 3 });
  });

  it('posts one event in the shape that others know', async () => {
    const { url, requests } = await receiver();
    const { store } = remote(`${url}//`);
    await store.put({ ...pairOf('p', 3), updatedAtUs: 1_700_000_000_123_456, openedAtUs: 1_700_000_000_000_001 });
    await store.flush();
    const [{ headers, body } = { headers: {}, body: '' }] = requests;
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-api-key': 'key' });
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(body)).toEqual({
      pair_id: 'p',
      event_type: 'TRUST_STATE_UPDATED',
      trust_score: 0.2,
      payload: {
        state: {
          ...{ pair_id: 'p', agent_a: 'sast', agent_b: 'did:plc:carol', alpha: 1, beta_val: 4, interaction_count: 3 },
          ...{ last_updated: 1_700_000_000.123456, circuit_state: 'CLOSED', opened_at: 1_700_000_000.000001 },
        },
      },
    });
  });

  it('names the tenant where there is one', async () => {
    const { url, requests } = await receiver();
    const { store } = remote(url, { tenantId: 'acme' });
    await store.put(pairOf('p'));
    await store.delete('p');
    await store.flush();
    const [updated, deleted] = JSON.parse(requests[0]?.body ?? '[]');
    expect(updated).toMatchObject({ tenant_id: 'acme', event_type: 'TRUST_STATE_UPDATED' });
    expect(deleted).toMatchObject({ tenant_id: 'acme', pair_id: 'p', event_type: 'TRUST_STATE_DELETED', payload: {} });
    expect(updated.idempotency_key).not.toBe(deleted.idempotency_key);
  });

  it('ships a deletion of what was known, and no other', async () => {
    const { url, requests } = await receiver();
    const { store } = remote(url);
    await store.delete('unknown');
    await store.flush();
    expect(requests).toHaveLength(0);
  });

  it.each<[string, Reply]>([
    ['hangs', 'hangs'],
    ['resets the connection', 'resets'],
    ['answers 500', 500],
    ['answers 401', 401],
    ['redirects', 302],
  ])('keeps what it has when the other side %s, says so, and ships it later', async (_, fault) => {
    let reply: Reply = fault;
    const { url, taken } = await receiver(() => reply);
    const { store, warnings, clock, outbox } = remote(url, { timeoutMs: 100 });
    await store.put(pairOf('p', 2));
    await store.put(pairOf('q', 1));
    await store.flush();
    expect(warnings[0]).toContain('fallback: trust event not shipped');
    expect(await store.get('p')).toMatchObject({ interactions: 2 });
    expect(outbox.waiting()).toHaveLength(2);
    reply = 202;
    clock.us += 3_600_000_000;
    await store.flush();
    expect([...taken.values()].map(({ pairId }) => pairId)).toEqual(['p', 'q']);
  });

  it('keeps what it has when nobody listens', async () => {
    const { store, warnings } = remote('http://127.0.0.1:1');
    await store.put(pairOf('p'));
    await store.flush();
    expect(warnings[0]).toContain('fallback: trust event not shipped');
    expect(await store.allPairs()).toHaveLength(1);
  });

  it('tells nothing twice when the answer was lost: the key is the same', async () => {
    const { url, taken, requests } = await receiver((_, request) => (request === 1 ? 'resets' : 202));
    const { store, clock } = remote(url);
    await store.put(pairOf('p'));
    await store.flush();
    clock.us += 3_600_000_000;
    await store.flush();
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual([...taken.keys(), ...taken.keys()]);
  });

  it('ships the rest when one event of a batch is refused', async () => {
    const { url, taken } = await receiver((events) => (events.some(({ pairId }) => pairId === 'p1') ? 400 : 202));
    const { store } = remote(url);
    for (const name of ['p0', 'p1', 'p2']) await store.put(pairOf(name));
    await store.flush();
    expect([...taken.values()].map(({ pairId }) => pairId)).toEqual(['p0', 'p2']);
    expect(store.figures()).toMatchObject({ shipped: 2, failedWrites: 1 });
  });

  it('changes and ships in one step what the local store changes in one', async () => {
    const { url, taken } = await receiver();
    const local = pairsInMemory();
    const update: PairStore['update'] = async (pairId, change) => {
      const next = change(await local.get(pairId));
      await (next === null ? local.delete(pairId) : local.put(next));
      return next;
    };
    const { store } = remote(url, { local: { ...local, update } });
    expect(await store.update?.('p', (state) => failed(state, 'p'))).toMatchObject({ interactions: 1 });
    await store.update?.('p', (state) => state);
    await store.update?.('unknown', () => null);
    await store.update?.('p', () => null);
    await store.flush();
    expect([...taken.values()].map(({ interactions }) => interactions)).toEqual([1, null]);
    expect(remote(url).store.update).toBeUndefined();
  });

  it('ships all that is kept when asked to, for what was kept before', async () => {
    const { url, taken } = await receiver();
    const local = pairsInMemory();
    await local.put(pairOf('p'));
    await local.put(pairOf('q'));
    const { store } = remote(url, { local });
    expect(await store.shipAll()).toBe(2);
    await store.shutdown();
    expect(taken.size).toBe(2);
  });

  it.each(['', ' '])('refuses the key %j', (apiKey) => {
    expect(() => remote('http://127.0.0.1:1', { apiKey })).toThrow(new Error('api_key is required'));
  });

  it('refuses an address that is none', () => {
    expect(() => remote('nowhere')).toThrow(TypeError);
  });
});
