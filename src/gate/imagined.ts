import type { Finding, Flag, GateInputs, Step, Verdict } from '../domain/index.ts';

/** A pull request as it is, or as it would be after some moves: what the gate is given and what that is made from. */
export interface Imagined {
  readonly inputs: GateInputs;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict | null;
  /** Why bytes are unread: files that no check can read, or text that none was told to. */
  readonly unread: readonly Unread[];
  /** Who vouches for the author now, beside those who did; absent: nobody. */
  readonly vouched?: 'byMaintainer' | 'byVouched';
  /** Whether all maintainers who denounced the author took that back. */
  readonly withdrawn?: boolean;
}

export type Unread = 'binary' | 'text';

/** One thing one person can do. It never makes anything worse, so that more moves never give a slower lane. */
export interface Move {
  readonly who: Step['who'];
  readonly does: string;
  readonly apply: (now: Imagined) => Imagined;
  /** What it resolves, where it resolves lines of the change: several such moves in one set are one step. */
  readonly resolves?: readonly (Finding | Flag)[];
}

/** A move that changes the gate's inputs alone. */
export const onInputs =
  (change: (inputs: GateInputs) => Partial<GateInputs>) =>
  (now: Imagined): Imagined => ({ ...now, inputs: { ...now.inputs, ...change(now.inputs) } });

/** Content that was read, and in which nothing was found. */
export const NOTHING_FOUND: NonNullable<GateInputs['content']> = { risk: 0, reviewRecommended: false, flags: [] };
