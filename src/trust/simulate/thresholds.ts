import type { Contestant } from './contestants.ts';
import { T_HIGH, T_LOW } from './contestants.ts';

/** From which score on somebody is in the normal queue, and from which in the fast lane. */
export interface Thresholds {
  readonly low: number;
  readonly high: number;
}

/**
 * The thresholds of a contestant: the gate's, or those that let in as many honest people as standing does at the gate's,
 * as nearly as its ties allow. Nobody with a score of 0 or less is ever let in.
 *
 * @param scores of the honest people, in any order, in a world without attack where nobody denounces
 * @param standings of the same people
 */
export const thresholdsFor = (
  { thresholds }: Contestant,
  scores: readonly number[],
  standings: readonly number[],
): Thresholds => {
  if (thresholds === 'gate') return { low: T_LOW, high: T_HIGH };
  const wanted = (least: number): number => standings.filter((standing) => standing >= least).length;
  return { low: thresholdLetting(wanted(T_LOW), scores), high: thresholdLetting(wanted(T_HIGH), scores) };
};

/**
 * The threshold that lets in as nearly `count` of these scores as can be, rather fewer than more: half-way between the
 * lowest score let in and the next one below, so that the last digit decides nothing. Somebody is let in always, unless
 * no score is above 0: then the threshold is infinite.
 */
export const thresholdLetting = (count: number, scores: readonly number[]): number => {
  const falling = scores.filter((score) => score > 0).sort((a, b) => b - a);
  let best = { threshold: Number.POSITIVE_INFINITY, off: Number.POSITIVE_INFINITY };
  for (let place = 1; place <= falling.length; place += 1) {
    const [last, next] = [falling[place - 1]!, falling[place] ?? 0];
    const off = Math.abs(place - count);
    if (last - next > 1e-9 * last && off < best.off) best = { threshold: (last + next) / 2, off };
  }
  return best.threshold;
};
