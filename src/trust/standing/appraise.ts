import type { TrustGraph } from '../graph/graph.ts';
import type { Standing, StandingView } from './standing.ts';
import { type Tally, type Teller, type Voice, viewWithout, voicesOn } from './votes.ts';

/** Vouches and denounces, by edge number, to look away from. */
export interface Cut {
  readonly vouches?: ReadonlySet<number>;
  readonly denounces?: ReadonlySet<number>;
}

/** A vouch that is heard. */
export interface Support extends Voice {
  /** The standing it would give alone, in (0,1). */
  readonly offer: number;
}

/** What one view makes of one node, and of whom it has that. */
export interface Appraisal {
  /** In [0,1]. */
  readonly standing: number;
  /** Whether trust starts here. */
  readonly isSeed: boolean;
  /** P and N, each ≥ 0. */
  readonly votesFor: number;
  readonly votesAgainst: number;
  /** What of N counts: without the branch that says most, see `VoteOptions.seconded`. */
  readonly heardAgainst: number;
  /** Of P: what the branch that speaks most brings, see `Tally`. */
  readonly fullestBranch: number;
  /** (P − N)/(P + N + ½) in (−1,1). */
  readonly opinion: number;
  /** In [0,1]: the number the gate reads; 1 for seeds. */
  readonly structural: number;
  /** Those who rate the node and are trusted through it, with what they have had it vouched for nobody: so they are heard. */
  readonly fedBack: readonly { readonly from: number; readonly standing: number }[];
  /** All who are heard, by id, with what they say before branches are capped. */
  readonly vouches: readonly Support[];
  readonly denounces: readonly Voice[];
  /**
   * Structural trust had some of those who rate the node not done so. Exact, but that a voucher's other vouches keep
   * carrying what they carry: one who vouches for more than the budget would give the others more.
   */
  readonly without: (cut: Cut) => number;
}

/** standing · ((P + ½)/(P + N + ½))², in [0,1]: structural trust of whoever is no seed, N being what is heard of it. */
export const structuralFrom = (standing: number, votesFor: number, votesAgainst: number): number =>
  standing * ((votesFor + 0.5) / (votesFor + votesAgainst + 0.5)) ** 2;

/**
 * What a view makes of one node: `judge` for one node at a time. P and N are what the vouches and the denounces of those
 * with standing come to: standing · w each, taken as if the node itself had vouched for nobody (`viewWithout`), and
 * capped branch by branch (`tellerOf`). Takes as long as there are ratings of the node, times the hops of their paths.
 *
 * @throws RangeError when there is no such node.
 */
export const appraise = (
  graph: TrustGraph & Pick<Standing, 'carry'>,
  view: StandingView,
  teller: Teller,
  node: number,
): Appraisal => {
  if (!(Number.isInteger(node) && node >= 0 && node < graph.ids.length)) {
    throw new RangeError(`node must be an index below ${graph.ids.length}, got ${node}`);
  }
  const standing = view.standing(node);
  const isSeed = standing > 0 && view.via(node) < 0;
  const { view: asked, below } = viewWithout(graph, view, node);
  const vouches = voicesOn(graph.vouches, asked, node).map(
    (voice): Support => ({ ...voice, offer: asked.standing(voice.from) * graph.carry[voice.edge]! }),
  );
  const denounces = voicesOn(graph.denounces, asked, node);
  const { total: p, fullestBranch } = teller(asked, vouches);
  const against = teller(asked, denounces);
  const { total: n } = against;
  const heardAgainst = teller.heardAgainst(against);
  const uncut = (voices: readonly Voice[], cut: ReadonlySet<number> | undefined): Tally =>
    teller(asked, cut === undefined ? voices : voices.filter(({ edge }) => !cut.has(edge)));
  return {
    standing,
    isSeed,
    votesFor: p,
    votesAgainst: n,
    heardAgainst,
    fullestBranch,
    opinion: (p - n) / (p + n + 0.5),
    structural: isSeed ? standing : structuralFrom(standing, p, heardAgainst),
    fedBack: below.map((from) => ({ from, standing: asked.standing(from) })),
    vouches,
    denounces,
    without: (cut) =>
      isSeed
        ? standing
        : structuralFrom(
            cut.vouches === undefined ? standing : standingWithout(graph, asked, node, cut.vouches),
            uncut(vouches, cut.vouches).total,
            cut.denounces === undefined ? heardAgainst : teller.heardAgainst(uncut(denounces, cut.denounces)),
          ),
  };
};

/** The best offer left to a node, in a view in which nobody has standing through the node itself. */
const standingWithout = (
  { vouches, carry }: Pick<TrustGraph, 'vouches'> & Pick<Standing, 'carry'>,
  asked: StandingView,
  node: number,
  cut: ReadonlySet<number>,
): number => {
  let best = 0;
  for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
    const own = cut.has(edge) ? 0 : asked.standing(vouches.from[edge]!);
    if (own > 0) best = Math.max(best, Number.MIN_VALUE, own * carry[edge]!);
  }
  return best;
};
