import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../domain/index.ts';
import { asFetch, type FetchLike } from './as-fetch.ts';
import { Hosts } from './hosts.ts';
import { oneRequest, type RequestLimits } from './one-request.ts';
import { OutboundError, placeOf } from './outbound-error.ts';

/** What came back. `bytes` is the body with the transport's compression undone; empty for a redirect. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export interface GetOptions {
  /** The `Accept` header; default anything. */
  readonly accept?: string;
  /** Further request headers; never sent on to another origin by a redirect. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default 1 MiB. */
  readonly maxBytes?: number;
  /** For one try, body included; default 15 seconds. */
  readonly timeoutMs?: number;
  /** After so many redirects the redirect itself is the answer; default 3. */
  readonly maxRedirects?: number;
  /** The longest wait for a host that asked for a pause, at each try; a longer one is an error at once. Default 10 s. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface OutboundOptions {
  readonly userAgent: string;
  /** Whether this machine's loopback may be asked, also by http: on a local network. Default no. */
  readonly allowLocal?: boolean;
  /** Requests at once: to one host (default 4), and to all together (default 24). */
  readonly perHost?: number;
  readonly atOnce?: number;
  /** Time between the turns of two requests to one host; default 100. */
  readonly spacingMs?: number;
  /** Tries of one request before it fails; default 3. */
  readonly tries?: number;
  /** The longest pause a `Retry-After` can bring about; default 5 minutes. */
  readonly maxPauseMs?: number;
  readonly nowMs?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Uniform in [0,1): spreads retries. */
  readonly random?: () => number;
}

/** HTTP requests to whatever hosts other people's records name. Disposing it ends what is under way. */
export interface Outbound extends AsyncDisposable {
  /**
   * Asks a URL. Any status but 429 and a server's failure (5xx other than 501 and 505) is a value. Throws the signal's
   * reason when aborted, otherwise an `OutboundError`: not retryable where the URL may not be asked or the body is too
   * large, retryable where the other side failed, asked for a pause, or is given up for now.
   */
  get(url: URL | string, options?: GetOptions): Promise<Answer>;
  /** The same in the shape of the platform's `fetch`, for libraries that take one; GET only. */
  readonly fetch: FetchLike;
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;

/** Makes the one way out. Loads its HTTP client at the first request. */
export const outbound = (options: OutboundOptions): Outbound => {
  const { nowMs = Date.now, sleep = wait, random = Math.random } = options;
  const tries = atLeastOne('tries', options.tries ?? 3);
  const hosts = new Hosts({
    perHost: atLeastOne('perHost', options.perHost ?? 4),
    atOnce: atLeastOne('atOnce', options.atOnce ?? 24),
    spacingMs: options.spacingMs ?? 100,
    maxPauseMs: options.maxPauseMs ?? 300_000,
    nowMs,
    sleep,
  });
  const request = oneRequest({ hosts, userAgent: options.userAgent, allowLocal: options.allowLocal ?? false, nowMs });

  const persistently = async (url: URL, limits: RequestLimits) => {
    for (let attempt = 1; ; attempt++) {
      const pauseMs = backoffMs(attempt, random);
      const outcome = await hosts.visit(url.host, limits, () => request(url, limits, pauseMs));
      if (outcome.kind === 'answer') return outcome;
      if (attempt >= tries || !hosts.isOpen(url.host, limits.patienceMs)) throw outcome.error;
      if (outcome.kind === 'failed') await sleep(pauseMs, limits.signal);
    }
  };

  const follow = async (start: URL, limits: RequestLimits, maxRedirects: number): Promise<Answer> => {
    let url = start;
    for (let hops = 0; ; hops++) {
      const own = url.origin === start.origin ? limits : { ...limits, headers: {} };
      const { answer, redirect } = await persistently(url, own);
      if (redirect === null || hops >= maxRedirects) return answer;
      url = parse(redirect);
    }
  };

  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const get: Outbound['get'] = async (address, asked = {}) => {
    const start = parse(address);
    const stop = new AbortController();
    const unlink = [asked.signal, closing.signal].map((signal) => link(signal, stop));
    const { maxRedirects = 3, ...rest } = asked;
    const answer = follow(start, { ...DEFAULTS, ...rest, signal: stop.signal }, maxRedirects);
    running.add(answer);
    try {
      return await answer;
    } catch (error) {
      stop.signal.throwIfAborted();
      throw error;
    } finally {
      running.delete(answer);
      for (const end of unlink) end();
    }
  };
  return {
    get,
    fetch: asFetch(get),
    [Symbol.asyncDispose]: async () => {
      closing.abort(new AppError('requests are no longer sent', { retryable: true }));
      await Promise.allSettled(running);
    },
  };
};

const DEFAULTS = { accept: '*/*', headers: {}, maxBytes: 1_048_576, timeoutMs: 15_000, patienceMs: 10_000 };

const wait = async (ms: number, signal: AbortSignal): Promise<void> => delay(ms, undefined, { signal });

/** Full jitter: anywhere between nothing and a bound that doubles with each try. */
const backoffMs = (attempt: number, random: () => number): number =>
  random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));

const parse = (address: URL | string): URL => {
  const url = URL.parse(String(address));
  if (url === null) throw new OutboundError('not a URL', { reason: 'refused', host: '' });
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  // A dot at the end makes a second name of the same host, which would be asked on top of the first.
  if (isWeb && !url.username && !url.password && !url.hostname.endsWith('.')) return url;
  throw new OutboundError(`may not be asked: ${placeOf(url)}`, { reason: 'refused', host: url.host });
};

/** Lets one signal abort another, without leaving anything on the first once unlinked. */
const link = (signal: AbortSignal | undefined, stop: AbortController): (() => void) => {
  const abort = (): void => stop.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return () => signal?.removeEventListener('abort', abort);
};

const atLeastOne = (name: string, value: number): number => {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`${name} must be a whole number of at least 1, is ${value}`);
};
