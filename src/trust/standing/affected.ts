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
   * Whether one of them may stand elsewhere in the view of the operator's seeds and these others. `fedBack` is the person's
   * standing in this view, as it was, where some who rate the person are trusted through the person (`Appraisal.fedBack`),
   * else 0; 1 where that is not known.
   */
  mayDiffer(person: string, starters: Iterable<string>, fedBack: number): boolean;
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
  const led = new Set([...ledTo(before.graph, edges), ...ledTo(after.graph, edges)]);
  const people = new Set([...rated, ...led, ...denouncedBy(before.graph, led), ...denouncedBy(after.graph, led)]);
  let views: ReturnType<typeof viewsOver> | null = null;
  return {
    people,
    mayDiffer: (person, starters, fedBack) => {
      if (!people.has(person)) return false;
      if (rated.has(person) || vouchers > MOST_LOOKED_AT) return true;
      views ??= viewsOver(before, after, edges);
      return views(person, starters, fedBack);
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
  const lots = [...Map.groupBy(edges, ({ from }) => from).values()].map((own) => lotOf(before, after, own));
  const moved = movedIn(before, after);
  const touched = new Set([...moved, ...vouchedBy(before.graph, moved), ...vouchedBy(after.graph, moved)]);
  for (const id of [...denouncedBy(before.graph, moved), ...denouncedBy(after.graph, moved)]) touched.add(id);
  return (person: string, starters: Iterable<string>, fedBack: number): boolean => {
    if (touched.has(person)) return true;
    let isOther = moved.size > 0;
    for (const starter of starters) {
      for (const { offer, needed } of lots) {
        const offered = offer(starter);
        if (offered > 0 && offered >= needed(person) * ROUNDING) return true;
        isOther ||= offered > 0;
      }
    }
    // What those below have without the person is less than anybody is known to have: any other view may change it, and in
    // the same one a changed vouch for somebody below.
    return fedBack > 0 && (isOther || lots.some(({ mayBeBelow }) => mayBeBelow(person, fedBack)));
  };
};

/** The changed vouches of one person, as they matter to views. */
interface Lot {
  /** What the voucher has in the view of a seed; 0 where no target has it otherwise now. */
  readonly offer: (seed: string) => number;
  /**
   * What the voucher must have in a view before anything that is told of somebody can differ there: enough to give them, or
   * one of those who rate them, by these vouches and those that lead on, as much as the operator's view, below which nobody
   * falls, gives them anyway.
   */
  readonly needed: (person: string) => number;
  /** Whether a target may be trusted through a person of such standing, in a view that does not change. */
  readonly mayBeBelow: (person: string, standing: number) => boolean;
}

const lotOf = (before: SeenGraph, after: SeenGraph, edges: readonly ChangedVouch[]): Lot => {
  const [first, ...others] = edges;
  const from = after.graph.indexOf(first?.from ?? '');
  const needed = neededBy(before, after, edges);
  // One who is in the graph no more, with all that was said: whoever is reached may differ.
  if (from < 0 || first === undefined) return { offer: () => 1, needed: () => 0, mayBeBelow: () => true };
  const { graph, operator } = after;
  const through = reaching(graph, operator.carry, from, -1);
  const valueAt = (values: Float64Array, id: string): number => values[graph.indexOf(id)] ?? 0;
  if (others.length > 0) return { offer: (seed) => valueAt(through, seed), needed, mayBeBelow: () => true };
  const to = graph.indexOf(first.to);
  if (to < 0) return { offer: (seed) => valueAt(through, seed), needed, mayBeBelow: () => true };
  const otherwise = reaching(graph, operator.carry, to, from);
  const least = Math.min(operator.standing[to]!, before.operator.standing[before.graph.indexOf(first.to)] ?? 0);
  return {
    offer: (seed) => {
      const has = valueAt(through, seed);
      return has * first.carry >= valueAt(otherwise, seed) * ROUNDING ? has : 0;
    },
    needed,
    mayBeBelow: (person, standing) => {
      const reached = standing * valueAt(otherwise, person);
      return reached > 0 && reached >= least * ROUNDING;
    },
  };
};

const neededBy = (
  before: SeenGraph,
  after: SeenGraph,
  edges: readonly ChangedVouch[],
): ((person: string) => number) => {
  const seen = [before, after].map(({ graph, operator }) => ({
    graph,
    operator,
    onward: ledOn(graph, operator.carry, edges),
  }));
  const leastOf = (id: string): number => {
    let [onward, standing] = [0, Number.POSITIVE_INFINITY];
    for (const each of seen) {
      const node = each.graph.indexOf(id);
      onward = Math.max(onward, node < 0 ? 0 : each.onward[node]!);
      standing = Math.min(standing, node < 0 ? 0 : each.operator.standing[node]!);
    }
    return onward === 0 ? Number.POSITIVE_INFINITY : standing / onward;
  };
  const known = new Map<string, number>();
  const least = (id: string): number => {
    const found = known.get(id) ?? leastOf(id);
    known.set(id, found);
    return found;
  };
  return (person) => {
    let needed = least(person);
    for (const { graph } of seen) {
      const node = graph.indexOf(person);
      if (node < 0) continue;
      for (const { start, from } of [graph.vouches, graph.denounces]) {
        for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
          needed = Math.min(needed, least(graph.ids[from[edge]!]!));
        }
      }
    }
    return needed;
  };
};

/** What the best way that begins with one of these vouches gives each node of what their voucher has. */
const ledOn = (
  { ids, indexOf, vouches }: TrustGraph,
  carry: Float64Array,
  edges: readonly ChangedVouch[],
): Float64Array => {
  const frontier = new Frontier(ids.length);
  for (const edge of edges) {
    const to = indexOf(edge.to);
    if (to >= 0) frontier.offer(to, -1, 1, edge.carry);
  }
  for (let voucher = frontier.next(); voucher >= 0; voucher = frontier.next()) {
    const own = frontier.standing[voucher]!;
    for (let at = vouches.outStart[voucher]!; at < vouches.outStart[voucher + 1]!; at += 1) {
      frontier.offer(vouches.outTo[at]!, voucher, own, carry[vouches.outEdge[at]!]!);
    }
  }
  return frontier.standing;
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

/** Who stands elsewhere in the operator's view, or by another path, be it other further up only. */
const movedIn = (before: SeenGraph, after: SeenGraph): Set<string> => {
  const { ids } = after.graph;
  const { via } = after.operator;
  const differs = (node: number): boolean => {
    const old = before.graph.indexOf(ids[node]!);
    return (
      old < 0 ||
      before.operator.standing[old] !== after.operator.standing[node] ||
      before.graph.ids[before.operator.via[old]!] !== ids[via[node]!]
    );
  };
  /** 0: not known yet, 1: moved, 2: not. */
  const known = new Uint8Array(ids.length);
  const walked: number[] = [];
  for (let node = 0; node < ids.length; node += 1) {
    let answer = 2;
    for (let at = node; at >= 0; at = via[at]!) {
      answer = known[at] || (differs(at) ? 1 : 0);
      if (known[at] === 0) walked.push(at);
      if (answer !== 0) break;
    }
    // All below somebody who moved did.
    for (const at of walked) known[at] = answer || 2;
    walked.length = 0;
  }
  const moved = new Set(ids.filter((_, node) => known[node] === 1));
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
