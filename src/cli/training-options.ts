import { type TrainOptions, WITHHELD } from '../learn/index.ts';

/** What a learned model must beat, by columns of the feature set: each a single fact that anybody could go by. */
const BASELINES: TrainOptions['baselines'] = [
  { name: 'the base rate', kind: 'base-rate', column: null },
  { name: 'the merge rate', kind: 'isotonic', column: 'merge_rate' },
  { name: 'lines added', kind: 'logistic', column: 'added' },
  // New, 1 or 2, 3 to 9, 10 or more earlier pull requests.
  { name: 'the history bucket', kind: 'buckets', column: 'opened', bounds: [1, 3, 10] },
  { name: 'the rank', kind: 'isotonic', column: 'rank_share' },
];

/**
 * How this service learns. What the change itself is like is given to no model that is served: nothing about a diff lifts
 * trust. Whom the operator's roots do not reach is given 0 whatever a model says, so nothing is learned from their changes: standing
 * will not do, which among strangers in a repository of their own is as high as anywhere. No author makes more than 100 examples of a part.
 */
export const TRAINING = {
  baselines: BASELINES,
  reachedBy: 'rank_share',
  perAuthor: 100,
  withheld: WITHHELD,
} as const satisfies TrainOptions;
