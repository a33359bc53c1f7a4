import type { TrustGraph } from '../graph/graph.ts';
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

/** A vouch that carries another amount now than before, or is new, or gone. */
export interface ChangedVouch {
  readonly from: string;
  readonly to: string;
  /** The most of what it carried and carries. */
  readonly carry: number;
}

/** All vouches that some changes of opinions touch: where somebody vouches beyond the budget, also those that were not changed. */
export const changedVouches = (
  before: SeenGraph,
  after: SeenGraph,
  changes: readonly OpinionChange[],
): ChangedVouch[] =>
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
