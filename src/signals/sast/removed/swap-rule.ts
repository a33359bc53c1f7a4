import type { Severity } from '../../../domain/index.ts';

/** What differs between a deleted line and the added one in its place: their tokens without those they share at both ends. */
export interface Swap {
  /** The differing tokens, joined by blanks; empty when the other line only has more. */
  readonly before: string;
  readonly after: string;
  /** The whole deleted line, and the whole added line. */
  readonly deleted: string;
  readonly added: string;
  /** The nearest line before them that opens a function, as far as the diff shows it; or empty. */
  readonly inside: string;
  readonly path: string;
  /** Whether the added line is a condition that leaves (returns, throws, …) when it holds, as far as the diff shows. */
  readonly leaves: boolean;
}

/** A small change of one line that weakens what the line protects. `holds` is a pure function of the swap in linear time. */
export interface SwapRule {
  readonly id: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly message: string;
  readonly holds: (swap: Swap) => boolean;
}
