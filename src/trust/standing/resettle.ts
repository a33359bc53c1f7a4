import type { Vouches } from '../graph/graph.ts';
import { Frontier } from './frontier.ts';
import type { StandingView } from './standing.ts';

/** The vouches of a graph, with what each of them carries (`carryOf`), or 0 for one that is to be looked away from. */
export interface Carrying {
  readonly vouches: Vouches;
  readonly carry: Float64Array;
}

/** Whether the best path of `node` runs through `above`, which may be the node itself. */
export const isBelow = (view: StandingView, node: number, above: number): boolean => {
  const limit = view.standing(above);
  for (let at = node; at >= 0 && view.standing(at) <= limit; at = view.via(at)) if (at === above) return true;
  return false;
};

/** All whose best path runs through a node, itself not included; in no particular order. */
export const belowOf = ({ outStart, outTo }: Vouches, view: StandingView, node: number): number[] => {
  const found: number[] = [];
  for (let next = -1, voucher = node; next < found.length; voucher = found[++next]!) {
    for (let at = outStart[voucher]!; at < outStart[voucher + 1]!; at += 1) {
      if (view.via(outTo[at]!) === voucher) found.push(outTo[at]!);
    }
  }
  return found;
};

/**
 * The view as it is without the vouches that carry 0 and those by `silenced`: exact, and as cheap as the vouches of
 * `nodes`. These must be all whose best path uses such a vouch, and no seeds; other vouches carry what they carried.
 */
export const resettled = (
  { vouches, carry }: Carrying,
  view: StandingView,
  nodes: readonly number[],
  silenced = -1,
): StandingView => {
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const frontier = new Frontier(nodes.length);
  nodes.forEach((node, place) => {
    for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
      const voucher = vouches.from[edge]!;
      const own = placeOf.has(voucher) || voucher === silenced ? 0 : view.standing(voucher);
      if (own > 0 && carry[edge]! > 0) frontier.offer(place, voucher, own, carry[edge]!);
    }
  });
  for (let settled = frontier.next(); settled >= 0; settled = frontier.next()) {
    const voucher = nodes[settled]!;
    const own = frontier.standing[settled]!;
    for (let at = vouches.outStart[voucher]!; at < vouches.outStart[voucher + 1]!; at += 1) {
      const place = placeOf.get(vouches.outTo[at]!);
      const edge = vouches.outEdge[at]!;
      if (place !== undefined && carry[edge]! > 0) frontier.offer(place, voucher, own, carry[edge]!);
    }
  }
  const at = (values: Float64Array | Int32Array, kept: (node: number) => number) => (node: number) => {
    const place = placeOf.get(node);
    return place === undefined ? kept(node) : values[place]!;
  };
  return { standing: at(frontier.standing, view.standing), via: at(frontier.via, view.via) };
};
