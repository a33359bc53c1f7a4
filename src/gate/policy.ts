import type { Policy } from '../domain/index.ts';

/** The thresholds of DESIGN §6. The version changes whenever a number does, or what a number is made from. */
export const DEFAULT_POLICY: Policy = Object.freeze({
  version: 'default-2',
  tLow: 0.3,
  tHigh: 0.7,
  rLow: 0.2,
  rHigh: 0.7,
  reviewBudgetBytes: 1_048_576,
  mergeWeight: 0,
});

/**
 * Refuses a policy that could not be meant.
 * @throws RangeError naming the field, the rule and the value.
 */
export const checkPolicy = (policy: Policy): Policy => {
  for (const name of ['tLow', 'tHigh', 'rLow', 'rHigh'] as const) {
    const value = policy[name];
    if (!(value >= 0 && value <= 1)) throw new RangeError(`policy.${name} must be in [0,1], got ${value}`);
  }
  if (policy.tLow > policy.tHigh) throw new RangeError(`policy.tLow ${policy.tLow} is over tHigh ${policy.tHigh}`);
  if (policy.rLow > policy.rHigh) throw new RangeError(`policy.rLow ${policy.rLow} is over rHigh ${policy.rHigh}`);
  if (!(policy.reviewBudgetBytes > 0)) {
    throw new RangeError(`policy.reviewBudgetBytes must be positive, got ${policy.reviewBudgetBytes}`);
  }
  if (!(policy.mergeWeight >= 0 && policy.mergeWeight < 1)) {
    throw new RangeError(`policy.mergeWeight must be in [0,1), got ${policy.mergeWeight}`);
  }
  return policy;
};
