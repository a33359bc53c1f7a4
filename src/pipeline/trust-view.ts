import type { AtUri, Did, PathStep } from '../domain/index.ts';
import {
  type Appraisal,
  appraise,
  contributionsTo,
  keystonesOf,
  linksOf,
  type Marginal,
  marginalsOf,
  scoreSeenFrom,
  shares,
  strongestPath,
  structuralFrom,
  type TrustGraph,
  tellerOf,
  type Views,
  viewsOf,
} from '../trust/index.ts';
import type { World } from './ports.ts';
import { HOP_DECAY, once, type TrustBase } from './trust-base.ts';

/** What structure says of one person, as one repository's maintainers see it. */
export interface PersonTrust {
  /** As the operator sees it, whosever view this is; `PersonExplanation` has the view's own. */
  readonly eigentrust: number;
  /** Likewise. 1 is the most trusted; null for nobody's trust at all. */
  readonly rank: number | null;
  readonly standing: number;
  readonly opinion: number;
  /** P and N: what speaks for the person and what against, branch by branch capped. */
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly structural: number;
  /** The strongest vouch path, from a seed to the person; empty without one. */
  readonly path: readonly PathStep[];
  /** Those who rate the person and are trusted through the person, with the standing they have otherwise. */
  readonly fedBack: readonly PathStep[];
  /** How much of what speaks for the person comes by each voucher who is heard, largest first, before branches are capped. */
  readonly vouchers: readonly { readonly did: Did; readonly share: number }[];
  /**
   * Structural trust if one more person vouched, today and at full strength: a maintainer, or anyone whom a maintainer
   * vouches for, even one in whose branch most is said already.
   */
  readonly reach: {
    readonly byMaintainer: number;
    readonly byVouched: number;
    /** With whom trust starts in this view: a repository's maintainers, or the operator's list alone. */
    readonly starter: 'maintainer' | 'trusted root';
  };
}

/** One rating, its share of all there are for the person (or against), and structural trust without it. */
interface Effect {
  readonly did: Did;
  readonly share: number;
  readonly without: number;
}

/** One vouch, by whom and for whom. */
interface Edge {
  readonly from: Did;
  readonly to: Did;
}

/** Why structure says what it says of one person. Plain data; without a path to the person all lists are empty. */
export interface PersonExplanation {
  /** EigenTrust with the pre-trust at this view's seeds, too low by at most 1e-9. */
  readonly eigentrust: number;
  /** P and N: what speaks for the person and what against, branch by branch capped. */
  readonly votesFor: number;
  readonly votesAgainst: number;
  /** What of N counts: without the branch that says most, for an accuser who is no maintainer needs a second. */
  readonly heardAgainst: number;
  /** The 20 strongest at most, the strongest first; a voucher's other vouches are taken to carry what they carry. */
  readonly vouches: readonly Effect[];
  readonly denounces: readonly Effect[];
  /** The vouches of the strongest path, from the seed on, with structural trust without each. */
  readonly links: readonly (Edge & { readonly without: number })[];
  /**
   * For each threshold that structural trust reaches: the smallest set of vouches for the person without which it would
   * not, at most 20; `smallest` is false where a smaller one may exist. Thresholds without such a set are left out.
   */
  readonly keystones: readonly {
    readonly threshold: number;
    readonly vouches: readonly Edge[];
    readonly without: number;
    readonly smallest: boolean;
  }[];
}

/** What is said of a person, weighed: the numbers alone, with how many who vouch are heard. */
export interface Weighed
  extends Pick<PersonTrust, 'standing' | 'opinion' | 'structural' | 'votesFor' | 'votesAgainst'> {
  readonly vouchers: number;
}

/** Trust in everybody from one set of seeds. Computed when asked, for one person at a time. */
export interface TrustView {
  of(did: Did): PersonTrust;
  /** `of(did).structural` alone. */
  structuralOf(did: Did): number;
  /** The numbers of `of` alone. */
  weighed(did: Did): Weighed;
  /** Had these people not denounced the person: structural trust, and what one more vouch would make of it. As dear as `of`. */
  withoutDenounces(
    did: Did,
    by: readonly Did[],
  ): Omit<PersonTrust['reach'], 'starter'> & Pick<PersonTrust, 'structural'>;
  /** Costs up to a solve for each vouch of the strongest path: for one person's page, not for lists. */
  explain(did: Did, thresholds: readonly number[]): PersonExplanation;
}

/** Trust as the operator sees it (`null`), or as one repository's maintainers do. */
export interface TrustViews {
  (repo: AtUri | null): TrustView;
  readonly graph: TrustGraph;
  readonly operator: TrustBase['operator'];
  readonly judged: TrustBase['judged'];
  /** The views over another base, which take over from these what is the same there. */
  readonly after: (world: Pick<World, 'seeds' | 'maintainers'>, base: TrustBase) => TrustViews;
}

/** The views over a world's vouches: one base for all, and what each maintainer alone sees beside it. */
export const trustViews = (world: Pick<World, 'seeds' | 'maintainers'>, base: TrustBase): TrustViews =>
  viewsOver(
    world,
    base,
    once(() => viewsOf(base.graph, world.seeds, { decay: HOP_DECAY, operator: base.operator() })),
  );

const viewsOver = (
  world: Pick<World, 'seeds' | 'maintainers'>,
  base: TrustBase,
  views: Shared['views'],
): TrustViews => {
  const { graph, operator, judged } = base;
  const maintainersOf = Map.groupBy(world.maintainers, ({ repo }) => repo);
  const shared: Shared = { ...base, views, teller: tellerOf(graph.ids.length) };
  const view = (repo: AtUri | null): TrustView => {
    const own = repo === null ? [] : (maintainersOf.get(repo) ?? []).map(({ did }) => did);
    return viewFrom(shared, world.seeds, own);
  };
  const after: TrustViews['after'] = (nextWorld, nextBase) => {
    // Made at once, lest graphs that nobody asks wait behind each other.
    const next = views().after(nextBase.graph, nextBase.operator());
    return viewsOver(nextWorld, nextBase, () => next);
  };
  return Object.assign(view, { graph, operator, judged, after });
};

/** What a view is made of. */
interface Shared extends TrustBase {
  readonly views: () => Views;
  readonly teller: ReturnType<typeof tellerOf>;
}

const NOBODY: Omit<PersonTrust, 'reach'> = {
  eigentrust: 0,
  rank: null,
  standing: 0,
  opinion: 0,
  votesFor: 0,
  votesAgainst: 0,
  structural: 0,
  path: [],
  fedBack: [],
  vouchers: [],
};

const UNKNOWN: PersonExplanation = {
  eigentrust: 0,
  votesFor: 0,
  votesAgainst: 0,
  heardAgainst: 0,
  vouches: [],
  denounces: [],
  links: [],
  keystones: [],
};

const viewFrom = (shared: Shared, seeds: readonly Did[], own: readonly Did[]): TrustView => {
  const { graph, operator, views, teller } = shared;
  const idOf = (node: number): Did => graph.ids[node] as Did;
  const starter = own.length > 0 ? 'maintainer' : 'trusted root';
  /** Costs about what a solve does, where a repository adds seeds to the operator's. */
  const eigenTrustFrom = (node: number): number =>
    own.every((did) => seeds.includes(did))
      ? (operator().eigentrust[node] ?? 0)
      : scoreSeenFrom(contributionsTo(graph, node), shared.gains(), [...seeds, ...own].map(graph.indexOf));
  const look = (node: number) => {
    const view = views().with(own);
    const carrying = { ...graph, carry: views().operator.carry };
    return { view, carrying, appraisal: appraise(carrying, view, teller, node) };
  };
  return {
    of: (did) => {
      const node = graph.indexOf(did);
      if (node < 0) return { ...NOBODY, reach: { byMaintainer: HOP_DECAY, byVouched: HOP_DECAY ** 2, starter } };
      const { view, appraisal } = look(node);
      return {
        eigentrust: operator().eigentrust[node] ?? 0,
        rank: operator().rank[node] || null,
        ...numbersOf(appraisal),
        path: strongestPath(view, node).map((step) => ({ did: idOf(step), standing: view.standing(step) })),
        fedBack: appraisal.fedBack.map((rater) => ({ did: idOf(rater.from), standing: rater.standing })),
        vouchers: shares(appraisal.vouches).map(({ from, share }) => ({ did: idOf(from), share })),
        reach: { ...reachOf(appraisal), starter },
      };
    },
    structuralOf: (did) => {
      const node = graph.indexOf(did);
      return node < 0 ? 0 : look(node).appraisal.structural;
    },
    weighed: (did) => {
      const node = graph.indexOf(did);
      if (node < 0) return { standing: 0, opinion: 0, structural: 0, votesFor: 0, votesAgainst: 0, vouchers: 0 };
      return weighedIn(look(node).appraisal);
    },
    withoutDenounces: (did, by) => {
      const node = graph.indexOf(did);
      if (node < 0) return { structural: 0, byMaintainer: HOP_DECAY, byVouched: HOP_DECAY ** 2 };
      const { appraisal } = look(node);
      const taken = appraisal.denounces.filter(({ from }) => by.includes(idOf(from)));
      const structural = appraisal.without({ denounces: new Set(taken.map(({ edge }) => edge)) });
      const isAll = taken.length === appraisal.denounces.length;
      const heardAgainst = isAll ? 0 : heardIn({ ...appraisal, structural });
      return { structural, ...reachOf({ ...appraisal, heardAgainst }) };
    },
    explain: (did, thresholds) => {
      const node = graph.indexOf(did);
      if (node < 0) return UNKNOWN;
      const { view, carrying, appraisal } = look(node);
      const edge = (from: number, to: number) => ({ from: idOf(from), to: idOf(to) });
      const effect = ({ from, share, without }: Marginal) => ({ did: idOf(from), share, without });
      const { vouches, denounces } = marginalsOf(appraisal);
      return {
        eigentrust: eigenTrustFrom(node),
        votesFor: appraisal.votesFor,
        votesAgainst: appraisal.votesAgainst,
        heardAgainst: appraisal.heardAgainst,
        vouches: vouches.map(effect),
        denounces: denounces.map(effect),
        links: linksOf(carrying, view, teller, node).map(({ from, to, without }) => ({ ...edge(from, to), without })),
        keystones: thresholds.flatMap((threshold) => {
          const found = keystonesOf(appraisal, threshold);
          if (found === null) return [];
          const by = found.edges.map((at) => edge(graph.vouches.from[at] ?? -1, node));
          return [{ threshold, vouches: by, without: found.without, smallest: found.smallest }];
        }),
      };
    },
  };
};

const weighedIn = (appraisal: Appraisal): Weighed => ({
  ...numbersOf(appraisal),
  vouchers: appraisal.vouches.length,
});

const numbersOf = ({
  standing,
  opinion,
  structural,
  votesFor,
  votesAgainst,
}: Appraisal): Omit<Weighed, 'vouchers'> => ({
  ...{ standing, opinion, structural, votesFor, votesAgainst },
});

/** What must be heard against somebody to leave them this much trust; with none left, what was heard before. */
const heardIn = ({ standing, structural, votesFor, heardAgainst }: Appraisal): number =>
  structural > 0 ? Math.max(0, (votesFor + 0.5) * (Math.sqrt(standing / structural) - 1)) : heardAgainst;

/** Of somebody whom a maintainer vouches for as much is taken to be heard as the fullest branch has left. */
const reachOf = ({
  isSeed,
  standing,
  votesFor,
  heardAgainst,
  fullestBranch,
}: Appraisal): Omit<PersonTrust['reach'], 'starter'> => {
  const withVouch = (voucher: number, heard: number): number =>
    isSeed ? 1 : structuralFrom(Math.max(standing, voucher * HOP_DECAY), votesFor + heard, heardAgainst);
  return { byMaintainer: withVouch(1, 1), byVouched: withVouch(HOP_DECAY, Math.max(0, HOP_DECAY - fullestBranch)) };
};
