import type { TrustGraph } from '../graph/graph.ts';
import { numbersIn } from '../graph/numbering.ts';
import { affectedViews, type Told } from './affected-views.ts';
import { type ChangedVouch, changedVouches, type OpinionChange, type SeenGraph } from './changed-vouches.ts';
import { markDenounced } from './who-moved.ts';

/** Whose trust may be another one after some opinions changed. Everybody it leaves out stands where they stood, to the last bit. */
export interface Affected {
  /** Whether somebody's trust may differ in anybody's view. */
  reaches(person: string): boolean;
  /**
   * Whether somebody may stand elsewhere in the view of the operator's seeds and these others. `told` is of this view; null
   * where that is not known.
   */
  mayDiffer(person: string, starters: readonly string[], told: Told | null): boolean;
}

/** The changes of so many people are looked at view by view; of more, every view of everybody reached is taken to differ. */
const MOST_LOOKED_AT = 8;

/**
 * Who may stand elsewhere after some opinions changed, in whichever view: all whom vouches lead to from somebody about whom
 * they are or whose voucher spreads another amount now, before or after, and whom those denounce. Told apart further view
 * by view: standing of the target b of a changed vouch a→b differs in the view of a seed s only where the vouch offers
 * at least what b has otherwise, which one search against the vouches from a and one from b tell for all seeds.
 */
export const affectedBy = (before: SeenGraph, after: SeenGraph, changes: readonly OpinionChange[]): Affected => {
  const rated = new Set(changes.flatMap(({ by, about }) => [by, ...about]));
  const edges = changedVouches(before, after, changes);
  const vouchers = new Set(edges.map(({ from }) => from)).size;
  const reached = edges.length === 0 ? null : reachedBy(before, after, edges);
  const reaches = (person: string): boolean =>
    rated.has(person) || (reached !== null && reached[after.graph.indexOf(person)] === 1);
  let views: ReturnType<typeof affectedViews> | null = null;
  return {
    reaches,
    mayDiffer: (person, starters, told) => {
      if (!reaches(person)) return false;
      if (told === null || rated.has(person) || vouchers > MOST_LOOKED_AT) return true;
      views ??= affectedViews(before, after, edges);
      return views(person, starters, told);
    },
  };
};

/** Of each node of `after`, 1 for the targets, all whom vouches lead to from them, before or after, and whom those denounce. */
const reachedBy = (before: SeenGraph, after: SeenGraph, edges: readonly ChangedVouch[]): Uint8Array => {
  const now = numbersIn(before.graph, after.graph);
  const reached = new Uint8Array(after.graph.ids.length);
  for (const [{ graph }, numberOf] of [
    [before, (node: number) => now[node]!],
    [after, (node: number) => node],
  ] as const) {
    const led = ledTo(graph, edges);
    const mark = (node: number): void => {
      if (numberOf(node) >= 0) reached[numberOf(node)] = 1;
    };
    led.forEach((is, node) => {
      if (is === 1) mark(node);
    });
    markDenounced(graph, (node) => led[node] === 1, mark);
  }
  return reached;
};

/** Of each node, 1 for the targets and all whom vouches lead to from them. */
const ledTo = ({ ids, indexOf, vouches: { outStart, outTo } }: TrustGraph, edges: readonly ChangedVouch[]) => {
  const seen = new Uint8Array(ids.length);
  const found: number[] = [];
  const visit = (node: number): void => {
    if (node < 0 || seen[node] === 1) return;
    seen[node] = 1;
    found.push(node);
  };
  for (const { to } of edges) visit(indexOf(to));
  for (let next = 0; next < found.length; next += 1) {
    const node = found[next]!;
    for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) visit(outTo[at]!);
  }
  return seen;
};
