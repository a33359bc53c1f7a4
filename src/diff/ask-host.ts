import { z } from 'zod';
import { AppError, messageOf } from '../domain/index.ts';

/**
 * One polite HTTP request, capped and timed out. Answers of every status are values.
 * @throws AppError when there is no whole answer; `retryable` says whether there may be one later.
 */
export type Get = (
  url: string,
  options: {
    readonly accept?: string;
    readonly maxBytes?: number;
    readonly timeoutMs?: number;
    readonly signal?: AbortSignal;
  },
) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>;

/**
 * Why a patch is not to be had. `bad-cid`: the record names no blob that AT Protocol could hold. `no-host`: nobody knows
 * where the author's repository is. `not-found`: the host says that it has no such thing. `wrong-bytes`: what it sent is
 * something else. `too-large`: over the cap. `unreachable`: it could not be asked, or is out of order.
 */
export type PatchProblem = 'bad-cid' | 'no-host' | 'not-found' | 'wrong-bytes' | 'too-large' | 'unreachable';

/** A failure as a value. `permanent`: asking again soon gives the same. */
export interface PatchFailure {
  readonly kind: 'failed';
  readonly reason: PatchProblem;
  /** What was asked and what came of it, on one line. */
  readonly detail: string;
  readonly permanent: boolean;
}

/** Where to ask, and how much of an answer is taken. */
export interface Question {
  readonly get: Get;
  readonly url: string;
  readonly accept: string;
  readonly maxBytes: number;
  /** For the whole answer; default 15 seconds. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export const failure = (reason: PatchProblem, detail: string, permanent: boolean): PatchFailure => ({
  kind: 'failed',
  reason,
  detail,
  permanent,
});

/** The bytes of a whole answer of status 200, or why there are none. Throws what the signal gives when it is aborted. */
export const askHost = async (question: Question): Promise<Uint8Array | PatchFailure> => {
  const { get, url, accept, maxBytes, timeoutMs = 15_000, signal } = question;
  const what = withoutQuery(url);
  signal?.throwIfAborted();
  try {
    const options = { accept, maxBytes, timeoutMs, ...(signal === undefined ? {} : { signal }) };
    const { status, bytes } = await get(url, options);
    if (status === 200 && bytes.length <= maxBytes) return bytes;
    if (status === 200) return failure('too-large', `${what} is over ${maxBytes} bytes`, true);
    return refusal(status, `${what} answered ${status}${wordOf(bytes)}`);
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return failure(isTooLarge(error) ? 'too-large' : 'unreachable', `${what}: ${messageOf(error)}`, !error.retryable);
  }
};

/** A host that is busy or broken may answer later; one that says no means it. */
const refusal = (status: number, detail: string): PatchFailure => {
  const saysNo = (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) || status === 501;
  return saysNo ? failure('not-found', detail, true) : failure('unreachable', detail, false);
};

const isTooLarge = (error: AppError): boolean => 'reason' in error && error.reason === 'too-large';

const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '');

const refusalShape = z.object({ error: z.string().regex(/^[A-Za-z]{1,60}$/) });

/** XRPC's word for the refusal, where it gives one. */
const wordOf = (bytes: Uint8Array): string => {
  if (bytes.length > 10_000) return '';
  try {
    const parsed = refusalShape.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? ` ${parsed.data.error}` : '';
  } catch {
    return '';
  }
};
