import type Anthropic from '@anthropic-ai/sdk';
import { watchedCall } from './watched-call.ts';

export interface ServiceOptions {
  /** Sent to `baseUrl` and nowhere else. */
  readonly apiKey: string;
  /** Default: `https://api.anthropic.com`. */
  readonly baseUrl?: string;
  /** How often what may pass is tried again: 429, 5xx, no connection, no headers in time. Default 2. */
  readonly maxRetries?: number;
  /** Until the headers of one attempt, in milliseconds. Default 120,000. */
  readonly attemptTimeoutMs?: number;
  /** Between two pieces of an answer, in milliseconds; the service pings while it thinks. Default 60,000. */
  readonly stallTimeoutMs?: number;
  /** For a whole call with its retries, in milliseconds. Default 600,000. */
  readonly deadlineMs?: number;
}

interface CallOptions {
  /** What is asked, in words: for the message of a failure. */
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number;
  /** Of one body, unpacked. Default 8 MiB: more than the longest answer takes with an event for each of its tokens. */
  readonly maxBytes?: number;
}

/** The Messages API at one address. */
export interface Service {
  readonly baseUrl: string;
  /**
   * Runs a call within its limits. The task must hand `signal` to every request it makes.
   *
   * @throws {ModelFailure}, or the reason of the caller's signal.
   */
  call<T>(options: CallOptions, task: (client: Anthropic, signal: AbortSignal) => Promise<T>): Promise<T>;
}

const DEFAULT_URL = 'https://api.anthropic.com';
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
/** The longest that a timer can wait. */
const MAX_MS = 2 ** 31 - 1;

const duration = (name: string, value: number): number => {
  if (Number.isSafeInteger(value) && value >= 1 && value <= MAX_MS) return value;
  throw new RangeError(`${name}: must be an integer from 1 to ${MAX_MS}, is ${value}`);
};

const checked = (options: ServiceOptions) => {
  const { apiKey, maxRetries = 2 } = options;
  const base = URL.parse(options.baseUrl ?? DEFAULT_URL);
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new RangeError('apiKey: must be printable ASCII without spaces, is not');
  }
  if (!base || !/^https?:$/.test(base.protocol))
    throw new RangeError('baseUrl: must be an http or https address, is not');
  if (!Number.isSafeInteger(maxRetries) || maxRetries < 0) {
    throw new RangeError(`maxRetries: must be an integer of 0 or more, is ${maxRetries}`);
  }
  return {
    apiKey,
    maxRetries,
    base,
    attemptTimeoutMs: duration('attemptTimeoutMs', options.attemptTimeoutMs ?? 120_000),
    stallTimeoutMs: duration('stallTimeoutMs', options.stallTimeoutMs ?? 60_000),
    deadlineMs: duration('deadlineMs', options.deadlineMs ?? 600_000),
  };
};

/**
 * The service at an address, through its own client: nothing is taken from the environment but what the client's
 * makers read there themselves, nothing is logged or traced.
 *
 * @throws {RangeError} for an option out of its range; the key is not named.
 */
export const anthropicService = (options: ServiceOptions): Service => {
  const { apiKey, base, maxRetries, attemptTimeoutMs, stallTimeoutMs, deadlineMs } = checked(options);
  // A third of a second to load, which whoever asks nobody is spared.
  let loading: ReturnType<typeof loadClient> | null = null;
  const loadClient = async () => {
    const [{ default: Client }, { failureOf }] = await Promise.all([
      import('@anthropic-ai/sdk'),
      import('./failure.ts'),
    ]);
    const settings = { apiKey, authToken: null, webhookKey: null, baseURL: base.href, maxRetries };
    const client = new Client({ ...settings, timeout: attemptTimeoutMs, openTelemetry: false, logLevel: 'off' });
    return { client, failureOf };
  };
  return {
    baseUrl: base.href,
    call: async ({ what, signal, maxBytes = DEFAULT_MAX_BYTES, ...own }, task) => {
      signal?.throwIfAborted();
      loading ??= loadClient();
      const { client, failureOf } = await loading;
      using watched = watchedCall({ deadlineMs: own.deadlineMs ?? deadlineMs, stallTimeoutMs, maxBytes }, signal);
      try {
        return await task(client.withOptions({ fetch: watched.fetch }), watched.signal);
      } catch (error) {
        signal?.throwIfAborted();
        throw watched.overstepped ?? failureOf(error, { host: base.host, what });
      }
    },
  };
};
