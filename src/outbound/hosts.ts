import PQueue from 'p-queue';
import { OutboundError } from './outbound-error.ts';

export interface HostsOptions {
  /** Requests under way at once, to one host and to all together. */
  readonly perHost: number;
  readonly atOnce: number;
  /** Time between the turns of two visits to one host; those held up by the number of all may then start together. */
  readonly spacingMs: number;
  /** The longest a host can make everybody wait. */
  readonly maxPauseMs: number;
  readonly nowMs: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface VisitOptions {
  readonly signal: AbortSignal;
  /** The longest this visit waits for a pause to end; a longer one is an error at once. */
  readonly patienceMs: number;
}

interface Host {
  readonly name: string;
  readonly queue: PQueue;
  visits: number;
  failures: number;
  nextStartMs: number;
  pausedUntilMs: number;
  givenUpUntilMs: number;
  usedAtMs: number;
}

const FAILURES_UNTIL_GIVEN_UP = 5;
const GIVEN_UP_MS = 60_000;
const LONGEST_GIVEN_UP_MS = 3_600_000;
/** Idle for so long, a host's failures are forgotten. */
const MEMORY_MS = 2 * LONGEST_GIVEN_UP_MS;
const SWEEP_FROM = 512;
const MOST_REMEMBERED = 4096;

/**
 * Good manners towards every host, and memory of how each behaves: few requests at once and spaced, pauses that it
 * asked for, and hosts given up for a while after failures in a row. What is idle is forgotten.
 */
export class Hosts {
  readonly #options: HostsOptions;
  readonly #known = new Map<string, Host>();
  readonly #whole: PQueue;

  constructor(options: HostsOptions) {
    this.#options = options;
    this.#whole = new PQueue({ concurrency: options.atOnce });
  }

  /** How many hosts are remembered. */
  get size(): number {
    return this.#known.size;
  }

  /** Does the task when it is the host's turn. Throws a retryable `OutboundError` where that would take too long. */
  async visit<Result>(name: string, options: VisitOptions, task: () => Promise<Result>): Promise<Result> {
    const host = this.#host(name);
    this.#checkOpen(host, options.patienceMs);
    host.visits += 1;
    try {
      const turn = async (): Promise<Result> => {
        await this.#turn(host, options);
        return this.#whole.add(task, { signal: options.signal });
      };
      return await host.queue.add(turn, { signal: options.signal });
    } finally {
      host.visits -= 1;
      host.usedAtMs = this.#options.nowMs();
    }
  }

  /** The host works: its failures are forgiven. */
  worked(name: string): void {
    const host = this.#host(name);
    host.failures = 0;
    host.givenUpUntilMs = 0;
  }

  /** The host failed; after some failures in a row nobody asks it for a while, longer each time. */
  failed(name: string): void {
    const host = this.#host(name);
    const nowMs = this.#options.nowMs();
    if (nowMs < host.givenUpUntilMs) return;
    host.failures += 1;
    const over = host.failures - FAILURES_UNTIL_GIVEN_UP;
    if (over >= 0) host.givenUpUntilMs = nowMs + Math.min(LONGEST_GIVEN_UP_MS, GIVEN_UP_MS * 2 ** Math.min(over, 20));
  }

  /** The host asked everybody to wait. Returns until when, the longest pause allowed here considered. */
  pause(name: string, forMs: number): number {
    const host = this.#host(name);
    const untilMs = this.#options.nowMs() + Math.min(forMs, this.#options.maxPauseMs);
    host.pausedUntilMs = Math.max(host.pausedUntilMs, untilMs);
    return host.pausedUntilMs;
  }

  /** Whether a visit of such patience could start now or soon. */
  isOpen(name: string, patienceMs: number): boolean {
    const host = this.#host(name);
    const nowMs = this.#options.nowMs();
    return host.givenUpUntilMs <= nowMs && host.pausedUntilMs - nowMs <= patienceMs;
  }

  #checkOpen(host: Host, patienceMs: number): void {
    if (this.isOpen(host.name, patienceMs)) return;
    const givenUp = host.givenUpUntilMs > this.#options.nowMs();
    const retryAtMs = givenUp ? host.givenUpUntilMs : host.pausedUntilMs;
    const why = givenUp ? `failed ${host.failures} times in a row and is left alone` : 'asked to be left alone';
    const message = `${host.name} ${why} until ${new Date(retryAtMs).toISOString()}`;
    throw new OutboundError(message, { reason: givenUp ? 'left-alone' : 'paused', host: host.name, retryAtMs });
  }

  async #turn(host: Host, { signal, patienceMs }: VisitOptions): Promise<void> {
    const { nowMs, sleep, spacingMs } = this.#options;
    for (;;) {
      this.#checkOpen(host, patienceMs);
      const waitMs = Math.max(host.pausedUntilMs, host.nextStartMs) - nowMs();
      if (waitMs <= 0) break;
      await sleep(waitMs, signal);
    }
    host.nextStartMs = nowMs() + spacingMs;
  }

  #host(name: string): Host {
    const known = this.#known.get(name);
    if (known) return known;
    if (this.#known.size >= SWEEP_FROM) this.#forget();
    const fresh: Host = {
      name,
      queue: new PQueue({ concurrency: this.#options.perHost }),
      visits: 0,
      failures: 0,
      nextStartMs: 0,
      pausedUntilMs: 0,
      givenUpUntilMs: 0,
      usedAtMs: this.#options.nowMs(),
    };
    this.#known.set(name, fresh);
    return fresh;
  }

  /** Drops what is idle and has nothing worth remembering; over the bound, the oldest idle ones whatever they did. */
  #forget(): void {
    const nowMs = this.#options.nowMs();
    for (const host of this.#known.values()) {
      const quiet = Math.max(host.nextStartMs, host.pausedUntilMs, host.givenUpUntilMs) <= nowMs;
      const stale = host.failures === 0 || host.usedAtMs + MEMORY_MS <= nowMs;
      if (host.visits === 0 && quiet && stale) this.#known.delete(host.name);
    }
    for (const host of this.#known.values()) {
      if (this.#known.size < MOST_REMEMBERED) return;
      if (host.visits === 0) this.#known.delete(host.name);
    }
  }
}
