import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CONDUCT_DIMENSIONS, type PairState, type ToolTally } from '../src/domain/index.ts';
import {
  eventSender,
  flusher,
  memoryOutbox,
  type NewItem,
  type OutboxItem,
  remoteStore,
} from '../src/publish/index.ts';
import { receiver } from '../src/publish/publish.testing.ts';
import {
  CONDUCT_WEIGHTS,
  conductOf,
  currentTrustContext,
  freshPair,
  memoryStore,
  pairKey,
  sourceWeight,
  TrustCircuitOpen,
  TrustManager,
  toolPriors,
  trustConfig,
  validateWeights,
  withTrustContext,
} from '../src/reputation/index.ts';
import { gratitudeOf } from '../src/signals/discussion/gratitude.ts';
import {
  duckDbTrustStore,
  entriesOf,
  keepEntries,
  keepObservations,
  openStore,
  pairStates,
  putPairs,
  toolTallies,
} from '../src/store/index.ts';
import { httpServer } from './http-server.ts';
import { scratchDirectory, scratchStore } from './store-harness.ts';

const item = (key: string): NewItem => ({ idempotencyKey: key, target: 'test', body: '{}' });
const numbered = (count: number): NewItem[] => Array.from({ length: count }, (_, n) => item(`k${n}`));
const pair = (pairId: string, interactions = 0): PairState => ({
  ...freshPair({ pairId, agentA: 'sast', agentB: 'did:plc:carol' }, 0, trustConfig()),
  interactions,
});

describe('shipping, unless told otherwise', () => {
  it('happens every five seconds, a hundred at a time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const sizes: number[] = [];
    const send = async (items: readonly OutboxItem[]): Promise<void> => void sizes.push(items.length);
    const worker = flusher({ outbox: memoryOutbox(), send, nowUs: () => 0, onWarning: () => undefined });
    await Promise.all(numbered(250).map(worker.enqueue));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sizes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sizes).toEqual([100, 100, 50]);
    await worker.enqueue(item('later'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sizes).toEqual([100, 100, 50, 1]);
    await worker.shutdown();
  });

  it('gives the other side two seconds', async () => {
    const { url } = await receiver();
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    onTestFinished(() => timeout.mockRestore());
    const sent = eventSender({ baseUrl: url, apiKey: 'k' });
    await sent([{ ...item('a'), id: 1, attempts: 0, body: '{"payload":{}}' }], new AbortController().signal);
    expect(timeout.mock.calls).toEqual([[2_000]]);
  });

  it('keeps nobody waiting for a host that hangs', async () => {
    const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using server = await httpServer(async (request, response) => {
      request.resume();
      asked.resolve();
      await released.promise;
      response.writeHead(202).end('{}');
    });
    const parts = { local: memoryStore(), outbox: memoryOutbox(), nowUs: () => 0, onWarning: () => undefined };
    const store = remoteStore({ ...parts, baseUrl: server.url, apiKey: 'k', intervalMs: 3_600_000, timeoutMs: 60_000 });
    await store.put(pair('p', 1));
    let isFlushed = false;
    const flushed = store.flush().then(() => {
      isFlushed = true;
    });
    await asked.promise;
    for (let n = 2; n < 50; n += 1) await store.put(pair('p', n));
    expect([isFlushed, (await store.get('p'))?.interactions, parts.outbox.waiting().length]).toEqual([false, 49, 49]);
    released.resolve();
    await flushed;
    await store.shutdown();
    expect(parts.outbox.waiting()).toEqual([]);
  });
});

/** A worker that may be stopped while a batch is out, and how many of what was enqueued are neither taken nor kept then. */
interface Stoppable {
  enqueue(item: NewItem): unknown;
  /** Takes what waits, and begins to send it. */
  begin(): unknown;
  shutdown(): Promise<unknown>;
  kept(): number;
}
type Sending = (items: readonly unknown[]) => Promise<void>;

/** As it is first written: the batch is the worker's own, and stopping ends the worker. */
const naive = (send: Sending): Stoppable => {
  const queue: NewItem[] = [];
  let isStopped = false;
  return {
    enqueue: (one) => queue.push(one),
    begin: async () => {
      const batch = queue.splice(0);
      await Promise.resolve();
      if (!isStopped) await send(batch);
    },
    shutdown: async () => {
      isStopped = true;
      await send(queue.splice(0));
    },
    kept: () => queue.length,
  };
};
const ours =
  (answers: boolean) =>
  (send: Sending): Stoppable => {
    const outbox = memoryOutbox();
    const untilGivenUp = (signal: AbortSignal): Promise<never> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const worker = flusher({
      ...{ outbox, nowUs: () => 0, onWarning: () => undefined, intervalMs: 3_600_000, graceMs: answers ? 5_000 : 1 },
      send: async (items, signal) => {
        await Promise.resolve();
        await (answers ? send(items) : untilGivenUp(signal));
      },
    });
    return {
      enqueue: worker.enqueue,
      begin: () => void worker.flush(),
      shutdown: worker.shutdown,
      kept: () => outbox.waiting().length,
    };
  };

describe('a worker that is stopped while a batch is out', () => {
  it.each<[string, number, (send: Sending) => Stoppable]>([
    ['as it is first written', 50, naive],
    ['ours, and the other side answers', 0, ours(true)],
    ['ours, and the other side never answers', 0, ours(false)],
  ])('five times ten: %s, loses %i', async (_, lost, make) => {
    let missing = 0;
    for (let run = 0; run < 5; run += 1) {
      const taken: unknown[] = [];
      const worker = make(async (items) => void taken.push(...items));
      for (const one of numbered(10)) await worker.enqueue(one);
      worker.begin();
      await worker.shutdown();
      missing += 10 - taken.length - worker.kept();
    }
    expect(missing).toBe(lost);
  });
});

const smallDisk = (mebibytes: number): string | null => {
  const directory = join(scratchDirectory(), 'disk');
  mkdirSync(directory);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', directory]));
  return directory;
};

describe('pairs in the database on a full disk', () => {
  it('reject, and every one that was acknowledged is there, also for who opens the file next', async (context) => {
    const disk = smallDisk(6);
    if (disk === null) return context.skip();
    const store = openStore(join(disk, 'trust.duckdb'));
    const trust = duckDbTrustStore(store);
    const acknowledged = new Map<string, number>();
    const filling = async (): Promise<void> => {
      for (let turn = 1; turn < 80; turn += 1) {
        await Promise.all(
          Array.from({ length: 2_000 }, async (_, n) => {
            const pairId = `p${turn}x${n % 1_000}`;
            const kept = await trust.update(pairId, (known) => ({
              ...pair(pairId, (known?.interactions ?? 0) + 1),
              // Of no two alike, so that nothing of it is packed away.
              agentB: pairKey([pairId], ['b']).concat(pairKey([pairId], ['c'])),
            }));
            acknowledged.set(pairId, kept?.interactions ?? 0);
          }),
        );
      }
    };
    await expect(filling()).rejects.toThrow(/could not be written: is its disk full\?/);
    expect(acknowledged.size).toBeGreaterThan(0);
    const copy = join(scratchDirectory(), 'copy');
    cpSync(disk, copy, { recursive: true });
    for (const read of [store, openStore(join(copy, 'trust.duckdb'))]) {
      const kept = new Map((await read.read((db) => pairStates(db))).map((each) => [each.pairId, each.interactions]));
      const lost = [...acknowledged].filter(([pairId, count]) => (kept.get(pairId) ?? 0) < count);
      expect(lost).toEqual([]);
    }
  });
});

describe('nothing handed in', () => {
  it('does nothing: no row, no entry', async () => {
    const store = scratchStore();
    expect(await store.write((db) => keepEntries(db, []))).toBe(0);
    expect(await store.write((db) => keepObservations(db, [], { keys: [] }))).toBe(0);
    await store.write((db) => putPairs(db, []));
    expect(await store.read((db) => entriesOf(db, { limit: 10 }))).toEqual([]);
    expect(await store.read((db) => pairStates(db))).toEqual([]);
    expect(await store.read((db) => toolTallies(db))).toEqual([]);
    expect(toolPriors([])).toEqual([]);
  });
});

describe('the weight of a source', () => {
  it('is the same to 12 decimals in whatever order verdicts were counted up', () => {
    const tally = fc.record({
      ...{ contextClass: fc.constantFrom('', 'go/public/s', 'rust/public/l'), observations: fc.nat(50) },
      ...{
        successes: fc.double({ min: 0, max: 30, noNaN: true }),
        failures: fc.double({ min: 0, max: 30, noNaN: true }),
      },
      key: fc.nat(),
    });
    const weight = (tallies: readonly ToolTally[]) =>
      sourceWeight({ source: 'sast', override: null, tallies, contextClass: 'go/public/s' });
    fc.assert(
      fc.property(fc.array(tally, { maxLength: 20 }), (rows) => {
        const tallies = rows.map(({ key: _, ...row }) => ({ ...row, tool: 'sast' }));
        const shuffled = rows.map((row, at) => [row.key, at]).sort(([a = 0], [b = 0]) => a - b);
        const inOrder = shuffled.flatMap(([, at]) => tallies.slice(at, (at ?? 0) + 1));
        expect(weight(inOrder).weight).toBeCloseTo(weight(tallies).weight, 12);
        expect(weight(inOrder).rate).toBeCloseTo(weight(tallies).rate, 12);
      }),
    );
  });
});

describe('conduct', () => {
  it('is at most 1000 and at least 0, also where the shares are a little off', () => {
    const total = (value: number, policy: number): number => {
      const weights = { ...CONDUCT_WEIGHTS, policy_compliance: policy };
      expect(validateWeights(weights)).toBe(true);
      const signals = CONDUCT_DIMENSIONS.map((dimension) => ({
        ...{ dimension, value, source: 's', details: null, atUs: 0 },
      }));
      return conductOf(signals, weights).total;
    };
    expect([total(1, 0.2509), total(1, 0.2491), total(0, 0.2509)]).toEqual([1000, 999, 0]);
  });
});

describe('a loop of thanks', () => {
  const loop = (times: number): string =>
    'orchestrator: thank you, I appreciate your help with the run\nworker: thanks again, grateful for the handoff; you are welcome, happy to help\n'.repeat(
      times,
    );

  it.each([
    [1, 9.5],
    [20, 171],
    [24, 205],
  ])('of %i there and back scores %f', (times, score) => {
    expect(gratitudeOf(loop(times))).toBe(score);
  });

  it('is ended at its fifth turn by who asks for trust, and runs all fifty where nobody does', async () => {
    const config = trustConfig({ partialAlphaWeight: 0.2, partialBetaWeight: 0.8 });
    const turns = async (raiseOnBreak: boolean): Promise<readonly [last: number, interactions: number]> => {
      const manager = new TrustManager({ nowUs: () => 0, config });
      let turn = 0;
      try {
        for (; turn < 50; turn += 1) await manager.evaluate('a', 'b', 'partial', { raiseOnBreak });
      } catch (error) {
        expect(error).toBeInstanceOf(TrustCircuitOpen);
      }
      return [turn, (await manager.getState('a', 'b'))?.interactions ?? 0];
    };
    expect(await turns(true)).toEqual([4, 5]);
    expect(await turns(false)).toEqual([50, 50]);
  });
});

describe('the context of trust', () => {
  it('is the outer one’s again after a call that raises', async () => {
    const manager = new TrustManager({ nowUs: () => 0, config: trustConfig({ failureWeight: 9 }) });
    await withTrustContext('outer', async () => {
      await expect(manager.evaluate('a', 'b', 'failure', { raiseOnBreak: true })).rejects.toThrow(TrustCircuitOpen);
      expect(currentTrustContext()).toBe('outer');
    });
    expect(currentTrustContext()).toBeNull();
  });
});
