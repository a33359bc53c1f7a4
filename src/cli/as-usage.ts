import { UsageError } from '../domain/index.ts';

/** What `check` returns. @throws UsageError where it throws a TypeError: what was asked for cannot be meant. */
export const asUsage = <Result>(check: () => Result): Result => {
  try {
    return check();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
};
