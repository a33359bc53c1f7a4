import { countBefore, groupsOf } from '../backtest-groups.ts';
import type { History, PastPull } from '../history.ts';

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** How finely time is cut: `change` is exact, anew for whatever trust is made from; else so many days for one graph. */
export type Grain = 'change' | 1 | 7 | 30;

/** How many graphs may be computed, and how many vouches there may be in all of them together. */
export interface GraphBounds {
  readonly mostGraphs: number;
  readonly mostVouches: number;
}

/** Pull requests that share a graph, and as of when it is: of none of them later than its own moment. */
export interface Moment {
  readonly pulls: readonly PastPull[];
  readonly atUs: number;
}

/**
 * Pull requests by the graph that does for them, the newest first: those of the backtest, if they keep within the bounds.
 * If not, those of a day, a week or 30 days share the graph from before the first of them: older than need be, and
 * never newer. If that is too much, too, what is over the bounds is left out, the oldest first.
 */
export const momentsOf = (
  pulls: readonly PastPull[],
  history: History,
  { mergesCount, mostGraphs, mostVouches }: GraphBounds & { readonly mergesCount: boolean },
): { readonly grain: Grain; readonly moments: readonly Moment[] } => {
  const starts = Float64Array.from(history.vouches, ({ heldFromUs }) => heldFromUs).sort();
  const fits = (moments: readonly Moment[]): number => {
    let vouches = 0;
    const over = moments.findIndex(({ atUs }, at) => {
      vouches += countBefore(starts, atUs);
      return at >= mostGraphs || (at > 0 && vouches > mostVouches);
    });
    return over < 0 ? moments.length : over;
  };
  const exact = groupsOf(pulls, history, mergesCount);
  const cuts = [() => exact, ...COARSER.map((days) => () => byDays(exact.flat(), days))];
  for (const [at, cut] of cuts.entries()) {
    const grain = GRAINS[at] ?? 30;
    const moments = cut().map((group): Moment => ({ pulls: group, atUs: momentOf(group) }));
    const within = fits(moments);
    if (within === moments.length || grain === 30) return { grain, moments: moments.slice(0, within) };
  }
  return { grain: 'change', moments: [] };
};

const COARSER = [1, 7, 30] as const;
const GRAINS: readonly Grain[] = ['change', ...COARSER];

const byDays = (newest: readonly PastPull[], days: number): PastPull[][] => [
  ...Map.groupBy(newest, ({ roundAtUs }) => Math.floor((roundAtUs - 1) / (days * DAY_US))).values(),
];

const momentOf = (group: readonly PastPull[]): number =>
  group.reduce((first, { roundAtUs }) => Math.min(first, roundAtUs), Number.POSITIVE_INFINITY);
