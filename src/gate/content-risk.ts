import type { Finding, GateInputs, Policy, ReviewEvidence, Severity, Verdict } from '../domain/index.ts';
import { countedFindings } from './policy.ts';

const RISK: Readonly<Record<Severity, number>> = { low: 0.1, medium: 0.4, high: 0.9 };

/** What the blind reviewer said, where it said something. */
export interface Reviewed {
  readonly verdict: Verdict | null;
  readonly review?: ReviewEvidence;
}

/**
 * What the findings and the reviewer's verdict amount to, for the gate: the risk of the gravest one (low .1, medium .4,
 * high .9; 0 without any) or of the verdict, whichever is higher, and every severity as a flag. Findings that the policy
 * takes for advice do not count. A reviewer that pointed at something that is not in the change is not to be relied on:
 * that recommends a review. One more finding or flag never lowers it.
 */
export const contentOf = (
  findings: readonly Finding[],
  policy: Policy,
  { verdict, review }: Reviewed = { verdict: null },
): NonNullable<GateInputs['content']> => {
  const severities = [...countedFindings(findings, policy), ...(verdict?.flags ?? [])].map(({ severity }) => severity);
  return {
    risk: severities.reduce((most, severity) => Math.max(most, RISK[severity]), verdict?.contentRisk ?? 0),
    reviewRecommended: verdict !== null && (verdict.reviewRecommended || (review?.outcome.droppedFlags ?? 0) > 0),
    flags: severities,
  };
};
