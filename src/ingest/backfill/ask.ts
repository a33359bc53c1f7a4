import { z } from 'zod';
import { AppError, messageOf } from '../../domain/index.ts';
import { readJson } from '../read-json.ts';
import type { Get } from './ports.ts';
import { SourceError } from './source-error.ts';
import { structure } from './structure.ts';

/** Whom to ask, and how. `who` is what people call it: `PDS`, `relay`, `appview`. */
export interface Source {
  readonly get: Get;
  readonly who: string;
  readonly base: string;
  /** The variable that says where it is; null where a DID document does. */
  readonly variable: string | null;
  readonly signal: AbortSignal;
}

/** One XRPC query. */
export interface Question<Shape extends z.ZodType> {
  readonly method: string;
  readonly parameters: Readonly<Record<string, string | number | null>>;
  readonly shape: Shape;
  /** The longest answer that is read; 16 MiB without it. */
  readonly maxBytes?: number;
}

/** XRPC's word for why there is no answer; empty where it gave no word. */
interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  readonly error: string;
}

/** A whole answer, or why there is none. */
export type Reply<Body> = { readonly kind: 'answer'; readonly body: Body } | Refusal;

/** Larger than any page of real records by far, and small enough to hold several at once. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Objects, arrays and their members in one answer: each costs time and memory that its bytes do not show. */
const MOST_STRUCTURE = 100_000;
const TIMEOUT_MS = 60_000;
/** What has come of a list would be lost with a pause that is not waited for. */
const PATIENCE_MS = 120_000;

/**
 * Asks one XRPC query. A refusal (4xx, 501) is a value, for it may be the answer that was looked for.
 * @throws SourceError when nobody answers, the answer is no JSON of this shape, or the host is overloaded.
 */
export const ask = async <Shape extends z.ZodType>(
  source: Source,
  question: Question<Shape>,
): Promise<Reply<z.output<Shape>>> => {
  const url = addressOf(source, question);
  const { status, bytes } = await send(source, url, question.maxBytes ?? MOST_BYTES);
  if (status === 200) return { kind: 'answer', body: read(source, question, bytes) };
  if (status === 501 || (status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429)) {
    return { kind: 'refusal', status, error: refusalOf(bytes) };
  }
  throw failure(source, 'is out of order', `${url.origin} answered ${status} to ${question.method}`, {
    retryable: status >= 400,
  });
};

/** What a source did, in a few words that failures are counted by, and in full. */
const failure = (
  { who, variable }: Source,
  did: string,
  message: string,
  options: ConstructorParameters<typeof SourceError>[2],
): SourceError =>
  new SourceError(`the ${who} ${did}`, variable === null ? message : `${message} (${variable} says where)`, options);

/** Asks one XRPC query that is to be answered. @throws SourceError as `ask` does, and for a refusal. */
export const answerOf = async <Shape extends z.ZodType>(
  source: Source,
  question: Question<Shape>,
): Promise<z.output<Shape>> => {
  const reply = await ask(source, question);
  if (reply.kind === 'answer') return reply.body;
  throw refusalError(source, question.method, reply);
};

/** A refusal as an error: the source does not know the question, or does not answer it for this subject. */
export const refusalError = (source: Source, method: string, { status, error }: Refusal): SourceError => {
  const isLack = status === 501 || (status === 404 && error === '') || UNKNOWN_METHOD.has(error);
  const words = `${source.base} answered ${status}${error === '' ? '' : ` ${error}`} to ${method}`;
  return failure(source, isLack ? 'lacks the method' : 'refused', words, { retryable: false, isLack });
};

/** XRPC's words for a method that a host does not have. */
const UNKNOWN_METHOD = new Set(['MethodNotImplemented', 'XRPCNotSupported', 'UnknownMethod']);

const addressOf = <Shape extends z.ZodType>({ base }: Source, { method, parameters }: Question<Shape>): URL => {
  const url = new URL(`${base.replace(/\/+$/, '')}/xrpc/${method}`);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.set(name, String(value));
  }
  return url;
};

const send = async (source: Source, url: URL, maxBytes: number) => {
  const { get, signal } = source;
  try {
    signal.throwIfAborted();
    return await get(url.href, {
      accept: 'application/json',
      maxBytes,
      timeoutMs: TIMEOUT_MS,
      patienceMs: PATIENCE_MS,
      signal,
    });
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (signal.aborted) throw failure(source, 'took too long', url.host, { retryable: true, cause });
    if (!(cause instanceof AppError)) throw cause;
    const { retryable } = cause;
    throw failure(source, 'gave no answer', messageOf(cause), { retryable, isTooLarge: isTooLarge(cause), cause });
  }
};

const isTooLarge = (error: AppError): boolean => 'reason' in error && error.reason === 'too-large';

const read = <Shape extends z.ZodType>(
  source: Source,
  { method, shape }: Question<Shape>,
  bytes: Uint8Array,
): z.output<Shape> => {
  const isTooLarge = structure(bytes, MOST_STRUCTURE) > MOST_STRUCTURE;
  const body = isTooLarge ? null : readJson(bytes, shape);
  if (body !== null) return body;
  const words = isTooLarge ? `is more than is read of one answer` : 'is no answer';
  throw failure(source, 'makes no sense', `what ${source.base} sent ${words} to ${method}`, {
    retryable: false,
    isTooLarge,
  });
};

const refusal = z.object({ error: z.string().max(100) });
const MOST_REFUSAL_BYTES = 64 * 1024;

const refusalOf = (bytes: Uint8Array): string =>
  bytes.length > MOST_REFUSAL_BYTES ? '' : (readJson(bytes, refusal)?.error ?? '');
