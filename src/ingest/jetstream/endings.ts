import { messageOf } from '../../domain/index.ts';
import { StreamFailure } from './stream-failure.ts';

/** Of what a host says in words, so much at most is repeated. */
const MOST_WORDS = 200;
const quoted = (words: string): string => (words === '' ? '' : `: ${words.slice(0, MOST_WORDS)}`);

const POLICY_VIOLATION = 1008;
const MESSAGE_TOO_BIG = 1009;

/** What a close code means (RFC 6455, section 7.4): the host refuses us for good, or is to be tried again. */
export const closed = (host: string, code: number, reason: string): StreamFailure => {
  const message = `${host} closed the connection (${code})${quoted(reason)}`;
  if (code === POLICY_VIOLATION) {
    return new StreamFailure(`${message}; it refuses this subscription: check the address and its parameters`, {
      retryable: false,
    });
  }
  return new StreamFailure(message, { retryable: true, kind: code === MESSAGE_TOO_BIG ? 'oversize' : 'other' });
};

/** What an error of the socket means. Networks, names and certificates mend: all of them are tried again. */
export const broken = (host: string, cause: Error & { code?: string }): StreamFailure => {
  const kind = cause.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 'oversize' : 'other';
  // Node leaves the message empty where it tried several addresses.
  return new StreamFailure(`cannot read from ${host} (${messageOf(cause) || cause.code})`, {
    retryable: true,
    kind,
    cause,
  });
};

/** A host's answer in HTTP where it should have opened a stream. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Too early, too slow, too often, or not now. */
const LATER = [408, 425, 429];

const ADVICE: Readonly<Record<number, string>> = {
  400: 'it does not understand the address or its parameters',
  401: 'it wants credentials, which this service has none of',
  403: 'it does not let this machine in',
  404: 'there is no stream at this path: Jetstream’s are /subscribe and /xrpc/network.bsky.jetstream.subscribeEvents',
};

/** What an answer in HTTP instead of a stream means. */
export const answered = (host: string, { status, headers, body }: Answer): StreamFailure => {
  const { error, words } = wordsOf(body);
  const message = `${host} answered ${status}${quoted(words)}`;
  if (status === 400 && error === 'CursorTooOld') {
    return new StreamFailure(message, { retryable: true, kind: 'cursor too old' });
  }
  // Below 200 it was no answer: whatever is in between speaks HTTP badly.
  if (status < 200 || status >= 500 || LATER.includes(status)) {
    return new StreamFailure(message, { retryable: true, retryAfterMs: retryAfterMs(headers) });
  }
  const advice = ADVICE[status] ?? (status < 400 ? `it is elsewhere or no stream${quoted(at(headers))}` : 'it refuses');
  return new StreamFailure(`${message}; ${advice}: check the address`, { retryable: false });
};

const at = ({ location }: Answer['headers']): string => (typeof location === 'string' ? location : '');

/** XRPC's error, or the bare words of an older host. */
const wordsOf = (body: string): { error: string | null; words: string } => {
  try {
    const { error, message } = Object(JSON.parse(body));
    if (typeof error === 'string')
      return { error, words: `${error}${typeof message === 'string' ? ` ${message}` : ''}` };
  } catch {
    // Not XRPC.
  }
  return { error: null, words: body.trim() };
};

/** Longer than any host means; a broken header must not end the service. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Seconds, or a date, which is read by the host's own clock. */
const retryAfterMs = (headers: Answer['headers']): number | null => {
  const [after, date] = [headers['retry-after'], headers.date];
  if (typeof after !== 'string') return null;
  const waitMs = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.parse(String(date));
  return Number.isFinite(waitMs) ? Math.min(LONGEST_WAIT_MS, Math.max(0, waitMs)) : null;
};
