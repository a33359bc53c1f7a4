import type { Answer, GetOptions } from './outbound.ts';

/** The part of the platform's `fetch` that libraries for reading use. */
export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Statuses that the platform allows no body for. */
const BODILESS = new Set([204, 205, 304]);

/**
 * `get` in the shape of `fetch`: redirects are followed, an error (`redirect: 'error'`) or the answer
 * (`redirect: 'manual'`). Anything but a GET without a body is a `TypeError`, a failure the same error as from `get`.
 */
export const asFetch =
  (get: (url: URL, options: GetOptions) => Promise<Answer>): FetchLike =>
  async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== 'GET') throw new TypeError(`only GET is sent from here, not ${request.method}`);
    const { accept = '*/*', ...headers } = Object.fromEntries(request.headers);
    const {
      status,
      headers: answered,
      bytes,
    } = await get(new URL(request.url), {
      accept,
      headers,
      signal: request.signal,
      ...(request.redirect === 'follow' ? {} : { maxRedirects: 0 }),
    });
    if (request.redirect === 'error' && status >= 300 && status < 400 && status !== 304) {
      throw new TypeError(`${new URL(request.url).host} redirects`);
    }
    return new Response(BODILESS.has(status) ? null : Buffer.from(bytes), { status, headers: answered });
  };
