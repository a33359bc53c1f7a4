import type { z } from 'zod';
import type { Inquiry } from '../inquiry.ts';
import type { Part } from '../text/parts.ts';
import type { PartReport } from '../verdict.ts';

/** A long review under way, as the operations see it. */
export interface Navigation {
  readonly inquiry: Inquiry;
  readonly parts: readonly Part[];
  /** What each part's reader said; null where nobody read it. */
  readonly reports: readonly (PartReport | null)[];
  /** Questions about single parts that may still be asked. */
  questionsLeft: number;
}

/** What an operation came to. */
export interface Result {
  /** What was asked and what came of it, for the record of steps. */
  readonly asked: string;
  readonly got: string;
  /** What the model is told. */
  readonly text: string;
  readonly isError: boolean;
}

/** One thing the model can do on its way; `input` is whatever it said. */
export type Operation = (input: unknown, navigation: Navigation) => Result | Promise<Result>;

/** Tells the model what was wrong; nothing was done. */
export const refusal = (asked: string, reason: string): Result => ({
  asked,
  got: `not done: ${reason}`,
  text: `not done: ${reason}`,
  isError: true,
});

/** An operation whose input must fit a schema first. */
export const operation =
  <T>(schema: z.ZodType<T>, run: (input: T, navigation: Navigation) => Result | Promise<Result>): Operation =>
  (input, navigation) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(parsed.data, navigation);
    const [issue] = parsed.error.issues;
    return refusal('something else', `the input does not fit: ${issue?.path.join('.').slice(0, 60)} (${issue?.code})`);
  };

/** Position of the part with this handle; −1 for none. */
export const partAt = ({ parts }: Navigation, handle: string): number =>
  parts.findIndex((part) => part.handle === handle);

/** `one part`, `3 parts`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
