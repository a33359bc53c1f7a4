import type { Finding, GateInputs, Policy, Severity } from '../domain/index.ts';
import { countedFindings } from '../gate/index.ts';

const RISK: Readonly<Record<Severity, number>> = { low: 0.1, medium: 0.4, high: 0.9 };

/**
 * What the findings amount to, for the gate: the risk of the gravest one (low .1, medium .4, high .9; 0 without any),
 * and every severity as a flag. Findings that the policy takes for advice do not count. One more finding never lowers it.
 */
export const contentOf = (findings: readonly Finding[], policy: Policy): NonNullable<GateInputs['content']> => {
  const counted = countedFindings(findings, policy);
  return {
    risk: counted.reduce((most, finding) => Math.max(most, RISK[finding.severity]), 0),
    reviewRecommended: false,
    flags: counted.map((finding) => finding.severity),
  };
};
