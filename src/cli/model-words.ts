import type { Policy } from '../domain/index.ts';
import { type LearnedScorer, policyServing } from '../pipeline/index.ts';

/** A model's name, short enough for a line, and still one of a kind. */
export const shortName = (id: string): string => id.slice(0, 12);

/** What a served model opens by the instance's policy, as the end of a sentence, with what is guaranteed where that is less. */
export const opensWords = (model: LearnedScorer['model'], instance: Policy): string => {
  const { fastFrom = null, guaranteed = null, highest = 1 } = policyServing(instance, instance, model).learned ?? {};
  if (fastFrom === null) return 'the fast lane is closed, for no P(clean) is proven safe enough yet';
  const less =
    guaranteed === null || guaranteed === fastFrom
      ? ''
      : ` (${guaranteed.toFixed(4)} is guaranteed, the policy asks for more)`;
  const never =
    highest < fastFrom
      ? `; yet the model gives nobody more than ${highest.toFixed(4)}, so that nothing reaches it`
      : '';
  return `the fast lane opens from P(clean) ${fastFrom.toFixed(4)} on${less}${never}`;
};
