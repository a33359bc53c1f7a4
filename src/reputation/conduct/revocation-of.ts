import type { ConductSignal } from '../../domain/index.ts';
import { conductOf } from './conduct-of.ts';
import { CONDUCT_THRESHOLDS } from './conduct-tier.ts';
import type { ConductWeights } from './conduct-weights.ts';

/** What decides whether eligibility goes. */
export interface EligibilityCase {
  readonly signals: readonly ConductSignal[];
  /** Whether it is gone already. */
  readonly revoked: boolean;
  /** When it was last given back, in microseconds since 1970: only signals after that count. Null where it never was. */
  readonly reinstatedAtUs: number | null;
  readonly weights?: ConductWeights;
  /** Below which total it goes, 0..1000; 300 unless told. */
  readonly threshold?: number;
  /** Microseconds since 1970; signals later than this are left out. */
  readonly nowUs?: number;
}

/** Why eligibility goes. */
export interface Revocation {
  /** The total it was judged by, 0..1000. */
  readonly total: number;
  readonly reason: string;
}

/**
 * Why somebody's eligibility for the fast lane goes now; null where it stays as it is. It goes once, when the total falls
 * below the threshold (being equal is enough to stay), and no later total brings it back.
 */
export const revocationOf = (asked: EligibilityCase): Revocation | null => {
  if (asked.revoked) return null;
  const since = asked.reinstatedAtUs ?? Number.NEGATIVE_INFINITY;
  const { total } = conductOf(
    asked.signals.filter(({ atUs }) => atUs > since),
    asked.weights,
    asked.nowUs,
  );
  if (total >= (asked.threshold ?? CONDUCT_THRESHOLDS.revoke)) return null;
  return { total, reason: `Trust score ${total} below threshold` };
};
