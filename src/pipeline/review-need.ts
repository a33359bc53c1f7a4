import { type Cap, type Decision, LANES } from '../domain/index.ts';
import { contentOf, decide } from '../gate/index.ts';

/**
 * How much a verdict could do for a pull request: `fast`: it alone keeps it out of the fast lane; `queue`: it could send
 * it to a person; `none`: the lane is what it is, whatever the reviewer says, as with an author nobody vouches for.
 */
export type ReviewNeed = 'fast' | 'queue' | 'none';

/** In the order in which money is spent on them. */
export const NEEDS: readonly ReviewNeed[] = ['fast', 'queue', 'none'];

const REVIEWERS_OWN: ReadonlySet<Cap> = new Set(['review-pending', 'review-partial', 'reviewer-failed']);

/** Asks the gate itself: the lane with the best verdict there could be, and with the worst. */
export const reviewNeed = ({
  inputs,
  policy,
  evidence,
}: Pick<Decision, 'inputs' | 'policy' | 'evidence'>): ReviewNeed => {
  const content = inputs.content === null ? null : contentOf(evidence.findings, policy);
  const caps = inputs.caps.filter((cap) => !REVIEWERS_OWN.has(cap));
  const best = decide({ ...inputs, content, caps }, policy).lane;
  const worst = decide({ ...inputs, content: { risk: 1, reviewRecommended: true, flags: ['high'] } }, policy).lane;
  if (best === 'fast_lane') return 'fast';
  return LANES.indexOf(best) < LANES.indexOf(worst) ? 'queue' : 'none';
};
