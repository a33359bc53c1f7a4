import { ModelFailure } from './model.ts';

interface Limits {
  /** From the first request to the last byte, retries and waiting between them included. */
  readonly deadlineMs: number;
  /** Between two pieces of a body. */
  readonly stallTimeoutMs: number;
  /** Of one body. */
  readonly maxBytes: number;
}

/** One call, watched: a client's own timeout ends with the headers, and a body may stall for ever. */
export interface WatchedCall extends Disposable {
  /** Aborted by the caller's signal and by the limits. */
  readonly signal: AbortSignal;
  /** `fetch`, watched; to be used for every attempt of the call. */
  readonly fetch: typeof fetch;
  /** The limit that ended the call; null where none did. */
  readonly overstepped: ModelFailure | null;
}

const BUSY = new Set([429, 529]);

const seconds = (ms: number): string => `${ms / 1000} s`;

/** Passes a body on; `touch` is told of each piece, and null at its end. */
const passing = (touch: (bytes: number | null) => void): TransformStream<Uint8Array, Uint8Array> =>
  new TransformStream({
    transform: (piece, controller) => {
      touch(piece.byteLength);
      controller.enqueue(piece);
    },
    flush: () => touch(null),
    cancel: () => touch(null),
  });

/** Starts the clock of a call; disposing stops it. */
export const watchedCall = (limits: Limits, outer?: AbortSignal): WatchedCall => {
  const { deadlineMs, stallTimeoutMs, maxBytes } = limits;
  const own = new AbortController();
  let overstepped: ModelFailure | null = null;
  let busy = false;
  const end = (failure: ModelFailure): void => {
    overstepped ??= failure;
    own.abort();
  };
  const deadline = setTimeout(() => {
    end(
      busy
        ? new ModelFailure(
            'overloaded',
            `the service was too busy for the whole ${seconds(deadlineMs)}: try again later`,
          )
        : new ModelFailure('timeout', `no whole answer within ${seconds(deadlineMs)}`),
    );
  }, deadlineMs);
  let stall: NodeJS.Timeout | undefined;
  const watchBody = (): ((bytes: number | null) => void) => {
    let total = 0;
    return (bytes) => {
      clearTimeout(stall);
      if (bytes === null) return;
      total += bytes;
      if (total > maxBytes) end(new ModelFailure('unreadable', `the answer is larger than ${maxBytes} bytes`));
      stall = setTimeout(() => {
        end(new ModelFailure('timeout', `the answer stalled: nothing came for ${seconds(stallTimeoutMs)}`));
      }, stallTimeoutMs);
    };
  };
  return {
    signal: outer ? AbortSignal.any([outer, own.signal]) : own.signal,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      busy = BUSY.has(response.status);
      if (!response.body) return response;
      const touch = watchBody();
      touch(0);
      return new Response(response.body.pipeThrough(passing(touch)), response);
    },
    get overstepped() {
      return overstepped;
    },
    [Symbol.dispose]: () => {
      clearTimeout(deadline);
      clearTimeout(stall);
    },
  };
};
