import type { TrustGraph } from '../graph/graph.ts';
import { Frontier } from './frontier.ts';
import type { Standing } from './standing.ts';

/** A graph with the operator's view of it. */
export interface SeenGraph {
  readonly graph: TrustGraph;
  readonly operator: Pick<Standing, 'standing' | 'via' | 'carry'>;
}

/** Whose opinions are other ones now, and of whom: ids. */
export interface OpinionChange {
  readonly by: string;
  readonly about: Iterable<string>;
}

/** Whose trust may be another one after some opinions changed. Everybody it leaves out stands where they stood, to the last bit. */
export interface Affected {
  /** All whose trust may differ in anybody's view. */
  readonly people: ReadonlySet<string>;
  /**
   * Whether one of them may stand elsewhere in the view of the operator's seeds and these others. `fedBack` says that in
   * this view, as it was, some who rate the person are trusted through the person (`Appraisal.fedBack`).
   */
  mayDiffer(person: string, starters: Iterable<string>, fedBack: boolean): boolean;
}

/** So many changed vouches are looked at view by view; of more, every view of everybody reached is taken to differ. */
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
  const led = new Set([...ledTo(before.graph, edges), ...ledTo(after.graph, edges)]);
  const people = new Set([...rated, ...led, ...denouncedBy(before.graph, led), ...denouncedBy(after.graph, led)]);
  let views: ReturnType<typeof viewsOver> | null = null;
  return {
    people,
    mayDiffer: (person, starters, fedBack) => {
      if (!people.has(person)) return false;
      if (rated.has(person) || fedBack || edges.length > MOST_LOOKED_AT) return true;
      views ??= viewsOver(before, after, edges);
      return views(person, starters);
    },
  };
};

/** A vouch that carries another amount now than before, or is new, or gone. */
interface ChangedVouch {
  readonly from: string;
  readonly to: string;
  /** The most of what it carried and carries. */
  readonly carry: number;
}

const changedVouches = (before: SeenGraph, after: SeenGraph, changes: readonly OpinionChange[]): ChangedVouch[] =>
  [...new Set(changes.map(({ by }) => by))].flatMap((from) => {
    const [old, now] = [carriedBy(before, from), carriedBy(after, from)];
    return [...new Set([...old.keys(), ...now.keys()])]
      .filter((to) => old.get(to) !== now.get(to))
      .map((to) => ({ from, to, carry: Math.max(old.get(to) ?? 0, now.get(to) ?? 0) }));
  });

const carriedBy = ({ graph, operator: { carry } }: SeenGraph, from: string): Map<string, number> => {
  const node = graph.indexOf(from);
  const carried = new Map<string, number>();
  if (node < 0) return carried;
  const { outStart, outTo, outEdge } = graph.vouches;
  for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
    carried.set(graph.ids[outTo[at]!]!, carry[outEdge[at]!]!);
  }
  return carried;
};

/** The targets, and all whom vouches lead to from them. */
const ledTo = (graph: TrustGraph, edges: readonly ChangedVouch[]): Iterable<string> => {
  const { outStart, outTo } = graph.vouches;
  const seen = new Uint8Array(graph.ids.length);
  const found: number[] = [];
  const visit = (node: number): void => {
    if (node < 0 || seen[node] === 1) return;
    seen[node] = 1;
    found.push(node);
  };
  for (const { to } of edges) visit(graph.indexOf(to));
  for (let next = 0; next < found.length; next += 1) {
    const node = found[next]!;
    for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) visit(outTo[at]!);
  }
  return found.map((node) => graph.ids[node]!);
};

const denouncedBy = ({ ids, denounces }: TrustGraph, people: ReadonlySet<string>): string[] => {
  const found: string[] = [];
  for (let node = 0; node < ids.length; node += 1) {
    for (let edge = denounces.start[node]!; edge < denounces.start[node + 1]!; edge += 1) {
      if (!people.has(ids[denounces.from[edge]!]!)) continue;
      found.push(ids[node]!);
      break;
    }
  }
  return found;
};

/** Products are rounded in another order when a path is walked backwards. */
const ROUNDING = 1 - 1e-9;

const viewsOver = (before: SeenGraph, after: SeenGraph, edges: readonly ChangedVouch[]) => {
  const offers = edges.map((edge) => offersOf(after, edge));
  const isStarter = (id: string): boolean => offers.some((offer) => offer(id));
  const moved = movedIn(before, after);
  const touched = new Set([...moved, ...vouchedBy(before.graph, moved), ...vouchedBy(after.graph, moved)]);
  for (const id of [...denouncedBy(before.graph, moved), ...denouncedBy(after.graph, moved)]) touched.add(id);
  return (person: string, starters: Iterable<string>): boolean => {
    if (touched.has(person)) return true;
    for (const starter of starters) if (isStarter(starter)) return true;
    return false;
  };
};

/** Whether in the view of a seed a vouch offers its target at least what it has otherwise. */
const offersOf = ({ graph, operator: { carry } }: SeenGraph, edge: ChangedVouch): ((id: string) => boolean) => {
  const [from, to] = [graph.indexOf(edge.from), graph.indexOf(edge.to)];
  if (from < 0 || to < 0) return () => true;
  const through = reaching(graph, carry, from, -1);
  const otherwise = reaching(graph, carry, to, from);
  return (id) => {
    const node = graph.indexOf(id);
    if (node < 0) return false;
    const offer = through[node]! * edge.carry;
    return offer > 0 && offer >= otherwise[node]! * ROUNDING;
  };
};

/** What the best path from each node carries to `target`; a vouch for the target by `ignored` is looked away from. */
const reaching = ({ ids, vouches }: TrustGraph, carry: Float64Array, target: number, ignored: number): Float64Array => {
  const frontier = new Frontier(ids.length);
  frontier.root(target);
  for (let node = frontier.next(); node >= 0; node = frontier.next()) {
    const own = frontier.standing[node]!;
    for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
      const voucher = vouches.from[edge]!;
      if (node === target && voucher === ignored) continue;
      frontier.offer(voucher, node, own, carry[edge]!);
    }
  }
  return frontier.standing;
};

/** Who stands elsewhere in the operator's view, or by another path. */
const movedIn = (before: SeenGraph, after: SeenGraph): Set<string> => {
  const moved = new Set<string>();
  const nameOf = ({ graph, operator }: SeenGraph, node: number): string | undefined => graph.ids[operator.via[node]!];
  after.graph.ids.forEach((id, node) => {
    const old = before.graph.indexOf(id);
    const same =
      old >= 0 &&
      before.operator.standing[old] === after.operator.standing[node] &&
      nameOf(before, old) === nameOf(after, node);
    if (!same) moved.add(id);
  });
  for (const id of before.graph.ids) if (after.graph.indexOf(id) < 0) moved.add(id);
  return moved;
};

const vouchedBy = (graph: TrustGraph, people: Iterable<string>): string[] => {
  const { outStart, outTo } = graph.vouches;
  return [...people].flatMap((id) => {
    const node = graph.indexOf(id);
    return node < 0 ? [] : [...outTo.subarray(outStart[node]!, outStart[node + 1]!)].map((to) => graph.ids[to]!);
  });
};
