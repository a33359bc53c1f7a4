import type { History, PastPull } from './history.ts';

const DAY_US = 24 * 60 * 60 * 1_000_000;

/**
 * Pull requests that one graph does for, the newest group first: between whose moments nothing changed that trust is
 * made from, on one UTC day, as vouches age by days. `history` is what is about them.
 */
export const groupsOf = (pulls: readonly PastPull[], history: History, mergesCount: boolean): PastPull[][] => {
  const changes = changesIn(history, mergesCount);
  const newest = pulls.toSorted(
    (a, b) => b.roundAtUs - a.roundAtUs || Number(a.pull > b.pull) - Number(a.pull < b.pull),
  );
  const keyOf = ({ roundAtUs }: PastPull): string =>
    `${countBefore(changes, roundAtUs)} ${Math.floor((roundAtUs - 1) / DAY_US)}`;
  return [...Map.groupBy(newest, keyOf).values()];
};

/** When anything changes, in order: what changes at a moment is known to those after it. */
const changesIn = ({ vouches, merges, repos, collaborators, attestations, tiers }: History, mergesCount: boolean) => {
  const times: number[] = [];
  for (const spans of [vouches, repos, collaborators, attestations, tiers]) {
    for (const { heldFromUs, heldUntilUs } of spans) {
      times.push(heldFromUs);
      if (heldUntilUs !== null) times.push(heldUntilUs);
    }
  }
  for (const { fromUs, expiresAtUs } of attestations)
    times.push(fromUs, ...(expiresAtUs === null ? [] : [expiresAtUs]));
  if (mergesCount) for (const { heldFromUs } of merges) times.push(heldFromUs);
  return Float64Array.from(times).sort();
};

/** How many numbers of a sorted list are smaller. */
export const countBefore = (sorted: Float64Array, us: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < us) low = middle + 1;
    else high = middle;
  }
  return low;
};
