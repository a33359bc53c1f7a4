import { CONDUCT_DIMENSIONS, type ConductDimension, type ConductSignal } from '../../domain/index.ts';
import type { Conduct } from './conduct-of.ts';
import { type ConductTier, conductTier } from './conduct-tier.ts';
import type { Trend } from './trend-of.ts';

/** What an explanation is made from. */
export interface ExplainedConduct {
  readonly did: string;
  /** Null before it was reckoned: 500, and no dimensions. */
  readonly conduct: Pick<Conduct, 'total' | 'dimensions'> | null;
  /** Oldest first. */
  readonly signals: readonly ConductSignal[];
  readonly trend: Trend;
  /** The total before this one; null where there was none. */
  readonly previous: number | null;
  /** Why eligibility is revoked; null where it is not. */
  readonly revocationReason: string | null;
}

/** Why somebody's total is what it is, in the words of the wire. */
export interface ConductExplanation {
  readonly agent_did: string;
  /** 0..1000. */
  readonly total_score: number;
  readonly tier: ConductTier;
  readonly previous_score: number | null;
  readonly score_change: number;
  readonly dimensions: Readonly<Partial<Record<ConductDimension, ExplainedDimension>>>;
  /** The last ten, oldest first. */
  readonly recent_signals: readonly ExplainedSignal[];
  readonly trend: Trend;
  readonly revoked: boolean;
  readonly revocation_reason: string | null;
}

/** One dimension of it: `score` 0..100, `weight` 0..1, `contribution` their product. */
export interface ExplainedDimension {
  readonly score: number;
  readonly signal_count: number;
  readonly weight: number;
  readonly contribution: number;
}

/** One signal of it; `timestamp` as ISO 8601 in UTC. */
export interface ExplainedSignal {
  readonly dimension: ConductDimension;
  readonly value: number;
  readonly source: string;
  readonly timestamp: string;
}

/** The explanation of a total: each dimension's part, the last ten signals, where it is going, and whether eligibility is gone. */
export const conductExplanation = (of: ExplainedConduct): ConductExplanation => {
  const total = of.conduct?.total ?? 500;
  const dimensions = of.conduct?.dimensions;
  return {
    agent_did: of.did,
    total_score: total,
    tier: conductTier(total),
    previous_score: of.previous,
    score_change: of.previous === null ? 0 : total - of.previous,
    dimensions: dimensions === undefined ? {} : explainedDimensions(dimensions),
    recent_signals: of.signals.slice(-10).map(({ dimension, value, source, atUs }) => ({
      dimension,
      value,
      source,
      timestamp: new Date(Math.floor(atUs / 1000)).toISOString(),
    })),
    trend: of.trend,
    revoked: of.revocationReason !== null,
    revocation_reason: of.revocationReason,
  };
};

const explainedDimensions = (dimensions: Conduct['dimensions']): ConductExplanation['dimensions'] =>
  Object.fromEntries(
    CONDUCT_DIMENSIONS.map((name) => {
      const { score, signalCount, weight, contribution } = dimensions[name];
      return [name, { score, signal_count: signalCount, weight, contribution }];
    }),
  );
