import type { AtUri, Did, PathStep } from '../domain/index.ts';
import {
  buildGraph,
  judge,
  shares,
  standingOf,
  strongestPath,
  structuralFrom,
  type TrustGraph,
  type TrustScores,
  trustScores,
} from '../trust/index.ts';
import type { World } from './ports.ts';

/** A vouch holds for a year, then fades. */
const VOUCH_HALF_LIFE_MS = 365 * 24 * 60 * 60 * 1000;
/** What is left of standing after one vouch. */
const HOP_DECAY = 0.85;

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** What structure says of one person, as one repository's maintainers see it. */
export interface PersonTrust {
  /** As the operator sees it, whosever view this is. */
  readonly eigentrust: number;
  /** Likewise. 1 is the most trusted; null for nobody's trust at all. */
  readonly rank: number | null;
  readonly standing: number;
  readonly opinion: number;
  readonly structural: number;
  /** The strongest vouch path, from a seed to the person; empty without one. */
  readonly path: readonly PathStep[];
  /** How much of what speaks for the person comes by each voucher with standing, largest first. */
  readonly vouchers: readonly { readonly did: Did; readonly share: number }[];
  /** Structural trust if one more person vouched, today and at full strength. */
  readonly reach: { readonly byMaintainer: number; readonly byVouched: number };
}

/** Trust in everybody from one set of seeds. */
export interface TrustView {
  of(did: Did): PersonTrust;
}

/** Trust as the operator sees it (`null`), or as one repository's maintainers do. */
export interface TrustViews {
  (repo: AtUri | null): TrustView;
  readonly graph: TrustGraph;
  /** All scores in the operator's view. */
  readonly operator: () => TrustScores;
}

/** Views are computed anew rather than kept beyond this many. */
const MOST_VIEWS = 64;

/**
 * The views over a world's vouches. Ages are counted to the start of the newest event's UTC day, so that a score
 * changes when a record does or a day ends, and not with every event. Views are computed when first asked for; all
 * repositories with the same maintainers share one. `extra` people are in the graph even if nobody speaks of them.
 */
export const trustViews = (
  world: Pick<World, 'asOfUs' | 'vouches' | 'seeds' | 'maintainers'>,
  extra: Iterable<Did> = [],
): TrustViews => {
  const maintainersOf = groupMaintainers(world.maintainers);
  const graph = graphOf(world, extra);
  let operator: TrustScores | null = null;
  const operatorScores = (): TrustScores => {
    operator ??= trustScores(graph, world.seeds, { decay: HOP_DECAY });
    return operator;
  };
  const bySeeds = new Map<string, TrustView>();
  const view = (repo: AtUri | null): TrustView => {
    const own = repo === null ? [] : (maintainersOf.get(repo) ?? []);
    const seeds = [...new Set([...world.seeds, ...own])].sort();
    const key = seeds.join(' ');
    const known = bySeeds.get(key);
    if (known !== undefined) return known;
    const [oldest] = bySeeds.keys();
    if (bySeeds.size >= MOST_VIEWS && oldest !== undefined) bySeeds.delete(oldest);
    const made = viewOf(graph, seeds, operatorScores);
    bySeeds.set(key, made);
    return made;
  };
  return Object.assign(view, { graph, operator: operatorScores });
};

const graphOf = ({ asOfUs, vouches, seeds, maintainers }: Parameters<typeof trustViews>[0], extra: Iterable<Did>) => {
  const dayUs = Math.floor(asOfUs / DAY_US) * DAY_US;
  const opinions = vouches.map((vouch) => ({
    from: vouch.fromDid,
    to: vouch.toDid,
    weight: vouch.polarity === 'vouch' ? 1 : -1,
    ageMs: Math.max(0, dayUs - vouch.sinceUs) / 1000,
  }));
  const extraIds = [...seeds, ...maintainers.map((each) => each.did), ...extra];
  return buildGraph(opinions, { halfLifeMs: VOUCH_HALF_LIFE_MS, fullWeight: 1, extraIds });
};

const groupMaintainers = (maintainers: World['maintainers']): Map<AtUri, Did[]> => {
  const groups = new Map<AtUri, Did[]>();
  for (const { repo, did } of maintainers) {
    const group = groups.get(repo);
    if (group) group.push(did);
    else groups.set(repo, [did]);
  }
  return groups;
};

const NOBODY: PersonTrust = {
  eigentrust: 0,
  rank: null,
  standing: 0,
  opinion: 0,
  structural: 0,
  path: [],
  vouchers: [],
  reach: { byMaintainer: HOP_DECAY, byVouched: HOP_DECAY ** 2 },
};

const viewOf = (graph: TrustGraph, seeds: readonly Did[], operator: () => TrustScores): TrustView => {
  const spread = standingOf(graph, seeds, { decay: HOP_DECAY });
  const judged = judge(graph, spread);
  const idOf = (node: number): Did => graph.ids[node] as Did;
  const at = (values: Float64Array | Int32Array, node: number): number => values[node] ?? 0;
  /** Structural trust with one more vouch, by somebody of this standing. */
  const withVouch = (node: number, voucher: number): number =>
    structuralFrom(
      Math.max(at(spread.standing, node), voucher * HOP_DECAY),
      at(judged.votesFor, node) + voucher,
      at(judged.votesAgainst, node),
    );
  return {
    of: (did) => {
      const node = graph.indexOf(did);
      if (node < 0) return NOBODY;
      return {
        eigentrust: at(operator().eigentrust, node),
        rank: at(operator().rank, node) || null,
        standing: at(spread.standing, node),
        opinion: at(judged.opinion, node),
        structural: at(judged.structural, node),
        path: strongestPath(spread, node).map((step) => ({ did: idOf(step), standing: at(spread.standing, step) })),
        vouchers: shares(graph, spread.standing, node).map(({ from, share }) => ({ did: idOf(from), share })),
        reach: { byMaintainer: withVouch(node, 1), byVouched: withVouch(node, HOP_DECAY) },
      };
    },
  };
};
