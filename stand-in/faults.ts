import type { RecordedRequest } from './recording.ts';

/**
 * What goes wrong with one request. The first four come in place of a reply; the next change what the model says; the
 * last change how the reply travels (`afterEvents` counts server-sent events; of a reply that is not streamed, half is sent).
 */
export type Fault =
  /** An HTTP error. `body` goes out as it is, in place of the error envelope: a proxy's page. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly message?: string;
      readonly body?: string;
    }
  /** The connection is reset before any byte of an answer. */
  | { readonly kind: 'reset' }
  /** The request is read and never answered. */
  | { readonly kind: 'hang' }
  /** Stopped by `max_tokens` in the middle of the tool's input, or of the text. */
  | { readonly kind: 'truncated' }
  /** `stop_reason` `refusal` and nothing said. */
  | { readonly kind: 'refusal'; readonly category?: 'cyber' | 'bio' | null; readonly explanation?: string }
  /** Text and no tool call, whatever was forced. */
  | { readonly kind: 'prose'; readonly text?: string }
  /** The tool call twice, the second with another id. */
  | { readonly kind: 'two-calls' }
  /** Another input for the tool that is called, or another tool. */
  | { readonly kind: 'call'; readonly name?: string; readonly input: Readonly<Record<string, unknown>> }
  /** Another `stop_reason` with what the model says left as it is. */
  | {
      readonly kind: 'stop';
      readonly reason: 'pause_turn' | 'model_context_window_exceeded' | 'stop_sequence' | 'end_turn';
    }
  /** The reply stops coming, the connection stays. */
  | { readonly kind: 'stall'; readonly afterEvents?: number }
  /** The connection is dropped; `clean` ends the body as if it were whole. */
  | { readonly kind: 'cut'; readonly afterEvents?: number; readonly clean?: boolean }
  /** The reply is no JSON, or its third event is none. */
  | { readonly kind: 'garbage' }
  /** An `error` event amid the stream; HTTP 200 stands already. Not streamed: the status that belongs to it. */
  | { readonly kind: 'stream-error'; readonly status?: 429 | 500 | 529; readonly afterEvents?: number }
  /** Every event, or every 64 bytes, after a pause. */
  | { readonly kind: 'drip'; readonly pauseMs: number };

/** Asked for every request, POST or GET, count or message; `n` counts all requests from 0. */
export type FaultScript = (request: RecordedRequest, n: number) => Fault | null;

/** Faults for the next message requests, first in, first out; other requests leave them alone. */
export class FaultQueue {
  readonly #queue: (Fault | null)[] = [];
  readonly #script: FaultScript | undefined;

  constructor(script: FaultScript | undefined) {
    this.#script = script;
  }

  /** One entry for each of the next requests to `/v1/messages`; null lets one pass. */
  push(...faults: readonly (Fault | null)[]): void {
    this.#queue.push(...faults);
  }

  /** How many are still waiting. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** The fault of one request, taken from the queue where that has one, else by the script. */
  take(request: RecordedRequest, n: number): Fault | null {
    const queued = request.path === '/v1/messages' ? this.#queue.shift() : undefined;
    return queued ?? this.#script?.(request, n) ?? null;
  }
}
