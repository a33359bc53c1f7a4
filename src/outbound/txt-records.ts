import { Resolver } from 'node:dns/promises';
import { AppError, messageOf } from '../domain/index.ts';

export interface TxtOptions {
  /** Name servers as `address` or `address:port`; default: those of the system. */
  readonly servers?: readonly string[];
  /** For one try with one server. */
  readonly timeoutMs?: number;
  readonly tries?: number;
}

/** Looks TXT records up: each as one text, none where DNS says that there are none. */
export type ResolveTxt = (name: string, signal?: AbortSignal) => Promise<readonly string[]>;

/** The answers by which DNS says for sure that there is no such record. */
const NO_RECORD = new Set(['ENOTFOUND', 'ENODATA']);

/** TXT lookups that tell "there is none" (an empty array) from "nobody could say" (a retryable `AppError`). */
export const txtRecords = (options: TxtOptions = {}): ResolveTxt => {
  const { servers = [], timeoutMs = 2000, tries = 2 } = options;
  return async (name, signal) => {
    signal?.throwIfAborted();
    const resolver = new Resolver({ timeout: timeoutMs, tries });
    if (servers.length > 0) resolver.setServers(servers);
    const stop = (): void => resolver.cancel();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return (await resolver.resolveTxt(name)).map((chunks) => chunks.join(''));
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof Error && 'code' in cause && NO_RECORD.has(String(cause.code))) return [];
      throw new AppError(`cannot look up TXT of ${name}: ${messageOf(cause)}`, { retryable: true, cause });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
};
