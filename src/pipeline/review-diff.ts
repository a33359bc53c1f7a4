import type { Coverage, Finding, Verdict } from '../domain/index.ts';
import { AppError, InvariantError } from '../domain/index.ts';
import type { Signal, SignalContext } from '../signals/index.ts';
import { analysePatch } from './analyse.ts';
import { contentOf } from './content-risk.ts';

/** What can be said of one diff without knowing anything else. */
export interface DiffReview {
  readonly findings: readonly Finding[];
  /** Null while no reviewer is configured. */
  readonly review: Verdict | null;
  readonly coverage: Coverage;
  readonly contentRisk: number;
}

/**
 * Reads one diff and says what the machines found. Needs no database.
 * @throws AppError when the diff cannot be read to its end, with the reason.
 */
export const reviewDiff = async (
  bytes: Uint8Array,
  signals: readonly Signal[],
  context: SignalContext,
): Promise<DiffReview> => {
  const analysis = await analysePatch(bytes, { signals, context, budgetBytes: Number.POSITIVE_INFINITY });
  if (analysis.kind === 'unreadable') throw new AppError(`cannot read the diff: ${analysis.reason}`);
  if (analysis.kind === 'too-large')
    throw new AppError(`the diff is over ${analysis.limitBytes} bytes, too large to review`);
  if (analysis.kind !== 'read') throw new InvariantError(`a diff in hand cannot be ${analysis.kind}`);
  const { findings, coverage } = analysis;
  return { findings, review: null, coverage, contentRisk: contentOf(findings).risk };
};
