/**
 * The other side failed, or the surroundings did: what was attempted, and whether trying again can help.
 * The one retry policy at each edge obeys `retryable`.
 */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly retryable: boolean;

  constructor(message: string, options: { readonly retryable?: boolean; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable ?? false;
  }
}

/** The person at the keyboard asked for something that cannot be: exit code 2, or HTTP 400. */
export class UsageError extends AppError {
  override readonly name = 'UsageError';
}

/** What was asked for differs from what came before under the same key; nothing was done. Exit code 2, or HTTP 409. */
export class ConflictError extends UsageError {}

/** We are wrong: stop before writing. Caught only to report and end, but for the reviewer's edge, which reports and goes on. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** The message of anything thrown, on one line. */
export const messageOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\s*\n\s*/g, ' ').trim();
