import type { Review, Verdict } from '../domain/index.ts';
import { reasonOf } from '../pipeline/index.ts';

/** A review as commands print it: what it says, or why it says nothing, then how it came about. Money in dollars. */
export const reviewAsJson = (review: Review, verdict: Verdict | null) => {
  const { outcome, costMicros, ...rest } = review;
  return {
    outcome: outcome.kind,
    reason: reasonOf(outcome),
    contentRisk: verdict?.contentRisk ?? null,
    reviewRecommended: verdict?.reviewRecommended ?? null,
    flags: verdict?.flags ?? null,
    summary: verdict?.summary ?? null,
    droppedFlags: outcome.kind === 'verdict' ? outcome.droppedFlags : null,
    ...rest,
    costUsd: costMicros / 1e6,
  };
};
