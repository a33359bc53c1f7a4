import type { TrustGraph } from '../graph/graph.ts';
import { numbersIn } from '../graph/numbering.ts';
import type { ChangedVouch, SeenGraph } from './changed-vouches.ts';
import { FAINTEST } from './votes.ts';
import { reaching, type WaysOn, waysOn } from './ways-on.ts';
import { markRated, movedIn } from './who-moved.ts';

/** What a person was told of themselves in a view, as it was (`Appraisal`). */
export interface Told {
  readonly standing: number;
  /** Those who rate the person and are trusted through them, with the standing that is theirs otherwise. */
  readonly fedBack: readonly { readonly did: string; readonly standing: number }[];
}

/** Products are rounded in another order when a path is walked backwards. */
const ROUNDING = 1 - 1e-9;

/** Tells of one person after the other, view by view, whether anything may differ. Slow to make, quick to ask. */
export const affectedViews = (before: SeenGraph, after: SeenGraph, edges: readonly ChangedVouch[]) => {
  const { indexOf } = after.graph;
  const then = numbersIn(after.graph, before.graph);
  const lots = [...Map.groupBy(edges, ({ from }) => from).values()].map((own) =>
    lotOf(before, after, { edges: own, then }),
  );
  const mayBeFound = findable(after.graph, edges);
  const { touched, someMoved } = touchedIn(before, after, then);
  return (person: string, starters: readonly string[], { standing: own, fedBack }: Told): boolean => {
    const node = indexOf(person);
    if (node < 0 || touched[node] === 1) return true;
    const seeds = starters.map(indexOf);
    return lots.some(({ offer, needed, has, onward, mayBeBelow }) => {
      const offered = seeds.reduce((most, seed) => Math.max(most, offer(seed)), 0);
      if (offered > 0 && offered >= needed(node) * ROUNDING) return true;
      // Without the person those below have less than anybody is known to have. A vouch that is of no use with the person is of
      // use without only to whom the person leads; and the voucher has no more than with.
      if (fedBack.length === 0 || !(offered > 0 || someMoved || mayBeBelow(node, own))) return false;
      const most = has(seeds);
      return fedBack.some(
        ({ did, standing }) =>
          most * onward(indexOf(did)) >= Math.max(standing, FAINTEST) * ROUNDING &&
          (standing > 0 || mayBeFound(did, person)),
      );
    });
  };
};

/** Of each node of `after`, 1 for whom the operator sees elsewhere, and for all whom those rate, before or after. */
const touchedIn = (before: SeenGraph, after: SeenGraph, then: Int32Array) => {
  const moved = movedIn(before, after, then);
  const touched = moved.slice();
  const movedThen = new Uint8Array(before.graph.ids.length).fill(1);
  const now = new Int32Array(before.graph.ids.length).fill(-1);
  then.forEach((was, node) => {
    if (was < 0) return;
    movedThen[was] = moved[node]!;
    now[was] = node;
  });
  const mark = (node: number): void => {
    if (node >= 0) touched[node] = 1;
  };
  markRated(after.graph, (node) => moved[node] === 1, mark);
  markRated(
    before.graph,
    (node) => movedThen[node] === 1,
    (node) => mark(now[node]!),
  );
  return { touched, someMoved: movedThen.includes(1) || moved.includes(1) };
};

/** The changed vouches of one person, as they matter to views; nodes are numbered as after the change. */
interface Lot extends WaysOn {
  /** What the voucher has in the view of a seed; 0 where no target has it otherwise now. */
  readonly offer: (seed: number) => number;
  /** The most the voucher has in the view of the operator's seeds and these. */
  readonly has: (starters: readonly number[]) => number;
  /** Whether a target may be trusted through a person of such standing, in a view that does not change. */
  readonly mayBeBelow: (node: number, standing: number) => boolean;
}

const lotOf = (
  before: SeenGraph,
  after: SeenGraph,
  given: { readonly edges: readonly ChangedVouch[]; readonly then: Int32Array },
): Lot => {
  const [first, ...others] = given.edges;
  const { graph, operator } = after;
  const from = graph.indexOf(first?.from ?? '');
  const ways = waysOn(before, after, given);
  // One who is in the graph no more, with all that was said: whoever is reached may differ.
  if (from < 0 || first === undefined) {
    return { ...ways, offer: () => 1, needed: () => 0, has: () => 1, mayBeBelow: () => true };
  }
  const through = reaching(graph, operator.carry, from, -1);
  const has: Lot['has'] = (starters) =>
    starters.reduce((most, starter) => Math.max(most, through[starter] ?? 0), operator.standing[from]!);
  const to = others.length > 0 ? -1 : graph.indexOf(first.to);
  if (to < 0) return { ...ways, has, offer: (seed) => through[seed] ?? 0, mayBeBelow: () => true };
  const otherwise = reaching(graph, operator.carry, to, from);
  const offer: Lot['offer'] = (seed) => {
    const own = through[seed] ?? 0;
    return own * first.carry >= (otherwise[seed] ?? 0) * ROUNDING ? own : 0;
  };
  const least = Math.min(operator.standing[to]!, before.operator.standing[given.then[to]!] ?? 0);
  const mayBeBelow: Lot['mayBeBelow'] = (node, standing) => {
    const reached = standing * otherwise[node]!;
    return reached > 0 && reached >= least * ROUNDING;
  };
  return { ...ways, has, offer, mayBeBelow };
};

/** So many of those who lead to somebody are looked at: they are few where all others lead there through one person. */
const MOST_BEHIND = 200;

/** Whether a way from the target of a changed vouch leads to somebody around a person. */
const findable = ({ ids, indexOf, vouches }: TrustGraph, edges: readonly ChangedVouch[]) => {
  const targets = new Set(edges.map(({ to }) => indexOf(to)));
  return (id: string, around: string): boolean => {
    const seen = new Set([indexOf(id)]);
    for (const node of seen) {
      if (targets.has(node) || seen.size > MOST_BEHIND) return true;
      if (node < 0) continue;
      for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
        if (ids[vouches.from[edge]!] !== around) seen.add(vouches.from[edge]!);
      }
    }
    return false;
  };
};
