/**
 * A learned model in service: what it says of open pull requests, whether it is served and why not, and how it does. Start
 * with `serving.ts`.
 */
export type { DriftStore, ModelDrift } from './drift.ts';
export { askedNow, featureRows } from './feature-rows.ts';
export { graphSaid } from './graph-said.ts';
export { treesSaid } from './learned-evidence.ts';
export { kindOf, type LearnedScorer, NOTHING_SERVED, policyServing, type Serving, whyNotServed } from './serving.ts';
