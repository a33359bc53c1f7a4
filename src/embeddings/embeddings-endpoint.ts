import { setTimeout as delay } from 'node:timers/promises';
import { AppError, messageOf } from '../domain/index.ts';
import { vectorsIn } from './embeddings-reply.ts';
import { errorCodeIn, readBounded } from './read-bounded.ts';

export interface EndpointOptions {
  readonly apiKey: string;
  /** What `/embeddings` is appended to. */
  readonly baseUrl: string;
  readonly model: string;
  /** Tries of one request before it fails; default 5. */
  readonly tries?: number;
  /** For one try, the answer's body included; default 60 seconds. */
  readonly timeoutMs?: number;
  /** The longest pause that a `Retry-After` can bring about; default 60 seconds. */
  readonly maxPauseMs?: number;
  readonly nowMs?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0,1): spreads retries. */
  readonly random?: () => number;
}

/** The service takes the key, and not these texts. */
export class TextRefused extends AppError {}

const FIRST_PAUSE_MS = 500;

/** What one try came to. */
type Try =
  | { readonly kind: 'vectors'; readonly vectors: readonly Float32Array[] }
  | { readonly kind: 'failed'; readonly error: AppError; readonly askedMs: number | null };

/**
 * Asks the endpoint for the vectors of texts, in order, each of length 1. A failure of the network, 429 and 5xx are
 * tried again after what `Retry-After` says, else after a pause that doubles, by chance up to half shorter. No redirect
 * is followed: the key goes nowhere else.
 */
export const embeddingsEndpoint = (options: EndpointOptions) => {
  const { tries = 5, maxPauseMs = 60_000, random = Math.random } = options;
  const { sleep = (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }) } = options;
  return async (texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await oneTry(options, texts, signal);
      if (outcome.kind === 'vectors') return outcome.vectors;
      if (attempt >= tries) throw outcome.error;
      const backoffMs = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 - random() / 2);
      await sleep(Math.min(maxPauseMs, outcome.askedMs ?? backoffMs), signal);
    }
  };
};

const REPLY_BYTES_PER_TEXT = 512 * 1024;

const oneTry = async (options: EndpointOptions, texts: readonly string[], signal?: AbortSignal): Promise<Try> => {
  const { apiKey, baseUrl, model, timeoutMs = 60_000, nowMs = Date.now } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    const body = await readBounded(response, texts.length * REPLY_BYTES_PER_TEXT + 65_536);
    if (response.status === 200) return { kind: 'vectors', vectors: vectorsIn(body, texts.length) };
    return { kind: 'failed', ...failureOf(response, { body, host: url.host, model, nowMs: nowMs() }) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof AppError) throw error;
    const problem = limit.aborted ? `no answer within ${timeoutMs / 1000} s` : rootOf(error);
    const message = `the embeddings service ${url.host} could not be asked: ${problem}`;
    return { kind: 'failed', error: new AppError(message, { retryable: true, cause: error }), askedMs: null };
  }
};

interface Asked {
  readonly body: string;
  readonly host: string;
  readonly model: string;
  readonly nowMs: number;
}

/** @throws AppError where another try cannot help. */
const failureOf = ({ status, headers }: Response, { body, host, model, nowMs }: Asked) => {
  const code = errorCodeIn(body);
  const said = `${status}${code === null ? '' : ` (${code})`}`;
  if (status === 429 || status >= 500) {
    const error = new AppError(`the embeddings service ${host} answered ${said}`, { retryable: true });
    return { error, askedMs: retryAfterMs(headers.get('retry-after'), nowMs) };
  }
  if (status === 401 || status === 403) {
    throw new AppError(`the embeddings service ${host} refuses the key: ${said}; check EMBEDDINGS_API_KEY`);
  }
  if (status === 400 || status === 413 || status === 422) {
    throw new TextRefused(`the embeddings service ${host} refuses the request for model ${model}: ${said}`);
  }
  throw new AppError(
    `the embeddings service ${host} answered ${said} for model ${model}: ` +
      'check EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL',
  );
};

/** Seconds or a date (RFC 9110, 10.2.3); null where there is none that can be read. */
const retryAfterMs = (value: string | null, nowMs: number): number | null => {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text) * 1000;
  const dateMs = /^[A-Za-z]{3,9}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
};

/** `fetch` says "fetch failed" and keeps the reason behind it. */
const rootOf = (error: unknown): string =>
  error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : messageOf(error);
