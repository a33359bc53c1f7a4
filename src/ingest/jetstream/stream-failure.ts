import { AppError } from '../../domain/index.ts';

interface FailureOptions {
  readonly retryable: boolean;
  /** What only the stream itself can mend: a message too large to take, a cursor the host no longer serves. */
  readonly kind?: 'oversize' | 'cursor too old' | 'other';
  /** How long the host asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** A connection to a stream ended, or never came about. */
export class StreamFailure extends AppError {
  override readonly name = 'StreamFailure';
  readonly kind: 'oversize' | 'cursor too old' | 'other';
  readonly retryAfterMs: number | null;

  constructor(message: string, { kind = 'other', retryAfterMs = null, ...rest }: FailureOptions) {
    super(message, rest);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
