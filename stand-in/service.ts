import { createHash } from 'node:crypto';
import type { Fault } from './faults.ts';
import { modelNamed } from './models/catalogue.ts';
import { type Jitter, jittered } from './models/jitter.ts';
import { Batches, type BatchResult } from './wire/batches.ts';
import { withinMaxTokens } from './wire/cut-short.ts';
import { type Reply, replyOf } from './wire/message.ts';
import { PromptCache } from './wire/prompt-cache.ts';
import { countRequest, type MessageRequest, messageRequest } from './wire/request.ts';
import { spoiled } from './wire/spoiled.ts';
import { inputTokens } from './wire/tokens.ts';
import { checkRequest, parseBody } from './wire/validate.ts';
import { WireError } from './wire/wire-error.ts';

export interface ServiceOptions {
  /** Id of the model that answers whatever id is asked for; undefined: the one asked for. */
  readonly model: string | undefined;
  readonly jitter: Jitter | undefined;
  readonly contextTokens: number;
  readonly cacheLeastTokens: number;
  readonly batchPolls: number;
  readonly batchFault: ((customId: string) => 'errored' | 'expired' | null) | undefined;
  readonly now: () => Date;
}

/** What stands behind the wire: models, cache, batches. Everything refused is a `WireError`. */
export class Service {
  readonly contextTokens: number;
  readonly batches: Batches;
  readonly #options: ServiceOptions;
  readonly #cache: PromptCache;
  readonly #repeats = new Map<string, number>();

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.contextTokens = options.contextTokens;
    this.#cache = new PromptCache(options.cacheLeastTokens);
    this.batches = new Batches({
      polls: options.batchPolls,
      now: options.now,
      answer: (customId, params) => this.#batched(customId, params),
    });
  }

  /** Answers `count_tokens`. */
  count(body: unknown): { readonly input_tokens: number } {
    const request = parseBody(countRequest, body);
    modelNamed(this.#options.model ?? request.model);
    checkRequest(request);
    return { input_tokens: inputTokens(request) };
  }

  /** Answers a message request, spoiled by the fault where it is one of what is said. */
  message(body: unknown, fault: Fault | null): { readonly reply: Reply; readonly streamed: boolean } {
    const request = parseBody(messageRequest, body);
    return { reply: spoiled(this.#reply(request, 'standard'), fault), streamed: request.stream === true };
  }

  #reply(request: MessageRequest, tier: 'standard' | 'batch'): Reply {
    const model = modelNamed(this.#options.model ?? request.model);
    checkRequest(request);
    const tokens = inputTokens(request);
    if (tokens > this.contextTokens)
      throw new WireError(400, `prompt is too long: ${tokens} tokens > ${this.contextTokens} maximum`);
    const answer = jittered(model(request), this.#options.jitter, this.#repeatOf(request));
    return withinMaxTokens(replyOf(request, answer, this.#cache.bill(request), tier), request.max_tokens);
  }

  /** The request's hash and how often it was answered before, so that repeats can differ and still be told apart. */
  #repeatOf({ stream: _, ...request }: MessageRequest): string {
    const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const repeat = this.#repeats.get(hash) ?? 0;
    this.#repeats.set(hash, repeat + 1);
    return `${hash} ${repeat}`;
  }

  #batched(customId: string, params: unknown): BatchResult {
    const failed = this.#options.batchFault?.(customId) ?? null;
    if (failed === 'expired') return { type: 'expired' };
    try {
      if (failed === 'errored') throw new WireError(500, 'Internal server error');
      const request = parseBody(messageRequest, params);
      if (request.stream === true) throw new WireError(400, 'stream: streaming is not supported in batches');
      return { type: 'succeeded', message: this.#reply(request, 'batch').message };
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown;
      const type = thrown.status === 400 ? 'invalid_request_error' : 'api_error';
      return { type: 'errored', error: { type: 'error', error: { type, message: thrown.message }, request_id: null } };
    }
  }
}
