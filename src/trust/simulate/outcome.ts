import type { Attacked } from './attack.ts';
import type { Thresholds } from './thresholds.ts';

/** A measure's view of one world: a score for each id, and where its lanes begin. */
export interface View {
  readonly scoreOf: (id: string) => number;
  readonly thresholds: Thresholds;
}

/** What one attack did to one measure in one world. */
export interface Outcome {
  /** The attacker's accounts at or above the low threshold, and at or above the high one. */
  readonly sybilsLow: number;
  readonly sybilsHigh: number;
  /** Honest people (no maintainers) who fell out of the fast lane; out of the normal queue; into any lower lane. */
  readonly harmedHigh: number;
  readonly harmedLow: number;
  readonly harmed: number;
  /** Maintainers who fell out of the fast lane of the repositories they own. */
  readonly seedsHarmed: number;
}

/** Counts what an attack did, from the views before and after it. `people` are the honest ones without the seeds. */
export const outcomeOf = (
  { sybils, turned }: Attacked,
  { people, seeds }: { readonly people: readonly string[]; readonly seeds: readonly string[] },
  before: View,
  after: View,
): Outcome => {
  const { low, high } = before.thresholds;
  const fell = (ids: readonly string[], ...leasts: readonly number[]): number =>
    ids.filter(
      (id) =>
        !turned.includes(id) && leasts.some((least) => before.scoreOf(id) >= least && !(after.scoreOf(id) >= least)),
    ).length;
  const reach = (least: number): number => sybils.filter((id) => after.scoreOf(id) >= least).length;
  return {
    sybilsLow: reach(low),
    sybilsHigh: reach(high),
    harmedHigh: fell(people, high),
    harmedLow: fell(people, low),
    harmed: fell(people, low, high),
    seedsHarmed: fell(seeds, high),
  };
};

/** The outcome that serves an attacker best who wants to get in, or to do harm; the first among equals. */
export const worstOf = (aim: 'enter' | 'harm', outcomes: readonly Outcome[]): Outcome => {
  const key = ({ sybilsHigh, sybilsLow, harmed, harmedLow }: Outcome): number[] =>
    aim === 'enter' ? [sybilsHigh, sybilsLow, harmed, harmedLow] : [harmed, harmedLow, sybilsHigh];
  return outcomes.reduce((worst, one) => (isAbove(key(one), key(worst)) ? one : worst));
};

const isAbove = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! > b[at]!;
};
