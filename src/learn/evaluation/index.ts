/** How good probabilities are: figures with intervals, on paired resamples, beside what one column alone would foretell. */
export { aucOf, rankedBy } from './auc.ts';
export { type Baseline, type BaselineKind, baselineOf } from './baselines.ts';
export type * from './bootstrap.ts';
export { clustered, differenceInterval, intervalOf, resampledAucs, stratified } from './bootstrap.ts';
export type * from './evaluate.ts';
export { evaluationsOf } from './evaluate.ts';
export { exactInterval } from './exact-interval.ts';
export { fitLogistic } from './logistic.ts';
export { type ReliabilityPoint, reliabilityOf } from './reliability.ts';
export { reliabilitySvg } from './reliability-svg.ts';
export { reliabilityText } from './reliability-text.ts';
