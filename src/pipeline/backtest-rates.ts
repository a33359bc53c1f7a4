import { LANES, type Lane } from '../domain/index.ts';
import { exactInterval } from '../learn/index.ts';
import type { PastOutcome } from './history.ts';

/** So many of so many, with the exact interval at 95 %; both null for none of none. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly rate: number | null;
  readonly interval: readonly [number, number] | null;
}

/** One lane, by how what was sent there turned out. */
export interface LaneRow {
  readonly lane: Lane;
  /** Merged, and nothing bad is known of it since. */
  readonly clean: number;
  /** Merged, then reverted, mended in a hurry, opened again or called bad by a maintainer. */
  readonly undone: number;
  /** Closed by a maintainer without a merge: often a matter of taste. */
  readonly closed: number;
  /** Nobody but the author judged it, it is too young, or nobody knows. */
  readonly unknown: number;
}

/** How lanes did against what became of the pull requests. */
export interface LaneRates {
  readonly lanes: readonly LaneRow[];
  /** Of the known ones in the fast lane, those that turned out bad: undone or closed. */
  readonly uncleanApproval: Rate;
  /** Of the same, those undone after they had been merged; and those closed. */
  readonly undoneApproval: Rate;
  readonly closedApproval: Rate;
  /** Of the known ones that a person had to look at, those that turned out clean. */
  readonly needlessEscalation: Rate;
  /** Of the known ones in the fast lane that were merged, those undone later. */
  readonly escape: Rate;
  /** Of all known ones, those that turned out clean: what the others are to be judged by. */
  readonly base: Rate;
  /** Why nothing is known of the others, by the first word of their evidence. */
  readonly unknown: readonly { readonly kind: string; readonly count: number }[];
}

export const rateOf = (count: number, of: number): Rate => ({
  count,
  of,
  rate: of === 0 ? null : count / of,
  interval: of === 0 ? null : exactInterval(count, of),
});

type Judged = PastOutcome & { readonly lane: Lane };

/** What became of one: `unknown` is never good. */
export const fateOf = ({ cleanMerge, outcome }: PastOutcome): Exclude<keyof LaneRow, 'lane'> => {
  if (cleanMerge === null) return 'unknown';
  if (cleanMerge) return 'clean';
  return outcome === 'merged' ? 'undone' : 'closed';
};

/** Counts lanes against outcomes. */
export const laneRates = (judged: readonly Judged[]): LaneRates => {
  const rows = new Map(LANES.map((lane) => [lane, { lane, clean: 0, undone: 0, closed: 0, unknown: 0 }]));
  const reasons = new Map<string, number>();
  for (const one of judged) {
    const fate = fateOf(one);
    const row = rows.get(one.lane);
    if (row !== undefined) row[fate] += 1;
    if (fate !== 'unknown') continue;
    const kind = one.evidence[0]?.kind ?? 'nothing said';
    reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
  }
  const lanes = [...rows.values()];
  const known = ({ clean, undone, closed }: LaneRow): number => clean + undone + closed;
  const nothing: LaneRow = { lane: 'fast_lane', clean: 0, undone: 0, closed: 0, unknown: 0 };
  const fast = rows.get('fast_lane') ?? nothing;
  const held = rows.get('needs_human') ?? nothing;
  const sum = (of: (row: LaneRow) => number): number => lanes.reduce((total, row) => total + of(row), 0);
  return {
    lanes,
    uncleanApproval: rateOf(fast.undone + fast.closed, known(fast)),
    undoneApproval: rateOf(fast.undone, known(fast)),
    closedApproval: rateOf(fast.closed, known(fast)),
    needlessEscalation: rateOf(held.clean, known(held)),
    escape: rateOf(fast.undone, fast.clean + fast.undone),
    base: rateOf(
      sum(({ clean }) => clean),
      sum(known),
    ),
    unknown: [...reasons]
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => b.count - a.count || Number(a.kind > b.kind) - Number(a.kind < b.kind)),
  };
};
