import type { Opinion } from '../graph/local-trust.ts';

/** How an attacker's accounts vouch for each other. */
export type Shape = 'clique' | 'few' | 'tree' | 'ring';

/** How many vouches an account of a tree gives: the budget that standing lets one give at full strength. */
const BRANCHES = 20;

/** How many accounts `few` uses. */
const FEW = 5;

/**
 * How many accounts of `size` a member who turned vouches for, so that the shape works best: all, a few, as many as the
 * budget carries, or one.
 */
export const entriesFor = (shape: Shape, size: number): number =>
  Math.min(size, { clique: size, few: FEW, tree: BRANCHES, ring: 1 }[shape]);

/**
 * The vouches among an attacker's accounts, of which the first `entries` are those that honest people vouched for.
 * `clique`: each for each other; `few`: the same among the first five (or all that were vouched for), the rest stay
 * unused, for trust that is a share of a whole is not to be spread thin; `tree`: below the entries, twenty each;
 * `ring`: each for the next.
 */
export const vouchesAmong = (shape: Shape, sybils: readonly string[], entries: number): Opinion[] => {
  switch (shape) {
    case 'clique':
      return clique(sybils);
    case 'few':
      return clique(sybils.slice(0, Math.max(FEW, entries)));
    case 'tree':
      return sybils.slice(entries).map((to, index) => fresh(sybils[Math.floor(index / BRANCHES)]!, to));
    case 'ring':
      return sybils.map((from, index) => fresh(from, sybils[(index + 1) % sybils.length]!));
  }
};

const fresh = (from: string, to: string): Opinion => ({ from, to, weight: 1, ageMs: 0 });

const clique = (members: readonly string[]): Opinion[] =>
  members.flatMap((from) => members.filter((to) => to !== from).map((to) => fresh(from, to)));
