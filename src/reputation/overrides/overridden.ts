import type { Override } from '../../domain/index.ts';
import { betaInterval, betaMean } from '../beta/beta.ts';
import type { ToolCounts } from '../tools/tool-tally.ts';

/** What is believed of a rate. */
export interface Believed {
  /** The mean, 0..1. */
  readonly rate: number;
  /** The 90 % equal-tailed interval. */
  readonly interval: readonly [low: number, high: number];
}

/** More strength than this counts as this: it moves by less than 1e-3 in a thousand observations. */
const MOST_STRENGTH = 1e6;

/**
 * What an override and the observations since come to: Beta(c·s + successes, (1−c)·s + failures). Locked it is c whatever
 * was observed, with no width; confidence 0 that nothing was observed against is [0, 0]. Null where it says nothing (strength
 * 0, not locked): what is known by default holds.
 */
export const overridden = (
  { confidence, strength, locked }: Override,
  counts: Pick<ToolCounts, 'successes' | 'failures'> | null = null,
): Believed | null => {
  if (locked) return { rate: confidence, interval: [confidence, confidence] };
  if (strength === 0) return null;
  const pseudo = Math.min(strength, MOST_STRENGTH);
  const shapes = {
    alpha: confidence * pseudo + (counts?.successes ?? 0),
    beta: (1 - confidence) * pseudo + (counts?.failures ?? 0),
  };
  return { rate: betaMean(shapes), interval: betaInterval(shapes) };
};
