import type { ConductDimension, ConductSignal } from '../../domain/index.ts';

/** Whether a rule was kept: 1 or 0, by `policy_engine`. */
export const policyCompliance = (said: {
  readonly compliant: boolean;
  readonly policy?: string;
  readonly atUs: number;
}): ConductSignal => ({
  ...yesOrNo('policy_compliance', said.compliant, said.atUs),
  source: 'policy_engine',
  details: said.policy === undefined ? null : `Policy: ${said.policy}`,
});

/** What something took against what it was given: tokens, and milliseconds of computing. All ≥ 0. */
export interface ResourceUsage {
  readonly tokensUsed: number;
  readonly tokensBudget: number;
  readonly computeMs: number;
  readonly computeBudgetMs: number;
  readonly atUs: number;
}

/**
 * How well a budget was kept, by `resource_monitor`: the mean of both parts' budget over use, each at most 1. A budget of
 * nothing is never kept, not even by using nothing.
 */
export const resourceUsage = (said: ResourceUsage): ConductSignal => ({
  dimension: 'resource_efficiency',
  value: (keptShare(said.tokensUsed, said.tokensBudget) + keptShare(said.computeMs, said.computeBudgetMs)) / 2,
  source: 'resource_monitor',
  details: `tokens=${said.tokensUsed}/${said.tokensBudget}, compute=${said.computeMs}/${said.computeBudgetMs}ms`,
  atUs: said.atUs,
});

/** Whether work was accepted by whom it was made for: 1 or 0, by `consumer:` and who; with the reason where it was not. */
export const outputQuality = (said: {
  readonly accepted: boolean;
  readonly consumer: string;
  readonly reason?: string;
  readonly atUs: number;
}): ConductSignal => ({
  ...yesOrNo('output_quality', said.accepted, said.atUs),
  source: `consumer:${said.consumer}`,
  details: said.reason ?? null,
});

/** Whether somebody stayed within bounds: 1 or 0, by `security_monitor`, with the kind of event. */
export const securityEvent = (said: {
  readonly withinBoundary: boolean;
  readonly event: string;
  readonly atUs: number;
}): ConductSignal => ({
  ...yesOrNo('security_posture', said.withinBoundary, said.atUs),
  source: 'security_monitor',
  details: said.event,
});

/** Whether what was handed over was taken up: 1 or 0, by `collaboration:` and with whom. */
export const collaboration = (said: {
  readonly handedOver: boolean;
  readonly peer: string;
  readonly atUs: number;
}): ConductSignal => ({
  ...yesOrNo('collaboration_health', said.handedOver, said.atUs),
  source: `collaboration:${said.peer}`,
  details: null,
});

const yesOrNo = (dimension: ConductDimension, well: boolean, atUs: number) => ({
  dimension,
  value: well ? 1 : 0,
  atUs,
});

const keptShare = (used: number, budget: number): number => Math.min(1, budget / Math.max(1, used));
