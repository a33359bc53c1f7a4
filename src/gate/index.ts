/**
 * The gate: one pure function from inputs and policy to a lane, and the words that explain it. Knows no clock, no
 * database and no person; never lifts a lane for what a diff says. `decide.test.ts` is its specification.
 */
export { type Carried, carried } from './carried-by.ts';
export { decide } from './decide.ts';
export { type Case, explain } from './explain.ts';
export { explainTrust, type TrustCase } from './explain-trust.ts';
export { ADVISORY_ONLY, checkPolicy, countedFindings, DEFAULT_POLICY, modeOf } from './policy.ts';
export { LANE_WORDS } from './words.ts';
