import type { ChangeKind, Coverage, Finding, Verdict } from '../domain/index.ts';
import { AppError, InvariantError, type Policy } from '../domain/index.ts';
import { modeOf } from '../gate/index.ts';
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
  readonly changeKind: ChangeKind;
  /** Whether it is over what the gate takes for reviewable: a person must then look, whatever was found. */
  readonly overBudget: boolean;
  /** Says which findings count. */
  readonly policy: Policy;
}

/**
 * Reads one diff and says what the machines found. Needs no database.
 * @throws AppError when the diff cannot be read to its end, with the reason.
 */
export const reviewDiff = async (
  bytes: Uint8Array,
  reader: { readonly signals: readonly Signal[]; readonly context: SignalContext; readonly policy: Policy },
): Promise<DiffReview> => {
  const { policy, ...rest } = reader;
  const advisory = rest.signals.map(({ id }) => id).filter((id) => modeOf(id, policy) === 'advisory');
  const analysis = await analysePatch(bytes, { ...rest, advisory, budgetBytes: Number.POSITIVE_INFINITY });
  if (analysis.kind === 'unreadable') throw new AppError(`cannot read the diff: ${analysis.reason}`);
  if (analysis.kind === 'too-large')
    throw new AppError(`the diff is over ${analysis.limitBytes} bytes, too large to review`);
  if (analysis.kind !== 'read') throw new InvariantError(`a diff in hand cannot be ${analysis.kind}`);
  const { findings, coverage, changeKind } = analysis;
  return {
    findings,
    review: null,
    coverage,
    contentRisk: contentOf(findings, policy).risk,
    changeKind,
    overBudget: coverage.bytes > policy.reviewBudgetBytes,
    policy,
  };
};
