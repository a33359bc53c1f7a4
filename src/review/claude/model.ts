import type Anthropic from '@anthropic-ai/sdk';
import { AppError, type TokenUsage } from '../../domain/index.ts';
import type { Dialect } from './dialect.ts';
import type { Price } from './prices.ts';

/** What is asked, as the Messages API takes it. Made by `request`; named by `requestHash`. */
export type ModelRequest = Anthropic.MessageCreateParamsNonStreaming;

/** A whole answer. Whether it says what was asked for is another question: `toolCall`, `toolInput`. */
export interface ModelReply {
  /**
   * As the service sent it, thinking blocks and their signatures included, so that a conversation can go on with it.
   * The input of a tool call that was no JSON is the text itself.
   */
  readonly content: readonly Anthropic.ContentBlock[];
  /** Why nothing can be made of what was sent, in words; `content` is then empty, and nothing of it is kept. */
  readonly fault?: string;
  readonly stopReason: Anthropic.Message['stop_reason'];
  /** The service's word on a refusal: category and explanation, at most 300 characters. */
  readonly stopDetail: string | null;
  readonly usage: TokenUsage;
  /** The model that answered, as the service says. */
  readonly model: string;
  /** The service's name of the request, for asking its support; null for an answer out of a batch. */
  readonly requestId: string | null;
}

export interface AskOptions {
  /** Ends the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * How many tokens have been answered so far; an estimate until the last call, which is the service's own count. First
   * called as soon as an answer begins, which is when the service begins to bill.
   */
  readonly onProgress?: (outputTokens: number) => void;
}

/** A model behind the Messages API. */
export interface Model {
  /** The id that is asked for. */
  readonly id: string;
  readonly dialect: Dialect;
  readonly price: Price;
  /** Input tokens of a request by the service's count, which is near to what it will bill. Costs nothing. @throws {ModelFailure} */
  countTokens(request: ModelRequest, signal?: AbortSignal): Promise<number>;
  /** Asks once; retries of what may pass are inside. @throws {ModelFailure}, or the signal's reason. */
  ask(request: ModelRequest, options?: AskOptions): Promise<ModelReply>;
}

/** The outcomes of a review in which no whole reply came: see `ReviewOutcome`. `unreadable` is one too large to be taken in. */
export type FailureKind = 'timeout' | 'overloaded' | 'unavailable' | 'budget' | 'unreadable';

interface FailureOptions {
  readonly retryable?: boolean;
  readonly cause?: unknown;
  readonly status?: number;
  readonly costMicros?: number;
}

/** No answer, and why, in words an operator can act on. Holds neither the key nor anything that was sent or answered. */
export class ModelFailure extends AppError {
  override readonly name = 'ModelFailure';
  readonly kind: FailureKind;
  /** HTTP status of the answer that failed; null when there was none. */
  readonly status: number | null;
  /** What the call may have cost all the same, in millionths of a US dollar, as a `PaidModel` booked it; 0 elsewhere. */
  readonly costMicros: number;

  constructor(kind: FailureKind, message: string, options: FailureOptions = {}) {
    super(message, {
      retryable: options.retryable ?? (kind === 'timeout' || kind === 'overloaded'),
      cause: options.cause,
    });
    this.kind = kind;
    this.status = options.status ?? null;
    this.costMicros = options.costMicros ?? 0;
  }

  /** The same failure of a call that was booked at this price. */
  costing(costMicros: number): ModelFailure {
    const { kind, message, retryable, status } = this;
    return new ModelFailure(kind, message, { retryable, cause: this, costMicros, ...(status !== null && { status }) });
  }
}
