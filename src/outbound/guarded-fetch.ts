import { isLoopback } from './loopback.ts';

/** Fetches one URL without following redirects. */
export type GuardedFetch = (url: URL, init: { headers: Headers; signal: AbortSignal }) => Promise<Response>;

/** Sizes and times are bounded by the caller, per request; Infinity switches the library's own bounds off. */
const LIMITS = {
  responseMaxSize: Number.POSITIVE_INFINITY,
  timeout: Number.POSITIVE_INFINITY,
  allowCustomPort: true,
  forbiddenDomainNames: [],
};

/**
 * Loads the fetch that refuses what is not public: plain http, literal addresses, local names, and names that resolve
 * to private addresses (checked on the address that is really dialled). With `allowLocal`, this machine's loopback
 * may be asked too, also by http; every other private address stays refused. Loading takes some 150 ms and 40 MB.
 */
export const loadGuardedFetch = async (allowLocal: boolean): Promise<GuardedFetch> => {
  const { safeFetchWrap } = await import('@atproto-labs/fetch-node');
  const open = safeFetchWrap({ ...LIMITS, allowIpHost: false });
  const loopback = safeFetchWrap({ ...LIMITS, ssrfProtection: false });
  return (url, init) => (allowLocal && isLoopback(url) ? loopback : open)(url, { ...init, redirect: 'manual' });
};

/** Why the guard refused, or null where something else went wrong. */
export const refusalIn = (error: unknown): string | null => {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++) {
    if (REFUSAL.test(cause.message)) return cause.message;
  }
  return null;
};

const REFUSAL =
  /Forbidden protocol|Invalid hostname|non-unicast|not a public domain|url policy|requests are not allowed|includes credentials|bad port/i;
