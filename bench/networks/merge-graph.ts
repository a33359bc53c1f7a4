/**
 * Whoever merges somebody's pull request vouches for them a little: does that implicit graph tell which pull requests get
 * merged, beyond what the author's own record tells? Every number of a pull request comes from what was known at the
 * start of its 30-day block.
 */
import { eigenTrust, preTrustOf, type TrustGraph } from '../../src/trust/index.ts';
import { structural } from '../../src/trust/measures/structural-measures.ts';
import { graphFrom } from './edges.ts';
import type { FinishedPull, MergeEdge } from './pulls.ts';

const BLOCK_SECONDS = 30 * 86_400;

/** What was known of a pull request and its author. */
export interface PullFeatures {
  readonly pull: FinishedPull;
  /** The author has neither a merged pull request in this repository, nor merged one of others there. */
  readonly isUnfamiliar: boolean;
  /** Known outcomes of the author's earlier pull requests, and how many of them were merged, in all repositories. */
  readonly outcomes: number;
  /** (merged + 1) / (outcomes + 2): ½ for somebody without a record. */
  readonly mergeRate: number;
  /** Merges received. */
  readonly mergeEdges: number;
  /** Structural trust over merge edges, from those who merged in this repository before; and from all who merged anywhere. */
  readonly structuralOwn: number;
  readonly structuralAll: number;
  /** EigenTrust over merge edges from those who merged in this repository, relative to the most trusted. */
  readonly eigentrustOwn: number;
}

/** The features of every pull request, by `at`. Both inputs sorted by time. */
export const pullFeatures = (pulls: readonly FinishedPull[], edges: readonly MergeEdge[]): PullFeatures[] =>
  Map.groupBy(pulls, ({ at }) => Math.floor(at / BLOCK_SECONDS))
    .entries()
    .toArray()
    .flatMap(([block, inBlock]) => {
      const now = block * BLOCK_SECONDS;
      const known = Map.groupBy(
        pulls.filter(({ knownAt }) => knownAt < now),
        ({ author }) => author,
      );
      const views = viewsAt(edges.filter(({ epoch }) => epoch < now));
      return inBlock.map((pull) => featuresOf(pull, known.get(pull.author) ?? [], views));
    });

const featuresOf = (pull: FinishedPull, known: readonly FinishedPull[], views: Views): PullFeatures => {
  const merged = known.filter((each) => each.merged);
  const own = views.from(pull.repo);
  const node = views.graph.indexOf(pull.author);
  return {
    pull,
    isUnfamiliar: !merged.some(({ repo }) => repo === pull.repo) && !own.seeds.includes(pull.author),
    outcomes: known.length,
    mergeRate: (merged.length + 1) / (known.length + 2),
    mergeEdges: views.received.get(pull.author)?.length ?? 0,
    structuralOwn: own.structural[node] ?? 0,
    structuralAll: views.all[node] ?? 0,
    eigentrustOwn: own.eigentrust[node] ?? 0,
  };
};

interface View {
  readonly seeds: readonly string[];
  readonly structural: Float64Array;
  readonly eigentrust: Float64Array;
}

interface Views {
  readonly graph: TrustGraph;
  readonly received: ReadonlyMap<string, readonly MergeEdge[]>;
  readonly from: (repo: string) => View;
  readonly all: Float64Array;
}

/** The views of one moment, each repository's made when asked for. One merge is a full vouch; more are no more. */
const viewsAt = (edges: readonly MergeEdge[]): Views => {
  const graph = graphFrom(edges, { fullWeight: 1 });
  const mergersOf = (some: readonly MergeEdge[]): string[] => [...new Set(some.map(({ source }) => source))];
  const known = new Map<string, View>();
  const make = (repo: string): View => {
    const seeds = mergersOf(edges.filter((edge) => edge.repo === repo));
    const { scores } = eigenTrust(graph, preTrustOf(graph, seeds), { tolerance: 1e-6 });
    const most = scores.reduce((high, score) => Math.max(high, score), 0) || 1;
    return { seeds, structural: structural.scores(graph, seeds), eigentrust: scores.map((score) => score / most) };
  };
  return {
    graph,
    received: Map.groupBy(edges, ({ target }) => target),
    from: (repo) => {
      const view = known.get(repo) ?? make(repo);
      known.set(repo, view);
      return view;
    },
    all: structural.scores(graph, mergersOf(edges)),
  };
};
