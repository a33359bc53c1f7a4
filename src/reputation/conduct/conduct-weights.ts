import { CONDUCT_DIMENSIONS, type ConductDimension } from '../../domain/index.ts';

/** What each dimension adds to the total: shares ≥ 0 that sum to 1. */
export type ConductWeights = Readonly<Record<ConductDimension, number>>;

/** The shares nobody has set otherwise. */
export const CONDUCT_WEIGHTS: ConductWeights = {
  policy_compliance: 0.25,
  resource_efficiency: 0.15,
  output_quality: 0.2,
  security_posture: 0.25,
  collaboration_health: 0.15,
};

/** Whether shares are finite, ≥ 0, and sum to 1, give or take less than .001. */
export const validateWeights = (weights: ConductWeights): boolean => {
  const shares = CONDUCT_DIMENSIONS.map((dimension) => weights[dimension]);
  return (
    shares.every((share) => Number.isFinite(share) && share >= 0) &&
    Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 0.001
  );
};

/** The shares with some of them set anew; null where that names no dimension or gives no valid set, so that none is kept. */
export const changedWeights = (
  weights: ConductWeights,
  changes: Readonly<Partial<Record<ConductDimension, number>>>,
): ConductWeights | null => {
  const known: readonly string[] = CONDUCT_DIMENSIONS;
  if (Object.keys(changes).some((name) => !known.includes(name))) return null;
  const changed = { ...weights, ...changes };
  return validateWeights(changed) ? changed : null;
};
