/**
 * The gate: one pure function from inputs and policy to a lane, and the words that explain it. Knows no clock, no
 * database and no person; never lifts a lane for what a diff says. `decide.test.ts` is its specification.
 */
export { decide } from './decide.ts';
export { type Case, explain, LANE_WORDS } from './explain.ts';
export { checkPolicy, DEFAULT_POLICY } from './policy.ts';
