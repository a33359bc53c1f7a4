import type { TrustGraph } from '../graph/graph.ts';
import type { StandingOptions } from './carry.ts';
import { drawnAlike } from './drawn-alike.ts';
import { Frontier } from './frontier.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { type Standing, type StandingView, standingOf, viewOf } from './standing.ts';
import { keeping } from './views-kept.ts';

/** How views are made and kept. */
export interface ViewsOptions extends StandingOptions {
  /** The view of the operator's seeds, where it is there already: `standingOf` the same seeds, with the same options. */
  readonly operator?: Standing;
  /** How many rows of single people's own views are kept, ≥ 0; 16 bytes each. Default 4 million. */
  readonly mostKept?: number;
  /** So many people beside the seeds are looked at one by one, more than that all at once; ≥ 0. Default 8. */
  readonly mostApart?: number;
}

/** What everybody sees whose trust starts with the operator's seeds and some people more. */
export interface Views {
  /** The view of the operator's seeds alone. */
  readonly operator: Standing;
  /**
   * The view of the operator's seeds and these, equal to the last bit to `standingOf` all of them. Ids the graph does
   * not know are ignored. Keep it no longer than a question takes: it holds what it needs in memory.
   */
  with(ids: Iterable<string>): StandingView;
  /**
   * The same of another graph, with its own view of the operator's seeds. What is drawn there as it was here is not drawn
   * again (`drawnAlike`), so that after one change most is there already. These views are not to be asked any more.
   */
  after(graph: TrustGraph, operator: Standing): Views;
}

/**
 * Views of any number of repositories over one graph. Standing seen from several seeds is the highest seen from one of
 * them, to the last bit, as a product of factors ≤ 1 is rounded monotonously. So one solve for the operator's seeds does
 * for all, with a sheet for each other person: the nodes which that person alone sees as high as the operator or higher.
 * A search for these need not go on beyond a node that the operator sees as high. Sheets are made when first asked for,
 * one per person whatever the number of repositories, and the longest unused are dropped. Of many people at once one sheet
 * is made together, so that no list of collaborators, however long, costs more than a solve.
 *
 * @throws RangeError when an option is out of its range.
 */
export const viewsOf = (graph: TrustGraph, seeds: Iterable<string>, options: ViewsOptions = {}): Views => {
  const { mostKept = 4_000_000, mostApart = 8 } = options;
  if (!(mostKept >= 0)) throw new RangeError(`mostKept must be at least 0, got ${mostKept}`);
  const { operator = standingOf(graph, seeds, options) } = options;
  return viewsOver(graph, operator, { mostKept, mostApart, sheets: [] });
};

interface Keeping extends Required<Pick<ViewsOptions, 'mostKept' | 'mostApart'>> {
  /** By their roots' numbers, ascending. */
  readonly sheets: Iterable<readonly [string, Sheet]>;
}

const viewsOver = (graph: TrustGraph, operator: Standing, { mostKept, mostApart, sheets }: Keeping): Views => {
  const draw = drawerOf(graph, operator);
  const sheet = keeping({
    make: (roots: string) => draw(roots.split(' ').map(Number)),
    sizeOf: ({ rows }) => rows,
    most: mostKept,
    start: sheets,
  });
  const dense = viewOf(operator);
  return {
    operator,
    with: (ids) => {
      const nodes = [...new Set([...ids].map(graph.indexOf))].filter((node) => node >= 0 && dense.standing(node) < 1);
      if (nodes.length === 0) return dense;
      const roots = nodes.sort((a, b) => a - b).map(String);
      return highestOf([dense, ...(roots.length > mostApart ? [roots.join(' ')] : roots).map(sheet)]);
    },
    after: (nextGraph, nextOperator) => {
      const taken = drawnAlike({ graph, operator }, { graph: nextGraph, operator: nextOperator });
      const same = [...sheet.all()].flatMap(([roots, own]) => {
        const now = taken(own);
        const numbers = roots.split(' ').map((node) => nextGraph.indexOf(graph.ids[Number(node)]!));
        return now === null ? [] : [[numbers.join(' '), now] as const];
      });
      return viewsOver(nextGraph, nextOperator, { mostKept, mostApart, sheets: same });
    },
  };
};

/** Makes sheets, one after the other on the same memory. */
const drawerOf = ({ ids, vouches }: TrustGraph, { standing, carry }: Standing) => {
  const { outStart, outTo, outEdge } = vouches;
  const frontier = new Frontier(ids.length);
  return (roots: readonly number[]): Sheet => {
    for (const node of roots) frontier.root(node);
    for (let voucher = frontier.next(); voucher >= 0; voucher = frontier.next()) {
      const own = frontier.standing[voucher]!;
      if (own === standing[voucher]) continue;
      const end = outStart[voucher + 1]!;
      for (let at = outStart[voucher]!; at < end; at += 1) {
        const target = outTo[at]!;
        const carried = carry[outEdge[at]!]!;
        if (own * carried >= standing[target]!) frontier.offer(target, voucher, own, carried);
      }
    }
    const sheet = sheetOf(frontier.reached, frontier);
    frontier.clear();
    return sheet;
  };
};

/**
 * The highest of several views, the best path by the lowest id among theirs. Where numbers are too small to fall from
 * hop to hop it is that of the first view, so that no path ever runs in a circle.
 */
const highestOf = (views: readonly StandingView[]): StandingView => {
  const standing = (node: number): number => {
    let highest = 0;
    for (const view of views) highest = Math.max(highest, view.standing(node));
    return highest;
  };
  const via = (node: number): number => {
    const own = standing(node);
    const offered = own === 0 ? [] : views.filter((view) => view.standing(node) === own).map((view) => view.via(node));
    const [first = -1] = offered;
    if (offered.length < 2 || offered.includes(-1)) return offered.includes(-1) ? -1 : first;
    const higher = offered.filter((voucher) => standing(voucher) > own);
    return higher.length === 0 ? first : Math.min(...higher);
  };
  return { standing, via };
};
