import { messageOf } from '../domain/index.ts';
import { type GuardedFetch, loadGuardedFetch, refusalIn } from './guarded-fetch.ts';
import type { Hosts } from './hosts.ts';
import type { Answer } from './outbound.ts';
import { OutboundError, type OutboundReason, placeOf } from './outbound-error.ts';
import { BodyTooLarge, dropBody, readBody } from './read-body.ts';
import { retryAfterMs } from './retry-after.ts';

export interface RequestLimits {
  readonly accept: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** What one try brought. `redirect` is where the answer points to, null for an answer that stands for itself. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly redirect: URL | null }
  | { readonly kind: 'failed' | 'paused'; readonly error: OutboundError };

interface Parts {
  readonly hosts: Hosts;
  readonly userAgent: string;
  readonly allowLocal: boolean;
  readonly nowMs: () => number;
}

class TimedOut extends Error {}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Not failures of the moment: the server says that it does not do this at all. */
const NEVER = new Set([501, 505]);

/**
 * One try of one URL, and the host's record kept: it worked, failed, or asked for a pause (`pauseMs` where a 429 does
 * not say how long). Throws where another try cannot help.
 */
export const oneRequest = ({ hosts, userAgent, allowLocal, nowMs }: Parts) => {
  let loading: Promise<GuardedFetch> | null = null;

  const judge = async (url: URL, response: Response, maxBytes: number, pauseMs: number): Promise<Outcome> => {
    const { status, headers } = response;
    const location = REDIRECTS.has(status) ? headers.get('location') : null;
    const redirect = location === null ? null : URL.parse(location, url.href);
    const askedMs = status === 429 || status === 503 ? retryAfterMs(headers.get('retry-after'), nowMs()) : null;
    const overloaded = status === 429 || askedMs !== null;
    const failing = status >= 500 && !NEVER.has(status);
    if (redirect !== null || overloaded || failing) await dropBody(response);
    if (overloaded) {
      const retryAtMs = hosts.pause(url.host, askedMs ?? pauseMs);
      return { kind: 'paused', error: failure(url, `answered ${status}`, { reason: 'paused', status, retryAtMs }) };
    }
    if (failing) {
      // A plain 500 is about this request; the others say that the host is not there for anybody.
      if (status !== 500) hosts.failed(url.host);
      return { kind: 'failed', error: failure(url, `answered ${status}`, { status }) };
    }
    const bytes = redirect === null ? await readBody(response, maxBytes) : new Uint8Array();
    hosts.worked(url.host);
    return { kind: 'answer', answer: { status, headers, bytes }, redirect };
  };

  const explain = (url: URL, error: unknown, maxBytes: number): Outcome => {
    if (error instanceof BodyTooLarge) {
      throw failure(url, `answered more than ${maxBytes} bytes`, { reason: 'too-large' });
    }
    const refusal = refusalIn(error);
    if (refusal !== null) throw failure(url, refusal, { reason: 'refused' });
    hosts.failed(url.host);
    return { kind: 'failed', error: failure(url, rootOf(error), { cause: error }) };
  };

  return async (url: URL, limits: RequestLimits, pauseMs: number): Promise<Outcome> => {
    loading ??= loadGuardedFetch(allowLocal);
    const fetch = await loading;
    limits.signal.throwIfAborted();
    const stop = new AbortController();
    const timer = setTimeout(
      () => stop.abort(new TimedOut(`no whole answer in ${limits.timeoutMs} ms`)),
      limits.timeoutMs,
    );
    const abort = (): void => stop.abort(limits.signal.reason);
    limits.signal.addEventListener('abort', abort, { once: true });
    const headers = new Headers({ 'user-agent': userAgent, accept: limits.accept, ...limits.headers });
    try {
      const response = await fetch(url, { headers, signal: stop.signal });
      return await judge(url, response, limits.maxBytes, pauseMs);
    } catch (error) {
      limits.signal.throwIfAborted();
      return explain(url, stop.signal.aborted ? stop.signal.reason : error, limits.maxBytes);
    } finally {
      clearTimeout(timer);
      limits.signal.removeEventListener('abort', abort);
    }
  };
};

const failure = (
  url: URL,
  what: string,
  more: {
    readonly reason?: OutboundReason;
    readonly status?: number;
    readonly retryAtMs?: number;
    readonly cause?: unknown;
  },
): OutboundError => new OutboundError(`${placeOf(url)}: ${what}`, { reason: 'failed', host: url.host, ...more });

/** The first thing that went wrong: `fetch failed` says nothing, what it was caused by does. */
const rootOf = (error: unknown): string => {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  if (root instanceof AggregateError && root.errors.length > 0) return rootOf(root.errors[0]);
  return messageOf(root).slice(0, 200);
};
