import type { ToolObservation, ToolTally } from '../../domain/index.ts';

/** What is known of a tool: how often it was right and wrong (sums of weights), and in how many observations. All ≥ 0. */
export type ToolCounts = Pick<ToolTally, 'successes' | 'failures' | 'observations'>;

const NO_COUNTS: ToolCounts = { successes: 0, failures: 0, observations: 0 };

/** More than this of anything counts as this: nothing that is observed comes near, and the maths stays exact. */
const MOST = 1e6;

/**
 * A tally with one observation more; null for none so far. Throws a TypeError for a tool without a name, of another tool or
 * context than the tally's, or for a weight that is negative, infinite or NaN.
 */
export const observed = (tally: ToolTally | null, observation: ToolObservation): ToolTally => {
  const { tool, contextClass, success, weight } = observation;
  if (tool === '') throw new TypeError('tool must not be empty');
  if (!(weight >= 0 && Number.isFinite(weight))) throw new TypeError(`weight must be finite and ≥ 0, got ${weight}`);
  if (tally !== null && (tally.tool !== tool || tally.contextClass !== contextClass)) {
    throw new TypeError(`tool must be ${tally.tool} in "${tally.contextClass}", got ${tool} in "${contextClass}"`);
  }
  const before = tally ?? NO_COUNTS;
  return {
    tool,
    contextClass,
    successes: before.successes + (success ? weight : 0),
    failures: before.failures + (success ? 0 : weight),
    observations: before.observations + 1,
  };
};

/** Tallies added up; in whatever order, the same to 12 decimals. What is negative or no number counts as 0. */
export const summed = (tallies: readonly ToolCounts[]): ToolCounts => {
  const sum = (of: (counts: ToolCounts) => number): number =>
    Math.min(
      MOST,
      tallies.reduce((so, counts) => so + (of(counts) > 0 ? Math.min(of(counts), MOST) : 0), 0),
    );
  return {
    successes: sum(({ successes }) => successes),
    failures: sum(({ failures }) => failures),
    observations: sum(({ observations }) => observations),
  };
};
