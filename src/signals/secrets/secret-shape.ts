import type { Severity } from '../../domain/index.ts';

/** A stretch of a text: `start` up to and without `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a kind of secret looks like. The group `secret` is what must not be shown. */
export interface SecretShape {
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
  readonly pattern: RegExp;
  /** Refuses what only looks the part, beyond the stand-ins that are refused for every shape. */
  readonly accepts?: (secret: string, match: RegExpExecArray) => boolean;
}

/** Where the secret itself stands within the text that the expression was run on. */
export const secretOf = (match: RegExpExecArray): Range => {
  const secret = match.groups?.secret ?? match[0];
  const start = match.index + match[0].lastIndexOf(secret);
  return { start, end: start + secret.length };
};

/** Whether the two share a character. */
export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;
