/** What a total is called. */
export type ConductTier = 'verified_partner' | 'trusted' | 'standard' | 'probationary' | 'untrusted';

const TIERS: readonly (readonly [least: number, tier: ConductTier])[] = [
  [900, 'verified_partner'],
  [700, 'trusted'],
  [500, 'standard'],
  [300, 'probationary'],
];

/** The name of a total, 0..1000: from 900, 700, 500 and 300 on; `untrusted` below. */
export const conductTier = (total: number): ConductTier => TIERS.find(([least]) => total >= least)?.[1] ?? 'untrusted';

/** Totals that things hang on: whoever has `allow` is fine, below `warn` one is warned, below `revoke` eligibility goes. */
export const CONDUCT_THRESHOLDS = { allow: 500, warn: 400, revoke: 300 } as const;

/** Whether a total reaches a threshold; being equal is enough. */
export const meetsThreshold = (total: number, threshold: number): boolean => total >= threshold;
