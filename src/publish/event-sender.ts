import { AppError, messageOf } from '../domain/index.ts';
import type { OutboxItem } from './outbox.ts';
import { TRUST_EVENTS_PATH } from './trust-event.ts';

/** Sends items and returns once the other side has them. @throws when it does not, or nobody knows. */
export type Send = (items: readonly OutboxItem[], signal: AbortSignal) => Promise<void>;

/** The other side did not take what was sent. */
export class SendFailed extends AppError {
  override readonly name = 'SendFailed';
  /** Whether what was sent is at fault: then others may be taken; otherwise it is the host, or the way there. */
  readonly isOfItems: boolean;

  constructor(message: string, options: { readonly isOfItems: boolean; readonly cause?: unknown }) {
    super(message, { retryable: true, cause: options.cause });
    this.isOfItems = options.isOfItems;
  }
}

/** Answers that are about what was sent; 500 may be. All others are about the host, the way or the key. */
const OF_ITEMS: ReadonlySet<number> = new Set([400, 409, 413, 415, 422, 500]);

/** How events are posted to the receiving side. */
export interface EventSenderOptions {
  /** `http(s)://host[/path]`, with or without a slash at its end. */
  readonly baseUrl: string;
  /** Sent as `X-API-Key`. */
  readonly apiKey: string;
  /** For one request, from connecting to the end of the answer. */
  readonly timeoutMs?: number;
}

/**
 * Posts trust events: one as it is, under its key in `Idempotency-Key`; several as an array, each with its key as
 * `idempotency_key`. Follows no redirect, so that the key goes nowhere else.
 *
 * @throws Error for an empty key, TypeError for an address that is none.
 */
export const eventSender = ({ baseUrl, apiKey, timeoutMs = 2000 }: EventSenderOptions): Send => {
  if (apiKey.trim() === '') throw new Error('api_key is required');
  const url = new URL(`${baseUrl.replace(/\/{1,100}$/, '')}${TRUST_EVENTS_PATH}`);
  return async (items, signal) => {
    const [only] = items;
    if (only === undefined) return;
    const isOne = items.length === 1;
    const headers = { 'Content-Type': 'application/json', 'X-API-Key': apiKey };
    const request: RequestInit = {
      method: 'POST',
      headers: isOne ? { ...headers, 'Idempotency-Key': only.idempotencyKey } : headers,
      body: isOne ? only.body : JSON.stringify(items.map(withKey)),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    };
    const status = await answered(url, request);
    if (status < 200 || status > 299)
      throw new SendFailed(`${url.host} answered ${status}`, { isOfItems: OF_ITEMS.has(status) });
  };
};

const withKey = ({ body, idempotencyKey }: OutboxItem): object => ({
  ...JSON.parse(body),
  idempotency_key: idempotencyKey,
});

/** The status alone counts; the answer itself is let go unread, however long it is. */
const answered = async (url: URL, request: RequestInit): Promise<number> => {
  try {
    const { status, body } = await fetch(url, request);
    await body?.cancel();
    return status;
  } catch (cause) {
    const why = cause instanceof Error && cause.cause !== undefined ? messageOf(cause.cause) : messageOf(cause);
    throw new SendFailed(`${url.host} gave no answer: ${why}`, { isOfItems: false, cause });
  }
};
