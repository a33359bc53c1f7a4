import { AppError } from '../domain/index.ts';

/**
 * Why there is no answer. `refused`: the address may not be asked from here; `too-large`: the body is over the limit
 * (both for good). `failed`: nothing, or nothing but failures, came back; `paused`: the host asked for patience;
 * `left-alone`: it failed so often that nobody asks it for now.
 */
export type OutboundReason = 'refused' | 'too-large' | 'failed' | 'paused' | 'left-alone';

/** A request that brought no usable answer. Its message names host and path, never the query. */
export class OutboundError extends AppError {
  override readonly name = 'OutboundError';
  readonly reason: OutboundReason;
  /** Host with its port, as in the URL; empty where there was no URL. */
  readonly host: string;
  /** The HTTP status where the other side answered, else null. */
  readonly status: number | null;
  /** Milliseconds since 1970 before which asking again is refused here; null where nothing is known. */
  readonly retryAtMs: number | null;

  constructor(
    message: string,
    options: {
      readonly reason: OutboundReason;
      readonly host: string;
      readonly status?: number;
      readonly retryAtMs?: number;
      readonly cause?: unknown;
    },
  ) {
    const retryable = options.reason !== 'refused' && options.reason !== 'too-large';
    super(message, { retryable, cause: options.cause });
    this.reason = options.reason;
    this.host = options.host;
    this.status = options.status ?? null;
    this.retryAtMs = options.retryAtMs ?? null;
  }
}

/** Host and path for a message: no query, which may carry a secret, and of bounded length. */
export const placeOf = (url: URL): string => `${url.host}${url.pathname}`.slice(0, 200);
