import type { Finding, GateInputs, Severity } from '../domain/index.ts';

const RISK: Readonly<Record<Severity, number>> = { low: 0.1, medium: 0.4, high: 0.9 };

/**
 * What the findings amount to, for the gate: the risk of the gravest one (low .1, medium .4, high .9; 0 without any),
 * and every severity as a flag. One more finding never lowers it.
 */
export const contentOf = (findings: readonly Finding[]): NonNullable<GateInputs['content']> => ({
  risk: findings.reduce((most, finding) => Math.max(most, RISK[finding.severity]), 0),
  reviewRecommended: false,
  flags: findings.map((finding) => finding.severity),
});
