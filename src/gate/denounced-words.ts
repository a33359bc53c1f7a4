import { GUARD_WORDS } from './decide.ts';
import type { Case } from './explain.ts';

const GUARD = 'denounced-by-maintainers';

/** Whether without the denounces of the repository's maintainers the author would not be under `tLow`. */
export const isDenounceDecisive = ({ inputs, policy, withdrawals = [], withdrawnByAll }: Case): boolean => {
  if (!inputs.guards.includes(GUARD) || inputs.structural >= policy.tLow) return false;
  const without = withdrawnByAll?.structural ?? Math.max(0, ...withdrawals.filter(({ clears }) => clears).map(trustOf));
  return without >= policy.tLow;
};

const trustOf = ({ structural }: NonNullable<Case['withdrawals']>[number]): number => structural;

/**
 * An earlier row of the gate hides that a maintainer denounces the author: the reasons tell it all the same, and first
 * where that is what leaves the author with too little trust.
 */
export const withDenounce = (reasons: readonly string[], given: Case): readonly string[] => {
  const { inputs, outcome } = given;
  const isHidden =
    inputs.guards.includes(GUARD) && (outcome.rule.name === 'risk' || outcome.rule.name === 'attestation');
  if (!isHidden) return reasons;
  const denounced = GUARD_WORDS[GUARD];
  return outcome.rule.name === 'risk' && isDenounceDecisive(given) ? [denounced, ...reasons] : [...reasons, denounced];
};
