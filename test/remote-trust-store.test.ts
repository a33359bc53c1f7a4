import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { memoryOutbox, type RemoteStore, remoteStore } from '../src/publish/index.ts';
import { memoryStore, TrustManager, type TrustStore } from '../src/reputation/index.ts';
import { trustStoreContract } from '../src/reputation/pairs/store.testing.ts';
import { duckDbTrustStore, outboxOf } from '../src/store/index.ts';
import { httpServer } from './http-server.ts';
import { scratchStore } from './store-harness.ts';

const running: RemoteStore[] = [];
afterEach(async () => {
  for (const store of running.splice(0)) await store.shutdown();
});

/** Over nobody who listens: what is kept must not depend on whether anybody does. */
const overMemory = (baseUrl = 'http://127.0.0.1:1'): RemoteStore & TrustStore => {
  const parts = { local: memoryStore(), outbox: memoryOutbox(), nowUs: () => Date.now() * 1000 };
  const store = remoteStore({ ...parts, baseUrl, apiKey: 'k', onWarning: () => undefined, intervalMs: 50 });
  running.push(store);
  return store;
};

const overDuckDb = (baseUrl: string): RemoteStore & TrustStore => {
  const file = scratchStore();
  const parts = { local: duckDbTrustStore(file), outbox: outboxOf(file), nowUs: () => Date.now() * 1000 };
  const store = remoteStore({ ...parts, baseUrl, apiKey: 'k', onWarning: () => undefined });
  running.push(store);
  return store;
};

trustStoreContract('a remote store over memory', overMemory);

/** A receiving side that takes everything, and how many interactions each event told of. */
const takesAll = async () => {
  const told: number[] = [];
  const server = await httpServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    for (const event of [JSON.parse(body)].flat()) told.push(event.payload.state.interaction_count);
    response.writeHead(202).end('{}');
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { url: server.url, told };
};

describe('a manager over a remote store', () => {
  it.each([
    ['memory', overMemory],
    ['the database', overDuckDb],
  ])('reads what it wrote, and tells of every step: %s', async (_, make) => {
    const { url, told } = await takesAll();
    const store = make(url);
    const manager = new TrustManager({ store, nowUs: () => Date.now() * 1000 });
    for (let n = 0; n < 3; n += 1) await manager.evaluate('a', 'b', 'failure');
    const state = await manager.getState('a', 'b');
    expect(state?.interactions).toBe(3);
    expect(state?.beta).toBeCloseTo(4, 3);
    await store.shutdown();
    expect(told).toEqual([1, 2, 3]);
  });
});
