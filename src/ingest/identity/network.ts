import { AppError, messageOf } from '../../domain/index.ts';

/** The part of an HTTP client that resolving needs; `src/outbound` fits it. Throws `AppError` with `retryable`. */
export type Get = (
  url: string,
  options: {
    readonly accept: string;
    readonly maxBytes: number;
    readonly timeoutMs?: number;
    readonly maxRedirects?: number;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<HttpAnswer>;

interface HttpAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** Where to ask, and by what means. */
export interface Network {
  readonly get: Get;
  /** TXT records of a name: none is an empty array, a failure throws a retryable `AppError`. */
  readonly resolveTxt: (name: string, signal?: AbortSignal) => Promise<readonly string[]>;
  /** The DID directory's address. */
  readonly plcUrl: string;
  /** The appview's XRPC base, asked who owns a repository where its knot cannot say; null asks nobody. */
  readonly appviewUrl: string | null;
  /** A local network: plain http, any address, and `.test` handles, which the account's own PDS is asked about. */
  readonly local: boolean;
}

/** Why there is nothing better to say, told apart by `kind`. */
export interface Problem<Kind extends string> {
  readonly kind: Kind;
  readonly problem: string;
}

/** `failed` may be better later; `refused` will not: the address may not be asked, or answers without end. */
export type Asked = ({ readonly kind: 'answered' } & HttpAnswer) | Problem<'failed'> | Problem<'refused'>;

/** A request whose failure is a value. What is not the other side's doing (an abort, a mistake of ours) is thrown. */
export const ask = async (get: Get, url: string, options: Parameters<Get>[1]): Promise<Asked> => {
  try {
    const { status, bytes } = await get(url, { timeoutMs: TIMEOUT_MS, ...options });
    if (MOMENTARY.has(status)) return { kind: 'failed', problem: `answered ${status}` };
    return { kind: 'answered', status, bytes };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: error.retryable ? 'failed' : 'refused', problem: inShort(messageOf(error)) };
  }
};

/** Small answers all, from hosts that anybody may name: nobody waits long for one. */
const TIMEOUT_MS = 8000;

/** Statuses below 500 that say nothing of what was asked. */
const MOMENTARY = new Set([408, 425, 429]);

/** A query for JSON that no redirect may answer: what counts is the word of this very host. */
export const jsonOf = (maxBytes: number, signal: AbortSignal | undefined) => ({
  accept: 'application/json',
  maxBytes,
  maxRedirects: 0,
  signal,
});

/** The address of an XRPC query. */
export const xrpc = (base: string, method: string, parameters: Readonly<Record<string, string>>): string =>
  `${base.replace(/\/+$/, '')}/xrpc/${method}?${new URLSearchParams(parameters)}`;

/** Strangers' words in a problem's text: one line, no control characters, bounded. */
export const inShort = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 160);
