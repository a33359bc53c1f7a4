import type { LearnedPolicy, Policy } from '../domain/index.ts';
import { DEFAULT_POLICY } from './policy.ts';

/** A learned model as the gate needs to know it. */
export type ServedModel = Omit<LearnedPolicy, 'fastFrom'>;

/**
 * A repository's policy with a learned model served. P(clean) must reach the model's guaranteed threshold; where the
 * repository, or the operator, asked for a `tHigh` stricter than the instance's, or than the built-in one, that as well.
 * A guarantee at or below `tLow` opens from `tLow` on, for below that a person looks. Pure; the model's own word on
 * a closed lane is never overruled.
 */
export const withLearned = (policy: Policy, instance: Policy, served: ServedModel): Policy => {
  const { model, guaranteed, needed, highest } = served;
  const isAsked = policy.tHigh > Math.min(instance.tHigh, DEFAULT_POLICY.tHigh);
  const least = isAsked ? Math.max(policy.tLow, policy.tHigh) : policy.tLow;
  const fastFrom = guaranteed === null ? null : Math.max(guaranteed, least);
  return { ...policy, learned: { model, guaranteed, fastFrom, needed, ...(highest !== undefined && { highest }) } };
};
