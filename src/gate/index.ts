/**
 * The gate: one pure function from inputs and policy to a lane, and the words that explain it. Knows no clock, no
 * database and no person; never lifts a lane for what a diff says. `decide.test.ts` is its specification.
 */
export { type Carried, carried } from './carried-by.ts';
export { contentOf, type Weighed } from './content-risk.ts';
export { decide } from './decide.ts';
export { type Case, explain } from './explain.ts';
export { explainStale } from './explain-stale.ts';
export { explainTrust, type TrustCase } from './explain-trust.ts';
export { REVIEWER, type Weights, weightsIn } from './fusion.ts';
export { contributionLine, NO_PARTS } from './learned-words.ts';
export { ADVISORY_ONLY, countedFindings, DEFAULT_POLICY, modeOf, SIGNAL_IDS } from './policy.ts';
export { policyAskedOf } from './policy-asked.ts';
export { type PolicyBook, policyBook, type RepoStanding } from './policy-book.ts';
export { type PolicyFile, readPolicyFile } from './policy-file.ts';
export { type ShadowCase, type ShadowReport, shadowOf, shadowReport } from './shadow.ts';
export { GATE_VERSION } from './version.ts';
export { type ServedModel, withLearned } from './with-learned.ts';
export { dayOf, LANE_WORDS, trustThresholds } from './words.ts';
