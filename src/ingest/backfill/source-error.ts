import { AppError } from '../../domain/index.ts';

interface SourceErrorOptions {
  /** Whether the same question may be answered later. */
  readonly retryable: boolean;
  /** Whether the source lacks this kind of question altogether. */
  readonly isLack?: boolean;
  /** Whether the answer was more than is read: asking for less of it may help. */
  readonly isTooLarge?: boolean;
  readonly cause?: unknown;
}

/** Somebody who was asked failed. `reason` is one of a small set, so that failures can be counted by it. */
export class SourceError extends AppError {
  override readonly name = 'SourceError';
  readonly reason: string;
  readonly isLack: boolean;
  readonly isTooLarge: boolean;

  constructor(reason: string, message: string, options: SourceErrorOptions) {
    super(`${reason}: ${message}`, options);
    this.reason = reason;
    this.isLack = options.isLack ?? false;
    this.isTooLarge = options.isTooLarge ?? false;
  }
}
