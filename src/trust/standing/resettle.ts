import type { Vouches } from '../graph/graph.ts';
import { Frontier } from './frontier.ts';
import type { StandingView } from './standing.ts';

/** The vouches of a graph, with what each of them carries (`carryOf`), or 0 for one that is to be looked away from. */
export interface Carrying {
  readonly vouches: Vouches;
  readonly carry: Float64Array;
}

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

/** What to settle anew. */
export interface Resettling {
  /**
   * All whose best path uses a vouch that is to be looked away from, and no seeds; or those of them that are asked about, with
   * all who may lie on their best paths.
   */
  readonly nodes: readonly number[];
  /** Whose vouches are looked away from; −1 for nobody's. */
  readonly silenced?: number;
  /** Who else stands where they do by such a vouch only, and offers nothing that counts. Default: nobody. */
  readonly isOut?: (node: number) => boolean;
}

/**
 * The view as it is without the vouches that carry 0 and those by `silenced`: exact for `nodes` and for all whom it leaves
 * where they are, and as cheap as the vouches of `nodes`. Other vouches carry what they carried.
 */
export const resettled = (
  { vouches, carry }: Carrying,
  view: StandingView,
  { nodes, silenced = -1, isOut = () => false }: Resettling,
): StandingView => {
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const frontier = new Frontier(nodes.length);
  nodes.forEach((node, place) => {
    for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
      const voucher = vouches.from[edge]!;
      const isLater = placeOf.has(voucher) || voucher === silenced || isOut(voucher);
      const own = isLater ? 0 : view.standing(voucher);
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
