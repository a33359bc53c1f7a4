import { describe, expect, it } from 'vitest';
import { Hosts, type HostsOptions } from './hosts.ts';

/** Hosts on a clock that only sleeping moves. */
const world = (options: Partial<HostsOptions> = {}) => {
  const clock = { nowMs: 1_000_000 };
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    clock.nowMs += ms;
  };
  const defaults = { perHost: 2, atOnce: 3, spacingMs: 100, maxPauseMs: 300_000, nowMs: () => clock.nowMs, sleep };
  return { clock, hosts: new Hosts({ ...defaults, ...options }) };
};

const calm = { signal: new AbortController().signal, patienceMs: 10_000 };
const nothing = async (): Promise<void> => undefined;

describe('a host', () => {
  it('is visited by a few at once, all hosts together by a few more', async () => {
    const { hosts } = world({ spacingMs: 0 });
    const running = new Map<string, number>();
    const most = { one: 0, all: 0 };
    const task = (name: string) => async () => {
      running.set(name, (running.get(name) ?? 0) + 1);
      most.one = Math.max(most.one, running.get(name) ?? 0);
      most.all = Math.max(
        most.all,
        [...running.values()].reduce((sum, value) => sum + value, 0),
      );
      await new Promise((resolve) => setImmediate(resolve));
      running.set(name, (running.get(name) ?? 0) - 1);
    };
    const names = Array.from({ length: 60 }, (_, index) => (index < 20 ? 'busy' : `h${index % 5}`));
    await Promise.all(names.map((name) => hosts.visit(name, calm, task(name))));
    expect(most).toEqual({ one: 2, all: 3 });
  });

  it('is visited with a space between the starts', async () => {
    const sleep = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const { hosts } = world({ nowMs: () => performance.now(), sleep, spacingMs: 20 });
    const beganMs = performance.now();
    const visits = Array.from({ length: 6 }, () => hosts.visit('a', calm, async () => performance.now() - beganMs));
    const startedMs = (await Promise.all(visits)).toSorted((a, b) => a - b);
    expect(startedMs.map((ms, index) => ms >= index * 20)).toEqual(startedMs.map(() => true));
  });

  it('that asks for a pause gets it from everybody, others are not concerned', async () => {
    const { clock, hosts } = world();
    hosts.pause('a', 5000);
    await hosts.visit('b', calm, nothing);
    expect(clock.nowMs).toBe(1_000_000);
    await Promise.all([hosts.visit('a', calm, nothing), hosts.visit('a', calm, nothing)]);
    expect(clock.nowMs).toBeGreaterThanOrEqual(1_005_000);
  });

  it('that asks for a long pause is left at once, by those who have no patience', async () => {
    const { hosts } = world();
    hosts.pause('a', 60_000);
    const expected = { reason: 'paused', retryable: true, host: 'a', status: null, retryAtMs: 1_060_000 };
    await expect(hosts.visit('a', calm, nothing)).rejects.toMatchObject(expected);
    await expect(hosts.visit('a', { ...calm, patienceMs: 60_000 }, nothing)).resolves.toBeUndefined();
  });

  it('cannot ask for more than the longest pause, and not shorten one', () => {
    const { hosts } = world();
    expect(hosts.pause('a', Number.POSITIVE_INFINITY)).toBe(1_300_000);
    expect(hosts.pause('a', 1)).toBe(1_300_000);
  });

  it('that fails five times in a row is given up, for longer each time, and forgiven once it works', async () => {
    const { clock, hosts } = world();
    const untilMs = async (): Promise<number> => {
      const error: unknown = await hosts.visit('a', calm, nothing).catch((thrown: unknown) => thrown);
      return (error as { retryAtMs: number }).retryAtMs - clock.nowMs;
    };
    for (let failure = 0; failure < 4; failure++) hosts.failed('a');
    await hosts.visit('a', calm, nothing);
    hosts.failed('a');
    await expect(hosts.visit('a', calm, nothing)).rejects.toThrow(
      /^a failed 5 times in a row and is left alone until 1970-01-01T00:17:/,
    );
    expect(await untilMs()).toBe(60_000);
    hosts.failed('a');
    expect(await untilMs(), 'those already under way count once').toBe(60_000);
    for (const minutes of [2, 4, 8, 16, 32, 60, 60]) {
      clock.nowMs += 3_600_000;
      hosts.failed('a');
      expect(await untilMs()).toBe(minutes * 60_000);
    }
    clock.nowMs += 3_600_000;
    hosts.worked('a');
    hosts.failed('a');
    await hosts.visit('a', calm, nothing);
  });

  it('is left by whoever is told to stop, in the queue or in a pause', async () => {
    const { hosts } = world({ perHost: 1, sleep: (_, signal) => new Promise((_, no) => listen(signal, no)) });
    const stop = new AbortController();
    hosts.pause('a', 5000);
    const visits = [1, 2, 3].map(() => hosts.visit('a', { ...calm, signal: stop.signal }, nothing));
    stop.abort(new Error('stop'));
    for (const visit of visits) await expect(visit).rejects.toThrow('stop');
  });
});

const listen = (signal: AbortSignal, no: (reason: unknown) => void): void =>
  signal.addEventListener('abort', () => no(signal.reason));

describe('what is remembered of hosts', () => {
  it('is bounded, whatever strangers name', async () => {
    const { hosts } = world();
    for (let host = 0; host < 20_000; host++) {
      hosts.failed(`h${host}`);
      if (host % 3 === 0) hosts.pause(`h${host}`, 300_000);
    }
    expect(hosts.size).toBeLessThanOrEqual(4096);
  });

  it('keeps a failing host’s failures for a while after it was left alone', async () => {
    const { clock, hosts } = world();
    for (let failure = 0; failure < 5; failure++) hosts.failed('a');
    clock.nowMs += 60_000;
    for (let host = 0; host < 2000; host++) {
      await hosts.visit(`h${host}`, calm, nothing);
      clock.nowMs += 100;
    }
    await hosts.visit('a', calm, nothing);
    hosts.failed('a');
    expect(hosts.isOpen('a', 0)).toBe(false);
    clock.nowMs += 3 * 3_600_000;
    for (let host = 0; host < 2000; host++) await hosts.visit(`i${host}`, calm, nothing);
    hosts.failed('a');
    expect(hosts.isOpen('a', 0)).toBe(true);
  });

  it('goes when a host is idle, and stays while it is paused or has failed', async () => {
    const { clock, hosts } = world();
    hosts.pause('paused', 300_000);
    for (let failure = 0; failure < 5; failure++) hosts.failed('given up');
    for (let host = 0; host < 2000; host++) {
      await hosts.visit(`h${host}`, calm, nothing);
      clock.nowMs += 10;
    }
    expect(hosts.size).toBeLessThan(600);
    expect(['paused', 'given up'].map((name) => hosts.isOpen(name, 0))).toEqual([false, false]);
  });
});
