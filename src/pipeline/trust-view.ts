import type { AtUri, Did, PathStep } from '../domain/index.ts';
import { buildGraph, shares, strongestPath, type TrustGraph, type TrustScores, trustScores } from '../trust/index.ts';
import type { World } from './ports.ts';

/** A vouch holds for a year, then fades. */
const VOUCH_HALF_LIFE_MS = 365 * 24 * 60 * 60 * 1000;
/** What is left of standing after one vouch. */
export const HOP_DECAY = 0.85;

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** What structure says of one person, as one repository's maintainers see it. */
export interface PersonTrust {
  readonly eigentrust: number;
  /** 1 is the most trusted; null for nobody's trust at all. */
  readonly rank: number | null;
  readonly standing: number;
  readonly opinion: number;
  readonly structural: number;
  /** The strongest vouch path, from a seed to the person; empty without one. */
  readonly path: readonly PathStep[];
  /** Each incoming vouch's share of the person's EigenTrust inflow, largest first. */
  readonly vouchers: readonly { readonly did: Did; readonly share: number }[];
}

/** Trust in everybody from one set of seeds. */
export interface TrustView {
  readonly graph: TrustGraph;
  readonly scores: TrustScores;
  of(did: Did): PersonTrust;
}

/** Trust as the operator sees it (`null`), or as one repository's maintainers do. */
export type TrustViews = (repo: AtUri | null) => TrustView;

/**
 * The views over a world's vouches. Ages are counted to the start of the newest event's UTC day, so that a score
 * changes when a record does or a day ends, and not with every event. Views are computed when first asked for; all
 * repositories with the same maintainers share one. `extra` people are in the graph even if nobody speaks of them.
 */
export const trustViews = (
  world: Omit<World, 'repos' | 'attestations' | 'handles'>,
  extra: Iterable<Did> = [],
): TrustViews => {
  const dayUs = Math.floor(world.asOfUs / DAY_US) * DAY_US;
  const maintainersOf = groupMaintainers(world.maintainers);
  const graph = buildGraph(
    world.vouches.map((vouch) => ({
      from: vouch.fromDid,
      to: vouch.toDid,
      weight: vouch.polarity === 'vouch' ? 1 : -1,
      ageMs: Math.max(0, dayUs - vouch.sinceUs) / 1000,
    })),
    {
      halfLifeMs: VOUCH_HALF_LIFE_MS,
      fullWeight: 1,
      extraIds: [...world.seeds, ...world.maintainers.map((each) => each.did), ...extra],
    },
  );
  const bySeeds = new Map<string, TrustView>();
  return (repo) => {
    const own = repo === null ? [] : (maintainersOf.get(repo) ?? []);
    const seeds = [...new Set([...world.seeds, ...own])].sort();
    const key = seeds.join(' ');
    const view = bySeeds.get(key) ?? viewOf(graph, seeds);
    bySeeds.set(key, view);
    return view;
  };
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
};

const viewOf = (graph: TrustGraph, seeds: readonly Did[]): TrustView => {
  const scores = trustScores(graph, seeds, { decay: HOP_DECAY });
  const idOf = (node: number): Did => graph.ids[node] as Did;
  const at = (values: Float64Array | Int32Array, node: number): number => values[node] ?? 0;
  return {
    graph,
    scores,
    of: (did) => {
      const node = graph.indexOf(did);
      if (node < 0) return NOBODY;
      return {
        eigentrust: at(scores.eigentrust, node),
        rank: at(scores.rank, node) || null,
        standing: at(scores.standing, node),
        opinion: at(scores.opinion, node),
        structural: at(scores.structural, node),
        path: strongestPath(scores, node).map((step) => ({ did: idOf(step), standing: at(scores.standing, step) })),
        vouchers: shares(graph, scores.eigentrust, node).map(({ from, share }) => ({ did: idOf(from), share })),
      };
    },
  };
};
