import { type Cap, type Decision, LANES, type Verdict } from '../domain/index.ts';
import { contentOf, decide, weightsIn } from '../gate/index.ts';

/**
 * How much a verdict could do for a pull request: `fast`: it alone keeps it out of the fast lane; `queue`: it could send
 * it to a person; `none`: the lane is what it is, whatever the reviewer says, as with an author nobody vouches for.
 */
export type ReviewNeed = 'fast' | 'queue' | 'none';

/** In the order in which money is spent on them. */
export const NEEDS: readonly ReviewNeed[] = ['fast', 'queue', 'none'];

/** What another verdict may clear; whether sources count for less is found anew. */
const REVIEWERS_OWN: ReadonlySet<Cap> = new Set<Cap>([
  'review-pending',
  'review-partial',
  'reviewer-failed',
  'source-discounted',
]);

const WORST: Verdict = {
  contentRisk: 1,
  reviewRecommended: true,
  flags: [{ severity: 'high', file: '', line: 1, quote: '', reason: '' }],
  summary: '',
};

/** Asks the gate itself: the lane with the best verdict there could be, and with the worst, as far as the reviewer counts here. */
export const reviewNeed = ({
  inputs,
  policy,
  evidence,
}: Pick<Decision, 'inputs' | 'policy' | 'evidence'>): ReviewNeed => {
  const weights = weightsIn(evidence);
  const weighed = inputs.content === null ? null : contentOf(evidence.findings, policy, undefined, weights);
  const caps = [...inputs.caps.filter((cap) => !REVIEWERS_OWN.has(cap)), ...(weighed?.caps ?? [])];
  const content = weighed?.content ?? null;
  const best = decide({ ...inputs, content, caps }, policy).lane;
  const feared = contentOf(evidence.findings, policy, { verdict: WORST }, weights).content;
  const worst = decide({ ...inputs, content: feared }, policy).lane;
  if (best === 'fast_lane') return 'fast';
  return LANES.indexOf(best) < LANES.indexOf(worst) ? 'queue' : 'none';
};
