import { createHash } from 'node:crypto';
import { AppError, type BlindFinding, type ReviewOutcome, type TokenUsage } from '../domain/index.ts';
import type { Purpose } from './claude/journal.ts';
import { ModelFailure, type ModelReply, type ModelRequest } from './claude/model.ts';
import type { PaidAnswer, PaidModel } from './claude/paid-model.ts';
import { isUnusable, type Unusable } from './claude/reply.ts';
import { requestHash } from './claude/request-hash.ts';
import { PROMPT_HASH } from './prompts.ts';
import type { Layout } from './text/layout.ts';

/** Why there is no answer: an outcome of a review, or of a part of one. */
export type Trouble = Extract<ReviewOutcome, { readonly reason: string }>;

/** What came of one question. */
export type Asked<T> =
  | { readonly value: T; readonly trouble: null }
  | { readonly value: null; readonly trouble: Trouble };

export const trouble = (
  kind: Trouble['kind'],
  reason: string,
): { readonly value: null; readonly trouble: Trouble } => ({
  value: null,
  trouble: { kind, reason },
});

interface Question<T> {
  readonly request: ModelRequest;
  readonly purpose: Purpose;
  readonly read: (reply: ModelReply) => T | Unusable;
  readonly onProgress?: (outputTokens: number) => void;
}

interface InquiryOptions {
  readonly paid: PaidModel;
  readonly layout: Layout;
  readonly findings: readonly BlindFinding[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** One review under way: what all its questions share, and what they took together. */
export class Inquiry {
  readonly paid: PaidModel;
  readonly layout: Layout;
  readonly findings: readonly BlindFinding[];
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (text: string) => void;
  /** Of answers, and of calls that broke off after an answer began: those with the most that they can have cost. */
  costMicros = 0;
  /** Of every answer that was used or paid, kept ones included. */
  usage: TokenUsage = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };
  /** In the order they were asked; null for one that never went out. */
  readonly #sent: (string | null)[] = [];

  constructor({ paid, layout, findings, signal, onProgress }: InquiryOptions) {
    this.paid = paid;
    this.layout = layout;
    this.findings = findings;
    this.signal = signal;
    this.onProgress = onProgress ?? (() => {});
  }

  /** Hex SHA-256 over the hashes of the requests, in the order they were asked, kept answers included; null for none. */
  get sentHash(): string | null {
    const sent = this.#sent.filter((hash) => hash !== null);
    return sent.length === 0 ? null : createHash('sha256').update(sent.join('\n')).digest('hex');
  }

  /** Asks one question. Rejects when the review was ended, or when we are wrong; whatever else fails is a trouble. */
  async ask<T>({ request, purpose, read, onProgress }: Question<T>): Promise<Asked<T>> {
    const place = this.#sent.push(null) - 1;
    try {
      this.#sent[place] = requestHash(request);
      const call = { request, purpose, promptHash: PROMPT_HASH, diffHash: this.layout.hash, read };
      const answer = await this.paid.ask(call, {
        ...(this.signal && { signal: this.signal }),
        ...(onProgress && { onProgress }),
      });
      this.#add(answer);
      const { value } = answer;
      return isUnusable(value) ? trouble(value.unusable, value.reason) : { value, trouble: null };
    } catch (thrown) {
      if (thrown instanceof ModelFailure) this.costMicros += thrown.costMicros;
      const failed = this.#troubleOf(thrown);
      if (failed.trouble.kind === 'budget') this.#sent[place] = null;
      return failed;
    }
  }

  /** What stopped us, as a trouble; throws it where it is none. */
  #troubleOf(thrown: unknown): { readonly value: null; readonly trouble: Trouble } {
    this.signal?.throwIfAborted();
    if (thrown instanceof ModelFailure) return trouble(thrown.kind, thrown.message);
    if (thrown instanceof AppError) return trouble('unavailable', thrown.message);
    throw thrown;
  }

  #add({ reply: { usage }, costMicros }: PaidAnswer<unknown>): void {
    const { input, output, cacheWrite, cacheRead } = this.usage;
    this.costMicros += costMicros;
    this.usage = {
      input: input + usage.input,
      output: output + usage.output,
      cacheWrite: cacheWrite + usage.cacheWrite,
      cacheRead: cacheRead + usage.cacheRead,
    };
  }

  /** Tokens of a request by the service's count. */
  async count(request: ModelRequest): Promise<Asked<number>> {
    try {
      return { value: await this.paid.model.countTokens(request, this.signal), trouble: null };
    } catch (thrown) {
      return this.#troubleOf(thrown);
    }
  }
}
