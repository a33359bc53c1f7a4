import { AsyncLocalStorage } from 'node:async_hooks';

const contexts = new AsyncLocalStorage<string>();

/** Does work for one pair: everything it calls and awaits is for that one, also when it fails; afterwards the outer one counts again. */
export const withTrustContext = <Result>(pairId: string, work: () => Result): Result => contexts.run(pairId, work);

/** The pair that work is done for just now; null outside `withTrustContext`. */
export const currentTrustContext = (): string | null => contexts.getStore() ?? null;
